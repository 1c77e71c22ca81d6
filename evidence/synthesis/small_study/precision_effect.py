"""PET-PEESE: the effect that a study of infinite precision would have, if small studies exaggerate.

Stanley and Doucouliagos (2014, doi:10.1002/jrsm.1095). Both regressions extrapolate beyond the
data: with heterogeneous effects, few studies or none that is large they can be far off in either
direction (Stanley 2017, doi:10.1177/1948550617693062), so they are shown beside the pooled effect
and never in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from evidence.synthesis.intervals import LEVEL, p_value, quantile
from evidence.synthesis.random_effects.between_study_variance import Numbers
from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.small_study.weighted_line import weighted_line


@dataclass(frozen=True, slots=True)
class PrecisionEffect:
    """One regression: the effect at infinite precision, and the slope towards small studies."""

    value: float
    standard_error: float
    ci_low: float
    ci_high: float
    p_value: float
    slope: float
    slope_standard_error: float
    slope_p_value: float
    degrees_of_freedom: int


@dataclass(frozen=True, slots=True)
class PetPeese:
    """The regressions on the standard error (PET) and on the variance (PEESE).

    ``uses_peese`` says which the conditional rule takes: PEESE where PET finds an effect, since
    PET is biased downwards when there is one.
    """

    pet: PrecisionEffect
    peese: PrecisionEffect
    uses_peese: bool

    @property
    def conditional(self) -> PrecisionEffect:
        """The estimate that the conditional rule takes."""
        return self.peese if self.uses_peese else self.pet


def pet_peese(
    values: ArrayLike, variances: ArrayLike, *, level: float = LEVEL, threshold: float = 0.1
) -> PetPeese:
    """Both regressions, weighted by 1/v, with t on k − 2.

    ``threshold`` is that of PET's two-sided p value below which the rule takes PEESE; 0.1 is the
    one-sided test at 5 % of the authors.

    Raises:
        CannotComputeError: with fewer than three studies, where all have the same precision, or
            where effects lie on a line.
    """
    found, spread = checked_effects(values, variances, least=3, purpose="PET-PEESE")
    pet = _regression(np.sqrt(spread), found, spread, level)
    peese = _regression(spread, found, spread, level)
    return PetPeese(pet, peese, uses_peese=pet.p_value < threshold)


def _regression(
    along: Numbers, values: Numbers, variances: Numbers, level: float
) -> PrecisionEffect:
    line = weighted_line(along, values, 1 / variances, purpose="PET-PEESE")
    freedom = line.degrees_of_freedom
    reach = quantile(level, freedom) * line.intercept_standard_error
    return PrecisionEffect(
        value=line.intercept,
        standard_error=line.intercept_standard_error,
        ci_low=line.intercept - reach,
        ci_high=line.intercept + reach,
        p_value=p_value(line.intercept, line.intercept_standard_error, degrees_of_freedom=freedom),
        slope=line.slope,
        slope_standard_error=line.slope_standard_error,
        slope_p_value=p_value(line.slope, line.slope_standard_error, degrees_of_freedom=freedom),
        degrees_of_freedom=freedom,
    )
