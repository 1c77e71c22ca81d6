"""Sums over studies against the matrices they stand for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis.random_effects.likelihood import log_likelihood
from evidence.synthesis.random_effects.linear_model import CommonMean, LinearModel
from evidence.synthesis.regression.moderated_mean import Regression

seeds = st.integers(0, 2**32 - 1)


def models(seed: int) -> list[tuple[LinearModel, np.ndarray]]:
    random = np.random.default_rng(seed)
    count = int(random.integers(4, 12))
    values, variances = random.normal(size=count), random.uniform(0.01, 2, count)
    ones = np.ones((count, 1))
    design = np.column_stack([ones, random.normal(50, 10, (count, 2))])
    return [
        (CommonMean(values, variances), ones),
        (Regression(values, variances, ones), ones),
        (Regression(values, variances, design), design),
    ]


def projection(weights: np.ndarray, design: np.ndarray) -> np.ndarray:
    matrix = np.diag(weights)
    inside = np.linalg.inv(design.T @ matrix @ design)
    return matrix - matrix @ design @ inside @ design.T @ matrix


@given(seeds, st.floats(0, 3))
def test_quadratic_forms_and_traces_are_those_of_the_projection(seed, between) -> None:
    for model, design in models(seed):
        weights = model.weights(between)
        matrix, effects = projection(weights, design), model.values
        found = model.moments(weights)
        close = {"rel": 1e-7, "abs": 1e-9}
        assert found.q == pytest.approx(effects @ matrix @ effects, **close)
        assert found.q2 == pytest.approx(effects @ matrix @ matrix @ effects, **close)
        assert found.q3 == pytest.approx(effects @ matrix @ matrix @ matrix @ effects, **close)
        assert found.trace == pytest.approx(np.trace(matrix), **close)
        assert model.trace(weights) == pytest.approx(np.trace(matrix), **close)
        assert found.trace2 == pytest.approx(np.trace(matrix @ matrix), **close)
        one, other = model.variances, weights**2
        product = np.trace(matrix @ np.diag(one) @ matrix @ np.diag(other))
        assert model.trace_product(weights, one, other) == pytest.approx(product, **close)
        assert model.trace_with(weights, one) == pytest.approx(
            np.trace(matrix @ np.diag(one)), **close
        )
        assert weights * model.residuals(weights) == pytest.approx(matrix @ effects, **close)


@given(seeds, st.floats(0, 3))
def test_the_likelihood_is_that_of_the_normal_distribution(seed, between) -> None:
    for model, design in models(seed):
        covariance = np.diag(model.variances + between)
        weights = model.weights(between)
        residuals = model.residuals(weights)
        count, coefficients = design.shape
        expected = -0.5 * (
            count * np.log(2 * np.pi)
            + np.linalg.slogdet(covariance)[1]
            + residuals @ np.linalg.solve(covariance, residuals)
        )
        found = log_likelihood(model, between, restricted=False)
        assert found == pytest.approx(expected, abs=1e-8)
        expected += 0.5 * coefficients * np.log(2 * np.pi) - 0.5 * (
            np.linalg.slogdet(design.T @ np.linalg.inv(covariance) @ design)[1]
            - np.linalg.slogdet(design.T @ design)[1]
        )
        found = log_likelihood(model, between, restricted=True)
        assert found == pytest.approx(expected, abs=1e-7)


def test_one_giant_weight_leaves_the_digits_of_the_others() -> None:
    variances = np.array([1e-12, 0.5, 1.0, 2.0])
    model = CommonMean(np.array([0.1, 0.4, -0.2, 0.3]), variances)
    weights = model.weights(0.0)
    # With all weight on the first study, P is what the others weigh, twice over in the corner.
    rest = weights[1:].sum()
    assert model.trace(weights) == pytest.approx(2 * rest, rel=1e-10)
    squares = rest**2 + (weights[1:] ** 2).sum() + 2 * (weights[1:] ** 2).sum()
    ones = np.ones(4)
    for each in (model, Regression(model.values, variances, np.ones((4, 1)))):
        assert each.trace_product(weights, ones, ones) == pytest.approx(squares, rel=1e-2)


def test_many_analyses_are_the_same_arithmetic() -> None:
    random = np.random.default_rng(2)
    values, variances = random.normal(size=(5, 7)), random.uniform(0.1, 2, (5, 7))
    many = CommonMean(values, variances)
    for row in range(5):
        one = CommonMean(values[row], variances[row])
        for mine, theirs in zip(
            one.moments(one.weights(0.3)), many.moments(many.weights(0.3)), strict=True
        ):
            assert theirs[row] == pytest.approx(mine, rel=1e-12)
