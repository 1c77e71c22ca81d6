"""The pooled effects of all subsets of studies, which show whether a few make the result.

Olkin, Dahabreh and Trikalinos (2012, doi:10.1002/jrsm.1053) call their plot GOSH.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evidence.synthesis.random_effects.between_study_variance import MODEL_ESTIMATORS, Numbers
from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.random_effects.linear_model import CommonMean
from evidence.synthesis.random_effects.pooling import COMMON
from evidence.synthesis.refusal import CannotComputeError

MOST_STUDIES_IN_FULL = 15
SAMPLED_SUBSETS = 2**15
# Subsets in one step, so that what is computed for them stays a few megabytes.
_AT_ONCE = 2**12


@dataclass(frozen=True, slots=True)
class SubsetEffects:
    """Every subset with what it gives, as arrays of one length.

    ``members`` has a row for each subset and a column for each study. ``is_complete`` says that
    no subset is missing; otherwise they are a sample in which a subset can stand twice.
    """

    members: NDArray[np.bool_]
    values: Numbers
    i_squared: Numbers
    between_study_variances: Numbers
    is_complete: bool

    @property
    def sizes(self) -> NDArray[np.intp]:
        """How many studies each subset has."""
        sizes: NDArray[np.intp] = self.members.sum(axis=1, dtype=np.intp)
        return sizes

    def quantiles(self, shares: ArrayLike) -> Numbers:
        """Quantiles of the pooled effects, interpolated between them."""
        return np.quantile(self.values, np.asarray(shares, dtype=np.float64))


def all_subsets(
    values: ArrayLike,
    variances: ArrayLike,
    method: str = COMMON,
    *,
    subsets: int = SAMPLED_SUBSETS,
    seed: int = 0,
) -> SubsetEffects:
    """The pooled effect and I² of all subsets of up to fifteen studies, else of a sample.

    I² is that of the method: from its τ², or from Q for the common-effect model. A sample takes
    each subset with the same chance; the same ``seed`` gives the same sample everywhere.

    Raises:
        CannotComputeError: with fewer than two studies or for an unknown method.
    """
    found, spread = checked_effects(values, variances, least=2, purpose="subsets of studies")
    if method not in MODEL_ESTIMATORS:
        raise CannotComputeError(f"subsets of studies: unknown method {method!r}")
    if subsets < 1:
        raise CannotComputeError("subsets of studies: a sample needs at least one")
    is_complete = len(found) <= MOST_STUDIES_IN_FULL
    members = _all_of(len(found)) if is_complete else _sample_of(len(found), subsets, seed)
    parts = [
        _fitted(found, spread, members[start : start + _AT_ONCE], method)
        for start in range(0, len(members), _AT_ONCE)
    ]
    effects, i_squared, between = (np.concatenate(each) for each in zip(*parts, strict=True))
    return SubsetEffects(members, effects, i_squared, between, is_complete)


def _all_of(count: int) -> NDArray[np.bool_]:
    numbers = np.arange(1, 2**count)
    members: NDArray[np.bool_] = (numbers[:, None] >> np.arange(count)) & 1 == 1
    return members


def _sample_of(count: int, subsets: int, seed: int) -> NDArray[np.bool_]:
    """Rows of fair coins; a row without heads takes the study that its number falls on."""
    # The raw stream, because only that is promised to stay the same between versions.
    words = -(-count // 64)
    raw = np.random.PCG64(seed).random_raw(subsets * words).astype("<u8")
    bits: NDArray[np.bool_] = (
        np.unpackbits(raw.view(np.uint8).reshape(subsets, -1), axis=1)[:, :count] == 1
    )
    empty = np.flatnonzero(~bits.any(axis=1))
    bits[empty, empty % count] = True
    return bits


def _fitted(
    values: Numbers, variances: Numbers, members: NDArray[np.bool_], method: str
) -> tuple[Numbers, Numbers, Numbers]:
    present = members.astype(np.float64)
    rows = np.broadcast_to(values, present.shape), np.broadcast_to(variances, present.shape)
    model = CommonMean(*rows, present)
    between = np.zeros(len(members))
    i_squared = np.zeros(len(members))
    several = members.sum(axis=1) > 1
    if not several.any():
        return model.mean(model.weights(0.0)), i_squared, between
    groups = CommonMean(rows[0][several], rows[1][several], present[several])
    between[several] = MODEL_ESTIMATORS[method](groups)
    means = model.mean(model.weights(between[:, None]))
    moments = groups.moments(groups.weights(0.0))
    freedom = groups.count - 1
    if method == COMMON:
        # Where Q is below its freedom, so is I² below zero, which is what clipping removes.
        i_squared[several] = 100 * np.maximum(0, 1 - freedom / np.maximum(moments.q, freedom))
    else:
        typical = freedom / moments.trace
        i_squared[several] = 100 * between[several] / (between[several] + typical)
    return means, i_squared, between
