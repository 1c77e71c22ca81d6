"""Arms with the same numbers, and how often chance alone would make them equal.

Two means of samples of one size agree in print with a chance of about u / (2 √π · SE), u being the
unit of the last digit; two standard deviations likewise with the standard error sd / √(2n). Taken
from one population; from two, agreement is rarer still.
"""

from __future__ import annotations

import math

from evidence.audit.printed import half_unit
from evidence.model.study import Arm


def same_numbers(one: Arm, other: Arm) -> bool:
    """Whether two arms report the same result of as many people, and report one at all."""
    if one.total is None or one.total != other.total:
        return False
    if one.events is not None:
        return one.events == other.events and one.mean == other.mean and one.sd == other.sd
    return (
        one.mean is not None
        and one.sd is not None
        and (one.mean, one.sd, other.events) == (other.mean, other.sd, None)
    )


def chance_of_agreement(arm: Arm) -> float:
    """The chance that another sample of the size prints the same mean and standard deviation.

    1 for an arm without them: equal counts of events are common.
    """
    if arm.mean is None or arm.sd is None or arm.sd <= 0 or not arm.total or arm.total < 2:
        return 1.0
    of_mean = _agree(half_unit(arm.mean), arm.sd / math.sqrt(arm.total))
    of_sd = _agree(half_unit(arm.sd), arm.sd / math.sqrt(2 * arm.total))
    return of_mean * of_sd


def _agree(half: float, standard_error: float) -> float:
    return min(1.0, half / (math.sqrt(math.pi) * standard_error))
