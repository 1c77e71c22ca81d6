"""The pooled effect of some studies beside that of all, such as those at low risk of bias."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.random_effects.pooling import Pooling, pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.sensitivity.conclusion import conclusion_of


@dataclass(frozen=True, slots=True)
class Restriction:
    """Both models, the studies that were left out, and what they weighed in percent."""

    everything: Pooling
    restricted: Pooling
    left_out: tuple[int, ...]
    weight_left_out: float
    null: float

    @property
    def keeps_conclusion(self) -> bool:
        """Whether both intervals lie on the same side of no effect, or both across it."""
        return conclusion_of(self.everything.pooled, null=self.null) is conclusion_of(
            self.restricted.pooled, null=self.null
        )

    @property
    def shift(self) -> float:
        """How far the restricted effect lies from that of all, on the analysis scale."""
        return self.restricted.pooled.value - self.everything.pooled.value


def restriction(
    values: ArrayLike,
    variances: ArrayLike,
    kept: Sequence[bool],
    method: str,
    *,
    test: str = Inference.Z,
    null: float = 0.0,
    level: float = LEVEL,
) -> Restriction:
    """The model of the studies marked in ``kept`` beside that of all.

    Raises:
        CannotComputeError: where no study is kept, or a model is refused.
    """
    found, spread = checked_effects(values, variances, least=1, purpose="a restricted analysis")
    chosen = np.asarray(kept, dtype=np.bool_)
    if chosen.shape != found.shape:
        raise CannotComputeError("a restricted analysis: every study is either kept or left out")
    if not chosen.any():
        raise CannotComputeError("a restricted analysis: no study is left")
    everything = pool(found, spread, method, test=test, level=level)
    left_out = np.flatnonzero(~chosen)
    return Restriction(
        everything=everything,
        restricted=pool(found[chosen], spread[chosen], method, test=test, level=level),
        left_out=tuple(left_out.tolist()),
        weight_left_out=float(np.asarray(everything.weights)[left_out].sum()),
        null=null,
    )
