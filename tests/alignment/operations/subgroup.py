"""Subgroup analysis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.regression.subgroups import (
    BetweenStudyVariance,
    SubgroupAnalysis,
    subgroup_analysis,
)
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.operations.pool import METHODS
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Groups by a column of the input."""
    effects, spec = document.effects(case.spec["effect"]), case.spec
    groups = [document.rows[row][spec["by"]] for row in effects.kept]
    named = [index for index, group in enumerate(groups) if group]
    found = subgroup_analysis(
        effects.values[named],
        effects.variances[named],
        [groups[index] for index in named],
        METHODS.get(spec["method"], spec["method"]),
        tau=BetweenStudyVariance(spec["tau2"]),
    )
    yield from fields(_answer(found), case.expected)


def _answer(found: SubgroupAnalysis) -> dict[str, Any]:
    groups = found.groups
    answer: dict[str, Any] = {
        "levels": [each.name for each in groups],
        "k": [each.studies for each in groups],
        "estimate": [each.pooled.value for each in groups],
        "se": [each.pooled.standard_error for each in groups],
        "ci_lb": [each.pooled.ci_low for each in groups],
        "ci_ub": [each.pooled.ci_high for each in groups],
        "Q_between": found.between.statistic,
        "df": found.between.degrees_of_freedom,
        "pval": found.between.p_value,
    }
    if found.regression is None:
        answer["tau2"] = [each.pooled.between_study_variance for each in groups]
        answer["QE"] = [each.heterogeneity.q for each in groups]
        answer["I2"] = [each.heterogeneity.i_squared for each in groups]
    else:
        answer["tau2"] = found.regression.between_study_variance
        answer["QE"] = found.regression.residual.q
        answer["QEp"] = found.regression.residual.p_value
        answer["R2"] = found.regression.r_squared
    return answer


def is_one_group(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether there is but one group, whose Q between groups R takes for 0 with 0 degrees."""
    return name == "refused" and case.expected.get("df") == 0


def lacks_a_group(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether R stopped because a study's group is missing."""
    return name == "answered" and any(not row[case.spec["by"]] for row in document.rows)


OPERATION = Operation(
    op="subgroup",
    title="groups with their own and with one τ², and their test",
    compare=compare,
    differences=(
        Difference(
            "studies whose group is missing",
            "R stops at the missing value; here these studies are left out",
            lacks_a_group,
        ),
        Difference(
            "all studies in one group",
            "R's sum over one group is 0 on 0 degrees; we refuse, as nothing is compared",
            is_one_group,
        ),
    ),
)
