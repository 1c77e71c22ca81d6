"""The marks of a forest plot's lines on one axis."""

from __future__ import annotations

from collections.abc import Sequence

from reports.plots.axis import Axis, make_axis
from reports.plots.forest_figure import DetailedForestFigure
from reports.plots.forest_lines import ForestLine, LineKind
from reports.plots.forest_manner import MANNERS
from reports.plots.layers import Part
from reports.plots.marks import diamond, interval, prediction_bar, square, study_diamond

_LEAST_SIDE, _MORE_SIDE = 4.0, 9.0


def forest_axis(
    figure: DetailedForestFigure, lines: Sequence[ForestLine], left: float, right: float
) -> Axis:
    """The axis that holds every estimate and every pooled interval."""
    marks = [line.mark for line in lines if line.mark is not None]
    estimates = [mark.value for mark in marks]
    bounds = [edge for mark in marks for edge in (mark.low, mark.high)]
    pooled = [line.mark for line in lines if line.mark and line.kind is LineKind.POOLED]
    estimates += [edge for mark in pooled for edge in (mark.low, mark.high)]
    return make_axis(
        estimates, bounds, is_ratio=figure.is_ratio, left=left, right=right, most_ticks=9
    )


def line_mark(
    figure: DetailedForestFigure, line: ForestLine, heaviest: float, axis: Axis, y: float
) -> list[Part]:
    """A study's square, a pooled diamond or a prediction bar; nothing for words alone."""
    found = line.mark
    if found is None:
        return []
    if line.kind is LineKind.PREDICTION:
        return prediction_bar(axis, found.low, found.high, y)
    if line.kind is LineKind.POOLED:
        half = 7.0 if line.whole else 5.5
        return [diamond(axis, found.low, found.value, found.high, y, half=half)]
    side = _LEAST_SIDE + _MORE_SIDE * (min(max(line.weight, 0.0) / heaviest, 1.0)) ** 0.5
    parts = interval(axis, found.low, found.high, y)
    if MANNERS[figure.layout].studies_are_diamonds:
        return [*parts, *study_diamond(axis, found.value, y, side)]
    return [*parts, *square(axis, found.value, y, side)]


def heaviest_of(lines: Sequence[ForestLine]) -> float:
    """The weight that gives the largest mark."""
    return max((line.weight for line in lines), default=0.0) or 1.0
