"""The Bayesian model against closed forms and brute force."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from evidence.synthesis.random_effects.bayesian import MeanPrior, TauPrior, TauShape, bayesian_pool
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError

VALUES = np.array([0.1, 0.9, -0.3, 1.4, 0.2])
VARIANCES = np.array([0.04, 0.09, 0.02, 0.11, 0.05])
HALF_NORMAL = TauPrior(TauShape.HALF_NORMAL, 0.5)
PRIORS = [
    HALF_NORMAL,
    TauPrior(TauShape.HALF_CAUCHY, 0.5),
    TauPrior(TauShape.UNIFORM, 2.0),
]


def brute_force(prior: TauPrior, mean_prior: MeanPrior | None) -> dict[str, float]:
    """Sums over a fine grid of τ, written out without the code that is tested."""
    taus = np.linspace(0, 2 if prior.shape is TauShape.UNIFORM else 40, 100_001)
    total = VARIANCES + taus[:, None] ** 2
    weights = (1 / total).sum(axis=1)
    mean = (VALUES / total).sum(axis=1) / weights
    log = -0.5 * np.log(total).sum(axis=1) - 0.5 * ((VALUES - mean[:, None]) ** 2 / total).sum(
        axis=1
    )
    if mean_prior is None:
        log -= 0.5 * np.log(weights)
        variance = 1 / weights
    else:
        spread = mean_prior.standard_deviation**2
        log -= 0.5 * np.log(weights) + 0.5 * np.log(spread + 1 / weights)
        log -= 0.5 * (mean - mean_prior.mean) ** 2 / (spread + 1 / weights)
        variance = 1 / (weights + 1 / spread)
        mean = variance * (weights * mean + mean_prior.mean / spread)
    log += {
        TauShape.HALF_NORMAL: -0.5 * (taus / prior.scale) ** 2,
        TauShape.HALF_CAUCHY: -np.log1p((taus / prior.scale) ** 2),
        TauShape.UNIFORM: 0 * taus,
    }[prior.shape]
    mass = np.exp(log - log.max())
    mass[[0, -1]] /= 2
    mass /= mass.sum()
    centre = mass @ mean
    return {
        "mean": centre,
        "deviation": math.sqrt(mass @ (variance + (mean - centre) ** 2)),
        "tau": mass @ taus,
        "below": mass @ ndtr(-mean / np.sqrt(variance)),
        "median tau": taus[np.searchsorted(mass.cumsum(), 0.5)],
    }


@pytest.mark.parametrize("mean_prior", [None, MeanPrior(0.0, 1.0), MeanPrior(-1.0, 0.2)])
@pytest.mark.parametrize("prior", PRIORS, ids=lambda each: each.shape.value)
def test_equals_sums_over_a_fine_grid(prior: TauPrior, mean_prior: MeanPrior | None) -> None:
    found = bayesian_pool(VALUES, VARIANCES, prior, mean_prior=mean_prior)
    expected = brute_force(prior, mean_prior)
    assert found.effect.mean == pytest.approx(expected["mean"], abs=1e-8)
    assert found.effect.standard_deviation == pytest.approx(expected["deviation"], abs=1e-4)
    assert found.tau.mean == pytest.approx(expected["tau"], abs=1e-5)
    assert found.tau.median == pytest.approx(expected["median tau"], abs=1e-3)
    assert found.probability_below_zero == pytest.approx(expected["below"], abs=1e-6)


def test_without_room_for_tau_it_is_the_textbook_normal_posterior() -> None:
    prior, weights = MeanPrior(0.2, 0.3), 1 / VARIANCES
    found = bayesian_pool(VALUES, VARIANCES, TauPrior(TauShape.UNIFORM, 1e-7), mean_prior=prior)
    precision = weights.sum() + 1 / 0.3**2
    centre = (weights @ VALUES + 0.2 / 0.3**2) / precision
    assert found.effect.mean == pytest.approx(centre, abs=1e-10)
    assert found.effect.standard_deviation == pytest.approx(precision**-0.5, abs=1e-10)
    assert found.effect.low == pytest.approx(centre + ndtri(0.025) * precision**-0.5, abs=1e-10)
    # All effects together are normal around the prior's mean.
    covariance = np.diag(VARIANCES) + 0.3**2
    residual = VALUES - 0.2
    density = -0.5 * (
        residual @ np.linalg.solve(covariance, residual)
        + np.linalg.slogdet(covariance)[1]
        + len(VALUES) * math.log(2 * math.pi)
    )
    assert found.log_marginal_likelihood == pytest.approx(density, abs=1e-9)


def test_one_study_under_a_flat_prior_says_nothing_of_tau() -> None:
    found = bayesian_pool(VALUES[:1], VARIANCES[:1], HALF_NORMAL)
    assert found.tau.mean == pytest.approx(0.5 * math.sqrt(2 / math.pi), rel=1e-12)
    assert found.tau.median == pytest.approx(0.5 * ndtri(0.75), rel=1e-10)
    assert found.log_marginal_likelihood is None


def test_many_studies_outweigh_the_prior() -> None:
    random = np.random.default_rng(3)
    variances = random.uniform(0.01, 0.2, 3000)
    values = random.normal(0.3, np.sqrt(variances + 0.05))
    found = bayesian_pool(values, variances, TauPrior(TauShape.HALF_CAUCHY, 1.0))
    fitted = pool(values, variances, "REML").pooled
    assert found.effect.mean == pytest.approx(fitted.value, abs=1e-4)
    assert found.effect.low == pytest.approx(fitted.ci_low, abs=1e-3)
    assert found.tau.mean == pytest.approx(fitted.between_study_variance**0.5, abs=2e-3)


@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 2)), min_size=3, max_size=8),
    st.sampled_from(PRIORS),
    st.sampled_from([1e-4, 1e4]),
)
@settings(max_examples=12, deadline=None)
def test_a_change_of_unit_changes_only_the_unit(pairs, prior, scale) -> None:
    values, variances = np.array([y for y, _ in pairs]), np.array([v for _, v in pairs])
    one = bayesian_pool(values, variances, prior, mean_prior=MeanPrior(0.5, 2.0))
    other = bayesian_pool(
        values * scale,
        variances * scale**2,
        TauPrior(prior.shape, prior.scale * scale),
        mean_prior=MeanPrior(0.5 * scale, 2.0 * scale),
    )
    for unknown in ("effect", "tau", "prediction"):
        mine, theirs = getattr(one, unknown), getattr(other, unknown)
        for name in ("median", "standard_deviation", "low", "high"):
            assert getattr(theirs, name) == pytest.approx(
                getattr(mine, name) * scale, rel=1e-7, abs=1e-8 * scale
            )
    assert one.tau.low < one.tau.median < one.tau.high
    assert one.prediction.high - one.prediction.low >= one.effect.high - one.effect.low


@pytest.mark.parametrize(
    ("studies", "prior", "mean_prior", "words"),
    [
        (5, TauPrior(TauShape.UNIFORM, 0.0), None, "scale of a prior"),
        (5, TauPrior(TauShape.UNIFORM, math.inf), None, "scale of a prior"),
        (5, HALF_NORMAL, MeanPrior(0.0, -1.0), "scale of a prior"),
        (5, HALF_NORMAL, MeanPrior(math.nan, 1.0), "mean of a prior"),
        (2, PRIORS[1], None, "fewer than 3 studies"),
        (1, PRIORS[1], MeanPrior(0.0, 1.0), "fewer than 2 studies"),
        (0, HALF_NORMAL, None, "cannot be pooled"),
    ],
)
def test_priors_without_a_posterior_are_refused(studies, prior, mean_prior, words) -> None:
    with pytest.raises(CannotComputeError, match=words):
        bayesian_pool(VALUES[:studies], VARIANCES[:studies], prior, mean_prior=mean_prior)
