"""A GOSH plot: the pooled effect of every subset of studies against its heterogeneity.

Clouds that stand apart show that some studies belong to another population (Olkin and others
2012, doi:10.1002/jrsm.1053). Subsets run into tens of thousands, so they are counted in cells,
the stronger in colour the more, under a histogram of the effects.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reports.plots.axis import Axis
from reports.plots.data_table import DataTable
from reports.plots.drawing import drawing
from reports.plots.layers import Layer, Part, vertical
from reports.plots.plane import Frame, axes, effect_axis, frame_for, linear_axis, notes_below
from reports.plots.svg import element, fixed
from reports.views.numerals import estimate

_ACROSS, _UP = 40, 24
_FILLS = ("#dbe4ec", "#aebfce", "#7d97ae", "#4d6f8d", "#1b4666")
_HISTOGRAM = 60.0


@dataclass(frozen=True, slots=True)
class GoshFigure:
    """What a GOSH plot shows: pairs of a pooled effect and I squared in percent."""

    identifier: str
    title: str
    description: str
    measure: str
    is_ratio: bool
    subsets: tuple[tuple[float, float], ...]
    pooled: float | None = None


def draw_gosh(figure: GoshFigure, *, narrow: bool = False) -> str:
    """The plot as a whole SVG document."""
    whole = frame_for(narrow=narrow)
    frame = Frame(whole.width, whole.left, whole.right, whole.top + _HISTOGRAM, whole.bottom)
    effects = [effect for effect, _ in figure.subsets]
    x = effect_axis(effects, [], frame, is_ratio=figure.is_ratio)
    y = linear_axis(0.0, 100.0, frame.bottom, frame.top)
    scale = " (log scale)" if figure.is_ratio else ""
    parts, bottom = axes(
        frame, x, y, f"{figure.measure} of the subset{scale}", "I² of the subset (%)"
    )
    parts += _cells(figure, x, y)
    parts += _bars(figure, x, whole.top - 8, frame.top - 8)
    parts.append(vertical(Layer.RULE, x.position(0.0), frame.top, frame.bottom))
    if figure.pooled is not None:
        parts.append(vertical(Layer.GUIDE, x.position(figure.pooled), frame.top, frame.bottom))
    noun = "subset" if len(figure.subsets) == 1 else "subsets"
    dotted = " Dotted: all studies." * (figure.pooled is not None)
    notes, height = notes_below(
        (f"{len(figure.subsets):,} {noun}; the stronger the colour, the more.{dotted}",),
        bottom + 4,
        frame.width,
    )
    return drawing(
        "gosh", figure, [*parts, *notes], width=frame.width, height=height, narrow=narrow
    )


def gosh_table(figure: GoshFigure) -> DataTable:
    """Quantiles of the effect and of I squared over all subsets."""
    rows = []
    for name, share in (("least", 0.0), ("lower quarter", 0.25), ("median", 0.5),
                        ("upper quarter", 0.75), ("greatest", 1.0)):  # fmt: skip
        if figure.subsets:
            at = round(share * (len(figure.subsets) - 1))
            effect = sorted(each for each, _ in figure.subsets)[at]
            spread = sorted(each for _, each in figure.subsets)[at]
            rows.append((name, estimate(effect, is_ratio=figure.is_ratio), f"{spread:.0f}%"))
    return DataTable(("Of the subsets", figure.measure, "I²"), tuple(rows))


def _column(x: Axis, effect: float) -> int:
    share = (x.position(effect) - x.left) / (x.right - x.left)
    return min(int(share * _ACROSS), _ACROSS - 1)


def _cells(figure: GoshFigure, x: Axis, y: Axis) -> list[Part]:
    """One path for each shade, of all cells that have it."""
    counts = Counter(
        (_column(x, effect), min(int(min(max(spread, 0.0), 100.0) / 100 * _UP), _UP - 1))
        for effect, spread in figure.subsets
    )
    if not counts:
        return []
    most = max(counts.values())
    wide, high = (x.right - x.left) / _ACROSS, (y.left - y.right) / _UP
    drawn: dict[int, list[str]] = {}
    for (column, row), count in sorted(counts.items()):
        shade = min(int((count / most) ** 0.5 * len(_FILLS)), len(_FILLS) - 1)
        left, top = x.left + column * wide, y.left - (row + 1) * high
        right, foot = left + wide, top + high
        drawn.setdefault(shade, []).append(
            f"M{fixed(left)} {fixed(top)}H{fixed(right)}V{fixed(foot)}H{fixed(left)}Z"
        )
    return [
        (Layer.SHADE, element("path", d="".join(found), **_heat(shade)))
        for shade, found in sorted(drawn.items())
    ]


def _heat(shade: int) -> dict[str, str]:
    return {"class_": f"heat-{shade}", "fill": _FILLS[shade]}


def _bars(figure: GoshFigure, x: Axis, top: float, bottom: float) -> list[Part]:
    counts = Counter(_column(x, effect) for effect, _ in figure.subsets)
    if not counts:
        return []
    most = max(counts.values())
    wide = (x.right - x.left) / _ACROSS
    found = []
    for column, count in sorted(counts.items()):
        left = x.left + column * wide
        high = count / most * (bottom - top)
        found.append(
            f"M{fixed(left)} {fixed(bottom)}V{fixed(bottom - high)}H{fixed(left + wide)}"
            f"V{fixed(bottom)}Z"
        )
    return [(Layer.SHADE, element("path", d="".join(found), **_heat(2)))]
