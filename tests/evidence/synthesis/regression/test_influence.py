"""Influence of single studies, clusters, and the interval of Henmi and Copas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.synthesis.dependent_effects.cluster_robust import cluster_robust
from evidence.synthesis.dependent_effects.nested_effects import nested_effects
from evidence.synthesis.dependent_effects.three_level import three_level
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.henmi_copas import henmi_copas
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import design_of
from evidence.synthesis.regression.influence import influence
from evidence.synthesis.regression.meta_regression import meta_regression

VALUES = np.array([0.1, 0.9, -0.3, 1.4, 0.2, 0.6, 0.5, -0.1])
VARIANCES = np.array([0.04, 0.09, 0.02, 0.11, 0.05, 0.02, 0.08, 0.03])
CLUSTERS = ["a", "b", "a", "c", "c", "d", "a", "d"]


@pytest.mark.parametrize("test", ["z", "knapp-hartung"])
@pytest.mark.parametrize("method", list(ESTIMATORS))
def test_diagnostics_are_those_of_pooling_without_the_study(method: str, test: str) -> None:
    whole = pool(VALUES, VARIANCES, method, test=test)
    for index, found in enumerate(influence(VALUES, VARIANCES, method, test=test)):
        others = np.delete(VALUES, index), np.delete(VARIANCES, index)
        without = pool(*others, method, test=test)
        change = whole.pooled.value - without.pooled.value
        assert found.between_study_variance == pytest.approx(
            without.pooled.between_study_variance, rel=1e-8
        )
        assert found.q == pytest.approx(without.heterogeneity.q, rel=1e-10)
        assert found.weight == pytest.approx(whole.weights[index], rel=1e-9)
        assert found.hat == pytest.approx(whole.weights[index] / 100, rel=1e-9)
        assert found.cooks_distance == pytest.approx(
            change**2 / whole.pooled.standard_error**2, rel=1e-7
        )
        ratio = without.pooled.standard_error**2 / whole.pooled.standard_error**2
        assert found.covariance_ratio == pytest.approx(ratio, rel=1e-8)
        assert np.sign(found.dffits) == np.sign(change)


def test_an_outlier_with_weight_is_flagged() -> None:
    values = np.array([0.1, 0.12, 0.09, 0.11, 0.1, 2.0])
    found = influence(values, np.full(6, 0.01), "DL")
    assert [each.is_influential for each in found] == [False] * 5 + [True]
    assert max(found, key=lambda each: abs(each.studentised_residual)) is found[5]


def test_influence_on_a_regression() -> None:
    years = np.arange(8.0)
    design = design_of(8, {"year": years})
    whole = meta_regression(VALUES, VARIANCES, design, "REML")
    found = influence(VALUES, VARIANCES, "REML", design=design)
    for index, each in enumerate(found):
        keep = np.arange(8) != index
        without = meta_regression(
            VALUES[keep], VARIANCES[keep], design_of(7, {"year": years[keep]}), "REML"
        )
        assert each.between_study_variance == pytest.approx(
            without.between_study_variance, rel=1e-8, abs=1e-12
        )
        change = whole.coefficients[1].value - without.coefficients[1].value
        assert np.sign(each.dfbetas[1]) == np.sign(change)
    assert sum(each.hat for each in found) == pytest.approx(2)


def test_a_study_that_alone_shows_a_moderator_is_said() -> None:
    design = design_of(8, {"only": np.eye(8)[3]})
    with pytest.raises(CannotComputeError, match="without study 4"):
        influence(VALUES, VARIANCES, "DL", design=design)
    with pytest.raises(CannotComputeError, match="too few to leave one out"):
        influence(VALUES[:1], VARIANCES[:1], "DL")


def test_robust_errors_by_the_sandwich_written_out() -> None:
    design = design_of(8, {})
    (mean,), test = cluster_robust(VALUES, VARIANCES, CLUSTERS, design, "REML")
    tau2 = ESTIMATORS["REML"](VALUES, VARIANCES)
    weights = 1 / (VARIANCES + tau2)
    residuals = VALUES - mean.value
    meat = sum(
        float((weights * residuals)[[each == name for each in CLUSTERS]].sum()) ** 2
        for name in set(CLUSTERS)
    )
    variance = meat / weights.sum() ** 2 * 4 / 3
    assert mean.standard_error == pytest.approx(variance**0.5, rel=1e-10)
    assert test.residual_degrees_of_freedom == 3
    with pytest.raises(CannotComputeError, match="1 clusters are too few"):
        cluster_robust(VALUES, VARIANCES, ["a"] * 8, design, "DL")
    with pytest.raises(CannotComputeError, match="8 effects with 2 clusters"):
        cluster_robust(VALUES, VARIANCES, ["a", "b"], design, "DL")
    with pytest.raises(CannotComputeError, match="no cluster differs"):
        cluster_robust(np.zeros(8), VARIANCES, CLUSTERS, design, "DL")


@given(st.integers(0, 2**32 - 1), st.floats(0, 2), st.floats(0, 2))
@settings(max_examples=30)
def test_sums_over_clusters_are_the_full_covariance(seed, between, within) -> None:
    random = np.random.default_rng(seed)
    values, variances = random.normal(size=9), random.uniform(0.05, 1, 9)
    design = np.column_stack([np.ones(9), random.normal(size=9)])
    clusters = random.integers(0, 4, 9)
    covariance = np.diag(variances + within) + between * (clusters[:, None] == clusters)
    inverse = np.linalg.inv(covariance)
    inside = design.T @ inverse @ design
    estimates = np.linalg.solve(inside, design.T @ inverse @ values)
    residuals = values - design @ estimates
    height = -0.5 * (np.linalg.slogdet(covariance)[1] + residuals @ inverse @ residuals)
    expected = {
        False: height - 4.5 * np.log(2 * np.pi),
        True: height
        - 3.5 * np.log(2 * np.pi)
        - 0.5 * (np.linalg.slogdet(inside)[1] - np.linalg.slogdet(design.T @ design)[1]),
    }
    nested = nested_effects(values, variances, design, clusters.tolist())
    for restricted, value in expected.items():
        found = nested.fit(between, within, restricted=restricted)
        assert found.estimates == pytest.approx(estimates, abs=1e-8)
        assert found.log_likelihood == pytest.approx(value, abs=1e-8)
        for index in range(2):
            moved = [
                nested.fit(
                    between + (1e-6 * sign if index == 0 else 0),
                    within + (1e-6 * sign if index == 1 else 0),
                    restricted=restricted,
                ).log_likelihood
                for sign in (1, 0)
            ]
            slope = (moved[0] - moved[1]) / 1e-6
            assert found.gradient[index] == pytest.approx(slope, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("method", ["ML", "REML"])
@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_no_pair_of_variances_is_likelier(method: str, scale: float) -> None:
    found = three_level(VALUES * scale, VARIANCES * scale**2, CLUSTERS, method)
    nested = nested_effects(VALUES, VARIANCES, np.ones((8, 1)), CLUSTERS)
    grid = np.concatenate(([0.0], np.logspace(-5, 1, 25)))
    best = nested.fit(
        found.between_clusters / scale**2,
        found.within_clusters / scale**2,
        restricted=method == "REML",
    ).log_likelihood
    for one in grid:
        for other in grid:
            assert nested.fit(one, other, restricted=method == "REML").log_likelihood <= best + 1e-9
    assert found.share_between + found.share_within < 100


@pytest.mark.parametrize(
    ("clusters", "method", "test", "words"),
    [
        (["a"] * 8, "REML", "z", "8 effects in 1 clusters"),
        (list("abcdefgh"), "REML", "z", "8 effects in 8 clusters"),
        (CLUSTERS, "DL", "z", "by ML or REML"),
        (CLUSTERS, "REML", "knapp-hartung", "judged by z or t"),
        (CLUSTERS[:3], "REML", "z", "8 effects with 3 clusters"),
    ],
)
def test_a_three_level_model_needs_two_levels(clusters, method, test, words) -> None:
    with pytest.raises(CannotComputeError, match=words):
        three_level(VALUES, VARIANCES, clusters, method, test=test)


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.001, 4)), min_size=2, max_size=12))
@settings(max_examples=40, deadline=None)
def test_henmi_and_copas_centre_on_the_common_effect(pairs) -> None:
    values, variances = np.array([y for y, _ in pairs]), np.array([v for _, v in pairs])
    found = henmi_copas(values, variances)
    assert found.value == pytest.approx(pool(values, variances, "common").pooled.value, abs=1e-12)
    assert found.ci_low < found.value < found.ci_high
    other = henmi_copas(values * 1e4, variances * 1e8)
    assert other.ci_high == pytest.approx(found.ci_high * 1e4, rel=1e-6, abs=1e-6)
    wider = henmi_copas(values, variances, level=0.99)
    assert wider.ci_low < found.ci_low


def test_henmi_and_copas_need_two_studies() -> None:
    with pytest.raises(CannotComputeError, match="one study"):
        henmi_copas(VALUES[:1], VARIANCES[:1])


def test_henmi_and_copas_with_nearly_all_weight_on_one_study() -> None:
    values = np.array([0.1, 0.4, -0.2, 0.3, 0.8])
    found = henmi_copas(values, np.array([1e-12, 0.5, 1.0, 2.0, 4.0]))
    assert found.ci_low < found.value < found.ci_high
    near = henmi_copas(values, np.array([1e-9, 0.5, 1.0, 2.0, 4.0]))
    assert near.between_study_variance == pytest.approx(found.between_study_variance, rel=1e-3)


def test_sizes_beyond_arithmetic_are_refused_in_one_line() -> None:
    values, variances = np.array([1e20, -3e-20, 1.0]), np.array([1e-28, 1e29, 1e-5])
    with pytest.raises(CannotComputeError) as refused:
        henmi_copas(values, variances)
    assert "\n" not in str(refused.value)
