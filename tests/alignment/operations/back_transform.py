"""Pooled correlations and proportions, back on their own scale."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.intervals import PredictionConvention, prediction_interval
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.scale import harmonic_mean
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The pooled value, its interval and the prediction interval."""
    measure = MEASURES[case.spec["effect"]]
    effects = document.effects(case.spec["effect"])
    pooled = pool(effects.values, effects.variances, case.spec["method"]).pooled
    predicted = prediction_interval(
        pooled.value,
        pooled.standard_error,
        pooled.between_study_variance,
        len(effects.values),
        convention=PredictionConvention.NORMAL,
    )
    size = None
    if measure.scale.needs_size:
        size = harmonic_mean(document.participants().tolist())
    assert predicted is not None
    shown = {
        "estimate": pooled.value,
        "ci_lb": pooled.ci_low,
        "ci_ub": pooled.ci_high,
        "pi_lb": predicted[0],
        "pi_ub": predicted[1],
    }
    answer = {name: measure.to_natural(value, size=size) for name, value in shown.items()}
    yield from fields(answer, case.expected)


OPERATION = Operation(op="back_transform", title="back-transformation", compare=compare)
