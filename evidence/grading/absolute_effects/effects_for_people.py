"""What a pooled effect comes to for people: risks of events, or points of a scale."""

from __future__ import annotations

from evidence.grading.absolute_effects.absolute_effect import (
    AbsoluteEffect,
    MeanEffect,
    absolute_effect,
    gives_risks,
    mean_effect,
)
from evidence.model.claim import SynthesisRequest
from evidence.model.synthesis import Synthesis
from evidence.synthesis.refusal import CannotComputeError


def effects_for_people(
    request: SynthesisRequest | None, synthesis: Synthesis | None
) -> tuple[AbsoluteEffect | None, MeanEffect | None, tuple[str, ...]]:
    """The absolute effect of events or of means, and why one is missing."""
    if request is None or synthesis is None:
        return None, None, ("nothing was asked to be pooled",)
    if synthesis.pooled is None:
        return None, None, synthesis.notes
    if gives_risks(synthesis.measure):
        if request.baseline_risk is None:
            return None, None, (_no_baseline(synthesis),)
        try:
            found = absolute_effect(synthesis.measure, synthesis.pooled, request.baseline_risk)
        except CannotComputeError as error:
            return None, None, (str(error),)
        unsourced = () if request.baseline_source else ("the baseline risk has no source",)
        return found, None, (*found.notes, *unsourced)
    try:
        mean = mean_effect(
            synthesis.measure,
            synthesis.pooled,
            baseline_sd=request.baseline_sd,
            instrument=request.instrument,
        )
    except CannotComputeError as error:
        return None, None, (str(error),)
    return None, mean, mean.notes


def _no_baseline(synthesis: Synthesis) -> str:
    told = "no baseline risk is stated, so that there is no absolute effect"
    if synthesis.comparator_risk is None:
        return told
    return f"{told}; the comparator arms had {1000 * synthesis.comparator_risk:.0f} per 1,000"
