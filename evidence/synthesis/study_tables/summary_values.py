"""The mean and standard deviation of a group from whatever its report gives."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass

from evidence.model.study import Arm
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.five_numbers import (
    FiveNumbers,
    MeanAndSd,
    mean_and_sd,
    skewness,
)
from evidence.synthesis.study_tables.quantile_matching import matched_distribution
from evidence.synthesis.unusable import Unusable


@dataclass(frozen=True, slots=True)
class SummaryValues:
    """Mean and standard deviation of one group; ``source`` is empty where both are reported."""

    mean: float
    sd: float
    source: str = ""


def summary_values(arm: Arm) -> SummaryValues | Unusable:
    """Mean and standard deviation as reported, or worked out from what is.

    A standard error times the root of the number of participants is the standard deviation
    (Cochrane Handbook 6.5.2.2); median, quartiles and range stand for both
    (``evidence.synthesis.study_tables.five_numbers``, and ``quantile_matching`` for an outcome
    that is called skewed).
    """
    if arm.mean is not None and arm.sd is not None:
        return SummaryValues(arm.mean, arm.sd)
    if arm.mean is not None and arm.standard_error is not None and arm.total:
        sd = arm.standard_error * math.sqrt(arm.total)
        return SummaryValues(arm.mean, sd, "worked out from the standard error")
    if arm.median is None or arm.total is None:
        return Unusable("mean, SD and total are not all recorded")
    numbers = FiveNumbers(arm.median, arm.total, arm.minimum, arm.q1, arm.q3, arm.maximum)
    family = ""
    try:
        if arm.skewed:
            matched = matched_distribution(numbers)
            found, family = MeanAndSd(matched.mean, matched.sd), matched.family
        else:
            found = mean_and_sd(numbers)
    except CannotComputeError as refusal:
        return Unusable(f"mean and SD are not recorded, and {refusal}")
    known = " and ".join(
        name
        for name, given in (("quartiles", numbers.quartiles), ("range", numbers.range))
        if given is not None
    )
    source = f"worked out from the median, {known}"
    if family:
        closest = f"{source}, to which a {family} distribution comes closest"
        return SummaryValues(found.mean, found.sd, closest)
    with suppress(CannotComputeError):
        if skewness(numbers).is_beyond_chance:
            source += ", which are skewed, so that a mean says little"
    return SummaryValues(found.mean, found.sd, source)
