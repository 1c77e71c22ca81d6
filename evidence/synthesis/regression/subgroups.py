"""Subgroup analysis: a pooled effect for each group, and whether groups differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import chdtrc

from evidence.model.synthesis import Heterogeneity, PooledEffect
from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.random_effects.linear_model import CommonMean, Numbers
from evidence.synthesis.random_effects.pooling import COMMON, checked, pool, pooled_effect
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import category_columns, design_of
from evidence.synthesis.regression.meta_regression import MetaRegression, Omnibus, meta_regression

_GROUP = "group"


class BetweenStudyVariance(StrEnum):
    """Whether each group has a τ² of its own or all groups share one."""

    SEPARATE = "separate"
    COMMON = "common"


@dataclass(frozen=True, slots=True)
class Subgroup:
    """One group with its pooled effect; its heterogeneity is that among its own studies."""

    name: str
    studies: int
    pooled: PooledEffect
    heterogeneity: Heterogeneity


@dataclass(frozen=True, slots=True)
class SubgroupAnalysis:
    """Groups in the order of their names and the test that they have the same mean.

    ``regression`` is the model behind a shared τ², whose residual heterogeneity and R² it gives.
    """

    groups: tuple[Subgroup, ...]
    between: Omnibus
    regression: MetaRegression | None


def subgroup_analysis(
    values: Numbers,
    variances: Numbers,
    groups: Sequence[str],
    method: str,
    *,
    tau: BetweenStudyVariance = BetweenStudyVariance.SEPARATE,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> SubgroupAnalysis:
    """Pool each group and compare them (Borenstein, Higgins 2013, doi:10.1007/s11121-013-0377-7).

    With separate τ², Q between groups is that of the groups' effects, weighted by the inverse of
    their squared standard errors, on χ². With one τ² it is the omnibus test of a meta-regression on
    the groups, on χ² or F as ``test`` says.

    Raises:
        CannotComputeError: for what ``pool`` refuses, groups that do not fit the effects, and
            fewer than two groups.
    """
    checked(values, variances, method, test, level)
    if len(groups) != len(values):
        raise CannotComputeError(f"{len(values)} effects with {len(groups)} group names")
    names = sorted(set(groups))
    if len(names) < 2:
        raise CannotComputeError("there are not two groups to compare")
    members = {name: np.array([group == name for group in groups]) for name in names}
    if tau is BetweenStudyVariance.COMMON:
        return _with_common_tau(values, variances, groups, members, method, test, level)
    found = []
    for name, chosen in members.items():
        fitted = pool(values[chosen], variances[chosen], method, test=test, level=level)
        found.append(Subgroup(name, int(chosen.sum()), fitted.pooled, fitted.heterogeneity))
    return SubgroupAnalysis(tuple(found), _q_between(found), None)


def _q_between(groups: Sequence[Subgroup]) -> Omnibus:
    means = CommonMean(
        np.array([each.pooled.value for each in groups]),
        np.array([each.pooled.standard_error**2 for each in groups]),
    )
    weights = means.weights(0.0)
    residuals = means.residuals(weights)
    q, freedom = float(weights @ (residuals * residuals)), len(groups) - 1
    return Omnibus(q, freedom, None, float(chdtrc(freedom, q)))


def _with_common_tau(
    values: Numbers,
    variances: Numbers,
    groups: Sequence[str],
    members: dict[str, Numbers],
    method: str,
    test: str,
    level: float,
) -> SubgroupAnalysis:
    design = design_of(len(values), category_columns(_GROUP, groups))
    compared = meta_regression(values, variances, design, method, test=test, level=level)
    means = design_of(
        len(values),
        {name: chosen.astype(np.float64) for name, chosen in members.items()},
        intercept=False,
    )
    between = compared.between_study_variance
    fitted = meta_regression(values, variances, means, method, test=test, level=level)
    found = []
    for coefficient, (name, chosen) in zip(fitted.coefficients, members.items(), strict=True):
        alone = pooled_effect(values[chosen], variances[chosen], between, method)
        found.append(
            Subgroup(
                name,
                int(chosen.sum()),
                PooledEffect(
                    method=method,
                    value=coefficient.value,
                    standard_error=coefficient.standard_error,
                    ci_low=coefficient.ci_low,
                    ci_high=coefficient.ci_high,
                    p_value=coefficient.p_value,
                    between_study_variance=between,
                    prediction_low=alone.prediction_low,
                    prediction_high=alone.prediction_high,
                    test=fitted.inference.value,
                    statistic=coefficient.statistic,
                    degrees_of_freedom=fitted.degrees_of_freedom,
                    level=level,
                ),
                pool(values[chosen], variances[chosen], COMMON).heterogeneity,
            )
        )
    return SubgroupAnalysis(tuple(found), compared.omnibus, compared)
