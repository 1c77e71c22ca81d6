"""A forest plot as journals print it: arms' data, subgroups, weights, tests, risk of bias.

Squares (or, in the BMJ's manner, grey diamonds) grow in area with the weight; the tips of a pooled
diamond are the ends of its interval (Cochrane Handbook, chapter 10). On a phone each line's words
stand above its mark, and arms' data and letters of risk of bias are left to the table beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.plots.axis import Axis
from reports.plots.axis_marks import bottom_axis
from reports.plots.drawing import SIZE, drawing
from reports.plots.favours import favours_parts
from reports.plots.forest_columns import (
    RISK_STEP,
    Column,
    ForestColumns,
    effect_heads,
    in_two,
    place_columns,
)
from reports.plots.forest_figure import DetailedForestFigure
from reports.plots.forest_lines import ForestLine, LineKind, closing_notes, forest_lines
from reports.plots.forest_manner import MANNERS
from reports.plots.forest_marks import forest_axis, heaviest_of, line_mark
from reports.plots.layers import Layer, Part, horizontal, vertical
from reports.plots.narrow_forest import draw_narrow_forest
from reports.plots.paging import PAGE_SHAPE, drawn_pages, page_bounds
from reports.plots.risk_mark import risk_circle
from reports.plots.svg import text, wrap
from reports.views.numerals import NO_BREAK

_ROW, _NOTE, _HEAD_LINE, _GAP = 20.0, 15.0, 16.0, 6.0
_SURELY_FIT = 20

_Heads = tuple[list[Part], float]
"""What stands over the columns, and how far down it reaches."""


def draw_detailed_forest(figure: DetailedForestFigure, *, narrow: bool = False) -> str:
    """The plot as a whole SVG document."""
    lines = forest_lines(figure)
    if narrow:
        return draw_narrow_forest(figure, lines)
    return _Sheet.of(figure, lines).drawn(figure, lines)


def forest_pages(figure: DetailedForestFigure) -> tuple[str, ...]:
    """The plot in parts that each fit on a page, with heads and axis; none where it fits whole.

    A subgroup that goes on is named again. What is said of all studies stands on the last page.
    """
    lines = forest_lines(figure)
    if len(lines) < _SURELY_FIT:
        return ()
    sheet = _Sheet.of(figure, lines)
    bounds = page_bounds(
        [sheet.height(line) for line in lines],
        sheet.room(),
        keep=[line.kind is LineKind.HEADING for line in lines],
    )

    def drawn(page: DetailedForestFigure, part: tuple[int, int]) -> str:
        start, end = part
        shown = (*_continued(lines, start), *lines[start:end])
        return sheet.drawn(page, shown, closes=end == len(lines))

    return drawn_pages(figure, bounds, drawn)


def _continued(lines: Sequence[ForestLine], start: int) -> Iterator[ForestLine]:
    """The heading of the subgroup that a page goes on with."""
    if start == 0 or lines[start].whole or lines[start].kind is LineKind.HEADING:
        return
    before = [line for line in lines[:start] if line.kind is LineKind.HEADING]
    if before:
        yield replace(before[-1], label=f"{before[-1].label} (continued)")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all pages of a plot have in common."""

    figure: DetailedForestFigure
    lines: Sequence[ForestLine]
    columns: ForestColumns
    axis: Axis

    @classmethod
    def of(cls, figure: DetailedForestFigure, lines: Sequence[ForestLine]) -> _Sheet:
        columns = place_columns(figure, lines)
        return cls(figure, lines, columns, forest_axis(figure, lines, *columns.plot))

    def height(self, line: ForestLine) -> float:
        """The room that a line takes, with what stands before it."""
        if line.kind is LineKind.NOTE:
            return _NOTE * len(wrap(line.label, self.columns.plot[0] - 16, SIZE))
        return _ROW + (_GAP if line.kind is LineKind.HEADING or line.whole else 0)

    def room(self) -> float:
        """The room for lines on a page between the heads and the longest feet."""
        _, head = _heads(self.figure, self.columns, self.axis)
        _, feet = _feet(self.figure, self.axis, 0, self.columns.width, closes=True)
        # Two lines more may stand on a page: a heading that is said again, and a fuller share.
        return PAGE_SHAPE * self.columns.width - head - feet - 2 * _ROW

    def drawn(
        self, figure: DetailedForestFigure, lines: Sequence[ForestLine], *, closes: bool = True
    ) -> str:
        """Some of the lines as a drawing with heads and axis."""
        columns, axis = self.columns, self.axis
        parts, head = _heads(figure, columns, axis)
        heaviest = heaviest_of(self.lines)
        y = top = head + 14
        reached = False
        for line in lines:
            if line.kind is LineKind.NOTE:
                parts += _note(line.label, y, columns.plot[0] - 16)
                y += self.height(line)
                continue
            if y > top and (line.kind is LineKind.HEADING or (line.whole and not reached)):
                y += _GAP
            reached = reached or line.whole
            parts += _words(line, columns, y)
            parts += line_mark(figure, line, heaviest, axis, y)
            parts += _letters(figure, line, columns, y)
            y += _ROW
        bottom = y - 4
        parts += _guides(figure, self.lines, axis, head + 1, bottom)
        feet, height = _feet(figure, axis, bottom, columns.width, closes=closes)
        return drawing(
            "forest", figure, [*parts, *feet], width=columns.width, height=height, narrow=False
        )


def _heads(figure: DetailedForestFigure, columns: ForestColumns, axis: Axis) -> _Heads:
    """The heads over a rule, as many lines as the longest of them takes."""
    manner = MANNERS[figure.layout]
    share = len(columns.arms) // len(figure.arm_labels)
    firsts = range(0, len(columns.arms), share or 1)
    runs = [columns.arms[at : at + share] for at in firsts]
    names = [
        in_two(name, run[-1].right - run[0].left)
        for name, run in zip(figure.arm_labels, runs, strict=False)
    ]
    over = effect_heads(figure)
    lines = max(2, len(over), *(1 + len(name) for name in names))
    last = 13.0 + _HEAD_LINE * (lines - 1)
    first = last - _HEAD_LINE
    parts = [(Layer.BOLD, text(manner.study_head, 0, last, width=columns.label, size=SIZE))]
    for name, run in zip(names, runs, strict=True):
        parts += _spanning_head(name, run, first)
    for at, words in enumerate(reversed(over)):
        parts.append(_head(words, columns.effect, last - at * _HEAD_LINE))
    parts += [_head(column.head, column, last) for column in columns.arms]
    for column in columns.weights:
        head, _, model = column.head.partition("\n")
        parts += [_head(head, column, first if model else last)]
        parts += [_head(model, column, last)] if model else []
    parts += _risk_heads(figure, columns, first, last)
    if manner.favours_above:
        left, right = columns.plot
        ends = (left - 8, right + 8)
        above, height = favours_parts(figure.favours, axis, last, *ends, line=_HEAD_LINE)
        if height > _HEAD_LINE:
            above, _ = favours_parts(figure.favours, axis, first, *ends, line=_HEAD_LINE)
        parts += above
    return [*parts, horizontal(Layer.RULE, 0, columns.width, last + 9)], last + 9


def _spanning_head(name: Sequence[str], run: Sequence[Column], y: float) -> list[Part]:
    left, right = run[0].left, run[-1].right
    x, layer = (right, Layer.BOLD_END) if len(run) == 1 else ((left + right) / 2, Layer.BOLD_MIDDLE)
    parts = [
        (layer, text(line, x, y - at * _HEAD_LINE, width=right - left, size=SIZE))
        for at, line in enumerate(reversed(name))
    ]
    return parts if len(run) == 1 else [*parts, horizontal(Layer.RULE, left, right, y + 4)]


def _head(content: str, column: Column, y: float) -> Part:
    return Layer.BOLD_END, text(content, column.right, y, width=column.width, size=SIZE)


def _risk_heads(
    figure: DetailedForestFigure, columns: ForestColumns, first: float, second: float
) -> list[Part]:
    parts = []
    if len(figure.risk_domains) >= 5:
        parts.append((Layer.BOLD, text("Risk of bias", columns.risk, first)))
    for at in range(len(figure.risk_domains)):
        x = columns.risk + (at + 0.5) * RISK_STEP
        parts.append((Layer.BOLD_MIDDLE, text(_letter(at), x, second)))
    return parts


def _letter(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else str(at + 1)


def _words(line: ForestLine, columns: ForestColumns, y: float) -> list[Part]:
    base = y + 4
    is_bold = line.kind in (LineKind.HEADING, LineKind.POOLED)
    start, end = (Layer.BOLD, Layer.BOLD_END) if is_bold else (Layer.TEXT, Layer.TEXT_END)
    room = columns.plot[0] - 16 if line.kind is LineKind.HEADING else columns.label
    parts = [(start, text(line.label, 0, base, width=room, size=SIZE))]
    cells = [
        *zip(columns.arms, line.arms, strict=False),
        *zip(columns.weights, line.weights, strict=False),
        (columns.effect, line.effect),
    ]
    parts += [
        (end, text(cell, column.right, base, width=column.width, size=SIZE))
        for column, cell in cells
        if cell
    ]
    return parts


def _note(content: str, y: float, room: float) -> list[Part]:
    return [
        (Layer.SOFT, text(part, 0, y + 2 + at * _NOTE))
        for at, part in enumerate(wrap(content, room, SIZE))
    ]


def _letters(
    figure: DetailedForestFigure, line: ForestLine, columns: ForestColumns, y: float
) -> list[Part]:
    parts = []
    for at, mark in enumerate(line.risk[: len(figure.risk_domains)]):
        x = columns.risk + (at + 0.5) * RISK_STEP
        parts += risk_circle(mark, x, y, 7.5, f"{_letter(at)}: {mark.label}")
    return parts


def _guides(
    figure: DetailedForestFigure,
    lines: Sequence[ForestLine],
    axis: Axis,
    top: float,
    bottom: float,
) -> list[Part]:
    """The line of no effect, solid, and a dotted one through each pooled effect of all studies."""
    parts = [vertical(Layer.RULE, axis.position(0.0), top, bottom)] if figure.compares else []
    parts += [
        vertical(Layer.GUIDE, axis.position(line.mark.value), top, bottom)
        for line in lines
        if line.mark is not None and line.whole and line.kind is LineKind.POOLED
    ]
    return parts


def _feet(
    figure: DetailedForestFigure, axis: Axis, bottom: float, width: float, *, closes: bool
) -> tuple[list[Part], float]:
    """The axis, what its sides favour, the tests of all studies and the key of the letters."""
    parts = bottom_axis(axis, bottom, width=width)
    y = bottom + 18
    if not MANNERS[figure.layout].favours_above:
        under, rows = favours_parts(figure.favours, axis, y + 16, 0, width, line=16)
        parts += under
        y += rows
    y += 6
    for note in (*closing_notes(figure), *_risk_key(figure)) if closes else ():
        for line in wrap(note, width, SIZE):
            y += _NOTE
            parts.append((Layer.SOFT, text(line, 0, y)))
    return parts, y + 6


def _risk_key(figure: DetailedForestFigure) -> tuple[str, ...]:
    """What the letters and symbols of risk of bias stand for."""
    if not figure.risk_domains:
        return ()
    letters = "; ".join(
        f"{_letter(at)}{NO_BREAK}{name}" for at, name in enumerate(figure.risk_domains)
    )
    marks = {
        mark.id: mark for study in figure.studies for mark in study.risk[: len(figure.risk_domains)]
    }
    ranked = sorted(marks.values(), key=lambda mark: (mark.risk is None, mark.layer))
    symbols = "; ".join(f"{mark.glyph or 'blank'}{NO_BREAK}{mark.label}" for mark in ranked)
    return (f"Risk of bias: {letters}", *((f"Judgements: {symbols}",) if symbols else ()))
