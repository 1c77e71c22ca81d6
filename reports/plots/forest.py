"""A forest plot: study, data, plot, effect and weight in five aligned columns.

Drawn in the manner of the Cochrane Handbook (chapter 10): squares in proportion to weight, a
diamond for the pooled effect, a thin bar for the prediction interval, logarithmic axis for ratios.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.plots.axis import Axis, make_axis
from reports.plots.drawing import drawing
from reports.plots.layers import Layer, Part, horizontal, vertical
from reports.plots.marks import diamond, interval, prediction_bar, square
from reports.plots.svg import text, width_of
from reports.views.review_view import ForestRow

_ROW = 26.0
_SIZE = 13.0
_SMALL = 12.0


@dataclass(frozen=True, slots=True)
class PooledMark:
    """The pooled effect on the analysis scale, with its prediction interval where there is one."""

    value: float
    low: float
    high: float
    prediction_low: float | None = None
    prediction_high: float | None = None


@dataclass(frozen=True, slots=True)
class ForestFigure:
    """What a forest plot shows. ``heads`` name the two columns of data."""

    identifier: str
    title: str
    description: str
    measure: str
    is_ratio: bool
    rows: tuple[ForestRow, ...]
    heads: tuple[str, str]
    pooled: PooledMark | None
    pooled_label: str
    pooled_text: str
    favours: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns stand; ``data`` and ``weight`` are absent on a phone."""

    width: float
    label: float
    data: tuple[float, float] | None
    plot: tuple[float, float]
    effect: float
    weight: float | None
    row: float


_WIDE = _Layout(800, 172, (256, 354), (376, 580), 724, 796, _ROW)
_NARROW = _Layout(340, 230, None, (16, 324), 340, None, 46)


def draw_forest(figure: ForestFigure, *, narrow: bool = False) -> str:
    """The plot as a whole SVG document; ``narrow`` stacks each study's text over its line."""
    layout = _NARROW if narrow else _WIDE
    axis = _axis(figure, layout)
    top = 20.0 if narrow else 42.0
    parts = [*_head(figure, layout)] if not narrow else []
    heaviest = max((row.weight for row in figure.rows), default=0.0) or 1.0
    y = top
    centres = []
    for row in figure.rows:
        parts += _study(row, heaviest, layout, axis, y)
        centres.append(y)
        y += layout.row
    bottom = y - layout.row / 2
    if figure.pooled is not None:
        parts += _pooled(figure, figure.pooled, layout, axis, y + 4)
        y += layout.row + 4
        bottom = y - layout.row / 2 + (10 if figure.pooled.prediction_low is not None else 4)
    if narrow:
        bottom += 6
    bands = [(centre + 8, centre + 26) for centre in centres] if narrow else [(top - 13, bottom)]
    for band in bands:
        parts += _guides(figure, axis, *band, narrow=narrow)
    feet, height = _foot(figure, layout, axis, bottom)
    return drawing(
        "forest",
        figure,
        [*parts, *feet],
        width=layout.width,
        height=height,
        narrow=narrow,
        size=_SIZE,
    )


def _axis(figure: ForestFigure, layout: _Layout) -> Axis:
    estimates = [row.value for row in figure.rows]
    bounds = [edge for row in figure.rows for edge in (row.low, row.high)]
    if figure.pooled is not None:
        pooled = figure.pooled
        estimates += [pooled.value, pooled.low, pooled.high]
        bounds += [
            edge for edge in (pooled.prediction_low, pooled.prediction_high) if edge is not None
        ]
    left, right = layout.plot
    return make_axis(estimates, bounds, is_ratio=figure.is_ratio, left=left, right=right)


def _head(figure: ForestFigure, layout: _Layout) -> list[Part]:
    """Column heads over a rule; the data heads take two lines where they need them."""
    parts = [(Layer.BOLD, text("Study", 0, 19))]
    if layout.data is not None and any(row.intervention or row.comparator for row in figure.rows):
        for head, x in zip(figure.heads, layout.data, strict=True):
            name, _, unit = head.partition(", ")
            parts.append((Layer.SMALL_BOLD_END, text(name, x, 11, width=82, size=_SMALL)))
            parts.append((Layer.SOFT_END, text(unit, x, 24)))
    parts.append((Layer.BOLD_END, text(f"{figure.measure} (95\u00a0% CI)", layout.effect, 19)))
    if layout.weight is not None:
        parts.append((Layer.BOLD_END, text("Weight", layout.weight, 19)))
    parts.append(horizontal(Layer.RULE, 0, layout.width, 29))
    return parts


def _study(row: ForestRow, heaviest: float, layout: _Layout, axis: Axis, y: float) -> list[Part]:
    mark_y = y
    if layout.data is None:
        mark_y = y + 16
        data = " v ".join(each for each in (row.intervention, row.comparator) if each)
        room = layout.width - width_of(row.effect_text, _SMALL) - 8
        parts = [
            (Layer.TEXT, text(f"{row.label}, {data}" if data else row.label, 0, y, width=room)),
            (Layer.SMALL_END, text(row.effect_text, layout.effect, y)),
        ]
    else:
        base = y + 4.5
        parts = [
            (Layer.TEXT, text(row.label, 0, base, width=layout.label)),
            (Layer.TEXT_END, text(row.intervention, layout.data[0], base, width=84)),
            (Layer.TEXT_END, text(row.comparator, layout.data[1], base, width=80)),
            (Layer.TEXT_END, text(row.effect_text, layout.effect, base)),
        ]
        if layout.weight is not None:
            parts.append((Layer.TEXT_END, text(row.weight_text, layout.weight, base)))
    parts += interval(axis, row.low, row.high, mark_y)
    side = 5.0 + 9.0 * (max(row.weight, 0.0) / heaviest) ** 0.5
    parts += square(axis, row.value, mark_y, side)
    return parts


def _pooled(
    figure: ForestFigure, pooled: PooledMark, layout: _Layout, axis: Axis, y: float
) -> list[Part]:
    if layout.data is None:
        mark_y = y + 16
        parts = [
            (Layer.BOLD, text("Pooled", 0, y)),
            (Layer.SMALL_BOLD_END, text(figure.pooled_text, layout.effect, y)),
        ]
    else:
        mark_y = y
        parts = [
            (Layer.BOLD, text(figure.pooled_label, 0, y + 4.5, width=layout.data[1])),
            (Layer.BOLD_END, text(figure.pooled_text, layout.effect, y + 4.5)),
        ]
        if layout.weight is not None:
            parts.append((Layer.BOLD_END, text("100\u00a0%", layout.weight, y + 4.5)))
    parts.append(diamond(axis, pooled.low, pooled.value, pooled.high, mark_y))
    if pooled.prediction_low is not None and pooled.prediction_high is not None:
        under = mark_y + 12
        parts += prediction_bar(axis, pooled.prediction_low, pooled.prediction_high, under)
    return parts


def _guides(
    figure: ForestFigure, axis: Axis, top: float, bottom: float, *, narrow: bool
) -> list[Part]:
    """The line of no effect, and a dashed one through the pooled effect."""
    parts = [vertical(Layer.RULE, axis.position(0.0), top, bottom)]
    if figure.pooled is not None and not narrow:
        parts.append(vertical(Layer.GUIDE, axis.position(figure.pooled.value), top, bottom))
    return parts


def _foot(
    figure: ForestFigure, layout: _Layout, axis: Axis, bottom: float
) -> tuple[list[Part], float]:
    """Axis, ticks, and what each side of no effect favours."""
    parts = [horizontal(Layer.STROKE, axis.left, axis.right, bottom)]
    for value, label in axis.ticks:
        x = axis.position(value)
        parts.append(vertical(Layer.STROKE, x, bottom, bottom + 5))
        parts.append((Layer.SOFT_MIDDLE, text(label, x, bottom + 18)))
    y = bottom + 36
    parts += _favours(figure, layout, axis, y)
    return parts, y + 10


def _favours(figure: ForestFigure, layout: _Layout, axis: Axis, y: float) -> list[Part]:
    """What each side of no effect favours: beside its line, or at the edges of a phone."""
    left, right = (
        f"← {figure.favours[0]}" if figure.favours[0] else "",
        f"{figure.favours[1]} →" if figure.favours[1] else "",
    )
    null = axis.position(0.0)
    if layout.data is not None:
        room = layout.width - null - 16
        return [
            (Layer.SMALL_END, text(left, null - 8, y, width=null - 16, size=_SMALL)),
            (Layer.SMALL, text(right, null + 8, y, width=room, size=_SMALL)),
        ]
    room = layout.width - 12
    rights = min(width_of(right, _SMALL), max(room / 2, room - width_of(left, _SMALL)))
    return [
        (Layer.SMALL, text(left, 0, y, width=room - rights, size=_SMALL)),
        (Layer.SMALL_END, text(right, layout.width, y, width=rights + 1, size=_SMALL)),
    ]
