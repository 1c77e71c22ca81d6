"""Risk of bias of every study in every domain: a circle with a symbol for each judgement.

Works for any tool: the columns are the figure's domains, the marks its ratings. Beyond 25 studies
``traffic_light_pages`` parts a figure, so that no drawing is longer than a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.plots.data_table import DataTable
from reports.plots.drawing import NARROW, SIZE, WIDE, drawing
from reports.plots.layers import Layer, Part, horizontal
from reports.plots.legend import Swatch, legend
from reports.plots.plane import notes_below
from reports.plots.risk_mark import RiskMark, risk_circle
from reports.plots.svg import text, width_of
from reports.views.numerals import NO_BREAK

ROWS_OF_A_PAGE = 25
_ROW, _HEAD = 26.0, 44.0
_NARROW_ROW = 42.0
_NOT_RATED = "Not rated"
_WIDEST_CELL, _WIDEST_LABEL, _LEAST_LABEL = 88.0, 320.0, 120.0


@dataclass(frozen=True, slots=True)
class TrafficRow:
    """One study's judgements, one for each domain; ``None`` where one, or the whole, has none."""

    label: str
    marks: tuple[RiskMark | None, ...]
    overall: RiskMark | None = None


@dataclass(frozen=True, slots=True)
class TrafficLightFigure:
    """What a traffic-light plot shows.

    ``key`` are the tool's ratings, best first; ``note`` says which part of several this is.
    """

    identifier: str
    title: str
    description: str
    domains: tuple[str, ...]
    rows: tuple[TrafficRow, ...]
    key: tuple[RiskMark, ...]
    has_overall: bool = True
    note: str = ""


def traffic_light_pages(
    figure: TrafficLightFigure, rows: int = ROWS_OF_A_PAGE
) -> tuple[TrafficLightFigure, ...]:
    """The figure in parts of nearly equal length, each a whole figure with an id of its own."""
    count = -(-len(figure.rows) // rows)
    if count <= 1:
        return (figure,)
    starts = [round(at * len(figure.rows) / count) for at in range(count + 1)]
    return tuple(
        replace(
            figure,
            identifier=f"{figure.identifier}-{at + 1}",
            title=f"{figure.title} ({at + 1} of {count})",
            rows=figure.rows[start:end],
            note=f"Part {at + 1} of {count}: studies {start + 1} to {end} of {len(figure.rows)}.",
        )
        for at, (start, end) in enumerate(pairwise(starts))
    )


def draw_traffic_light(figure: TrafficLightFigure, *, narrow: bool = False) -> str:
    """The plot as a whole SVG document, however many studies there are."""
    width = NARROW if narrow else WIDE
    columns = len(figure.domains) + figure.has_overall
    if narrow:
        label, cell = 0.0, min(_WIDEST_CELL / 2, width / max(columns, 1))
    else:
        wanted = max([_LEAST_LABEL, *(width_of(row.label, SIZE) + 12 for row in figure.rows)])
        label = max(min(wanted, _WIDEST_LABEL), _LEAST_LABEL)
        label = max(min(label, width - 18 * columns), _LEAST_LABEL)
        cell = min(_WIDEST_CELL, (width - label) / max(columns, 1))
    radius = min(9.0, cell / 2 - 1)
    centres = [label + (at + 0.5) * cell for at in range(columns)]
    parts = _heads(figure, centres, cell)
    y = _HEAD
    for row in figure.rows:
        parts += _row(figure, row, centres, y, radius, narrow=narrow, room=label - 12)
        y += _NARROW_ROW if narrow else _ROW
    bottom = y - _ROW / 2
    parts.append(horizontal(Layer.RULE, 0, centres[-1] + cell / 2 if centres else width, bottom))
    samples = [(_sample(mark), mark.label) for mark in figure.key]
    if any(mark is None for row in figure.rows for mark in _marks_of(figure, row)):
        samples.append((lambda x, y: [_dash(x, y)], _NOT_RATED))
    key, bottom = legend(samples, 0, bottom + 4, width)
    notes, height = notes_below(_notes(figure, cell), bottom + 6, width)
    return drawing(
        "traffic-light", figure, [*parts, *key, *notes], width=width, height=height, narrow=narrow
    )


def traffic_light_table(figure: TrafficLightFigure) -> DataTable:
    """The judgements in words, a row for each study."""
    overall = ("Overall",) if figure.has_overall else ()
    rows = [
        (row.label, *(mark.label if mark else _NOT_RATED for mark in _marks_of(figure, row)))
        for row in figure.rows
    ]
    return DataTable(("Study", *figure.domains, *overall), tuple(rows))


def _heads(figure: TrafficLightFigure, centres: Sequence[float], cell: float) -> list[Part]:
    names = [_short(at, cell) for at in range(len(figure.domains))]
    if figure.has_overall:
        names.append("Overall" if cell >= 52 else "All" if cell >= 26 else "Σ")
    parts = [(Layer.BOLD_MIDDLE, text(name, x, 16)) for name, x in zip(names, centres, strict=True)]
    end = centres[-1] + cell / 2 if centres else 0.0
    return [*parts, horizontal(Layer.RULE, 0, end, 24)]


def _short(at: int, cell: float) -> str:
    """``D1``, or ``1`` where columns are narrow."""
    return f"D{at + 1}" if cell >= 26 else str(at + 1)


def _marks_of(figure: TrafficLightFigure, row: TrafficRow) -> list[RiskMark | None]:
    marks = list(row.marks[: len(figure.domains)])
    marks += [None] * (len(figure.domains) - len(marks))
    return [*marks, row.overall] if figure.has_overall else marks


def _row(
    figure: TrafficLightFigure,
    row: TrafficRow,
    centres: Sequence[float],
    y: float,
    radius: float,
    *,
    narrow: bool,
    room: float,
) -> list[Part]:
    if narrow:
        parts = [(Layer.TEXT, text(row.label, 0, y - 2, width=NARROW, size=SIZE))]
        y += 15
    else:
        parts = [(Layer.TEXT, text(row.label, 0, y + 4, width=room, size=SIZE))]
    names = (*(f"D{at + 1}" for at in range(len(figure.domains))), "overall")
    for name, mark, x in zip(names, _marks_of(figure, row), centres, strict=False):
        if mark is None:
            parts.append(_dash(x, y))
        else:
            parts += risk_circle(mark, x, y, radius, f"{row.label}, {name}: {mark.label}")
    return parts


def _dash(x: float, y: float) -> Part:
    return horizontal(Layer.RULE, x - 3, x + 3, y)


def _sample(mark: RiskMark) -> Swatch:
    return lambda x, y: risk_circle(mark, x, y, 7.5, mark.label)


def _notes(figure: TrafficLightFigure, cell: float) -> tuple[str, ...]:
    wide = "; ".join(
        f"{_short(at, cell)}{NO_BREAK}{name}" for at, name in enumerate(figure.domains)
    )
    return tuple(each for each in (f"Domains: {wide}." if wide else "", figure.note) if each)
