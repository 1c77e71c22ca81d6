"""Two axes with their titles, and labels beside points where there is room for them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.plots.axis import Axis, linear_ticks, make_axis
from reports.plots.axis_marks import bottom_axis, left_axis
from reports.plots.drawing import NARROW, SIZE, WIDE
from reports.plots.layers import Layer, Part
from reports.plots.svg import fit, text, width_of, wrap

LINE = 16.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The sheet and the rectangle on it that the axes enclose."""

    width: float
    left: float
    right: float
    top: float
    bottom: float

    def holds(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether a box lies within the axes."""
        return (
            left >= self.left and right <= self.right and top >= self.top and bottom <= self.bottom
        )


def frame_for(*, narrow: bool, height: float = 380, narrow_height: float = 280) -> Frame:
    """Room for labels at the left and for the title of the upright axis above it."""
    if narrow:
        return Frame(NARROW, 74, NARROW - 16, 34, 34 + narrow_height)
    return Frame(WIDE, 80, WIDE - 24, 34, 34 + height)


def effect_axis(
    values: Sequence[float],
    bounds: Sequence[float],
    frame: Frame,
    *,
    is_ratio: bool,
    upright: bool = False,
) -> Axis:
    """An axis of effects along the foot of the frame, or up its left side."""
    left, right = (frame.bottom, frame.top) if upright else (frame.left, frame.right)
    most = 9 if frame.width > NARROW else 7
    return make_axis(values, bounds, is_ratio=is_ratio, left=left, right=right, most_ticks=most)


def linear_axis(low: float, high: float, start: float, end: float) -> Axis:
    """An axis from one round number to another that holds both ends."""
    ticks = linear_ticks(low, high)
    return Axis(ticks[0][0], ticks[-1][0], start, end, ticks)


def axes(frame: Frame, x: Axis, y: Axis, x_title: str, y_title: str) -> tuple[list[Part], float]:
    """Both axes with their titles, and how far down they reach."""
    middle = (frame.left + frame.right) / 2
    room = frame.right - frame.left
    title = fit(x_title, room, SIZE)
    at = min(max(middle, width_of(title, SIZE) / 2), frame.width - width_of(title, SIZE) / 2)
    parts = [
        *bottom_axis(x, frame.bottom, width=frame.width),
        *left_axis(y, frame.left),
        (Layer.SMALL, text(y_title, 0, 13, width=frame.width, size=SIZE)),
        (Layer.SMALL_MIDDLE, text(title, at, frame.bottom + 36)),
    ]
    return parts, frame.bottom + 36


def notes_below(notes: Sequence[str], y: float, width: float) -> tuple[list[Part], float]:
    """Lines of quiet text across the drawing, and the height of the whole."""
    parts: list[Part] = []
    for note in notes:
        for line in wrap(note, width, SIZE):
            y += LINE
            parts.append((Layer.SOFT, text(line, 0, y)))
    return parts, y + 8


@dataclass(frozen=True, slots=True)
class LabelledPoint:
    """A mark of some radius that would like its name beside it."""

    x: float
    y: float
    radius: float
    label: str


def point_labels(
    points: Sequence[LabelledPoint], frame: Frame, taken: Sequence[tuple[float, ...]] = ()
) -> list[Part]:
    """The names that find room, the first points first; none lies on a mark or on another name.

    Names without room are left to the tooltips and to the table beside. ``taken`` are boxes (left,
    top, right, bottom) that hold something already.
    """
    boxes: list[tuple[float, ...]] = list(taken)
    marks = [
        (each.x - each.radius, each.y - each.radius, each.x + each.radius, each.y + each.radius)
        for each in points
    ]
    parts = []
    for at, point in enumerate(points):
        width = width_of(point.label, SIZE)
        others = [mark for number, mark in enumerate(marks) if number != at]
        for left, base in _places(point, width):
            box = (left, base - SIZE * 0.8, left + width, base + SIZE * 0.25)
            if frame.holds(*box) and not any(_meet(box, other) for other in (*boxes, *others)):
                boxes.append(box)
                parts.append((Layer.SMALL, text(point.label, left, base)))
                break
    return parts


def along(points: Sequence[tuple[float, float]], apart: float = 8.0) -> list[tuple[float, ...]]:
    """Boxes that cover a line through points, for labels to keep off it."""
    boxes: list[tuple[float, ...]] = []
    for (x, y), (next_x, next_y) in pairwise(points):
        steps = max(1, math.ceil(math.hypot(next_x - x, next_y - y) / apart))
        for at in range(steps + 1):
            across, down = x + (next_x - x) * at / steps, y + (next_y - y) * at / steps
            boxes.append((across - 3, down - 3, across + 3, down + 3))
    return boxes


def _places(point: LabelledPoint, width: float) -> list[tuple[float, float]]:
    """Left end and base line of a label: beside its mark, over or under it, then aslant."""
    away, aslant = point.radius + 3, 0.7 * point.radius + 2
    right, left = point.x + aslant, point.x - aslant - width
    return [
        (point.x + away, point.y + 4),
        (point.x - away - width, point.y + 4),
        (point.x - width / 2, point.y - away - 2),
        (point.x - width / 2, point.y + away + 9),
        (right, point.y - aslant),
        (right, point.y + aslant + 8),
        (left, point.y - aslant),
        (left, point.y + aslant + 8),
    ]


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
