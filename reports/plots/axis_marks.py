"""The line of an axis with its ticks; labels that would overlap give way."""

from __future__ import annotations

from collections.abc import Sequence

from reports.plots.axis import Axis
from reports.plots.drawing import SIZE
from reports.plots.layers import Layer, Part, horizontal, vertical
from reports.plots.svg import text, width_of


def bottom_axis(axis: Axis, y: float, *, width: float) -> list[Part]:
    """An axis with ticks below it; labels stay within a drawing of that width."""
    parts = [horizontal(Layer.STROKE, axis.left, axis.right, y)]
    for value, _ in axis.ticks:
        parts.append(vertical(Layer.STROKE, axis.position(value), y, y + 5))
    placed: list[tuple[float, float]] = []
    for value, label in _by_importance(axis.ticks):
        half = width_of(label, SIZE) / 2
        x = min(max(axis.position(value), half), width - half)
        if all(x + half + 3 < low or high + 3 < x - half for low, high in placed):
            placed.append((x - half, x + half))
            parts.append((Layer.SOFT_MIDDLE, text(label, x, y + 18)))
    return parts


def left_axis(axis: Axis, x: float) -> list[Part]:
    """An upright axis, whose ``left`` is its lower end, with ticks at its left."""
    top, bottom = sorted((axis.left, axis.right))
    parts = [vertical(Layer.STROKE, x, top, bottom)]
    placed: list[float] = []
    for value, label in _by_importance(axis.ticks):
        y = axis.position(value)
        parts.append(horizontal(Layer.STROKE, x - 5, x, y))
        if all(abs(y - other) >= SIZE + 2 for other in placed):
            placed.append(y)
            parts.append((Layer.SOFT_END, text(label, x - 8, y + 4)))
    return parts


def _by_importance(ticks: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """No effect first, then the powers of ten of a ratio axis, the ends, and the rest."""
    is_ratio = any(value == 0 and label == "1" for value, label in ticks)
    ends = (ticks[0], ticks[-1]) if ticks else ()

    def rank(tick: tuple[float, str]) -> int:
        if tick[0] == 0:
            return 0
        if is_ratio and tick[1].strip("0.") == "1":
            return 1
        return 2 if tick in ends else 3

    return sorted(ticks, key=rank)
