"""A detailed forest plot for a phone: each line's words above its mark, notes across the width."""

from __future__ import annotations

from collections.abc import Sequence

from reports.plots.axis import Axis
from reports.plots.axis_marks import bottom_axis
from reports.plots.drawing import NARROW, SIZE, drawing
from reports.plots.favours import favours_parts
from reports.plots.forest_figure import DetailedForestFigure
from reports.plots.forest_lines import ForestLine, LineKind, closing_notes
from reports.plots.forest_marks import forest_axis, heaviest_of, line_mark
from reports.plots.layers import Layer, Part, vertical
from reports.plots.svg import text, width_of, wrap
from reports.views.numerals import interval_head

_ROW, _NOTE = 38.0, 15.0


def draw_narrow_forest(figure: DetailedForestFigure, lines: Sequence[ForestLine]) -> str:
    """The plot at 340 pixels."""
    axis = forest_axis(figure, lines, 14, NARROW - 14)
    heaviest = heaviest_of(lines)
    y = 14.0
    parts: list[Part] = []
    bands = []
    for line in lines:
        if line.kind in (LineKind.NOTE, LineKind.HEADING):
            layer = Layer.SOFT if line.kind is LineKind.NOTE else Layer.BOLD
            for part in wrap(line.label, NARROW, SIZE):
                parts.append((layer, text(part, 0, y)))
                y += _NOTE
            y += 4
            continue
        parts += _narrow_words(line, y)
        parts += line_mark(figure, line, heaviest, axis, y + 14)
        bands.append((y + 5, y + 23))
        y += _ROW
    bottom = y - 10
    for band in bands if figure.compares else ():
        parts.append(vertical(Layer.RULE, axis.position(0.0), *band))
    feet, height = _narrow_feet(figure, axis, bottom)
    return drawing("forest", figure, [*parts, *feet], width=NARROW, height=height, narrow=True)


def _narrow_words(line: ForestLine, y: float) -> list[Part]:
    is_bold = line.kind is LineKind.POOLED
    start, end = (Layer.BOLD, Layer.BOLD_END) if is_bold else (Layer.TEXT, Layer.TEXT_END)
    effect = min(width_of(line.effect, SIZE) * 1.08, 200.0)
    return [
        (start, text(line.label, 0, y, width=NARROW - effect - 8, size=SIZE)),
        (end, text(line.effect, NARROW, y, width=effect, size=SIZE)),
    ]


def _narrow_feet(
    figure: DetailedForestFigure, axis: Axis, bottom: float
) -> tuple[list[Part], float]:
    parts = bottom_axis(axis, bottom, width=NARROW)
    y = bottom + 18
    under, rows = favours_parts(figure.favours, axis, y + 16, 0, NARROW, line=16)
    parts += under
    y += rows
    y += 6
    words = (figure.measure, figure.method, interval_head(figure.level))
    head = ", ".join(filter(None, words))
    for note in (head, *closing_notes(figure)):
        for part in wrap(note, NARROW, SIZE):
            y += _NOTE
            parts.append((Layer.SOFT, text(part, 0, y)))
    return parts, y + 6
