"""How large a pooled effect is against the sizes that matter to people."""

from __future__ import annotations

import math

from evidence.claims.informative_statement import EffectSize
from evidence.grading.absolute_effects.absolute_effect import (
    AbsoluteEffect,
    MeanEffect,
    gives_risks,
)
from evidence.grading.absolute_effects.decision_threshold import threshold_on_scale
from evidence.model.claim import Magnitudes, SynthesisRequest
from evidence.model.synthesis import Synthesis

_PER = 1000


def effect_size(
    request: SynthesisRequest | None,
    synthesis: Synthesis,
    effect: AbsoluteEffect | MeanEffect | None,
) -> EffectSize:
    """The size of the pooled effect, unstated where no threshold can be held against it."""
    if request is None or synthesis.pooled is None:
        return EffectSize.UNSTATED
    if request.magnitudes is not None:
        size = _comparable(synthesis, effect)
        if size is not None:
            return _sized(size, request.magnitudes)
    value = abs(synthesis.pooled.value)
    chosen = threshold_on_scale(request.threshold, is_ratio=synthesis.is_ratio)
    if value == 0 or (chosen and value < abs(chosen)):
        return EffectSize.TRIVIAL
    return EffectSize.UNSTATED


def _comparable(synthesis: Synthesis, effect: AbsoluteEffect | MeanEffect | None) -> float | None:
    """The size in the unit of the magnitudes: events per 1,000, or points."""
    pooled = synthesis.pooled
    if pooled is None:
        return None
    if isinstance(effect, AbsoluteEffect):
        return _PER * abs(effect.difference)
    if synthesis.measure == "RD":
        return _PER * abs(pooled.value)
    if gives_risks(synthesis.measure) or synthesis.is_ratio:
        return None
    return abs(effect.difference if effect is not None else pooled.value)


def _sized(size: float, sizes: Magnitudes) -> EffectSize:
    """A size just at a bound belongs to the larger class; rounding error must not decide that."""
    for bound, found in (
        (sizes.large, EffectSize.LARGE),
        (sizes.moderate, EffectSize.MODERATE),
        (sizes.small, EffectSize.SMALL),
    ):
        if size > bound or math.isclose(size, bound, rel_tol=1e-9):
            return found
    return EffectSize.TRIVIAL
