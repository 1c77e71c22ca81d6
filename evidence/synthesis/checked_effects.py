"""Effects that can be computed with, or one line that says why not."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from evidence.synthesis.between_study_variance import Numbers
from evidence.synthesis.refusal import CannotComputeError


def checked_effects(
    values: ArrayLike, variances: ArrayLike, *, least: int, purpose: str
) -> tuple[Numbers, Numbers]:
    """Effects and variances as arrays of numbers.

    Raises:
        CannotComputeError: with ``purpose`` at its head, when there are fewer than ``least``
            effects, a variance is not positive, or a number is not finite.
    """
    found, spread = np.asarray(values, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    if found.ndim != 1 or found.shape != spread.shape:
        raise CannotComputeError(f"{purpose}: every effect needs one variance")
    if len(found) < least:
        raise CannotComputeError(f"{purpose} needs at least {least} studies, not {len(found)}")
    if not (np.isfinite(found).all() and np.isfinite(spread).all()):
        raise CannotComputeError(f"{purpose}: an effect or a variance is not a finite number")
    if (spread <= 0).any():
        raise CannotComputeError(f"{purpose}: a variance is not positive")
    return found, spread
