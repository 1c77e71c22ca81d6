"""The effect behind a printed estimate: from its interval, standard error, p value or z."""

from __future__ import annotations

from scipy.special import ndtri

from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.scale import Scale
from evidence.synthesis.study_tables.study_table import LogRankTable, PublishedEstimate


def effect_of_published(
    estimate: PublishedEstimate, scale: Scale = Scale.IDENTITY, *, null_value: float = 0.0
) -> EffectSize:
    """The estimate on the analysis scale, with the variance that its precision stands for.

    The first of these that is given counts: the standard error; the interval, taken to be a Wald
    interval on the analysis scale; z; and the p value, taken to be of Wald's test. Without a
    printed value the middle of the interval stands for it.

    Raises:
        CannotComputeError: when neither gives a positive variance.
    """
    estimate.check()
    error = estimate.standard_error
    low_high = _interval(estimate, scale)
    if estimate.value is not None:
        value = scale.to_analysis(estimate.value)
    elif low_high is not None:
        value = (low_high[0] + low_high[1]) / 2
    else:
        raise CannotComputeError("neither a value nor an interval is printed")
    if error is None and low_high is not None:
        error = (low_high[1] - low_high[0]) / (2 * _half_width(estimate.ci_level))
    if error is None:
        error = _error_of_test(estimate, value - null_value)
    if not error > 0:
        raise CannotComputeError("its precision is not positive")
    return checked(value, error**2)


def _interval(estimate: PublishedEstimate, scale: Scale) -> tuple[float, float] | None:
    if estimate.ci_low is None or estimate.ci_high is None:
        return None
    low, high = scale.to_analysis(estimate.ci_low), scale.to_analysis(estimate.ci_high)
    if not low < high:
        raise CannotComputeError("the lower end of the interval is not below the upper end")
    return low, high


def _half_width(level: float) -> float:
    if not 0 < level < 1:
        raise CannotComputeError("the level of an interval lies between 0 and 1")
    return float(ndtri(0.5 + level / 2))


def _error_of_test(estimate: PublishedEstimate, difference: float) -> float:
    z = estimate.z
    if z is None:
        if estimate.p_value is None:
            raise CannotComputeError("no standard error, interval, p value or z is printed")
        if not 0 < estimate.p_value < 1:
            raise CannotComputeError("a p value of 0 or 1 gives no standard error")
        z = float(-ndtri(estimate.p_value / 2))
    if z == 0 or difference == 0:
        raise CannotComputeError("an estimate at no effect has no standard error by its test")
    return abs(difference / z)


def log_hazard_ratio(table: LogRankTable) -> EffectSize:
    """Log hazard ratio from observed minus expected events and their variance.

    Peto's one-step estimate (Yusuf 1985, doi:10.1016/S0033-0620(85)80003-7; Parmar 1998,
    doi:10.1002/(SICI)1097-0258(19981230)17:24<2815::AID-SIM110>3.0.CO;2-8).
    """
    table.check()
    return checked(table.observed_minus_expected / table.variance, 1 / table.variance)
