"""The rank correlation test of Begg and Mazumdar (1994, doi:10.2307/2533446)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.rank_correlation import RankCorrelation, kendall

_PURPOSE = "Begg's test"


def begg_test(values: ArrayLike, variances: ArrayLike, *, exact: bool = False) -> RankCorrelation:
    """Kendall's correlation of standardised effects with their variances.

    Effects are standardised around the common-effect mean by √(v − 1/Σw), the standard deviation
    of their distance from it. The test has little power below 25 studies.

    Raises:
        CannotComputeError: with fewer than three studies, or where one study has all the weight,
            all effects are equal or all variances are.
    """
    found, spread = checked_effects(values, variances, least=3, purpose=_PURPOSE)
    weights = spread.min() / spread
    total = float(weights.sum())
    mean = float(found[0]) + float(weights @ (found - found[0])) / total
    left = 1 / weights - 1 / total
    if (left <= 0).any():
        raise CannotComputeError(f"{_PURPOSE}: one study has all the weight")
    if np.ptp(found) == 0 or np.ptp(spread) == 0:
        raise CannotComputeError(f"{_PURPOSE}: all effects or all variances are equal")
    return kendall((found - mean) / np.sqrt(left), spread, exact=exact)
