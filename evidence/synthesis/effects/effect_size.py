"""What a study found, as one number on the analysis scale, or why it gives none."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evidence.synthesis.refusal import CannotComputeError


@dataclass(frozen=True, slots=True)
class EffectSize:
    """An effect on the analysis scale and its sampling variance."""

    value: float
    variance: float

    @property
    def standard_error(self) -> float:
        """Square root of the sampling variance."""
        return math.sqrt(self.variance)


@dataclass(frozen=True, slots=True)
class NoEffect:
    """A study that a measure cannot be computed for, with the reason in one line."""

    reason: str


def checked(value: float, variance: float) -> EffectSize:
    """The effect size, when both numbers are finite and the variance is not negative.

    Raises:
        CannotComputeError: otherwise.
    """
    if not (math.isfinite(value) and math.isfinite(variance)):
        raise CannotComputeError("its numbers are too large or too small to compute with")
    if variance < 0:
        raise CannotComputeError("its numbers give a negative variance")
    return EffectSize(value, variance)
