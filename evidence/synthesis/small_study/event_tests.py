"""Tests of asymmetry for events in two arms, where an effect and its variance are not independent.

A log odds ratio and its variance come from the same four counts and correlate without any bias.
These tests take a predictor or a weight that does not depend on the effect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln

from evidence.synthesis.random_effects.between_study_variance import Numbers
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.asymmetry import AsymmetryTest
from evidence.synthesis.small_study.egger import asymmetry_of, egger_test
from evidence.synthesis.small_study.rank_correlation import kendall
from evidence.synthesis.small_study.weighted_line import weighted_line


@dataclass(frozen=True, slots=True)
class EventCounts:
    """Events and participants of the two arms of each study.

    Studies in which nobody or everybody had the event should be left out: they have no odds
    ratio, and every test but the arcsine one leaves them out itself.
    """

    events: Numbers
    total: Numbers
    comparator_events: Numbers
    comparator_total: Numbers

    @classmethod
    def of(
        cls,
        events: ArrayLike,
        total: ArrayLike,
        comparator_events: ArrayLike,
        comparator_total: ArrayLike,
    ) -> EventCounts:
        """Counts as arrays.

        Raises:
            CannotComputeError: when the arrays differ in length or a count is impossible.
        """
        arrays = [
            np.asarray(each, dtype=np.float64)
            for each in (events, total, comparator_events, comparator_total)
        ]
        a, n1, c, n2 = arrays
        if len({each.shape for each in arrays}) > 1 or a.ndim != 1:
            raise CannotComputeError("every study needs events and participants of both arms")
        if (
            not all(np.isfinite(each).all() for each in arrays)
            or ((a < 0) | (c < 0) | (a > n1) | (c > n2) | (n1 <= 0) | (n2 <= 0)).any()
        ):
            raise CannotComputeError("events must lie between 0 and the participants of their arm")
        return cls(a, n1, c, n2)

    @property
    def both(self) -> Numbers:
        """Participants of both arms."""
        return self.total + self.comparator_total

    @property
    def all_events(self) -> Numbers:
        """Events of both arms."""
        return self.events + self.comparator_events

    @property
    def all_others(self) -> Numbers:
        """Participants of both arms without the event."""
        return self.both - self.all_events

    @property
    def event_information(self) -> Numbers:
        """1/(1/events + 1/others): what both arms together say about the rate of events."""
        return self.all_events * self.all_others / self.both

    def informative(self) -> EventCounts:
        """The studies in which some had the event and some had not."""
        kept = (self.all_events > 0) & (self.all_others > 0)
        return EventCounts(
            self.events[kept],
            self.total[kept],
            self.comparator_events[kept],
            self.comparator_total[kept],
        )


def harbord_test(
    counts: EventCounts, *, is_risk_ratio: bool = False, assume_equal_arms: bool = False
) -> AsymmetryTest:
    """Regression of Z/V on 1/√V with weights V, the efficient score and its variance at no effect.

    For odds ratios Harbord, Egger and Sterne (2006, doi:10.1002/sim.2380), for risk ratios Harbord,
    Harris and Sterne (2009, doi:10.1177/1536867X0900900202). ``assume_equal_arms`` takes n/4 for
    n₁n₂/n in the variance of the risk ratio's score, as R's meta does whatever the arms.
    """
    counts = counts.informative()
    n1, n2, n = counts.total, counts.comparator_total, counts.both
    expected = counts.all_events * n1 / n
    if is_risk_ratio:
        score = (counts.events - expected) * n / counts.all_others
        size = n / 4 if assume_equal_arms else n1 * n2 / n
        information = size * counts.all_events / counts.all_others
    else:
        score = counts.events - expected
        information = n1 * n2 * counts.all_events * counts.all_others / (n * n * (n - 1))
    line = weighted_line(
        1 / np.sqrt(information), score / information, information, purpose="Harbord's test"
    )
    return asymmetry_of(line, "Harbord's test", len(n))


def peters_test(values: ArrayLike, counts: EventCounts) -> AsymmetryTest:
    """Regression of log ratios on 1/n, weighted by the information on events in both arms.

    Peters and others (2006, doi:10.1001/jama.295.6.676).
    """
    size = counts.both
    line = weighted_line(
        1 / size, _paired(values, size), counts.event_information, purpose="Peters' test"
    )
    return asymmetry_of(line, "Peters' test", len(size))


def deeks_test(values: ArrayLike, counts: EventCounts) -> AsymmetryTest:
    """Regression of log diagnostic odds ratios on 1/√ESS with weights ESS.

    ESS = 4 n₁n₂/(n₁ + n₂) is the effective sample size (Deeks, Macaskill and Irwig 2005,
    doi:10.1016/j.jclinepi.2005.01.016).
    """
    size = 4 * counts.total * counts.comparator_total / counts.both
    line = weighted_line(1 / np.sqrt(size), _paired(values, size), size, purpose="Deeks' test")
    return asymmetry_of(line, "Deeks' test", len(size))


def arcsine_test(counts: EventCounts) -> AsymmetryTest:
    """Egger's test of arcsine differences, whose variance depends on the participants alone.

    Rücker, Schwarzer and Carpenter (2008, doi:10.1002/sim.2971). Studies without events stay.
    """
    first = np.arcsin(np.sqrt(counts.events / counts.total))
    second = np.arcsin(np.sqrt(counts.comparator_events / counts.comparator_total))
    found = egger_test(first - second, 1 / (4 * counts.total) + 1 / (4 * counts.comparator_total))
    return AsymmetryTest(
        name="arcsine test",
        studies=found.studies,
        statistic=found.statistic,
        degrees_of_freedom=found.degrees_of_freedom,
        p_value=found.p_value,
        bias=found.bias,
        bias_standard_error=found.bias_standard_error,
        limit=found.limit,
    )


def schwarzer_test(counts: EventCounts, *, correction: float = 0.5) -> AsymmetryTest:
    """Rank correlation of standardised counts with their inverse variances.

    Counts follow the non-central hypergeometric distribution at the Mantel-Haenszel odds ratio,
    before which ``correction`` is added to the cells of studies with a zero (Schwarzer, Antes and
    Schumacher 2007, doi:10.1002/sim.2588).

    Raises:
        CannotComputeError: with fewer than three studies or an odds ratio of 0 or infinity.
    """
    counts = counts.informative()
    log_odds_ratio = _mantel_haenszel(counts, correction)
    expected, variances = np.transpose(
        [
            _hypergeometric(n1, n2, events, log_odds_ratio)
            for n1, n2, events in zip(
                counts.total, counts.comparator_total, counts.all_events, strict=True
            )
        ]
    )
    found = kendall((counts.events - expected) / np.sqrt(variances), 1 / variances)
    return AsymmetryTest(
        name="Schwarzer's test",
        studies=len(expected),
        statistic=found.statistic,
        degrees_of_freedom=None,
        p_value=found.p_value,
        bias=found.score,
        bias_standard_error=found.score_standard_error,
    )


def _paired(values: ArrayLike, beside: Numbers) -> Numbers:
    found = np.asarray(values, dtype=np.float64)
    if found.shape != beside.shape or not np.isfinite(found).all():
        raise CannotComputeError("every study with counts needs a finite effect")
    return found


def _mantel_haenszel(counts: EventCounts, correction: float) -> float:
    a, b = counts.events, counts.total - counts.events
    c, d = counts.comparator_events, counts.comparator_total - counts.comparator_events
    add = correction * ((a == 0) | (b == 0) | (c == 0) | (d == 0))
    a, b, c, d = a + add, b + add, c + add, d + add
    n = a + b + c + d
    for_it, against = float((a * d / n).sum()), float((b * c / n).sum())
    if for_it <= 0 or against <= 0:
        raise CannotComputeError(
            "Schwarzer's test: the Mantel-Haenszel odds ratio is 0 or infinite"
        )
    return math.log(for_it / against)


def _hypergeometric(
    total: float, comparator_total: float, events: float, log_odds_ratio: float
) -> tuple[float, float]:
    """Mean and variance of one arm's events when margins and odds ratio are known."""
    if not all(float(each).is_integer() for each in (total, comparator_total, events)):
        raise CannotComputeError("Schwarzer's test needs whole numbers of events and participants")
    counts = np.arange(max(0.0, events - comparator_total), min(events, total) + 1)
    logs = (
        log_odds_ratio * counts
        - gammaln(counts + 1)
        - gammaln(total - counts + 1)
        - gammaln(events - counts + 1)
        - gammaln(comparator_total - events + counts + 1)
    )
    shares = np.exp(logs - logs.max())
    shares /= shares.sum()
    mean = float(shares @ counts)
    return mean, float(shares @ (counts - mean) ** 2)
