"""How journals write the numbers of a forest plot, and in which order they set its columns.

RevMan: Cochrane Handbook, chapter 10, and the plots of Cochrane reviews; events and totals apart,
weights before effects, plot at the right, letters of risk of bias last. BMJ: events and totals
merged, studies as grey diamonds, plot in the middle. JAMA (AMA Manual of Style, 11th edition,
19.5): P without a leading zero and to .001, ranges with a dash unless an end is negative,
``Source`` over the studies, what each side favours above the plot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto

from reports.plots.forest_figure import (
    EffectRange,
    EffectTest,
    ForestLayout,
    HeterogeneityTest,
)
from reports.views.numerals import MINUS, NO_BREAK, decimal, estimate, variance


class Slot(Enum):
    """What a column, or a run of columns, holds."""

    LABEL = auto()
    ARMS = auto()
    PLOT = auto()
    WEIGHT = auto()
    EFFECT = auto()
    RISK = auto()


@dataclass(frozen=True, slots=True)
class Manner:
    """The conventions of one journal.

    ``around`` stands before and after an interval, ``dash`` between its ends; ``equals`` joins a
    letter and its number; ``least_p`` is the smallest p value that is written out.
    """

    slots: tuple[Slot, ...]
    study_head: str
    around: tuple[str, str]
    dash: str
    equals: str
    least_p: float
    has_leading_zero: bool
    merges_counts: bool
    favours_above: bool
    studies_are_diamonds: bool
    chi: str
    tau: str
    weight_head: str
    weight_unit: str
    separator: str


_TO = f"{NO_BREAK}to{NO_BREAK}"
_SPACED = f"{NO_BREAK}={NO_BREAK}"

MANNERS = {
    ForestLayout.REVMAN: Manner(
        slots=(Slot.LABEL, Slot.ARMS, Slot.WEIGHT, Slot.EFFECT, Slot.PLOT, Slot.RISK),
        study_head="Study or subgroup",
        around=("[", "]"),
        dash=", ",
        equals=_SPACED,
        least_p=0.00001,
        has_leading_zero=True,
        merges_counts=False,
        favours_above=False,
        studies_are_diamonds=False,
        chi="Chi²",
        tau="Tau²",
        weight_head="Weight",
        weight_unit="%",
        separator="; ",
    ),
    ForestLayout.BMJ: Manner(
        slots=(Slot.LABEL, Slot.ARMS, Slot.PLOT, Slot.WEIGHT, Slot.EFFECT, Slot.RISK),
        study_head="Study",
        around=("(", ")"),
        dash=_TO,
        equals="=",
        least_p=0.001,
        has_leading_zero=True,
        merges_counts=True,
        favours_above=False,
        studies_are_diamonds=True,
        chi="χ²",
        tau="τ²",
        weight_head="Weight (%)",
        weight_unit="",
        separator=", ",
    ),
    ForestLayout.JAMA: Manner(
        slots=(Slot.LABEL, Slot.ARMS, Slot.EFFECT, Slot.PLOT, Slot.WEIGHT, Slot.RISK),
        study_head="Source",
        around=("(", ")"),
        dash="–",
        equals=_SPACED,
        least_p=0.001,
        has_leading_zero=False,
        merges_counts=False,
        favours_above=True,
        studies_are_diamonds=False,
        chi="χ²",
        tau="τ²",
        weight_head="Weight, %",
        weight_unit="",
        separator="; ",
    ),
}


def effect_words(effect: EffectRange, manner: Manner, *, is_ratio: bool, places: int) -> str:
    """``0.33 [0.16, 0.70]``, ``0.33 (0.16 to 0.70)`` or ``0.33 (0.16–0.70)``."""
    value = estimate(effect.value, is_ratio=is_ratio, places=places)
    return f"{value} {range_words(effect.low, effect.high, manner, is_ratio, places)}"


def range_words(low: float, high: float, manner: Manner, is_ratio: bool, places: int) -> str:
    """The ends of an interval in their brackets; a dash would hide a minus sign."""
    dash = _TO if manner.dash == "–" and not is_ratio and low < 0 else manner.dash
    ends = (estimate(each, is_ratio=is_ratio, places=places) for each in (low, high))
    return f"{manner.around[0]}{dash.join(ends)}{manner.around[1]}"


def weight_words(weight: float, manner: Manner) -> str:
    """A share of the weight in percent, to one decimal."""
    return f"{weight:.1f}{manner.weight_unit}"


def p_words(p_value: float, manner: Manner) -> str:
    """``P = 0.04``, ``P=0.04``, ``P = .04``: two decimals, more for small ones, or a bound."""
    equals = manner.equals
    if p_value < manner.least_p:
        bound = f"{manner.least_p:.5f}".rstrip("0")
        return f"P{equals.replace('=', '<')}{_with_zero(bound, manner)}"
    if p_value > 0.99 and not manner.has_leading_zero:
        return f"P{equals.replace('=', '>')}.99"
    if p_value < (coarse := 10 * manner.least_p) <= 0.0001:
        return f"P{equals.replace('=', '<')}{coarse:.4f}"
    places = min(max(2, -math.floor(math.log10(p_value))), 4 if coarse <= 0.0001 else 3)
    return f"P{equals}{_with_zero(f'{p_value:.{places}f}', manner)}"


def heterogeneity_words(found: HeterogeneityTest, manner: Manner) -> str:
    """``Heterogeneity: Tau² = 0.31; Chi² = 152.23, df = 12 (P < 0.00001); I² = 92%``."""
    parts = [_chi_words(found, manner), f"I²{manner.equals}{found.i_squared:.0f}%"]
    if found.tau_squared is not None:
        parts.insert(0, f"{manner.tau}{manner.equals}{variance(found.tau_squared)}")
    return f"Heterogeneity: {manner.separator.join(parts)}"


def subgroup_words(found: HeterogeneityTest, manner: Manner) -> str:
    """``Test for subgroup differences: Chi² = 4.26, df = 2 (P = 0.12); I² = 53%``."""
    parts = [_chi_words(found, manner), f"I²{manner.equals}{found.i_squared:.0f}%"]
    return f"Test for subgroup differences: {manner.separator.join(parts)}"


def effect_test_words(found: EffectTest, manner: Manner) -> str:
    """``Test for overall effect: Z = 3.97 (P < 0.0001)``."""
    statistic = f"{found.letter}{manner.equals}{_statistic(found.statistic)}"
    if found.degrees_of_freedom is not None:
        statistic += f", df{manner.equals}{found.degrees_of_freedom:g}"
    return f"Test for overall effect: {statistic} ({p_words(found.p_value, manner)})"


def _chi_words(found: HeterogeneityTest, manner: Manner) -> str:
    return (
        f"{manner.chi}{manner.equals}{_statistic(found.q)}, "
        f"df{manner.equals}{found.degrees_of_freedom} ({p_words(found.p_value, manner)})"
    )


def _statistic(value: float) -> str:
    return decimal(value) if abs(value) < 10 else f"{value:,.2f}".replace("-", MINUS)


def _with_zero(number: str, manner: Manner) -> str:
    return number if manner.has_leading_zero else number.removeprefix("0")
