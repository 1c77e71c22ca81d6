"""What small-study effects are regressed on: a measure of a study's precision or size."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from evidence.synthesis.random_effects.between_study_variance import Numbers
from evidence.synthesis.refusal import CannotComputeError


class Predictor(StrEnum):
    """The predictor; names that contain ``SIZE`` need the number of participants."""

    STANDARD_ERROR = "standard error"
    VARIANCE = "variance"
    SIZE = "size"
    INVERSE_SIZE = "1/size"
    ROOT_SIZE = "√size"
    INVERSE_ROOT_SIZE = "1/√size"

    @property
    def vanishes_for_large_studies(self) -> bool:
        """Whether a study of infinite precision stands at zero, so that the line has a limit."""
        return self not in (Predictor.SIZE, Predictor.ROOT_SIZE)

    def of(self, variances: Numbers, participants: ArrayLike | None = None) -> Numbers:
        """The predictor's value for each study.

        Raises:
            CannotComputeError: when sizes are needed and a study has none.
        """
        if self is Predictor.STANDARD_ERROR:
            return np.sqrt(variances)
        if self is Predictor.VARIANCE:
            return variances
        if participants is None:
            raise CannotComputeError(f"a regression on {self} needs the participants of each study")
        size = np.asarray(participants, dtype=np.float64)
        if size.shape != variances.shape or not np.isfinite(size).all() or (size <= 0).any():
            raise CannotComputeError(
                f"a regression on {self} needs a positive number of participants of each study"
            )
        if self is Predictor.SIZE:
            return size
        if self is Predictor.ROOT_SIZE:
            return np.sqrt(size)
        return 1 / size if self is Predictor.INVERSE_SIZE else 1 / np.sqrt(size)
