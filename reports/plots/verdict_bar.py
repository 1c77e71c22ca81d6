"""The verdicts of all claims as one stacked bar, labelled directly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.plots.svg import FONT, element, text, width_of
from reports.views.review_view import Badge

FILLS = {
    "well-supported": ("#1b5e8a", "#ffffff"),
    "limited": ("#f2b134", "#1a1d21"),
    "conflicting": ("#c9b3e6", "#1a1d21"),
    "contradicted": ("#a33c00", "#ffffff"),
    "no-evidence": ("#ffffff", "#1a1d21"),
    "ungraded": ("#e3e6ea", "#1a1d21"),
}
"""Fill and text of each verdict. Limited, conflicting and bare need their border on white."""

_INK, _BORDER = "#1a1d21", "#5b6470"
_BAR, _GAP, _LINE, _SIZE = 34.0, 14.0, 19.0, 13.0
_LEAST = 4.0


@dataclass(frozen=True, slots=True)
class BarSegment:
    """One verdict and how many claims have it."""

    verdict: Badge
    count: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A label below the bar: where its leader starts, which way its text runs, and its row."""

    x: float
    width: float
    ends_here: bool
    row: int

    @property
    def reach(self) -> tuple[float, float]:
        return (
            (self.x - self.width, self.x + 4)
            if self.ends_here
            else (self.x - 4, self.x + self.width)
        )

    def clashes(self, other: _Placed) -> bool:
        """Whether two texts overlap, or one lies across the other's leader."""
        low, high = self.reach
        if self.row == other.row:
            return low < other.reach[1] + 8 and other.reach[0] < high + 8
        upper, lower = (self, other) if self.row < other.row else (other, self)
        start, end = upper.reach
        return start - 3 < lower.x < end + 3


def draw_verdict_bar(segments: Sequence[BarSegment], *, narrow: bool = False) -> str:
    """The bar as an SVG document; segments too small for their words are labelled below it."""
    total = sum(segment.count for segment in segments)
    width = 340.0 if narrow else 800.0
    name = f"verdict-bar-{'narrow' if narrow else 'wide'}"
    words = ", ".join(f"{each.count} {each.verdict.label.lower()}" for each in segments)
    bars: list[str] = []
    outside: list[tuple[float, str]] = []
    x = 0.0
    for segment, share in zip(segments, _shares(segments, total), strict=True):
        size = share * width
        fill, ink = FILLS.get(segment.verdict.id, FILLS["ungraded"])
        kind = f"verdict-{segment.verdict.id}"
        bars.append(
            element("rect", x=x + 0.5, y=0.5, width=max(size - 1, 1.0), height=_BAR - 1, fill=fill,
                    stroke=_BORDER, stroke_width=1.0, class_=f"segment {kind}")
        )  # fmt: skip
        label = f"{segment.count:,} {segment.verdict.label.lower()}"
        inside = f"{segment.verdict.symbol} {label}"
        if width_of(inside, _SIZE) + 12 <= size:
            bars.append(
                text(inside, x + 8, _BAR / 2 + 4.5, size=_SIZE, fill=ink, class_=f"on {kind}")
            )
        else:
            outside.append((x + size / 2, inside))
        x += size
    placed = _place(outside, width)
    labels = [
        part
        for (_, label), where in zip(outside, placed, strict=True)
        for part in _outside_label(label, where)
    ]
    rows = max((where.row for where in placed), default=-1) + 1
    height = _BAR + (_GAP + rows * _LINE if rows else 0)
    return element(
        "svg",
        element("title", f"Verdicts of {total} claims", id=f"{name}-title"),
        element("desc", words or "No claims", id=f"{name}-desc"),
        *bars,
        *labels,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_=f"plot verdict-bar {'narrow' if narrow else 'wide'}",
        font_family=FONT,
        font_size=_SIZE,
    )


def _shares(segments: Sequence[BarSegment], total: int) -> list[float]:
    """Shares of the width; a segment is never thinner than can be seen."""
    if not total:
        return []
    least = _LEAST / 340.0
    raised = [max(segment.count / total, least) for segment in segments]
    whole = sum(raised)
    return [each / whole for each in raised]


def _place(labels: Sequence[tuple[float, str]], width: float) -> list[_Placed]:
    """Labels below the bar without overlap, in as few rows as it takes."""
    for rows in range(1, len(labels) + 1):
        found = _search(labels, width, rows, [])
        if found is not None:
            return found
    return [
        _Placed(x, width_of(label, _SIZE), x > width / 2, row)
        for row, (x, label) in enumerate(labels)
    ]


def _search(
    labels: Sequence[tuple[float, str]], width: float, rows: int, done: list[_Placed]
) -> list[_Placed] | None:
    if len(done) == len(labels):
        return done
    x, label = labels[len(done)]
    size = width_of(label, _SIZE) + 4
    for ends_here in (False, True):
        if (x - size < 0) if ends_here else (x + size > width):
            continue
        for row in range(rows):
            here = _Placed(x, size, ends_here, row)
            if not any(here.clashes(other) for other in done):
                found = _search(labels, width, rows, [*done, here])
                if found is not None:
                    return found
    return None


def _outside_label(label: str, where: _Placed) -> list[str]:
    y = _BAR + _GAP + where.row * _LINE
    x = where.x - 3 if where.ends_here else where.x + 3
    return [
        element("line", x1=where.x, y1=_BAR, x2=where.x, y2=y + 4, stroke=_BORDER,
                stroke_width=1.0, class_="rule"),
        text(label, x, y + 4, size=_SIZE, fill=_INK, class_="ink",
             text_anchor="end" if where.ends_here else "start"),
    ]  # fmt: skip
