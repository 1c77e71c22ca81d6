"""Mean and standard deviation from a five-number summary."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from evidence.synthesis.refusal import CannotComputeError


@dataclass(frozen=True, slots=True)
class FiveNumbers:
    """Median, with the quartiles, with the range, or with both, of so many people."""

    median: float
    total: float
    minimum: float | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    maximum: float | None = None

    @property
    def range(self) -> tuple[float, float] | None:
        """Minimum and maximum, when both are known."""
        if self.minimum is None or self.maximum is None:
            return None
        return self.minimum, self.maximum

    @property
    def quartiles(self) -> tuple[float, float] | None:
        """Lower and upper quartile, when both are known."""
        if self.lower_quartile is None or self.upper_quartile is None:
            return None
        return self.lower_quartile, self.upper_quartile

    def check(self) -> None:
        """Raise ``CannotComputeError`` for a summary that no sample can have."""
        parts = (
            self.minimum,
            self.lower_quartile,
            self.median,
            self.upper_quartile,
            self.maximum,
        )
        known = [part for part in parts if part is not None]
        if not all(math.isfinite(number) for number in (*known, self.total)):
            raise CannotComputeError("a number of the summary is not finite")
        if self.total < 2:
            raise CannotComputeError("fewer than two people have no standard deviation")
        if known != sorted(known):
            raise CannotComputeError("minimum, quartiles, median and maximum are out of order")
        if self.range is None and self.quartiles is None:
            raise CannotComputeError("neither the quartiles nor the range are given")


@dataclass(frozen=True, slots=True)
class MeanAndSd:
    """Estimated mean and standard deviation."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Skewness:
    """How far a summary is from symmetric, and the most that chance gives in 19 of 20 samples."""

    statistic: float
    critical: float

    @property
    def is_beyond_chance(self) -> bool:
        """Whether a normal outcome would give so skewed a summary in fewer than 1 of 20 samples."""
        return self.statistic >= self.critical


def skewness(numbers: FiveNumbers) -> Skewness:
    """Shi and others' test of skewness (2023, doi:10.1177/09622802231172043).

    Raises:
        CannotComputeError: when the summary is impossible or incomplete, or has no spread.
    """
    numbers.check()
    n = numbers.total
    extremes, quartiles = numbers.range, numbers.quartiles
    if extremes is not None and quartiles is not None:
        weight = 2.65 * math.log(0.6 * n) / math.sqrt(n)
        return Skewness(
            max(weight * _lopsided(extremes, numbers), _lopsided(quartiles, numbers)),
            3 / math.sqrt(n) - 40 / n**3,
        )
    if extremes is not None:
        return Skewness(_lopsided(extremes, numbers), 1 / math.log(n + 9) + 2.5 / (n + 1))
    if quartiles is None:  # pragma: no cover - the check has seen to it
        raise CannotComputeError("neither the quartiles nor the range are given")
    return Skewness(_lopsided(quartiles, numbers), 2.65 / math.sqrt(n) - 6 / n**2)


def _lopsided(ends: tuple[float, float], numbers: FiveNumbers) -> float:
    """Distance of the median from the middle, as a share of half the stretch."""
    if ends[0] == ends[1]:
        raise CannotComputeError("a summary without spread has no skewness")
    return abs(ends[0] + ends[1] - 2 * numbers.median) / (ends[1] - ends[0])


def mean_and_sd(numbers: FiveNumbers) -> MeanAndSd:
    """The estimates for a normal outcome, best for each set of known numbers.

    Mean by Luo and others (2018, doi:10.1177/0962280216669183), standard deviation by Wan and
    others (2014, doi:10.1186/1471-2288-14-135), and with all five numbers by Shi and others (2020,
    doi:10.1002/jrsm.1429). Skewed outcomes are misjudged.

    Raises:
        CannotComputeError: when the summary is impossible or incomplete.
    """
    numbers.check()
    n = numbers.total
    extremes, quartiles = numbers.range, numbers.quartiles
    if extremes is not None and quartiles is not None:
        of_range = 2.2 / (2.2 + n**0.75)
        of_quartiles = 0.7 - 0.72 / n**0.55
        mean = (
            of_range * sum(extremes) / 2
            + of_quartiles * sum(quartiles) / 2
            + (1 - of_range - of_quartiles) * numbers.median
        )
        share = 1 / (1 + 0.07 * n**0.6)
        return MeanAndSd(
            mean, share * _sd_of_range(extremes, n) + (1 - share) * _sd_of_quartiles(quartiles, n)
        )
    if extremes is not None:
        share = 4 / (4 + n**0.75)
        mean = share * sum(extremes) / 2 + (1 - share) * numbers.median
        return MeanAndSd(mean, _sd_of_range(extremes, n))
    if quartiles is None:  # pragma: no cover - the check has seen to it
        raise CannotComputeError("neither the quartiles nor the range are given")
    share = 0.7 + 0.39 / n
    mean = share * sum(quartiles) / 2 + (1 - share) * numbers.median
    return MeanAndSd(mean, _sd_of_quartiles(quartiles, n))


def _sd_of_range(extremes: tuple[float, float], n: float) -> float:
    return (extremes[1] - extremes[0]) / (2 * float(ndtri((n - 0.375) / (n + 0.25))))


def _sd_of_quartiles(quartiles: tuple[float, float], n: float) -> float:
    return (quartiles[1] - quartiles[0]) / (2 * float(ndtri((0.75 * n - 0.125) / (n + 0.25))))
