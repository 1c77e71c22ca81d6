"""Where the columns of a forest plot stand, from what is written in them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from reports.plots.drawing import SIZE, WIDE
from reports.plots.forest_figure import DetailedForestFigure
from reports.plots.forest_lines import ForestLine, LineKind, arm_heads, shown_weights
from reports.plots.forest_manner import MANNERS, Slot
from reports.plots.svg import width_of, wrap
from reports.views.numerals import interval_head

GAP = 12.0
RISK_STEP = 18.0
_BOLDER = 1.08
"""Bold letters are wider than the estimate of plain ones."""

_LONGEST_CELL, _LONGEST_HEAD = 170.0, 150.0
_LEAST_PLOT, _BEST_PLOT = 200.0, 240.0
_LEAST_LABEL, _LONGEST_LABEL = 110.0, 210.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of words that end at ``right``; its head may take two lines."""

    head: str
    width: float
    right: float

    @property
    def left(self) -> float:
        """Where the room for its words begins."""
        return self.right - self.width


@dataclass(frozen=True, slots=True)
class ForestColumns:
    """All columns of one plot, and its width."""

    width: float
    label: float
    arms: tuple[Column, ...]
    weights: tuple[Column, ...]
    effect: Column
    plot: tuple[float, float]
    risk: float


def place_columns(figure: DetailedForestFigure, lines: Iterable[ForestLine]) -> ForestColumns:
    """Columns as wide as their words, the rest shared by the studies' names and the plot.

    A drawing is 800 pixels wide, or wider where arms and letters of risk of bias leave too
    little for names and plot.
    """
    lines = [line for line in lines if line.kind is not LineKind.NOTE]
    widths = _widths(figure, lines)
    head = MANNERS[figure.layout].study_head
    wanted = max([_LEAST_LABEL, _bold(head), *(_bold(line.label) for line in lines)])
    words = sum(sum(each) + GAP * len(each) for each in widths.values())
    letters = RISK_STEP * len(figure.risk_domains) + (8 if figure.risk_domains else 0)
    room = WIDE - words - letters - GAP
    least = _least_plot(figure)
    plot = math.ceil(min(max(room - wanted, least), max(_BEST_PLOT, room / 2)))
    label = math.ceil(max(room - plot, min(wanted, _LONGEST_LABEL)))
    return _set(figure, widths, label, plot, letters)


def _least_plot(figure: DetailedForestFigure) -> float:
    """Room for the axis, and for what its sides favour where that stands among the heads."""
    if not MANNERS[figure.layout].favours_above:
        return _LEAST_PLOT
    words = max(width_of(f"← {side}", SIZE) for side in figure.favours)
    return min(max(_LEAST_PLOT, words + 4), _BEST_PLOT)


def _widths(figure: DetailedForestFigure, lines: list[ForestLine]) -> dict[Slot, tuple[float, ...]]:
    arms, groups = arm_heads(figure), len(figure.arm_labels)
    names = [figure.arm_labels[at // max(len(arms), 1)] for at in range(groups * len(arms))]
    arm_widths = [
        _column(head, [line.arms[at] for line in lines if line.arms])
        for at, head in enumerate(arms * groups)
    ]
    for at, name in enumerate(names):
        # The arm's name stands over all its columns; they grow where it is longer than they are.
        share = (min(_bold(name), _LONGEST_HEAD) - GAP * (len(arms) - 1)) / len(arms)
        arm_widths[at] = max(arm_widths[at], math.ceil(share))
    weights = tuple(
        _column(head, [line.weights[at] for line in lines if line.weights])
        for at, head in enumerate(shown_weights(figure))
    )
    effect = _column("\n".join(effect_heads(figure)), [line.effect for line in lines])
    return {Slot.ARMS: tuple(arm_widths), Slot.WEIGHT: weights, Slot.EFFECT: (effect,)}


def effect_heads(figure: DetailedForestFigure) -> tuple[str, ...]:
    """The lines over the effects: the measure, then ``IV, random, 95% CI``."""
    interval = interval_head(figure.level)
    method = f"{figure.method}, {interval}" if figure.method else f"({interval})"
    return (*in_two(figure.measure, _LONGEST_HEAD), *in_two(method, _LONGEST_HEAD))


def in_two(words: str, room: float) -> tuple[str, ...]:
    """Bold words in at most two lines; the second may be too long and is cut where it is drawn."""
    lines = wrap(words, room / _BOLDER, SIZE)
    return lines if len(lines) <= 2 else (lines[0], " ".join(lines[1:]))


def _set(
    figure: DetailedForestFigure,
    widths: dict[Slot, tuple[float, ...]],
    label: float,
    plot: float,
    letters: float,
) -> ForestColumns:
    heads = {
        Slot.ARMS: arm_heads(figure) * len(figure.arm_labels),
        Slot.WEIGHT: shown_weights(figure),
        Slot.EFFECT: ("",),
    }
    found: dict[Slot, tuple[Column, ...]] = {}
    x, plot_left, risk_left = label, 0.0, 0.0
    for slot in MANNERS[figure.layout].slots:
        if slot is Slot.PLOT:
            plot_left = x + GAP
            x = plot_left + plot
        elif slot is Slot.RISK:
            risk_left = x + 8
            x += letters
        elif slot is not Slot.LABEL:
            columns = []
            for head, width in zip(heads[slot], widths[slot], strict=True):
                x += GAP + width
                columns.append(Column(head, width, x))
            found[slot] = tuple(columns)
    return ForestColumns(
        width=float(math.ceil(max(x, WIDE))),
        label=label,
        arms=found[Slot.ARMS],
        weights=found[Slot.WEIGHT],
        effect=found[Slot.EFFECT][0],
        plot=(plot_left + 8, plot_left + plot - 8),
        risk=risk_left,
    )


def _column(head: str, cells: list[str]) -> float:
    heads = [min(_bold(each), _LONGEST_HEAD) for each in head.split("\n")]
    # Whole pixels, so that every place in the column is written in few letters.
    return math.ceil(max([*heads, *(min(_bold(cell), _LONGEST_CELL) for cell in cells)]))


def _bold(content: str) -> float:
    return width_of(content, SIZE) * _BOLDER
