"""Meta-regression, subgroups and predictions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis.intervals import Inference, PredictionConvention
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import category_columns, design_of
from evidence.synthesis.regression.meta_regression import meta_regression
from evidence.synthesis.regression.prediction import predictions, study_predictions
from evidence.synthesis.regression.subgroups import BetweenStudyVariance, subgroup_analysis

YEARS = np.array([1990.0, 1994, 1999, 2003, 2004, 2011, 2015, 2020])
VALUES = np.array([0.1, 0.9, -0.3, 1.4, 0.2, 0.6, 0.5, -0.1])
VARIANCES = np.array([0.04, 0.09, 0.02, 0.11, 0.05, 0.02, 0.08, 0.03])
GROUPS = ["b", "a", "b", "a", "c", "c", "a", "b"]


@pytest.mark.parametrize("test", list(Inference))
@pytest.mark.parametrize("method", list(ESTIMATORS))
def test_no_moderator_is_pooling(method: str, test: str) -> None:
    found = meta_regression(VALUES, VARIANCES, design_of(8, {}), method, test=test)
    fitted = pool(VALUES, VARIANCES, method, test=test)
    (mean,) = found.coefficients
    assert (mean.name, found.r_squared) == ("intercept", None)
    assert mean.value == pytest.approx(fitted.pooled.value, rel=1e-10)
    assert mean.standard_error == pytest.approx(fitted.pooled.standard_error, rel=1e-9)
    assert mean.p_value == pytest.approx(fitted.pooled.p_value, rel=1e-8)
    assert found.between_study_variance == pytest.approx(
        fitted.pooled.between_study_variance, rel=1e-9
    )
    assert found.residual.i_squared == pytest.approx(fitted.heterogeneity.i_squared, rel=1e-8)
    assert found.omnibus.statistic == pytest.approx(mean.statistic**2, rel=1e-9)


@given(st.floats(0.001, 1000), st.floats(-3000, 3000), st.sampled_from(sorted(ESTIMATORS)))
def test_the_unit_and_origin_of_a_moderator_do_not_matter(scale, shift, method) -> None:
    one = meta_regression(VALUES, VARIANCES, design_of(8, {"x": YEARS - 2000}), method)
    moved = design_of(8, {"x": (YEARS - 2000) * scale + shift})
    other = meta_regression(VALUES, VARIANCES, moved, method)
    assert other.coefficients[1].value * scale == pytest.approx(one.coefficients[1].value, rel=1e-6)
    assert other.omnibus.p_value == pytest.approx(one.omnibus.p_value, rel=1e-5)
    assert other.between_study_variance == pytest.approx(
        one.between_study_variance, rel=1e-6, abs=1e-9
    )


def test_by_weighted_least_squares_in_full() -> None:
    design = design_of(8, {"year": YEARS, "dose": VARIANCES * 3})
    found = meta_regression(VALUES, VARIANCES, design, "REML", test="knapp-hartung", level=0.9)
    weights = np.diag(1 / (VARIANCES + found.between_study_variance))
    inside = np.linalg.inv(design.matrix.T @ weights @ design.matrix)
    estimates = inside @ design.matrix.T @ weights @ VALUES
    residuals = VALUES - design.matrix @ estimates
    covariance = inside * (residuals @ weights @ residuals) / 5
    assert [each.value for each in found.coefficients] == pytest.approx(estimates, rel=1e-7)
    assert np.array(found.covariance) == pytest.approx(covariance, rel=1e-6)
    block = covariance[1:, 1:]
    wald = estimates[1:] @ np.linalg.solve(block, estimates[1:]) / 2
    assert found.omnibus.statistic == pytest.approx(wald, rel=1e-6)
    assert (found.omnibus.degrees_of_freedom, found.omnibus.residual_degrees_of_freedom) == (2, 5)


def test_a_moderator_that_explains_all_has_r_squared_of_a_hundred() -> None:
    values = 0.1 * (YEARS - 2000)
    found = meta_regression(values, VARIANCES, design_of(8, {"year": YEARS}), "REML")
    assert found.r_squared == pytest.approx(100)
    assert found.between_study_variance == 0
    with pytest.raises(CannotComputeError, match="no width"):
        meta_regression(
            values, VARIANCES, design_of(8, {"year": YEARS}), "REML", test="knapp-hartung"
        )


@pytest.mark.parametrize(
    ("moderators", "words"),
    [
        ({"year": YEARS[:3]}, "'year' has 3 values, not 8"),
        ({"year": np.append(YEARS[:7], np.nan)}, "'year' has values that are missing"),
        ({"dose": YEARS * 1e200}, "'dose' has numbers too large to compute with"),
        ({"same": np.full(8, 0.1)}, "'same' is the same in all studies"),
        ({"none": np.zeros(8)}, "'none' is the same in all studies"),
        ({"a": YEARS, "b": 2 * YEARS - 7}, "'[ab]' follows from the other"),
        (
            {"a": YEARS, "b": VALUES, "c": YEARS * 1e-6 + VALUES},
            "'[abc]' follows from the other moderators",
        ),
        ({str(each): VALUES**each for each in range(1, 9)}, "8 studies are too few"),
    ],
)
def test_moderators_that_cannot_be_used_are_named(moderators, words) -> None:
    with pytest.raises(CannotComputeError, match=words):
        design_of(8, moderators)


def test_years_close_together_are_no_constant() -> None:
    design = design_of(8, {"year": 2000 + np.arange(8.0) * 1e-3})
    found = meta_regression(VALUES, VARIANCES, design, "REML")
    near = meta_regression(VALUES, VARIANCES, design_of(8, {"x": np.arange(8.0)}), "REML")
    assert found.omnibus.p_value == pytest.approx(near.omnibus.p_value, rel=1e-4)


def test_categories_are_read_against_their_reference() -> None:
    columns = category_columns("route", GROUPS, "b")
    assert list(columns) == ["route: a", "route: c"]
    assert columns["route: a"].tolist() == [0, 1, 0, 1, 0, 0, 1, 0]
    assert list(category_columns("route", GROUPS)) == ["route: b", "route: c"]
    with pytest.raises(CannotComputeError, match="no study in its reference 'z'"):
        category_columns("route", GROUPS, "z")
    with pytest.raises(CannotComputeError, match="'x' in all studies"):
        category_columns("route", ["x", "x"])
    one = meta_regression(VALUES, VARIANCES, design_of(8, columns), "REML")
    other = meta_regression(
        VALUES, VARIANCES, design_of(8, category_columns("route", GROUPS)), "REML"
    )
    assert one.omnibus.statistic == pytest.approx(other.omnibus.statistic, rel=1e-8)


def test_groups_with_their_own_variance_are_pooled_alone() -> None:
    found = subgroup_analysis(VALUES, VARIANCES, GROUPS, "REML", test="t", level=0.9)
    assert [each.name for each in found.groups] == ["a", "b", "c"]
    for each in found.groups:
        chosen = np.array([group == each.name for group in GROUPS])
        alone = pool(VALUES[chosen], VARIANCES[chosen], "REML", test="t", level=0.9)
        assert (each.pooled, each.heterogeneity) == (alone.pooled, alone.heterogeneity)
        assert each.studies == chosen.sum()
    assert found.between.degrees_of_freedom == 2
    assert 0 < found.between.p_value < 1


def test_q_within_and_q_between_add_up_under_the_common_effect() -> None:
    found = subgroup_analysis(VALUES, VARIANCES, GROUPS, "common")
    whole = pool(VALUES, VARIANCES, "common").heterogeneity.q
    within = sum(each.heterogeneity.q for each in found.groups)
    assert within + found.between.statistic == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize("test", list(Inference))
def test_one_variance_for_all_groups_is_a_regression_on_them(test: str) -> None:
    found = subgroup_analysis(
        VALUES, VARIANCES, GROUPS, "REML", tau=BetweenStudyVariance.COMMON, test=test
    )
    shared = {each.pooled.between_study_variance for each in found.groups}
    assert len(shared) == 1
    assert found.regression is not None
    first, second = found.groups[0].pooled.value, found.groups[1].pooled.value
    assert found.regression.coefficients[1].value == pytest.approx(second - first, rel=1e-7)
    expected = "chi-square" if test == "z" else "F"
    is_f = found.between.residual_degrees_of_freedom is not None
    assert ("F" if is_f else "chi-square") == expected


@pytest.mark.parametrize(
    ("groups", "words"), [(["a"] * 8, "two groups"), (["a", "b"], "2 group names")]
)
def test_groups_that_cannot_be_compared_are_refused(groups, words) -> None:
    with pytest.raises(CannotComputeError, match=words):
        subgroup_analysis(VALUES, VARIANCES, groups, "DL")


def test_predictions_at_the_mean_of_the_data_and_elsewhere() -> None:
    fitted = meta_regression(VALUES, VARIANCES, design_of(8, {"year": YEARS}), "REML")
    at_zero, later = predictions(fitted, [{"year": 0.0}, {"year": 2030.0}])
    assert at_zero.value == pytest.approx(fitted.coefficients[0].value)
    assert at_zero.standard_error == pytest.approx(fitted.coefficients[0].standard_error)
    slope = fitted.coefficients[1].value
    assert later.value == pytest.approx(fitted.coefficients[0].value + 2030 * slope)
    assert later.prediction_low is not None
    assert later.prediction_low < later.ci_low
    (wider,) = predictions(
        fitted, [{"year": 2030.0}], convention=PredictionConvention.HIGGINS_RILEY
    )
    assert wider.prediction_low is not None
    assert wider.prediction_low < later.prediction_low
    common = meta_regression(VALUES, VARIANCES, design_of(8, {"year": YEARS}), "common")
    assert predictions(common, [{"year": 2000.0}])[0].prediction_low is None


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ({}, "needs a value of moderator 'year'"),
        ({"year": 2000.0, "dose": 1.0}, "no moderator 'dose'"),
        ({"year": math.nan}, "no finite value"),
    ],
)
def test_predictions_need_what_the_model_has(at, words) -> None:
    fitted = meta_regression(VALUES, VARIANCES, design_of(8, {"year": YEARS}), "REML")
    with pytest.raises(CannotComputeError, match=words):
        predictions(fitted, [at])


def test_studies_are_drawn_to_the_mean_by_their_imprecision() -> None:
    fitted = pool(VALUES, VARIANCES, "REML").pooled
    found = study_predictions(VALUES, VARIANCES, "REML")
    shares = [
        (each.value - fitted.value) / (value - fitted.value)
        for each, value in zip(found, VALUES, strict=True)
    ]
    tau2 = fitted.between_study_variance
    assert shares == pytest.approx(tau2 / (tau2 + VARIANCES), rel=1e-9)
    common = study_predictions(VALUES, VARIANCES, "common")
    assert {each.value for each in common} == {pool(VALUES, VARIANCES, "common").pooled.value}
