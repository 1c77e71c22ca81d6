"""A Baujat plot: which studies make the results differ, and which move the pooled effect.

Across, a study's share of Cochran's Q; upwards, the squared change of the pooled effect when it
is left out, over its variance (Baujat and others 2002, doi:10.1002/sim.1221).
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.plots.data_table import DataTable
from reports.plots.drawing import drawing
from reports.plots.layers import Layer
from reports.plots.plane import LabelledPoint, axes, frame_for, linear_axis, point_labels
from reports.plots.svg import clean, element
from reports.views.numerals import decimal


@dataclass(frozen=True, slots=True)
class BaujatPoint:
    """One study's contribution to heterogeneity and its influence on the pooled effect."""

    label: str
    heterogeneity: float
    influence: float


@dataclass(frozen=True, slots=True)
class BaujatFigure:
    """What a Baujat plot shows."""

    identifier: str
    title: str
    description: str
    studies: tuple[BaujatPoint, ...]


def draw_baujat(figure: BaujatFigure, *, narrow: bool = False) -> str:
    """The plot as a whole SVG document; the studies that matter most are named first."""
    frame = frame_for(narrow=narrow)
    most_q = max((each.heterogeneity for each in figure.studies), default=0.0) or 1.0
    most_influence = max((each.influence for each in figure.studies), default=0.0) or 1.0
    x = linear_axis(0.0, most_q, frame.left, frame.right)
    y = linear_axis(0.0, most_influence, frame.bottom, frame.top)
    ranked = sorted(
        figure.studies,
        key=lambda each: -(each.heterogeneity / most_q + each.influence / most_influence),
    )
    points = [
        LabelledPoint(x.position(each.heterogeneity), y.position(each.influence), 4.0, each.label)
        for each in ranked
    ]
    parts, bottom = axes(
        frame, x, y, "Contribution to heterogeneity (Q)", "Influence on the pooled effect"
    )
    parts += [
        (
            Layer.DOT,
            element("circle", element("title", clean(each.label)), cx=each.x, cy=each.y, r=4.0),
        )
        for each in points
    ]
    parts += point_labels(points, frame)
    return drawing("baujat", figure, parts, width=frame.width, height=bottom + 12, narrow=narrow)


def baujat_table(figure: BaujatFigure) -> DataTable:
    """Both numbers of every study."""
    rows = [
        (each.label, decimal(each.heterogeneity, 3), decimal(each.influence, 3))
        for each in figure.studies
    ]
    return DataTable(("Study", "Contribution to Q", "Influence"), tuple(rows))
