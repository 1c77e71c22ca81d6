"""Cases in which metafor's iterations end in a lower maximum of the likelihood than ours."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from evidence.synthesis.random_effects.between_study_variance import MODEL_ESTIMATORS
from evidence.synthesis.random_effects.likelihood import log_likelihood
from evidence.synthesis.random_effects.linear_model import CommonMean, LinearModel
from evidence.synthesis.regression.moderated_mean import Regression
from tests.alignment.operation import Difference
from tests.alignment.reference import Case, Document, Numbers

# What rounding may do to a likelihood.
_HIGHER = 1e-9


def is_lower(values: Numbers, variances: Numbers, method: str, between: float) -> bool:
    """Whether the likelihood of one mean is lower at this τ² than at ours."""
    return _is_lower(CommonMean(values, variances), method, between)


def _is_lower(model: LinearModel, method: str, between: float) -> bool:
    restricted = method == "REML"
    ours = MODEL_ESTIMATORS[method](model)
    heights = [
        float(log_likelihood(model, each, restricted=restricted)) for each in (ours, between)
    ]
    return heights[0] > heights[1] + _HIGHER


def _regression(document: Document, case: Case) -> LinearModel:
    effects = document.effects(case.spec["effect"])
    columns = [document.numbers(name)[effects.kept] for name in case.spec["moderators"]]
    known = np.isfinite(columns).all(axis=0)
    design = np.column_stack([np.ones(int(known.sum())), *(each[known] for each in columns)])
    return Regression(effects.values[known], effects.variances[known], design)


def ends_lower(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether R's τ² of the model that this value belongs to has the lower likelihood."""
    method = case.spec.get("method")
    if method not in ("ML", "REML") or name in ("refused", "answered"):
        return False
    effects = document.effects(case.spec["effect"])
    values, variances = effects.values, effects.variances
    if case.op == "metareg":
        # R² alone needs the model without moderators, whose τ² the case does not tell.
        if name == "R2" and expected == 0 and is_lower(values, variances, method, 0.0):
            return True
        return _is_lower(_regression(document, case), method, case.expected["tau2"])
    between = case.expected["tau2"]
    if case.op in ("leave1out", "cumulative"):
        row = re.search(r"\[(\d+)\]", name)
        if row is None:
            return False
        index = int(row[1])
        between = between[index]
        if case.op == "leave1out":
            kept = np.delete(np.arange(len(values)), index)
        else:
            kept = np.searchsorted(effects.kept, np.array(case.expected["order"][: index + 1]) - 1)
        values, variances = values[kept], variances[kept]
    return is_lower(values, variances, method, between)


LOWER_MAXIMUM = Difference(
    "likelihoods with several maxima",
    "metafor's scoring ends in the maximum it meets first, ours scans for all and takes the "
    "highest; the likelihood is computed at both",
    ends_lower,
)
