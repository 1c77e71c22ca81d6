"""How many participants one adequate trial would need: the optimal information size.

GRADE guidelines 6 (Guyatt and others 2011, doi:10.1016/j.jclinepi.2011.01.012): two-sided 5 %,
power 80 %, and a relative risk reduction of 25 % from the risk in the comparator arms. For means
the smallest difference that matters, in standard deviations, takes its place; where none is
stated, about 400 participants.
"""

from __future__ import annotations

import math

from scipy.special import ndtri

WITHOUT_RISK = 400
_REDUCTION = 0.25
_ALPHA = 0.05
_POWER = 0.80


def optimal_information_size(comparator_risk: float | None) -> int:
    """Participants in both arms together; the rule of thumb where no risk is known."""
    if comparator_risk is None or not 0 < comparator_risk <= 1:
        return WITHOUT_RISK
    risk = comparator_risk * (1 - _REDUCTION)
    mean = (comparator_risk + risk) / 2
    spread = float(ndtri(1 - _ALPHA / 2)) * math.sqrt(2 * mean * (1 - mean)) + float(
        ndtri(_POWER)
    ) * math.sqrt(comparator_risk * (1 - comparator_risk) + risk * (1 - risk))
    return 2 * math.ceil((spread / (comparator_risk - risk)) ** 2)


def information_size_of_means(difference: float) -> int:
    """Participants in both arms together for a difference given in standard deviations."""
    if not 0 < difference < math.inf:
        return WITHOUT_RISK
    spread = float(ndtri(1 - _ALPHA / 2)) + float(ndtri(_POWER))
    return 2 * math.ceil(2 * (spread / difference) ** 2)
