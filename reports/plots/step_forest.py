"""One pooled effect a line: as studies accumulate, or with each study left out in turn.

Lines are pooled effects, not studies, so marks are diamonds' centres of one size and nothing is
weighted (Lau and others 1992, doi:10.1056/NEJM199207233270406, for cumulative meta-analysis).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.plots.axis import Axis
from reports.plots.axis_marks import bottom_axis
from reports.plots.data_table import DataTable
from reports.plots.drawing import NARROW, SIZE, WIDE, drawing
from reports.plots.favours import favours_parts
from reports.plots.forest_figure import EffectRange
from reports.plots.layers import Layer, Part, horizontal, tone, vertical
from reports.plots.marks import diamond, interval, square
from reports.plots.paging import PAGE_SHAPE, drawn_pages, page_bounds
from reports.plots.plane import Frame, effect_axis, notes_below
from reports.plots.svg import element, text, width_of
from reports.views.numerals import estimate, interval_head
from reports.views.numerals import interval as in_words

_ROW, _NARROW_ROW, _HEAD, _SIDE = 22.0, 38.0, 24.0, 7.0
_BOLDER = 1.08
# Heads, axis, sides and notes.
_FRAME = 150.0


class StepKind(StrEnum):
    """What differs from line to line."""

    CUMULATIVE = "cumulative"
    LEAVE_ONE_OUT = "leave-one-out"


@dataclass(frozen=True, slots=True)
class Step:
    """One line: the study added or left out, and the pooled effect then.

    ``columns`` are further words, one for each of the figure's ``heads``.
    """

    label: str
    effect: EffectRange
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepForestFigure:
    """A cumulative or a leave-one-out forest plot; ``pooled`` is the effect with all studies."""

    identifier: str
    title: str
    description: str
    kind: StepKind
    measure: str
    is_ratio: bool
    steps: tuple[Step, ...]
    pooled: EffectRange
    heads: tuple[str, ...] = ()
    pooled_columns: tuple[str, ...] = ()
    favours: tuple[str, str] = ("", "")
    places: int = 2
    level: float = 0.95

    @property
    def label_head(self) -> str:
        """What stands over the studies' names."""
        return "Study added" if self.kind is StepKind.CUMULATIVE else "Study left out"


def draw_step_forest(figure: StepForestFigure, *, narrow: bool = False) -> str:
    """The plot as a whole SVG document; on a phone words stand above their mark."""
    return _drawn(figure, figure, (0, len(figure.steps) + 1), narrow=narrow)


def step_forest_pages(figure: StepForestFigure) -> tuple[str, ...]:
    """The plot in parts that each fit on a page, with heads and axis; none where it fits whole."""
    bounds = page_bounds([_ROW] * (len(figure.steps) + 1), PAGE_SHAPE * WIDE - _FRAME)
    return drawn_pages(figure, bounds, lambda page, part: _drawn(figure, page, part))


def _lines(figure: StepForestFigure) -> list[Step]:
    return [*figure.steps, Step("All studies", figure.pooled, figure.pooled_columns)]


def _drawn(
    figure: StepForestFigure,
    page: StepForestFigure,
    part: tuple[int, int],
    *,
    narrow: bool = False,
) -> str:
    """The lines of a part of a figure, in the columns and on the axis of the whole."""
    width = NARROW if narrow else WIDE
    every = _lines(figure)
    lines = every[slice(*part)]
    words = [_words(figure, step.effect) for step in every]
    columns = _columns(figure, every, words)
    left = 14.0 if narrow else columns[0] + 20
    right = NARROW - 14 if narrow else columns[1]
    axis = _axis(figure, left, right, width)
    row = _NARROW_ROW if narrow else _ROW
    parts = [] if narrow else _heads(figure, columns)
    y = 14.0 if narrow else _HEAD + 18
    top = y - 12
    for step, said in zip(lines, words[slice(*part)], strict=True):
        is_all = step is every[-1]
        parts += (
            _narrow_words(step, said, y, is_all)
            if narrow
            else _line_words(figure, step, said, columns, y, is_all)
        )
        parts += _mark(step.effect, axis, y + 14 if narrow else y, is_all=is_all)
        y += row
    bottom = y - row + (28 if narrow else 16)
    if not narrow:
        parts += _band(figure, axis, top, bottom)
        parts.append(vertical(Layer.RULE, axis.position(0.0), top, bottom))
    else:
        for at in range(len(lines)):
            down = 14.0 + at * row
            parts.append(vertical(Layer.RULE, axis.position(0.0), down + 5, down + 23))
    parts += bottom_axis(axis, bottom, width=width)
    under, rows = favours_parts(figure.favours, axis, bottom + 36, 0, width, line=16)
    notes, height = notes_below(_notes(figure, narrow), bottom + 22 + rows, width)
    return drawing(
        "step-forest", page, [*parts, *under, *notes], width=width, height=height, narrow=narrow
    )


def step_forest_table(figure: StepForestFigure) -> DataTable:
    """The lines as a table, the effect with all studies last."""
    lines = _lines(figure)
    rows = [
        (step.label, *_padded(figure, step.columns), _words(figure, step.effect)) for step in lines
    ]
    heads = (figure.label_head, *figure.heads, f"{figure.measure} ({interval_head(figure.level)})")
    return DataTable(heads, tuple(rows))


def _words(figure: StepForestFigure, found: EffectRange) -> str:
    shown = estimate(found.value, is_ratio=figure.is_ratio, places=figure.places)
    ends = in_words(found.low, found.high, is_ratio=figure.is_ratio, places=figure.places)
    return f"{shown} ({ends})"


def _padded(figure: StepForestFigure, columns: tuple[str, ...]) -> tuple[str, ...]:
    return (*columns, *("" for _ in figure.heads))[: len(figure.heads)]


_Columns = tuple[float, float, tuple[tuple[float, float], ...]]
"""Where the names end, where the plot ends, and left and right of each column after it."""


def _columns(figure: StepForestFigure, lines: list[Step], words: list[str]) -> _Columns:
    heads = [*figure.heads, f"{figure.measure} ({interval_head(figure.level)})"]
    cells = [
        *([_padded(figure, step.columns)[at] for step in lines] for at in range(len(figure.heads))),
        words,
    ]
    widths = [
        min(max(width_of(each, SIZE) * _BOLDER for each in (head, *column)), 200.0)
        for head, column in zip(heads, cells, strict=True)
    ]
    room = WIDE - sum(width + 14 for width in widths)
    wanted = max(
        width_of(_named(figure, step, step is lines[-1]), SIZE) * _BOLDER for step in lines
    )
    label = min(max(wanted, 110.0), max(room - 220, 110.0))
    x = room
    placed = []
    for width in widths:
        placed.append((x + 14, x + 14 + width))
        x += 14 + width
    return label, room - 10, tuple(placed)


def _axis(figure: StepForestFigure, left: float, right: float, width: float) -> Axis:
    effects = [*(step.effect for step in figure.steps), figure.pooled]
    values = [each.value for each in effects]
    values += [figure.pooled.low, figure.pooled.high]
    bounds = [edge for each in effects for edge in (each.low, each.high)]
    frame = Frame(width, left, right, 0, 0)
    return effect_axis(values, bounds, frame, is_ratio=figure.is_ratio)


def _heads(figure: StepForestFigure, columns: _Columns) -> list[Part]:
    heads = [*figure.heads, f"{figure.measure} ({interval_head(figure.level)})"]
    return [
        (Layer.BOLD, text(figure.label_head, 0, 14, width=columns[0], size=SIZE)),
        *(
            (Layer.BOLD_END, text(head, right, 14, width=right - left, size=SIZE))
            for head, (left, right) in zip(heads, columns[2], strict=True)
        ),
        horizontal(Layer.RULE, 0, WIDE, _HEAD),
    ]


def _line_words(
    figure: StepForestFigure, step: Step, said: str, columns: _Columns, y: float, is_all: bool
) -> list[Part]:
    start, end = (Layer.BOLD, Layer.BOLD_END) if is_all else (Layer.TEXT, Layer.TEXT_END)
    cells = (*_padded(figure, step.columns), said)
    return [
        (start, text(_named(figure, step, is_all), 0, y + 4, width=columns[0], size=SIZE)),
        *(
            (end, text(cell, right, y + 4, width=right - left, size=SIZE))
            for cell, (left, right) in zip(cells, columns[2], strict=True)
            if cell
        ),
    ]


def _named(figure: StepForestFigure, step: Step, is_all: bool) -> str:
    if is_all or figure.kind is StepKind.LEAVE_ONE_OUT or step is figure.steps[0]:
        return step.label
    return f"+ {step.label}"


def _narrow_words(step: Step, said: str, y: float, is_all: bool) -> list[Part]:
    start, end = (Layer.BOLD, Layer.BOLD_END) if is_all else (Layer.TEXT, Layer.TEXT_END)
    room = min(width_of(said, SIZE) * _BOLDER, 200.0)
    return [
        (start, text(step.label, 0, y, width=NARROW - room - 8, size=SIZE)),
        (end, text(said, NARROW, y, width=room, size=SIZE)),
    ]


def _mark(found: EffectRange, axis: Axis, y: float, *, is_all: bool) -> list[Part]:
    if is_all:
        return [diamond(axis, found.low, found.value, found.high, y, half=7)]
    return [*interval(axis, found.low, found.high, y), *square(axis, found.value, y, _SIDE)]


def _band(figure: StepForestFigure, axis: Axis, top: float, bottom: float) -> list[Part]:
    """The interval with all studies as a band behind the others, its middle dotted."""
    left, right = axis.position(figure.pooled.low), axis.position(figure.pooled.high)
    band = element(
        "rect", x=left, y=top, width=max(right - left, 1.0), height=bottom - top, **tone(2)
    )
    return [
        (Layer.SHADE, band),
        vertical(Layer.GUIDE, axis.position(figure.pooled.value), top, bottom),
    ]


def _notes(figure: StepForestFigure, narrow: bool) -> tuple[str, ...]:
    what = (
        "Each line pools its study with all above it."
        if figure.kind is StepKind.CUMULATIVE
        else "Each line pools all studies but its own."
    )
    if narrow:
        return (what,)
    percent = f"{100 * figure.level:.4g}%"
    return (f"{what} Shaded: the {percent} confidence interval with all studies.",)
