"""What a relative effect comes to for people with a known risk, and the way back.

The risk with the intervention follows from the risk without it as in the Cochrane Handbook 14.1.5
and 15.4: a risk ratio multiplies it, an odds ratio multiplies its odds, a hazard ratio raises the
share without the event to its power, a risk difference is added. A baseline risk is never made up:
without one there is no absolute effect.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from evidence.model.synthesis import PooledEffect
from evidence.synthesis.refusal import CannotComputeError


@dataclass(frozen=True, slots=True)
class AbsoluteEffect:
    """Risks with the intervention and their difference from the baseline risk, as shares.

    ``low`` and ``high`` are the ends of the interval of the relative effect carried over, so that
    the uncertainty of the baseline risk is not in them.
    """

    baseline_risk: float
    risk: float
    risk_low: float
    risk_high: float
    notes: tuple[str, ...] = ()

    @property
    def difference(self) -> float:
        """Risk with the intervention less the baseline risk."""
        return self.risk - self.baseline_risk

    @property
    def difference_low(self) -> float:
        """The lower end of the difference."""
        return self.risk_low - self.baseline_risk

    @property
    def difference_high(self) -> float:
        """The upper end of the difference."""
        return self.risk_high - self.baseline_risk


@dataclass(frozen=True, slots=True)
class NumberNeeded:
    """How many people are treated for one more to benefit or be harmed.

    ``number`` is ``None`` where there is no difference. ``benefit`` and ``harm`` are the ends of
    its interval, ``None`` where the interval does not reach that side; where it reaches both,
    infinity lies between them (Altman 1998, doi:10.1136/bmj.317.7168.1309).
    """

    number: int | None
    helps: bool
    benefit: tuple[int, int | None] | None
    harm: tuple[int, int | None] | None


def _risk_ratio(risk: float, value: float) -> float:
    return risk * math.exp(value)


def _odds_ratio(risk: float, value: float) -> float:
    odds_ratio = math.exp(value)
    return odds_ratio * risk / (1 - risk + odds_ratio * risk)


def _hazard_ratio(risk: float, value: float) -> float:
    return -math.expm1(math.exp(value) * math.log1p(-risk))


def _difference(risk: float, value: float) -> float:
    return risk + value


_RISK_WITH: Mapping[str, Callable[[float, float], float]] = MappingProxyType(
    {
        "RR": _risk_ratio,
        "OR": _odds_ratio,
        "PETO": _odds_ratio,
        "HR": _hazard_ratio,
        "RD": _difference,
    }
)


def gives_risks(measure: str) -> bool:
    """Whether a measure turns one risk into another."""
    return measure in _RISK_WITH


def risk_with(measure: str, baseline_risk: float, value: float) -> float:
    """The risk that an effect on the analysis scale makes of another; it may lie beyond 0 and 1.

    Raises:
        CannotComputeError: when the measure compares no risks or the effect is beyond all numbers.
    """
    if measure not in _RISK_WITH:
        raise CannotComputeError(f"{measure} compares no risks, so that none follows from it")
    try:
        return _RISK_WITH[measure](baseline_risk, value)
    except OverflowError:
        raise CannotComputeError(f"the {measure} is too large to give a risk") from None


def absolute_effect(measure: str, pooled: PooledEffect, baseline_risk: float) -> AbsoluteEffect:
    """The risk with the intervention for people whose risk without it is ``baseline_risk``.

    Raises:
        CannotComputeError: when the measure compares no risks or the risk is not between 0 and 1.
    """
    if not 0 < baseline_risk < 1:
        raise CannotComputeError(f"a baseline risk of {baseline_risk:g} is not between 0 and 1")
    values = (pooled.value, pooled.ci_low, pooled.ci_high)
    found = [risk_with(measure, baseline_risk, value) for value in values]
    risk, low, high = (min(max(each, 0.0), 1.0) for each in found)
    notes: tuple[str, ...] = ()
    if (risk, low, high) != tuple(found):
        notes = ("a risk beyond 0 or 1,000 per 1,000 is shown as that limit",)
    return AbsoluteEffect(baseline_risk, risk, low, high, notes)


def relative_effect(measure: str, baseline_risk: float, risk: float) -> float:
    """The effect on the analysis scale that turns one risk into the other.

    A risk of 0 or less gives minus infinity, one of 1 or more infinity: no effect reaches beyond.

    Raises:
        CannotComputeError: when the measure compares no risks or the baseline is not between 0
            and 1.
    """
    if measure not in _RISK_WITH:
        raise CannotComputeError(f"{measure} compares no risks")
    if not 0 < baseline_risk < 1:
        raise CannotComputeError(f"a baseline risk of {baseline_risk:g} is not between 0 and 1")
    if measure == "RD":
        return risk - baseline_risk
    if not 0 < risk < 1:
        return -math.inf if risk <= 0 else math.inf
    if measure == "RR":
        return math.log(risk / baseline_risk)
    if measure == "HR":
        return math.log(math.log1p(-risk) / math.log1p(-baseline_risk))
    return math.log(risk / (1 - risk)) - math.log(baseline_risk / (1 - baseline_risk))


def number_needed(effect: AbsoluteEffect, benefit: str) -> NumberNeeded:
    """The number needed to treat, where ``benefit`` is ``lower`` or ``higher``."""
    sign = -1.0 if benefit == "lower" else 1.0
    gain = sign * effect.difference
    ends = sorted((sign * effect.difference_low, sign * effect.difference_high))
    return NumberNeeded(
        number=_whole(abs(gain)),
        helps=gain >= 0,
        benefit=_side(ends[1], ends[0]),
        harm=_side(-ends[0], -ends[1]),
    )


def _side(most: float, least: float) -> tuple[int, int | None] | None:
    """From the largest to the smallest difference on one side; ``None`` stands for infinity."""
    first = _whole(most) if most > 0 else None
    return None if first is None else (first, _whole(least) if least > 0 else None)


def _whole(difference: float) -> int | None:
    if difference <= 0:
        return None
    # One divided by a share such as 0.05 must not become 21 by rounding error.
    return math.ceil(1 / difference - 1e-9)


@dataclass(frozen=True, slots=True)
class MeanEffect:
    """A difference of means with its interval, in points of an instrument or in deviations."""

    difference: float
    low: float
    high: float
    unit: str = ""
    notes: tuple[str, ...] = ()


def mean_effect(
    measure: str, pooled: PooledEffect, *, baseline_sd: float | None = None, instrument: str = ""
) -> MeanEffect:
    """A pooled difference of means as people read it.

    A standardised difference times the standard deviation of people on a known instrument is one
    in its points (Cochrane Handbook 15.5.3.2).

    Raises:
        CannotComputeError: when the measure is no difference of means.
    """
    if measure == "MD":
        return MeanEffect(pooled.value, pooled.ci_low, pooled.ci_high, instrument)
    if measure not in ("SMD", "SMDH"):
        raise CannotComputeError(f"{measure} is no difference of means")
    if baseline_sd is None or not 0 < baseline_sd < math.inf:
        return MeanEffect(pooled.value, pooled.ci_low, pooled.ci_high, "standard deviations")
    note = f"standardised difference times a standard deviation of {baseline_sd:g}"
    value, low, high = (
        baseline_sd * each for each in (pooled.value, pooled.ci_low, pooled.ci_high)
    )
    return MeanEffect(value, low, high, instrument or "points", (note,))
