"""A bubble plot: effects against a moderator, with the line of a meta-regression and its band.

Circles grow in area with the weight (Thompson and Higgins 2002, doi:10.1002/sim.1187).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reports.plots.axis import Axis
from reports.plots.data_table import DataTable
from reports.plots.drawing import drawing
from reports.plots.layers import Layer, Part, horizontal, tone
from reports.plots.plane import (
    LabelledPoint,
    along,
    axes,
    effect_axis,
    frame_for,
    linear_axis,
    notes_below,
    point_labels,
)
from reports.plots.svg import clean, element
from reports.views.numerals import decimal, estimate

_LARGEST, _SMALLEST = 16.0, 3.0


@dataclass(frozen=True, slots=True)
class BubblePoint:
    """One study: its moderator, its effect on the analysis scale, its weight."""

    label: str
    moderator: float
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class FittedPoint:
    """The regression at one value of the moderator, with its confidence interval."""

    moderator: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BubbleFigure:
    """What a bubble plot shows; ``fitted`` runs from the least to the greatest moderator.

    ``result`` says the slope in words and stands below the plot; ``level`` is that of the band.
    """

    identifier: str
    title: str
    description: str
    measure: str
    is_ratio: bool
    moderator: str
    studies: tuple[BubblePoint, ...]
    fitted: tuple[FittedPoint, ...] = ()
    result: str = ""
    level: float = 0.95


def draw_bubble(figure: BubbleFigure, *, narrow: bool = False) -> str:
    """The plot as a whole SVG document; the heaviest studies are named first."""
    frame = frame_for(narrow=narrow)
    moderators = [each.moderator for each in figure.studies]
    moderators = [*moderators, *(each.moderator for each in figure.fitted)] or [0.0]
    x = linear_axis(min(moderators), max(moderators), frame.left, frame.right)
    values = [each.value for each in figure.studies] + [each.value for each in figure.fitted]
    bounds = [edge for each in figure.fitted for edge in (each.low, each.high)]
    y = effect_axis(values, bounds, frame, is_ratio=figure.is_ratio, upright=True)
    heaviest = max((each.weight for each in figure.studies), default=1.0) or 1.0
    ranked = sorted(figure.studies, key=lambda each: -each.weight)
    points = [
        LabelledPoint(
            x.position(each.moderator),
            y.position(each.value),
            max(_SMALLEST, _LARGEST * math.sqrt(max(each.weight, 0.0) / heaviest)),
            each.label,
        )
        for each in ranked
    ]
    scale = " (log scale)" if figure.is_ratio else ""
    parts, bottom = axes(frame, x, y, figure.moderator, f"{figure.measure}{scale}")
    parts += _fitted(figure.fitted, x, y)
    parts.append(horizontal(Layer.RULE, frame.left, frame.right, y.position(0.0)))
    parts += [
        (
            Layer.BUBBLE,
            element(
                "circle", element("title", clean(each.label)), cx=each.x, cy=each.y, r=each.radius
            ),
        )
        for each in points
    ]
    null = y.position(0.0)
    line = sorted((x.position(each.moderator), y.position(each.value)) for each in figure.fitted)
    taken = [*along(line), (frame.left, null - 2, frame.right, null + 2)]
    parts += point_labels(points, frame, taken)
    percent = f"{100 * figure.level:.4g}%"
    band = (
        f"Line and band: meta-regression with its {percent} confidence interval."
        if figure.fitted
        else ""
    )
    notes = (f"Area of circles: weight. {band}".strip(), figure.result)
    below, height = notes_below([each for each in notes if each], bottom + 4, frame.width)
    return drawing(
        "bubble", figure, [*parts, *below], width=frame.width, height=height, narrow=narrow
    )


def bubble_table(figure: BubbleFigure) -> DataTable:
    """Moderator, effect and weight of every study."""
    rows = [
        (
            each.label,
            f"{each.moderator:g}",
            estimate(each.value, is_ratio=figure.is_ratio),
            decimal(each.weight, 1),
        )
        for each in figure.studies
    ]
    return DataTable(("Study", figure.moderator, figure.measure, "Weight"), tuple(rows))


def _fitted(fitted: Sequence[FittedPoint], x: Axis, y: Axis) -> list[Part]:
    if len(fitted) < 2:
        return []
    ordered = sorted(fitted, key=lambda each: each.moderator)
    upper = [(each.moderator, each.high) for each in ordered]
    lower = [(each.moderator, each.low) for each in reversed(ordered)]
    points = " ".join(f"{x.position(a):.1f},{y.position(b):.1f}" for a, b in (*upper, *lower))
    line = [f"{x.position(each.moderator):.1f} {y.position(each.value):.1f}" for each in ordered]
    return [
        (Layer.SHADE, element("polygon", points=points, **tone(2))),
        (Layer.CURVE, f"M{line[0]}L{' '.join(line[1:])}"),
    ]
