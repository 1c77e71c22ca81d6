"""Several outcomes of the same studies in one multivariate model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evidence.model.analysis_choices import JointOutcomes
from evidence.model.claim import SynthesisRequest
from evidence.model.study import Study
from evidence.synthesis.chosen_studies import chosen_studies
from evidence.synthesis.dependent_effects.multivariate import (
    MultivariatePooling,
    StudyOutcomes,
    multivariate_pool,
)
from evidence.synthesis.effects.effect_size import EffectSize
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.used_effects import correction_of, used_effects


def joint_outcomes(
    request: SynthesisRequest, joint: JointOutcomes, studies: Sequence[Study]
) -> MultivariatePooling:
    """The outcome of a request with others, whose errors correlate within a study as is said.

    Raises:
        CannotComputeError: for an outcome that no study has, and what ``multivariate_pool``
            refuses.
    """
    found: dict[str, dict[str, EffectSize]] = {}
    for outcome in dict.fromkeys((request.outcome, *joint.outcomes)):
        effects = _effects(replace(request, outcome=outcome), studies)
        if not effects:
            raise CannotComputeError(f"no study gives an effect for outcome {outcome!r}")
        for study, effect in effects.items():
            found.setdefault(study, {})[outcome] = effect
    method = "ML" if request.method == "ML" else "REML"
    gathered = [_together(effects, joint.correlation) for effects in found.values()]
    return multivariate_pool(gathered, method, level=request.level)


def _effects(request: SynthesisRequest, studies: Sequence[Study]) -> dict[str, EffectSize]:
    measure = MEASURES[request.measure]
    chosen, _ = chosen_studies(request, studies, measure)
    used, _ = used_effects(chosen, measure, correction_of(request.continuity, measure))
    return {each.data.study.id: each.effect for each in used}


def _together(effects: dict[str, EffectSize], correlation: float) -> StudyOutcomes:
    errors = np.array([each.standard_error for each in effects.values()])
    within = np.full((len(errors), len(errors)), correlation)
    np.fill_diagonal(within, 1.0)
    values = np.array([each.value for each in effects.values()])
    return StudyOutcomes(tuple(effects), values, within * np.outer(errors, errors))
