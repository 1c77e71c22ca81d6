"""Effect sizes of 2×2 tables.

Large-sample variances as in metafor's ``escalc`` (Viechtbauer 2010, doi:10.18637/jss.v036.i03).
Tables come as they are: what is done about empty cells is decided before
(:mod:`evidence.synthesis.effects.continuity`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import EventTable

# Standard deviation of the standard logistic distribution, and the factor that fits the normal
# one best in the tails (Cox 1970, Analysis of Binary Data).
_LOGISTIC = math.pi / math.sqrt(3)
_COX = 1.65


def log_risk_ratio(table: EventTable) -> EffectSize:
    """Log risk ratio."""
    table.check()
    a, _, c, _ = table.cells
    if a == 0 or c == 0:
        raise CannotComputeError(
            "an arm has no events, so that the ratio of risks has no logarithm"
        )
    n1, n2 = table.total, table.comparator_total
    return checked(math.log((a / n1) / (c / n2)), 1 / a - 1 / n1 + 1 / c - 1 / n2)


def log_odds_ratio(table: EventTable) -> EffectSize:
    """Log odds ratio."""
    table.check()
    a, b, c, d = table.cells
    if min(a, b, c, d) == 0:
        raise CannotComputeError("a cell is empty, so that the ratio of odds has no logarithm")
    return checked(math.log(a / b) - math.log(c / d), 1 / a + 1 / b + 1 / c + 1 / d)


def risk_difference(table: EventTable) -> EffectSize:
    """Difference in risk, intervention minus comparator."""
    table.check()
    a, b, c, d = table.cells
    n1, n2 = table.total, table.comparator_total
    return checked(a / n1 - c / n2, a * b / n1**3 + c * d / n2**3)


def peto_log_odds_ratio(table: EventTable) -> EffectSize:
    """Log odds ratio by one step of Newton's method from no effect.

    Observed minus expected events over their hypergeometric variance (Yusuf 1985,
    doi:10.1016/S0033-0620(85)80003-7).
    """
    difference, variance = observed_minus_expected(table)
    if variance <= 0:
        raise CannotComputeError("nobody or everybody has the event, which says nothing about odds")
    return checked(difference / variance, 1 / variance)


def observed_minus_expected(table: EventTable) -> tuple[float, float]:
    """Events of the intervention arm beyond those expected without effect, and their variance."""
    table.check()
    a, b, c, d = table.cells
    n1, n2 = table.total, table.comparator_total
    total = n1 + n2
    if total <= 1:
        raise CannotComputeError("a table of one person has no hypergeometric variance")
    expected = (a + c) * (n1 / total)
    variance = (a + c) * (b + d) * (n1 / total) * (n2 / total) / (total - 1)
    return a - expected, variance


def arcsine_difference(table: EventTable) -> EffectSize:
    """Difference of arcsines of the square roots of the risks.

    Its variance does not depend on the events and exists with empty cells (Rücker 2009,
    doi:10.1002/sim.3511).
    """
    table.check()
    n1, n2 = table.total, table.comparator_total
    value = math.asin(math.sqrt(table.events / n1)) - math.asin(
        math.sqrt(table.comparator_events / n2)
    )
    return checked(value, 1 / (4 * n1) + 1 / (4 * n2))


def standardised_difference_by_logistic(table: EventTable) -> EffectSize:
    """Standardised mean difference behind a 2×2 table, for a logistic outcome that was split.

    The log odds ratio times √3/π (Chinn 2000,
    doi:10.1002/1097-0258(20001130)19:22<3127::AID-SIM784>3.0.CO;2-M).
    """
    return scaled(log_odds_ratio(table), 1 / _LOGISTIC)


def standardised_difference_by_normal(table: EventTable) -> EffectSize:
    """Standardised mean difference behind a 2×2 table, for a normal outcome that was split.

    The log odds ratio over 1.65 (Cox and Snell 1989, Analysis of Binary Data, 2nd ed.).
    """
    return scaled(log_odds_ratio(table), 1 / _COX)


def scaled(effect: EffectSize, factor: float) -> EffectSize:
    """The effect in another unit."""
    return checked(effect.value * factor, effect.variance * factor * factor)


EVENT_EFFECTS: Mapping[str, Callable[[EventTable], EffectSize]] = MappingProxyType(
    {
        "RR": log_risk_ratio,
        "OR": log_odds_ratio,
        "RD": risk_difference,
        "PETO": peto_log_odds_ratio,
        "AS": arcsine_difference,
        "OR2DL": standardised_difference_by_logistic,
        "OR2DN": standardised_difference_by_normal,
    }
)
