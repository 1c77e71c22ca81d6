"""The mean and standard deviation of a group from whatever its report gives."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evidence.model.study import Arm
from evidence.synthesis.unusable import Unusable


@dataclass(frozen=True, slots=True)
class SummaryValues:
    """Mean and standard deviation of one group; ``source`` is empty where both are reported."""

    mean: float
    sd: float
    source: str = ""


def mean_and_sd(arm: Arm) -> SummaryValues | Unusable:
    """Mean and standard deviation as reported, or worked out from the standard error.

    A standard error times the root of the number of participants is the standard deviation
    (Cochrane Handbook 6.5.2.2).
    """
    if arm.mean is not None and arm.sd is not None:
        return SummaryValues(arm.mean, arm.sd)
    if arm.mean is not None and arm.standard_error is not None and arm.total:
        sd = arm.standard_error * math.sqrt(arm.total)
        return SummaryValues(arm.mean, sd, "worked out from the standard error")
    return Unusable("mean, SD and total are not all recorded")
