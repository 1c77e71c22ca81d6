"""The data that one study gives, by kind: events, means, rates, proportions, correlations."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evidence.synthesis.refusal import CannotComputeError


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise CannotComputeError(reason)


def _require_finite(*numbers: float) -> None:
    # One sum in place of a test of each: it is finite when all are, but for overflow.
    _require(math.isfinite(sum(numbers)), "a number is missing, not finite or too large")


@dataclass(frozen=True, slots=True)
class EventTable:
    """A 2×2 table: events and participants of the intervention and of the comparator arm."""

    events: float
    total: float
    comparator_events: float
    comparator_total: float

    @property
    def cells(self) -> tuple[float, float, float, float]:
        """Events and non-events of the intervention, then of the comparator."""
        return (
            self.events,
            self.total - self.events,
            self.comparator_events,
            self.comparator_total - self.comparator_events,
        )

    @property
    def has_zero(self) -> bool:
        """Whether a cell is empty."""
        return 0 in self.cells

    @property
    def is_uninformative_for_ratios(self) -> bool:
        """Whether neither arm has an event, or neither has anything else."""
        a, b, c, d = self.cells
        return (a == 0 and c == 0) or (b == 0 and d == 0)

    def plus(self, add: float) -> EventTable:
        """The table with ``add`` in each of its four cells."""
        return EventTable(
            self.events + add,
            self.total + 2 * add,
            self.comparator_events + add,
            self.comparator_total + 2 * add,
        )

    def check(self) -> None:
        """Raise ``CannotComputeError`` for numbers that no two groups can have."""
        _require_finite(*self.cells)
        _require(self.total > 0 and self.comparator_total > 0, "an arm has no participants")
        _require(min(self.cells) >= 0, "an arm has a negative count or more events than people")


@dataclass(frozen=True, slots=True)
class MeansTable:
    """Mean, standard deviation and participants of the intervention and the comparator arm."""

    mean: float
    sd: float
    total: float
    comparator_mean: float
    comparator_sd: float
    comparator_total: float

    def check(self) -> None:
        """Raise ``CannotComputeError`` for numbers that no two groups can have."""
        _require_finite(
            self.mean,
            self.sd,
            self.total,
            self.comparator_mean,
            self.comparator_sd,
            self.comparator_total,
        )
        _require(self.total > 0 and self.comparator_total > 0, "an arm has no participants")
        _require(min(self.sd, self.comparator_sd) >= 0, "a standard deviation is negative")


@dataclass(frozen=True, slots=True)
class RateTable:
    """Events and person-time of the intervention and of the comparator arm."""

    events: float
    time: float
    comparator_events: float
    comparator_time: float

    @property
    def has_zero(self) -> bool:
        """Whether an arm has no events."""
        return self.events == 0 or self.comparator_events == 0

    @property
    def is_uninformative_for_ratios(self) -> bool:
        """Whether neither arm has an event."""
        return self.events == 0 and self.comparator_events == 0

    def plus(self, add: float) -> RateTable:
        """The table with ``add`` events more in each arm, in the same time."""
        return RateTable(
            self.events + add, self.time, self.comparator_events + add, self.comparator_time
        )

    def check(self) -> None:
        """Raise ``CannotComputeError`` for numbers that no two groups can have."""
        _require_finite(self.events, self.time, self.comparator_events, self.comparator_time)
        _require(min(self.time, self.comparator_time) > 0, "an arm has no person-time")
        _require(min(self.events, self.comparator_events) >= 0, "a count is negative")


@dataclass(frozen=True, slots=True)
class ProportionTable:
    """Events among the participants of a single group."""

    events: float
    total: float

    @property
    def has_zero(self) -> bool:
        """Whether nobody or everybody has the event."""
        return self.events == 0 or self.events == self.total

    @property
    def is_uninformative_for_ratios(self) -> bool:
        """Never: one group compares nothing."""
        return False

    def plus(self, add: float) -> ProportionTable:
        """The table with ``add`` in each of its two cells."""
        return ProportionTable(self.events + add, self.total + 2 * add)

    def check(self) -> None:
        """Raise ``CannotComputeError`` for numbers that no group can have."""
        _require_finite(self.events, self.total)
        _require(self.total > 0, "the group has no participants")
        _require(0 <= self.events <= self.total, "the events are negative or more than the people")


@dataclass(frozen=True, slots=True)
class CorrelationTable:
    """A Pearson correlation and the number of pairs it was computed from."""

    correlation: float
    total: float

    def check(self) -> None:
        """Raise ``CannotComputeError`` for numbers that no sample can have."""
        _require_finite(self.correlation, self.total)
        _require(self.total > 0, "the group has no participants")
        _require(abs(self.correlation) <= 1, "a correlation lies outside -1 to 1")


@dataclass(frozen=True, slots=True)
class PairedMeansTable:
    """One group measured twice: means, standard deviations and the correlation between them.

    Effects are the first measurement (``mean``, after treatment as a rule) minus the second.
    """

    mean: float
    sd: float
    other_mean: float
    other_sd: float
    correlation: float
    total: float

    def check(self) -> None:
        """Raise ``CannotComputeError`` for numbers that no group can have."""
        _require_finite(
            self.mean, self.sd, self.other_mean, self.other_sd, self.correlation, self.total
        )
        _require(self.total > 0, "the group has no participants")
        _require(min(self.sd, self.other_sd) >= 0, "a standard deviation is negative")
        _require(abs(self.correlation) <= 1, "a correlation lies outside -1 to 1")


@dataclass(frozen=True, slots=True)
class LogRankTable:
    """Observed minus expected events of the intervention arm, and the variance of that."""

    observed_minus_expected: float
    variance: float

    def check(self) -> None:
        """Raise ``CannotComputeError`` for numbers that no trial can have."""
        _require_finite(self.observed_minus_expected, self.variance)
        _require(self.variance > 0, "the variance of observed minus expected is not positive")


@dataclass(frozen=True, slots=True)
class PublishedEstimate:
    """An estimate as printed, on its natural scale, with one of several marks of precision.

    ``standard_error`` is on the analysis scale (of the logarithm, for a ratio), as papers print
    it; ``p_value`` is two-sided and of the hypothesis that there is no effect, like ``z``.
    """

    value: float | None = None
    standard_error: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float = 0.95
    p_value: float | None = None
    z: float | None = None

    def check(self) -> None:
        """Raise ``CannotComputeError`` when a number is not finite."""
        given = (self.value, self.standard_error, self.ci_low, self.ci_high, self.p_value, self.z)
        _require_finite(*(number for number in given if number is not None))


CountTable = EventTable | RateTable | ProportionTable
StudyTable = CountTable | MeansTable | CorrelationTable | PairedMeansTable | LogRankTable
