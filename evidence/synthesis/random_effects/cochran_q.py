"""Cochran's Q of effects around a pooled value that need not be their inverse-variance mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from evidence.synthesis.effects.effect_size import EffectSize


@dataclass(frozen=True, slots=True)
class CochranQ:
    """Q with its test; I² in percent and H² from Q (Higgins and Thompson 2002).

    doi:10.1002/sim.1186. With fewer than two effects nothing can differ: Q is 0 and H² is 1.
    """

    statistic: float
    degrees_of_freedom: int
    p_value: float
    i_squared: float
    h_squared: float


def cochran_q(statistic: float, studies: int) -> CochranQ:
    """What follows from Q of so many effects."""
    freedom = studies - 1
    if freedom < 1:
        return CochranQ(0.0, 0, 1.0, 0.0, 1.0)
    q = max(0.0, statistic)
    beyond = 100 * (q - freedom) / q if q > freedom else 0.0
    return CochranQ(q, freedom, float(chdtrc(freedom, q)), beyond, q / freedom)


def q_around(value: float, effects: Sequence[EffectSize]) -> CochranQ:
    """Q of effects around a value, each weighed by the inverse of its variance."""
    values = np.array([each.value for each in effects])
    variances = np.array([each.variance for each in effects])
    return cochran_q(float(((values - value) ** 2 / variances).sum()), len(effects))
