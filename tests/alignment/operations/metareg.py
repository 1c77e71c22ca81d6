"""Meta-regression."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from evidence.synthesis.regression.design_matrix import design_of
from evidence.synthesis.regression.meta_regression import meta_regression
from tests.alignment.lower_maximum import LOWER_MAXIMUM
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.operations.pool import METHODS, TESTS
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Effects on moderators that are columns of the input."""
    effects, spec = document.effects(case.spec["effect"]), case.spec
    columns = [document.numbers(name)[effects.kept] for name in spec["moderators"]]
    # A study without one of the moderators is left out.
    known = np.isfinite(columns).all(axis=0)
    moderators = dict(zip(spec["moderators"], (each[known] for each in columns), strict=True))
    design = design_of(int(known.sum()), moderators)
    method = METHODS.get(spec["method"], spec["method"])
    found = meta_regression(
        effects.values[known],
        effects.variances[known],
        design,
        method,
        test=TESTS[spec["test"]],
    )
    each, likelihood, omnibus = found.coefficients, found.likelihood, found.omnibus
    answer = {
        "k": found.studies,
        "p": len(each),
        "estimate": [one.value for one in each],
        "se": [one.standard_error for one in each],
        "stat": [one.statistic for one in each],
        "ddf": found.degrees_of_freedom,
        "pval": [one.p_value for one in each],
        "ci_lb": [one.ci_low for one in each],
        "ci_ub": [one.ci_high for one in each],
        "tau2": found.between_study_variance,
        "se_tau2": found.between_study_error,
        "I2": found.residual.i_squared,
        "H2": found.residual.h_squared,
        "R2": found.r_squared,
        "QE": found.residual.q,
        "QEp": found.residual.p_value,
        "QM": omnibus.statistic,
        "QMp": omnibus.p_value,
        "QMdf": [omnibus.degrees_of_freedom, omnibus.residual_degrees_of_freedom],
        "typical_v": found.typical_variance,
        "loglik": likelihood and likelihood.log_likelihood,
        "AIC": likelihood and likelihood.aic,
        "BIC": likelihood and likelihood.bic,
        "AICc": likelihood and likelihood.aicc,
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="metareg",
    title="coefficients, omnibus test, R² and residual heterogeneity",
    compare=compare,
    differences=(LOWER_MAXIMUM,),
)
