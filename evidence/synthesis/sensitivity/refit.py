"""The pooled effect after one study was left out or added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evidence.model.synthesis import Heterogeneity, PooledEffect
from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.random_effects.between_study_variance import Numbers
from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError


@dataclass(frozen=True, slots=True)
class Refit:
    """One model, the study whose leaving or joining makes it, and how many studies it has.

    ``study`` counts from 0 in the order of the effects that were given.
    """

    study: int
    studies: int
    pooled: PooledEffect
    heterogeneity: Heterogeneity


def leave_one_out(
    values: ArrayLike,
    variances: ArrayLike,
    method: str,
    *,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> tuple[Refit, ...]:
    """The model without each study in turn.

    Raises:
        CannotComputeError: with fewer than two studies, or where a model is refused.
    """
    found, spread = checked_effects(values, variances, least=2, purpose="leaving out one study")
    everything = np.arange(len(found))
    subsets = (np.delete(everything, each) for each in everything)
    return tuple(_refitted(found, spread, everything, subsets, method, test, level))


def cumulative(
    values: ArrayLike,
    variances: ArrayLike,
    order: Sequence[int],
    method: str,
    *,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> tuple[Refit, ...]:
    """The model of the first study in ``order``, of the first two, and so on.

    ``order`` names each study once, from 0: by year, by size or by risk of bias. With one study
    the model is its own effect with a normal interval, whatever the method and the test.

    Raises:
        CannotComputeError: where ``order`` does not name each study once, or a model is refused.
    """
    found, spread = checked_effects(values, variances, least=1, purpose="adding up studies")
    if sorted(order) != list(range(len(found))):
        raise CannotComputeError("the order of a cumulative meta-analysis names each study once")
    sequence = np.array(order, dtype=np.intp)
    subsets = (sequence[: count + 1] for count in range(len(sequence)))
    return tuple(_refitted(found, spread, sequence, subsets, method, test, level))


def _refitted(
    values: Numbers,
    variances: Numbers,
    studies: NDArray[np.intp],
    subsets: Iterator[NDArray[np.intp]],
    method: str,
    test: str,
    level: float,
) -> Iterator[Refit]:
    for study, subset in zip(studies.tolist(), subsets, strict=True):
        fit = pool(values[subset], variances[subset], method, test=test, level=level)
        yield Refit(study, len(subset), fit.pooled, fit.heterogeneity)
