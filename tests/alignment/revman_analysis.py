"""What the R package ``meta`` prints for one analysis, from our numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evidence.synthesis.effects.effect_size import EffectSize
from evidence.synthesis.intervals import Inference, prediction_interval
from evidence.synthesis.random_effects.between_study_interval import between_study_interval
from evidence.synthesis.random_effects.between_study_variance import (
    ESTIMATORS,
    dersimonian_laird,
)
from evidence.synthesis.random_effects.cochran_q import CochranQ, q_around
from evidence.synthesis.random_effects.heterogeneity import inconsistency_interval
from evidence.synthesis.random_effects.linear_model import CommonMean
from evidence.synthesis.random_effects.pooling import COMMON, pool, pooled_effect
from evidence.synthesis.refusal import CannotComputeError
from tests.alignment.operation import Difference
from tests.alignment.reference import Case, Document

_TESTS = {"classic": Inference.Z, "HK": Inference.KNAPP_HARTUNG}


@dataclass(frozen=True)
class FromCounts:
    """A common effect that is pooled from the tables: the value, its numbers and the weights."""

    value: float
    standard_error: float
    ci_low: float
    ci_high: float
    p_value: float
    weights: Sequence[float]


def each(formula: Callable[[Any], EffectSize], tables: Sequence[Any]) -> list[EffectSize | None]:
    """Every study's effect, ``None`` where it has none."""
    found: list[EffectSize | None] = []
    for table in tables:
        try:
            found.append(formula(table))
        except CannotComputeError:
            found.append(None)
    return found


def analysis(
    effects: Sequence[EffectSize | None],
    spec: Any,
    *,
    counted: FromCounts | None = None,
    tests: bool = True,
) -> dict[str, Any]:
    """The answer in the shape of the reference.

    ``counted`` is the common effect where it is Mantel-Haenszel's: Q is then taken around it when
    DerSimonian and Laird's estimator follows. ``tests`` are not printed for single proportions.
    """
    known = [effect for effect in effects if effect is not None]
    values = np.array([effect.value for effect in known])
    variances = np.array([effect.variance for effect in known])
    method = spec["method.tau"]
    around = counted if counted is not None and method == "DL" else None
    common = pool(values, variances, COMMON).pooled
    q = q_around(around.value if around else common.value, known)
    between = ESTIMATORS[method](values, variances)
    if around is not None:
        between = float(dersimonian_laird(CommonMean(values, variances), q.statistic))
    random = pooled_effect(
        values, variances, between, method, test=_TESTS[spec["method.random.ci"]]
    )
    plain = pooled_effect(values, variances, between, method)
    predicted = prediction_interval(plain.value, plain.standard_error, between, len(known))
    shown: Any = counted or common
    low = high = None
    if around is None:
        kind = "Jackson" if method == "DL" else "Q-profile"
        found = between_study_interval(values, variances, method, by=kind)
        low, high = found.low, found.high
    own = [None if effect is None else effect.variance for effect in effects]
    return {
        "k": len(known),
        "study_effect": [None if effect is None else effect.value for effect in effects],
        "study_se": [None if effect is None else effect.standard_error for effect in effects],
        "w_common": _weights(own, 0.0) if counted is None else counted.weights,
        "w_random": _weights(own, between),
        "common": _pooled(shown, tests=tests),
        "random": {**_pooled(random, tests=tests), "df": random.degrees_of_freedom},
        "tau2": between,
        "tau2_lb": low,
        "tau2_ub": high,
        "Rb": float((between / (variances + between)).mean()),
        "predict": {
            "lb": predicted[0] if predicted else None,
            "ub": predicted[1] if predicted else None,
            "df": len(known) - 2,
        },
        **_inconsistency(q),
    }


def _weights(variances: Sequence[float | None], between: float) -> list[float]:
    return [0.0 if each is None else 1 / (each + between) for each in variances]


def _pooled(found: Any, *, tests: bool) -> dict[str, float | None]:
    return {
        "estimate": found.value,
        "se": found.standard_error,
        "ci_lb": found.ci_low,
        "ci_ub": found.ci_high,
        "stat": found.value / found.standard_error if tests else None,
        "pval": found.p_value if tests else None,
    }


def _inconsistency(q: CochranQ) -> dict[str, float]:
    ends = inconsistency_interval(q.statistic, q.degrees_of_freedom + 1)
    return {
        "Q": q.statistic,
        "df_Q": q.degrees_of_freedom,
        "pval_Q": q.p_value,
        "I2": q.i_squared / 100,
        "I2_lb": ends.i_squared_low / 100,
        "I2_ub": ends.i_squared_high / 100,
        "H": max(1.0, math.sqrt(q.h_squared)),
        "H_lb": ends.h_low,
        "H_ub": ends.h_high,
    }


def tolerance(case: Case, name: str) -> tuple[float, float] | None:
    """meta's limits of τ² come from a search that stops within 0.00013, in any unit.

    What depends on τ² by REML or PM is good to 1e-4, as the set itself says.
    """
    if name in ("tau2_lb", "tau2_ub"):
        return 1e-4, 1.3e-4
    first = name.partition("[")[0].partition(".")[0]
    if case.spec.get("method.tau") in ("REML", "PM") and first in _OF_TAU:
        return 1e-4, 1e-8
    return None


# A search that ends with a step of 1e-5 is a few times that from its goal.
_ENDS_WITHIN = 1e-4
_OF_TAU = ("w_random", "random", "tau2", "Rb", "predict")


def _stops_early(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether a change of 1e-5 in τ², where metafor stops by default, explains the difference."""
    del document
    first = name.partition("[")[0].partition(".")[0]
    if case.spec.get("method.tau") not in ("REML", "PM") or first not in _OF_TAU:
        return False
    if not isinstance(found, float) or not isinstance(expected, float | int):
        return False
    between = case.expected["tau2"]
    variances = [se**2 for se in case.expected["study_se"] if se is not None]
    share = _ENDS_WITHIN / (between + float(np.median(variances)))
    unit = max(abs(expected), abs(found), case.expected["random"]["se"])
    return abs(found - expected) <= {"tau2": _ENDS_WITHIN, "Rb": share}.get(name, share * unit)


STOPS_EARLY = Difference(
    "τ² by default tolerance",
    "meta runs metafor with its default tolerance, a change of 1e-5 in τ², which is coarse for "
    "effects as small as differences in risk; here τ² is converged in any unit",
    _stops_early,
)
