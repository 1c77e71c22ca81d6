"""Effects that can be computed with, or one line that says why not."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from evidence.synthesis.random_effects.between_study_variance import Numbers
from evidence.synthesis.refusal import CannotComputeError

# Sums of cubes of weights with squares of effects stay within floating point between these.
_SMALLEST, _LARGEST = 1e-50, 1e50


def checked_effects(
    values: ArrayLike, variances: ArrayLike, *, least: int, purpose: str
) -> tuple[Numbers, Numbers]:
    """Effects and variances as arrays of numbers.

    Raises:
        CannotComputeError: with ``purpose`` at its head, when there are fewer than ``least``
            effects, a variance is not positive, or a number is not finite or beyond 10^±50.
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
    sizes = np.concatenate((np.abs(found[found != 0]), spread))
    if len(sizes) and not (sizes.min() >= _SMALLEST and sizes.max() <= _LARGEST):
        raise CannotComputeError(f"{purpose}: a number is too large or too small to compute with")
    return found, spread
