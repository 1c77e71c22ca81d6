"""An evidence map: every claim at its certainty, as a circle that grows with its evidence.

The circle's area is the number of studies or of participants; the number of studies stands in or
beside it, so that neither size nor colour has to be measured by eye.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reports.plots.data_table import DataTable
from reports.plots.drawing import NARROW, SIZE, WIDE, drawing
from reports.plots.layers import Layer, Part, horizontal, vertical
from reports.plots.paging import PAGE_SHAPE, drawn_pages, page_bounds
from reports.plots.plane import notes_below
from reports.plots.svg import clean, element, text, width_of, wrap

_ROW, _NARROW_ROW, _HEAD, _LINE = 30.0, 48.0, 26.0, 14.0
_LARGEST, _SMALLEST = 13.0, 3.0
_VERDICT = 150.0
_LEAST_CELL = 64.0
# Heads and notes.
_FRAME = 120.0


@dataclass(frozen=True, slots=True)
class EvidenceMapRow:
    """One claim: the place of its certainty among the levels, and how much evidence it has.

    ``level`` is ``None`` for a claim without a certainty; ``verdict`` is its symbol with words.
    """

    label: str
    level: int | None
    studies: int
    participants: int | None = None
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceMapFigure:
    """What an evidence map shows; ``levels`` run from the lowest certainty to the highest."""

    identifier: str
    title: str
    description: str
    levels: tuple[str, ...]
    rows: tuple[EvidenceMapRow, ...]
    by_participants: bool = False


def draw_evidence_map(figure: EvidenceMapFigure, *, narrow: bool = False) -> str:
    """The map as a whole SVG document; on a phone each claim stands above its circle."""
    return _drawn(figure, figure, (0, len(figure.rows)), narrow=narrow)


def evidence_map_pages(figure: EvidenceMapFigure) -> tuple[str, ...]:
    """The map in parts that each fit on a page, under the same heads; none where it fits whole."""
    # Names may take a second line, and then all rows are as high.
    heights = [_ROW + _LINE] * len(figure.rows)
    bounds = page_bounds(heights, PAGE_SHAPE * WIDE - _FRAME)
    return drawn_pages(figure, bounds, lambda page, part: _drawn(figure, page, part, narrow=False))


def _drawn(
    figure: EvidenceMapFigure, page: EvidenceMapFigure, part: tuple[int, int], *, narrow: bool
) -> str:
    """The rows of a part of a map, with columns and sizes of circles as in the whole."""
    width = NARROW if narrow else WIDE
    heads = [*figure.levels, "No grade"] if _has_bare(figure) else list(figure.levels)
    left, cell = _columns(figure, heads, narrow=narrow)
    centres = [left + (at + 0.5) * cell for at in range(len(heads))]
    parts: list[Part] = [
        (Layer.BOLD_MIDDLE, text(head, x, 15, width=cell - 4, size=SIZE))
        for head, x in zip(heads, centres, strict=True)
    ]
    parts.append(horizontal(Layer.RULE, 0, width, _HEAD - 2))
    if not narrow:
        parts.append((Layer.BOLD, text("Claim", 0, 15)))
    for_names = width if narrow else left - 12
    names = [_name(row.label, for_names) for row in figure.rows]
    step = (_NARROW_ROW if narrow else _ROW) + _LINE * any(len(name) > 1 for name in names)
    most = max((_amount(figure, row) for row in figure.rows), default=0.0) or 1.0
    y = _HEAD + (14 if narrow else step / 2)
    shown = slice(*part)
    for row, name in zip(figure.rows[shown], names[shown], strict=True):
        parts += _words(
            row, name, for_names, width, y, narrow=narrow, after=left + cell * len(heads)
        )
        mark_y = y + step - 27 if narrow else y
        x = centres[row.level if row.level is not None else len(heads) - 1]
        parts += _circle(figure, row, most, x, mark_y, width)
        y += step
        parts.append(horizontal(Layer.HAIR, 0, width, y - (12 if narrow else step / 2)))
    bottom = y - (12 if narrow else step / 2)
    if not narrow:
        for at in range(len(heads) + 1):
            parts.append(vertical(Layer.HAIR, left + at * cell, _HEAD, bottom))
    parts.append(horizontal(Layer.RULE, 0, width, bottom))
    unit = "participants" if figure.by_participants else "studies"
    notes, height = notes_below(
        (f"Area of circles: number of {unit}. Numbers: studies.",), bottom + 2, width
    )
    return drawing(
        "evidence-map", page, [*parts, *notes], width=width, height=height, narrow=narrow
    )


def evidence_map_table(figure: EvidenceMapFigure) -> DataTable:
    """Every claim with its certainty, studies, participants and verdict."""
    rows = [
        (
            row.label,
            figure.levels[row.level] if row.level is not None else "no grade",
            f"{row.studies:,}",
            "" if row.participants is None else f"{row.participants:,}",
            row.verdict,
        )
        for row in figure.rows
    ]
    return DataTable(("Claim", "Certainty", "Studies", "Participants", "Verdict"), tuple(rows))


def _has_bare(figure: EvidenceMapFigure) -> bool:
    return not figure.levels or any(row.level is None for row in figure.rows)


def _columns(
    figure: EvidenceMapFigure, heads: Sequence[str], *, narrow: bool
) -> tuple[float, float]:
    """Where the levels begin, and how wide each is."""
    if narrow:
        return 0.0, NARROW / len(heads)
    verdict = _VERDICT if any(row.verdict for row in figure.rows) else 0.0
    cell = max(_LEAST_CELL, *(width_of(head, SIZE) * 1.08 + 6 for head in heads))
    cell = min(cell, (WIDE - verdict - 200) / len(heads))
    return WIDE - verdict - cell * len(heads), cell


def _amount(figure: EvidenceMapFigure, row: EvidenceMapRow) -> float:
    return float((row.participants or 0) if figure.by_participants else row.studies)


def _name(label: str, room: float) -> tuple[str, ...]:
    """A claim in two lines at most, the second cut where need be."""
    lines = wrap(label, room, SIZE)
    return lines if len(lines) <= 2 else (lines[0], " ".join(lines[1:]))


def _words(
    row: EvidenceMapRow,
    name: Sequence[str],
    for_name: float,
    width: float,
    y: float,
    *,
    narrow: bool,
    after: float,
) -> list[Part]:
    top = y if narrow else y + 4 - _LINE / 2 * (len(name) - 1)
    parts = [
        (Layer.TEXT, text(line, 0, top + at * _LINE, width=for_name, size=SIZE))
        for at, line in enumerate(name)
    ]
    if row.verdict and not narrow:
        room = width - after - 12
        parts.append((Layer.TEXT, text(row.verdict, after + 12, y + 4, width=room, size=SIZE)))
    return parts


def _circle(
    figure: EvidenceMapFigure, row: EvidenceMapRow, most: float, x: float, y: float, width: float
) -> list[Part]:
    amount = _amount(figure, row)
    radius = max(_SMALLEST, _LARGEST * math.sqrt(amount / most))
    noun = "study" if row.studies == 1 else "studies"
    people = "" if row.participants is None else f", {row.participants:,} participants"
    tip = element("title", clean(f"{row.label}: {row.studies:,} {noun}{people}"))
    number = f"{row.studies:,}"
    layer = Layer.OPEN if row.studies == 0 else Layer.PALE
    circle = (layer, element("circle", tip, cx=x, cy=y, r=radius))
    if width_of(number, SIZE) <= 2 * radius - 6:
        return [circle, (Layer.SMALL_MIDDLE, text(number, x, y + 4))]
    start = min(x + radius + 3, width - width_of(number, SIZE))
    return [circle, (Layer.SMALL, text(number, start, y + 4))]
