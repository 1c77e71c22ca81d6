"""A key to the marks of a drawing, in as many lines as it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.plots.drawing import SIZE
from reports.plots.layers import Layer, Part
from reports.plots.svg import text, width_of

Swatch = Callable[[float, float], list[Part]]
"""Draws a sample around the point it is given, at most 18 pixels wide and 12 high."""

_STEP, _SAMPLE, _APART = 19.0, 24.0, 20.0


def legend(
    entries: Sequence[tuple[Swatch, str]], left: float, y: float, width: float
) -> tuple[list[Part], float]:
    """Samples with their words from ``left`` on, and the y below the last line."""
    if not entries:
        return [], y
    parts: list[Part] = []
    x, base = left, y + _STEP
    for swatch, words in entries:
        room = _SAMPLE + min(width_of(words, SIZE), width - left - _SAMPLE)
        if x > left and x + room > width:
            x, base = left, base + _STEP
        parts += swatch(x + 9, base - 4)
        parts.append((Layer.SMALL, text(words, x + _SAMPLE, base, width=room - _SAMPLE, size=SIZE)))
        x += room + _APART
    return parts, base
