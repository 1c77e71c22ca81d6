"""Marks of effects on an axis: intervals, squares, diamonds, arrows where an interval goes on."""

from __future__ import annotations

from reports.plots.axis import Axis
from reports.plots.layers import Layer, Part, horizontal
from reports.plots.svg import element


def interval(axis: Axis, low: float, high: float, y: float) -> list[Part]:
    """An interval as a line, with an arrow head where it goes on beyond the axis."""
    start, end = axis.position(low), axis.position(high)
    parts = [horizontal(Layer.INTERVAL, start, end, y)]
    if axis.is_below(low):
        parts.append(arrow_head(start - 2, y, 6))
    if axis.is_above(high):
        parts.append(arrow_head(end + 2, y, -6))
    return parts


def prediction_bar(axis: Axis, low: float, high: float, y: float) -> list[Part]:
    """A prediction interval as a thin bar, with arrow heads as an interval has them."""
    start, end = axis.position(low), axis.position(high)
    parts = [horizontal(Layer.PREDICTION, start, end, y)]
    if axis.is_below(low):
        parts.append(arrow_head(start - 3, y, 6))
    if axis.is_above(high):
        parts.append(arrow_head(end + 3, y, -6))
    return parts


def square(axis: Axis, value: float, y: float, side: float) -> list[Part]:
    """The square of an estimate; nothing where the estimate lies beyond the axis."""
    if axis.is_below(value) or axis.is_above(value):
        return []
    x = axis.position(value)
    drawn = element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side)
    return [(Layer.SQUARE, drawn)]


def study_diamond(axis: Axis, value: float, y: float, side: float) -> list[Part]:
    """A square stood on its corner, so that areas compare as those of squares do."""
    if axis.is_below(value) or axis.is_above(value):
        return []
    half = side * 0.5**0.5
    x = axis.position(value)
    corners = ((x - half, y), (x, y - half), (x + half, y), (x, y + half))
    points = " ".join(f"{at:.1f},{down:.1f}" for at, down in corners)
    return [(Layer.STUDY_DIAMOND, element("polygon", points=points))]


def diamond(
    axis: Axis,
    low: float,
    value: float,
    high: float,
    y: float,
    *,
    half: float = 8,
    layer: Layer = Layer.DIAMOND,
) -> Part:
    """A pooled effect: the tips are the ends of its interval, never closer than can be seen."""
    left, middle, right = (axis.position(each) for each in (low, value, high))
    left, right = min(left, middle - 3), max(right, middle + 3)
    corners = ((left, y), (middle, y - half), (right, y), (middle, y + half))
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return layer, element("polygon", points=points)


def arrow_head(tip: float, y: float, length: float) -> Part:
    """An arrow head whose tip is at ``tip``; a negative length points right."""
    points = f"{tip:.1f},{y:.1f} {tip + length:.1f},{y - 4:.1f} {tip + length:.1f},{y + 4:.1f}"
    return Layer.ARROW, element("polygon", points=points)
