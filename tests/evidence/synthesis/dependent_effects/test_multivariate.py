"""Correlated outcomes, against a published analysis and against what must hold."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evidence.synthesis.dependent_effects.multivariate import (
    MultivariatePooling,
    StudyOutcomes,
    multivariate_pool,
)
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError

# Berkey and others (1998, Statistics in Medicine 17:2537): five trials of periodontal treatments,
# change in probing depth and in attachment level, with the covariance of their errors.
BERKEY = (
    ((0.47, -0.32), (0.0075, 0.0030, 0.0077)),
    ((0.20, -0.60), (0.0057, 0.0009, 0.0008)),
    ((0.40, -0.12), (0.0021, 0.0007, 0.0014)),
    ((0.26, -0.31), (0.0029, 0.0009, 0.0015)),
    ((0.56, -0.39), (0.0148, 0.0072, 0.0304)),
)


def berkey(scale: float = 1.0) -> list[StudyOutcomes]:
    return [
        StudyOutcomes(
            ("depth", "attachment"),
            scale * np.array(effects),
            scale**2 * np.array([[one, both], [both, other]]),
        )
        for effects, (one, both, other) in BERKEY
    ]


def numbers(found: MultivariatePooling) -> np.ndarray:
    return np.array(
        [
            *(mean.value for mean in found.means),
            *(mean.standard_error for mean in found.means),
            *np.sqrt(np.diagonal(found.between_studies)),
        ]
    )


@pytest.mark.parametrize(
    ("method", "means", "errors", "between", "correlation", "log_likelihood"),
    [
        # rma.mv(..., struct = "UN") of metafor 3.8-1, as far as its optimiser goes.
        (
            "REML",
            (-0.33921534, 0.35342821),
            (0.08790516, 0.05884852),
            (0.03265135, 0.01173296),
            0.60879472,
            3.69176769,
        ),
        (
            "ML",
            (-0.33793853, 0.34484129),
            (0.07976442, 0.04946157),
            (0.02614547, 0.00700277),
            0.69920138,
            5.84065688,
        ),
    ],
)
def test_equals_the_published_trials_fitted_by_metafor(
    method, means, errors, between, correlation, log_likelihood
) -> None:
    found = multivariate_pool(berkey(), method)
    assert [mean.name for mean in found.means] == ["attachment", "depth"]
    assert [mean.value for mean in found.means] == pytest.approx(means, rel=2e-5)
    assert [mean.standard_error for mean in found.means] == pytest.approx(errors, rel=1e-4)
    assert np.diagonal(found.between_studies) == pytest.approx(between, rel=2e-4)
    assert found.correlation(0, 1) == pytest.approx(correlation, rel=1e-4)
    assert found.log_likelihood == pytest.approx(log_likelihood, abs=1e-7)


@pytest.mark.parametrize("scale", [1e-4, 1e4])
def test_a_change_of_unit_changes_only_the_unit(scale: float) -> None:
    one, other = multivariate_pool(berkey()), multivariate_pool(berkey(scale))
    assert numbers(other) == pytest.approx(numbers(one) * scale, rel=1e-7)
    assert other.omnibus.statistic == pytest.approx(one.omnibus.statistic, rel=1e-7)
    # Ten effects less two means, each density in other units.
    assert other.log_likelihood == pytest.approx(one.log_likelihood - 8 * math.log(scale), abs=1e-7)


def test_the_order_of_studies_and_outcomes_does_not_matter() -> None:
    turned = [
        StudyOutcomes(each.outcomes[::-1], each.values[::-1], each.covariance[::-1, ::-1])
        for each in berkey()[::-1]
    ]
    assert numbers(multivariate_pool(turned)) == pytest.approx(
        numbers(multivariate_pool(berkey())), rel=1e-7
    )


@pytest.mark.parametrize("method", ["ML", "REML"])
def test_one_outcome_is_an_ordinary_meta_analysis(method: str) -> None:
    values, variances = np.array([0.1, 0.9, -0.3, 1.4]), np.array([0.04, 0.09, 0.02, 0.11])
    studies = [
        StudyOutcomes(("only",), values[[each]], variances[[each]][:, None]) for each in range(4)
    ]
    found, fitted = multivariate_pool(studies, method), pool(values, variances, method)
    assert found.means[0].value == pytest.approx(fitted.pooled.value, rel=1e-9)
    assert found.means[0].standard_error == pytest.approx(fitted.pooled.standard_error, rel=1e-9)
    assert found.between_studies[0][0] == pytest.approx(
        fitted.pooled.between_study_variance, rel=1e-8
    )
    assert fitted.likelihood is not None
    assert found.log_likelihood == pytest.approx(fitted.likelihood.log_likelihood, abs=1e-9)


def test_outcomes_without_correlated_errors_or_shared_studies_stay_apart() -> None:
    values, variances = np.array([0.1, 0.9, -0.3, 1.4, 0.2, 0.6]), np.full(6, 0.05)
    studies = [
        StudyOutcomes(("a" if each < 3 else "b",), values[[each]], variances[[each]][:, None])
        for each in range(6)
    ]
    found = multivariate_pool(studies)
    for mean, part in zip(found.means, (slice(0, 3), slice(3, 6)), strict=True):
        alone = pool(values[part], variances[part], "REML").pooled
        assert mean.value == pytest.approx(alone.value, rel=1e-7)
        assert mean.standard_error == pytest.approx(alone.standard_error, rel=1e-6)


def test_a_missing_outcome_borrows_from_the_other() -> None:
    studies = berkey()
    studies[0] = StudyOutcomes(("depth",), np.array([0.47]), np.array([[0.0075]]))
    found = multivariate_pool(studies)
    whole = multivariate_pool(berkey())
    assert found.means[0].standard_error > 0.9 * whole.means[0].standard_error
    assert found.studies == 5


ONE = np.array([[0.1]])
PAIR = np.array([[0.1, 0.2], [0.2, 0.1]])


@pytest.mark.parametrize(
    ("studies", "method", "words"),
    [
        ([], "REML", "0 outcomes"),
        (berkey(), "DL", "by ML or REML"),
        (berkey()[:1], "REML", "fewer than two studies"),
        ([StudyOutcomes(("a", "a"), np.ones(2), np.eye(2))], "REML", "twice"),
        ([StudyOutcomes(("a",), np.ones(2), ONE)], "REML", "do not fit"),
        ([StudyOutcomes(("a", "b"), np.ones(2), PAIR)], "REML", "positive definite"),
        ([StudyOutcomes(("a",), np.array([math.nan]), ONE)], "REML", "finite"),
        ([StudyOutcomes(("a",), np.ones(1), -ONE)], "REML", "positive definite"),
    ],
)
def test_what_does_not_fit_together_is_said(studies, method, words) -> None:
    with pytest.raises(CannotComputeError, match=words):
        multivariate_pool(studies, method)
