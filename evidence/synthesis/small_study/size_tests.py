"""Tests of asymmetry that regress effects on the size of studies instead of their precision."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.asymmetry import AsymmetryTest
from evidence.synthesis.small_study.egger import asymmetry_of, egger_test
from evidence.synthesis.small_study.predictor import Predictor
from evidence.synthesis.small_study.weighted_line import weighted_line

_PUSTEJOVSKY = "Pustejovsky and Rodgers' test"


def macaskill_test(
    values: ArrayLike, variances: ArrayLike, participants: ArrayLike
) -> AsymmetryTest:
    """Regression of effects on the participants of both arms, weighted by 1/v.

    Macaskill, Walter and Irwig (2001, doi:10.1002/sim.698), their method FIV.
    """
    found = egger_test(values, variances, predictor=Predictor.SIZE, participants=participants)
    return replace(found, name="Macaskill's test")


def pustejovsky_test(
    values: ArrayLike, variances: ArrayLike, total: ArrayLike, comparator_total: ArrayLike
) -> AsymmetryTest:
    """Regression of standardised mean differences on √(1/n₁ + 1/n₂), weighted by 1/v.

    The variance of a standardised mean difference contains the difference itself; its part that
    depends on the participants alone does not (Pustejovsky and Rodgers 2019,
    doi:10.1002/jrsm.1332).
    """
    found, spread = checked_effects(values, variances, least=3, purpose=_PUSTEJOVSKY)
    sizes = [np.asarray(each, dtype=np.float64) for each in (total, comparator_total)]
    if any(each.shape != found.shape or not (each > 0).all() for each in sizes):
        raise CannotComputeError(f"{_PUSTEJOVSKY} needs the participants of both arms")
    along = np.sqrt(1 / sizes[0] + 1 / sizes[1])
    line = weighted_line(along, found, 1 / spread, purpose=_PUSTEJOVSKY)
    return asymmetry_of(line, _PUSTEJOVSKY, len(found))
