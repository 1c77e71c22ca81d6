"""Logistic mixed models: odds ratios and proportions pooled from the counts themselves.

With rare events the normal approximation to each study's log odds ratio fails, and corrections of
empty cells bias it; these models take the counts as binomial (Stijnen, Hamza and Özdemir 2010,
doi:10.1002/sim.4040; Jackson and others 2018, doi:10.1002/sim.7588).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlog1py, xlogy

from evidence.synthesis.counts.logistic_integral import LogisticRows
from evidence.synthesis.counts.logistic_mixed import LogisticFit, fit_logistic
from evidence.synthesis.effects.effect_size import EffectSize
from evidence.synthesis.effects.event_effects import log_odds_ratio
from evidence.synthesis.intervals import LEVEL, confidence_interval, p_value
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.stratified_tables import ChiSquared, chi_squared
from evidence.synthesis.study_tables.study_table import EventTable, ProportionTable

Numbers = NDArray[np.float64]


class OddsRatioModel(StrEnum):
    """How the logistic mixed model treats the studies' baseline odds."""

    FIXED_STUDIES = "UM.FS"
    """Each study has its own, as a parameter (model 4 of Jackson and others)."""
    RANDOM_STUDIES = "UM.RS"
    """They are normal among studies (model 5)."""
    CONDITIONAL = "CM.AL"
    """Conditional on each study's events, with the approximation that they are rare (model 7)."""


@dataclass(frozen=True, slots=True)
class RareEvents:
    """A pooled log odds (ratio), the variance between studies and tests of heterogeneity.

    ``studies`` counts those with contrast. ``typical_variance`` is that of the studies' corrected
    log odds ratios, for I². Wald's test leaves out studies whose own odds ratio is infinite.
    """

    value: float
    standard_error: float
    statistic: float
    p_value: float
    ci_low: float
    ci_high: float
    between_study_variance: float
    studies: int
    log_likelihood: float
    i_squared: float | None = None
    likelihood_ratio_test: ChiSquared | None = None
    wald_test: ChiSquared | None = None


def pooled_odds_ratio(
    tables: Sequence[EventTable],
    model: OddsRatioModel = OddsRatioModel.FIXED_STUDIES,
    *,
    level: float = LEVEL,
) -> RareEvents:
    """The log odds ratio, random among studies, by maximum likelihood.

    Studies in which nobody or everybody has the event say nothing and are left out.

    Raises:
        CannotComputeError: when fewer than two studies say anything, an arm has no events or no
            non-events in any of them, or the likelihood has no maximum.
    """
    for table in tables:
        table.check()
    used = [table for table in tables if not table.is_uninformative_for_ratios]
    cells = np.array([table.cells for table in used]).reshape(-1, 4)
    if len(used) < 2:
        raise CannotComputeError("a mixed model needs two studies with events and non-events")
    if (cells.sum(axis=0) == 0).any():
        raise CannotComputeError("an arm has no events or nothing but events in all studies")
    fit = fit_logistic(_ROWS[model](cells))
    return _result(fit, level, len(used), cells, model)


def pooled_proportion(tables: Sequence[ProportionTable], *, level: float = LEVEL) -> RareEvents:
    """The log odds of an event, random among studies, by maximum likelihood.

    Raises:
        CannotComputeError: with fewer than two studies, without events or non-events in any, or
            when the likelihood has no maximum.
    """
    for table in tables:
        table.check()
    counts = np.array([[each.events, each.total] for each in tables]).reshape(-1, 2)
    if len(tables) < 2:
        raise CannotComputeError("a mixed model needs two studies")
    if counts[:, 0].sum() in (0, counts[:, 1].sum()):
        raise CannotComputeError("nobody or everybody has the event in every study")
    fit = fit_logistic(proportion_rows(counts[:, 0], counts[:, 1]))
    return _result(fit, level, len(tables), None, None)


def proportion_rows(
    events: Numbers, totals: Numbers, offset: Numbers | None = None
) -> LogisticRows:
    """Counts of one group a study, with a random effect on the log odds."""
    k = len(events)
    return LogisticRows(
        events[:, None],
        totals[:, None],
        (np.zeros(k) if offset is None else offset)[:, None],
        np.ones((k, 1, 1)),
        np.ones((k, 1, 1)),
    )


def _two_arms(cells: Numbers, random: Sequence[tuple[float, float]], *, own: bool) -> LogisticRows:
    """Both arms; ``random`` gives each random effect's share in intervention and comparator."""
    k = len(cells)
    shared = np.zeros((k, 2, 1 if own else 2))
    shared[:, 0, 0] = 1
    if not own:
        shared[:, :, 1] = 1
    return LogisticRows(
        events=cells[:, [0, 2]],
        totals=np.stack([cells[:, 0] + cells[:, 1], cells[:, 2] + cells[:, 3]], axis=1),
        offset=np.zeros((k, 2)),
        shared=shared,
        random=np.broadcast_to(np.array(random, dtype=float).T, (k, 2, len(random))),
        own=np.ones((k, 2)) if own else None,
    )


# The random effect is halved between the arms, so that both vary alike (Turner and others 2000,
# doi:10.1002/1097-0258(20001230)19:24<3417::AID-SIM614>3.0.CO;2-L).
_HALVED = (0.5, -0.5)


def _fixed_studies(cells: Numbers) -> LogisticRows:
    return _two_arms(cells, [_HALVED], own=True)


def _random_studies(cells: Numbers) -> LogisticRows:
    return _two_arms(cells, [_HALVED, (1.0, 1.0)], own=False)


def _conditional(cells: Numbers) -> LogisticRows:
    a, b, c, d = cells.T
    return proportion_rows(a, a + c, np.log((a + b) / (c + d)))


_ROWS = {
    OddsRatioModel.FIXED_STUDIES: _fixed_studies,
    OddsRatioModel.RANDOM_STUDIES: _random_studies,
    OddsRatioModel.CONDITIONAL: _conditional,
}


def _result(
    fit: LogisticFit,
    level: float,
    studies: int,
    cells: Numbers | None,
    model: OddsRatioModel | None,
) -> RareEvents:
    value, error = float(fit.shared[0]), math.sqrt(float(fit.covariance[0, 0]))
    low, high = confidence_interval(value, error, level)
    between = float(fit.deviations[0]) ** 2
    share = ratio = wald = None
    if cells is not None and model is not None:
        typical = _typical_variance(cells)
        share = 100 * between / (between + typical)
        ratio, wald = _TESTS[model](cells)
    return RareEvents(
        value=value,
        standard_error=error,
        statistic=value / error,
        p_value=p_value(value, error),
        ci_low=low,
        ci_high=high,
        between_study_variance=between,
        studies=studies,
        log_likelihood=fit.log_likelihood,
        i_squared=share,
        likelihood_ratio_test=ratio,
        wald_test=wald,
    )


def _typical_variance(cells: Numbers) -> float:
    corrected = cells + 0.5 * (cells == 0).any(axis=1)[:, None]
    weights = 1 / (1 / corrected).sum(axis=1)
    total = float(weights.sum())
    return (len(cells) - 1) / (total - float((weights**2).sum()) / total)


def _binomial(events: Numbers, totals: Numbers, shares: Numbers) -> float:
    return float((xlogy(events, shares) + xlog1py(totals - events, -shares)).sum())


def _equal_effects(values: Numbers, variances: Numbers, freedom: int) -> ChiSquared:
    weights = 1 / variances
    mean = float(weights @ values) / float(weights.sum())
    return chi_squared(float(weights @ (values - mean) ** 2), freedom)


def _tests_of_fixed_studies(cells: Numbers) -> tuple[ChiSquared, ChiSquared]:
    """A common odds ratio against one for each study, with each study's own baseline."""
    k = len(cells)
    events, totals = cells[:, [0, 2]], cells[:, [0, 2]] + cells[:, [1, 3]]
    common = fit_logistic(_two_arms(cells, [], own=True))
    odds = common.own[:, None] + np.array([float(common.shared[0]), 0.0])
    likelihood = _binomial(events, totals, 1 / (1 + np.exp(-odds)))
    ratio = 2 * (_binomial(events, totals, events / totals) - likelihood)
    whole = [
        log_odds_ratio(EventTable(a, a + b, c, c + d))
        for a, b, c, d in cells
        if a and b and c and d
    ]
    return chi_squared(ratio, k - 1), _wald(whole, k - 1)


def _wald(effects: Sequence[EffectSize], freedom: int) -> ChiSquared:
    if not effects:
        return chi_squared(0.0, freedom)
    values = np.array([each.value for each in effects])
    return _equal_effects(values, np.array([each.variance for each in effects]), freedom)


def _tests_of_conditional(cells: Numbers) -> tuple[ChiSquared, ChiSquared]:
    """The same among the events alone."""
    a, b, c, d = cells.T
    k, offset = len(cells), np.log((a + b) / (c + d))
    common = fit_logistic(
        LogisticRows(
            a[:, None],
            (a + c)[:, None],
            offset[:, None],
            np.ones((k, 1, 1)),
            np.zeros((k, 1, 0)),
        )
    )
    shares = 1 / (1 + np.exp(-(offset + float(common.shared[0]))))
    ratio = 2 * (_binomial(a, a + c, a / (a + c)) - _binomial(a, a + c, shares))
    whole = (a > 0) & (c > 0)
    effects = [
        EffectSize(math.log(one / two) - away, 1 / one + 1 / two)
        for one, two, away in zip(a[whole], c[whole], offset[whole], strict=True)
    ]
    return chi_squared(ratio, k - 1), _wald(effects, k - 1)


def _tests_of_random_studies(cells: Numbers) -> tuple[ChiSquared, ChiSquared]:
    """The same with baselines that are normal among studies."""
    k = len(cells)
    common = fit_logistic(_two_arms(cells, [(1.0, 1.0)], own=False))
    rows = _two_arms(cells, [(1.0, 1.0)], own=False)
    # A study without events or non-events in the intervention arm fits it perfectly.
    extreme = (cells[:, 0] == 0) | (cells[:, 1] == 0)
    own = np.zeros((k, 2))
    own[:, 0] = np.where(extreme, 0.0, 1.0)
    events, totals = rows.events.copy(), rows.totals.copy()
    events[extreme, 0] = totals[extreme, 0] = 0
    separate = fit_logistic(
        LogisticRows(events, totals, rows.offset, rows.shared[:, :, 1:], rows.random, own)
    )
    ratio = 2 * (separate.log_likelihood - common.log_likelihood)
    return chi_squared(ratio, k - 1), chi_squared(_contrasts(separate, ~extreme), k - 1)


def _contrasts(fit: LogisticFit, used: NDArray[np.bool_]) -> float:
    """Wald's statistic of equal own coefficients."""
    values = fit.own[used]
    own, cross = fit.own_information[used], fit.cross_information[used]
    ratio = cross / own[:, None]
    covariance = np.diag(1 / own) + ratio @ fit.covariance @ ratio.T
    inverse = np.linalg.inv(covariance)
    mean = float((inverse @ values).sum()) / float(inverse.sum())
    return float((values - mean) @ inverse @ (values - mean))


_TESTS = {
    OddsRatioModel.FIXED_STUDIES: _tests_of_fixed_studies,
    OddsRatioModel.RANDOM_STUDIES: _tests_of_random_studies,
    OddsRatioModel.CONDITIONAL: _tests_of_conditional,
}
