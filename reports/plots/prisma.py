"""A PRISMA 2020 flow diagram from its counts (Page and others 2021, doi:10.1136/bmj.n71).

With previous studies and other methods the diagram has up to five columns; on a phone the ways in
follow each other downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence.model.prisma import PrismaCounts
from reports.plots.data_table import DataTable
from reports.plots.drawing import NARROW, SIZE, WIDE, drawing
from reports.plots.layers import Layer, Part, horizontal, tone, vertical
from reports.plots.marks import arrow_head
from reports.plots.prisma_boxes import (
    MAIN,
    OTHER,
    OTHER_SIDE,
    PREVIOUS,
    SIDE,
    FlowBox,
    FlowRow,
    column_heads,
    flow_rows,
)
from reports.plots.svg import element, fixed, text, width_of, wrap

_STRIP, _GAP, _BETWEEN, _PAD, _LINE = 24.0, 20.0, 22.0, 8.0, 15.0
_WIDEST_BOX = 300.0


@dataclass(frozen=True, slots=True)
class PrismaFigure:
    """A flow diagram: its counts, and what is read aloud."""

    identifier: str
    title: str
    description: str
    counts: PrismaCounts


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box where it stands; its lines are wrapped to its width."""

    row: int
    column: int
    left: float
    top: float
    width: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 2 * _PAD

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def draw_prisma(figure: PrismaFigure, *, narrow: bool = False) -> str:
    """The diagram as a whole SVG document."""
    rows = flow_rows(figure.counts)
    heads = column_heads(figure.counts)
    width = NARROW if narrow else WIDE
    if narrow:
        rows = tuple(_stacked(rows))
        heads = {}
    columns = _columns(rows, width)
    parts = [
        (Layer.BOLD, text(head, left, 14, width=size + (size + _GAP) * _is_double(column, columns)))
        for column, (left, size) in columns.items()
        if (head := heads.get(column))
    ]
    boxes, bands, bottom = _placed(rows, columns, 26.0 if heads else 2.0)
    for phase, top, end in bands:
        parts += _strip(phase, top, end)
    for box in boxes:
        parts += _drawn(box)
    parts += _flow(boxes, rows)
    return drawing("prisma", figure, parts, width=width, height=bottom + 2, narrow=narrow)


def prisma_table(figure: PrismaFigure) -> DataTable:
    """Every box in words, from the top, with the phase and the way in that it belongs to."""
    heads = column_heads(figure.counts)
    ways = {
        PREVIOUS: heads.get(PREVIOUS, ""),
        MAIN: heads.get(MAIN, "Databases and registers"),
        SIDE: heads.get(MAIN, "Databases and registers"),
        OTHER: heads.get(OTHER, ""),
        OTHER_SIDE: heads.get(OTHER, ""),
    }
    rows = []
    phase = ""
    for row in flow_rows(figure.counts):
        phase = row.phase or phase
        for box in row.boxes:
            way = "" if phase == "Included" else ways[box.column]
            rows.append((phase, way, " ".join(box.lines)))
    return DataTable(("Phase", "Source", "Box"), tuple(rows))


def _stacked(rows: Sequence[FlowRow]) -> Iterator[FlowRow]:
    """One way in after the other, each in two columns."""
    included = [row for row in rows if row.phase == "Included" or _is_last(row, rows)]
    searched = [row for row in rows if row not in included]
    for wanted in ((PREVIOUS,), (MAIN, SIDE), (OTHER, OTHER_SIDE)):
        phase = shown = ""
        for row in searched:
            phase = row.phase or phase
            boxes = tuple(
                replace(box, column=SIDE if box.column in (SIDE, OTHER_SIDE) else MAIN)
                for box in row.boxes
                if box.column in wanted
            )
            if boxes:
                yield FlowRow(boxes, phase if phase != shown else "")
                shown = phase
    yield from included


def _is_last(row: FlowRow, rows: Sequence[FlowRow]) -> bool:
    """Whether a row comes after the phase of inclusion has begun."""
    begun = [at for at, each in enumerate(rows) if each.phase == "Included"]
    return bool(begun) and rows.index(row) > begun[0]


def _columns(rows: Sequence[FlowRow], width: float) -> dict[int, tuple[float, float]]:
    used = sorted({box.column for row in rows for box in row.boxes})
    room = width - _STRIP - 10 - 1
    size = min(_WIDEST_BOX, (room - _GAP * (len(used) - 1)) / max(len(used), 1))
    return {column: (_STRIP + 10 + at * (size + _GAP), size) for at, column in enumerate(used)}


def _is_double(column: int, columns: Mapping[int, tuple[float, float]]) -> bool:
    """Whether a head may reach over the column beside it."""
    return column in (MAIN, OTHER) and column + 1 in columns


_Band = tuple[str, float, float]


def _placed(
    rows: Sequence[FlowRow], columns: dict[int, tuple[float, float]], top: float
) -> tuple[list[_Placed], list[_Band], float]:
    boxes: list[_Placed] = []
    bands: list[_Band] = []
    y = top
    for number, row in enumerate(rows):
        if row.phase:
            if bands:
                # A strip is at least as long as its word.
                y = max(y, bands[-1][1] + width_of(bands[-1][0], SIZE) * 1.1 + 12 + _BETWEEN)
                bands[-1] = (bands[-1][0], bands[-1][1], y - _BETWEEN)
            bands.append((row.phase, y, y))
        placed = [_place(box, number, columns, y) for box in row.boxes]
        boxes += placed
        y = max(box.bottom for box in placed) + _BETWEEN
    if bands:
        phase, start, _ = bands[-1]
        y = max(y, start + width_of(phase, SIZE) * 1.1 + 12 + _BETWEEN)
        bands[-1] = (phase, start, y - _BETWEEN)
    return boxes, bands, y - _BETWEEN


def _place(box: FlowBox, number: int, columns: dict[int, tuple[float, float]], y: float) -> _Placed:
    left, width = columns[box.column]
    room = width - 2 * _PAD
    lines = tuple(part for line in box.lines for part in wrap(line, room, SIZE))
    return _Placed(number, box.column, left, y, width, lines)


def _strip(phase: str, top: float, bottom: float) -> list[Part]:
    x, middle = _STRIP / 2 + 4, (top + bottom) / 2
    band = element("rect", x=0.0, y=top, width=_STRIP, height=bottom - top, rx=3.0, **tone(2))
    turned = f"rotate(-90 {fixed(x)} {fixed(middle)})"
    return [
        (Layer.SHADE, band),
        (Layer.BOLD_MIDDLE, text(phase, x, middle, transform=turned)),
    ]


def _drawn(box: _Placed) -> list[Part]:
    leaves = box.column in (SIDE, OTHER_SIDE)
    frame = element(
        "rect",
        x=box.left,
        y=box.top,
        width=box.width,
        height=box.height,
        **tone(1 if leaves else 0),
    )
    return [
        (Layer.BOX, frame),
        *(
            (Layer.SMALL, text(line, box.left + _PAD, box.top + _PAD + 11 + at * _LINE))
            for at, line in enumerate(box.lines)
        ),
    ]


def _flow(boxes: Sequence[_Placed], rows: Sequence[FlowRow]) -> list[Part]:
    """Arrows down a column, arrows to what leaves the flow, and the ways that join it below."""
    parts: list[Part] = []
    at = {(box.row, box.column): box for box in boxes}
    for box in boxes:
        side = at.get((box.row, box.column + 1))
        if box.column in (MAIN, OTHER) and side and side.column in (SIDE, OTHER_SIDE):
            parts += _across(box, side)
    for column in (MAIN, OTHER):
        run = [box for box in boxes if box.column == column]
        for upper, lower in pairwise(run):
            if rows[lower.row].phase != "Identification":
                parts += _down(upper, lower)
    end = [box for box in boxes if box.column == MAIN]
    first = next((each for each in end if rows[each.row].phase == "Included"), None)
    others = [box for box in boxes if box.column == OTHER]
    if others and first is not None:
        parts += _join(others[-1], first, first.left + first.width, -6)
    previous = [box for box in boxes if box.column == PREVIOUS]
    if previous and first is not None:
        parts += _join(previous[-1], end[-1], end[-1].left, 6)
    return parts


def _across(box: _Placed, side: _Placed) -> list[Part]:
    y = box.top + min(box.height, side.height) / 2
    return [
        horizontal(Layer.STROKE, box.left + box.width, side.left - 4, y),
        arrow_head(side.left, y, -6),
    ]


def _down(upper: _Placed, lower: _Placed) -> list[Part]:
    x = lower.middle
    corners = ((x, lower.top), (x - 4, lower.top - 6), (x + 4, lower.top - 6))
    points = " ".join(f"{across:.1f},{down:.1f}" for across, down in corners)
    return [
        vertical(Layer.STROKE, x, upper.bottom, lower.top - 4),
        (Layer.ARROW, element("polygon", points=points)),
    ]


def _join(box: _Placed, target: _Placed, edge: float, length: float) -> list[Part]:
    """Down from a box and across to the side of another; the head points the way of travel."""
    y = target.top + target.height / 2
    return [
        vertical(Layer.STROKE, box.middle, box.bottom, y),
        horizontal(Layer.STROKE, box.middle, edge - length * 0.7, y),
        arrow_head(edge, y, -length),
    ]
