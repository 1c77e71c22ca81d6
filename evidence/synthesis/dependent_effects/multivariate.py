"""Several correlated outcomes of the same studies, pooled together.

Each study gives some of the outcomes, with the known covariance of their sampling errors; true
effects of a study have an unstructured covariance T across outcomes (van Houwelingen and others
2002, doi:10.1002/sim.1040). T = LLᵀ keeps it a covariance, also where the likelihood is highest at
a singular one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize

from evidence.synthesis.intervals import LEVEL
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import Design
from evidence.synthesis.regression.meta_regression import Coefficient, Omnibus, named, omnibus_test

_MOST_OUTCOMES = 6
_NEWTON_STEPS = 4
_LOG_TWO_PI = math.log(2 * math.pi)


@dataclass(frozen=True, slots=True, eq=False)
class StudyOutcomes:
    """What one study found: outcome names, effects, and the covariance of their errors."""

    outcomes: tuple[str, ...]
    values: Numbers
    covariance: Numbers


@dataclass(frozen=True, slots=True)
class MultivariatePooling:
    """A mean for each outcome, in the order of their names, and the covariance T of true effects.

    ``omnibus`` tests that all means are zero.
    """

    method: str
    means: tuple[Coefficient, ...]
    covariance: tuple[tuple[float, ...], ...]
    between_studies: tuple[tuple[float, ...], ...]
    omnibus: Omnibus
    log_likelihood: float
    studies: int

    def correlation(self, one: int, other: int) -> float | None:
        """Correlation of two outcomes' true effects; ``None`` where one of them does not vary."""
        product = self.between_studies[one][one] * self.between_studies[other][other]
        return self.between_studies[one][other] / math.sqrt(product) if product > 0 else None


@dataclass(frozen=True, slots=True)
class _Block:
    """One study: which outcomes it has, by number, and their design."""

    which: NDArray[np.intp]
    values: Numbers
    covariance: Numbers
    design: Numbers


def multivariate_pool(
    studies: Sequence[StudyOutcomes], method: str = "REML", *, level: float = LEVEL
) -> MultivariatePooling:
    """Fit means and the covariance of true effects by ML or REML, with tests on the normal.

    Raises:
        CannotComputeError: when a study's numbers do not fit together or its covariance is not
            positive definite, an outcome stands in fewer than two studies, or there are more
            outcomes than an unstructured covariance is estimated for here.
    """
    if method not in ("ML", "REML"):
        raise CannotComputeError(f"a multivariate model is fitted by ML or REML, not {method!r}")
    names = tuple(sorted({name for study in studies for name in study.outcomes}))
    if not 0 < len(names) <= _MOST_OUTCOMES:
        raise CannotComputeError(
            f"{len(names)} outcomes: between 1 and {_MOST_OUTCOMES} are pooled"
        )
    blocks = [_block(study, number, names) for number, study in enumerate(studies, 1)]
    for number, name in enumerate(names):
        if sum(number in block.which for block in blocks) < 2:
            raise CannotComputeError(f"outcome {name!r} stands in fewer than two studies")
    sizes = _sizes(blocks, len(names))
    scaled = [_scaled(block, sizes) for block in blocks]
    try:
        factor = _highest(scaled, len(names), restricted=method == "REML")
        fit = _fit(scaled, factor @ factor.T, restricted=method == "REML")
    except np.linalg.LinAlgError:
        raise CannotComputeError(
            "variances are too far apart in size to pool outcomes together"
        ) from None
    unit = np.outer(sizes, sizes)
    covariance, estimates = fit.covariance * unit, fit.estimates * sizes
    between = factor @ factor.T * unit
    # Logarithms of the units, which the scaled effects are without.
    units = sum(float(np.log(sizes[block.which]).sum()) for block in blocks)
    if method == "REML":
        units -= float(np.log(sizes).sum())
    return MultivariatePooling(
        method=method,
        means=named(Design(names, np.eye(len(names))), estimates, covariance, None, level),
        covariance=tuple(tuple(row) for row in covariance.tolist()),
        between_studies=tuple(tuple(row) for row in between.tolist()),
        omnibus=omnibus_test(estimates, covariance, slice(None), None),
        log_likelihood=fit.log_likelihood - units,
        studies=len(blocks),
    )


def _block(study: StudyOutcomes, number: int, names: Sequence[str]) -> _Block:
    count = len(study.outcomes)
    if len(set(study.outcomes)) != count or count == 0:
        raise CannotComputeError(f"study {number} has no outcome or one of them twice")
    if study.values.shape != (count,) or study.covariance.shape != (count, count):
        raise CannotComputeError(f"study {number}: effects and covariance do not fit its outcomes")
    finite = np.isfinite(study.values).all() and np.isfinite(study.covariance).all()
    if not finite or not np.allclose(study.covariance, study.covariance.T, rtol=1e-8, atol=0):
        raise CannotComputeError(f"study {number}: effects must be finite, covariance symmetric")
    spread = np.sqrt(np.abs(np.diagonal(study.covariance)))
    positive = bool((np.diagonal(study.covariance) > 0).all())
    if not positive or np.linalg.eigvalsh(study.covariance / np.outer(spread, spread))[0] < 1e-12:
        raise CannotComputeError(f"study {number}: its covariance is not positive definite")
    which = np.array([names.index(name) for name in study.outcomes], dtype=np.intp)
    return _Block(which, study.values, study.covariance, np.eye(len(names))[which])


def _sizes(blocks: Sequence[_Block], outcomes: int) -> Numbers:
    """A typical size of each outcome, so that the search does not see units."""
    sizes = np.empty(outcomes)
    for number in range(outcomes):
        values = [float(block.values[block.which == number][0]) for block in _with(blocks, number)]
        variances = [
            float(block.covariance[block.which == number, block.which == number][0])
            for block in _with(blocks, number)
        ]
        sizes[number] = math.sqrt(float(np.var(values)) + float(np.mean(variances)))
    return sizes


def _with(blocks: Sequence[_Block], number: int) -> list[_Block]:
    return [block for block in blocks if number in block.which]


def _scaled(block: _Block, sizes: Numbers) -> _Block:
    own = sizes[block.which]
    return _Block(
        block.which, block.values / own, block.covariance / np.outer(own, own), block.design
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    """Means at a given T, with the log-likelihood and its gradient by the elements of T."""

    estimates: Numbers
    covariance: Numbers
    log_likelihood: float
    gradient: Numbers


def _fit(blocks: Sequence[_Block], between: Numbers, *, restricted: bool) -> _Fit:
    outcomes = len(between)
    factors = [
        cho_factor(block.covariance + between[np.ix_(block.which, block.which)]) for block in blocks
    ]
    weighted = [cho_solve(each, block.design) for each, block in zip(factors, blocks, strict=True)]
    information = sum(
        (block.design.T @ each for block, each in zip(blocks, weighted, strict=True)),
        start=np.zeros((outcomes, outcomes)),
    )
    covariance: Numbers = np.asarray(np.linalg.inv(information), dtype=np.float64)
    estimates = covariance @ sum(
        (each.T @ block.values for block, each in zip(blocks, weighted, strict=True)),
        start=np.zeros(outcomes),
    )
    height = 0.0
    gradient = np.zeros((outcomes, outcomes))
    count = 0
    for block, factor, each in zip(blocks, factors, weighted, strict=True):
        residuals = block.values - block.design @ estimates
        scaled = cho_solve(factor, residuals)
        projected = cho_solve(factor, np.eye(len(block.which)))
        if restricted:
            projected = projected - each @ covariance @ each.T
        height -= 0.5 * float(residuals @ scaled) + float(np.log(np.diagonal(factor[0])).sum())
        gradient[np.ix_(block.which, block.which)] += 0.5 * (np.outer(scaled, scaled) - projected)
        count += len(block.which)
    height -= 0.5 * count * _LOG_TWO_PI
    if restricted:
        design = sum(
            (block.design.T @ block.design for block in blocks),
            start=np.zeros((outcomes, outcomes)),
        )
        height += 0.5 * (
            outcomes * _LOG_TWO_PI
            + float(np.linalg.slogdet(design)[1])
            - float(np.linalg.slogdet(information)[1])
        )
    return _Fit(estimates, covariance, height, gradient)


def _highest(blocks: Sequence[_Block], outcomes: int, *, restricted: bool) -> Numbers:
    """The lower-triangular factor of T at which the likelihood is highest."""
    places = np.tril_indices(outcomes)

    def downhill(elements: Numbers) -> tuple[float, Numbers]:
        factor = np.zeros((outcomes, outcomes))
        factor[places] = elements
        fit = _fit(blocks, factor @ factor.T, restricted=restricted)
        return -fit.log_likelihood, -2 * (fit.gradient @ factor)[places]

    found = [
        minimize(
            downhill,
            (size * np.eye(outcomes))[places],
            jac=True,
            method="L-BFGS-B",
            options={"ftol": 1e-12, "gtol": 1e-8, "maxiter": 2000, "maxfun": 20000},
        )
        for size in (0.1, 1.0)
    ]
    best = min(found, key=lambda each: float(each.fun))
    factor = np.zeros((outcomes, outcomes))
    factor[places] = _polished(downhill, best.x)
    return factor


def _polished(downhill: Callable[[Numbers], tuple[float, Numbers]], at: Numbers) -> Numbers:
    """Newton's method with differences of the gradient, to the last digits where it is regular."""
    for _ in range(_NEWTON_STEPS):
        slope = downhill(at)[1]
        curvature = np.empty((len(at), len(at)))
        for column in range(len(at)):
            width = np.zeros(len(at))
            width[column] = 1e-5
            change = downhill(at + width)[1] - downhill(at - width)[1]
            curvature[:, column] = change / 2e-5
        curvature = (curvature + curvature.T) / 2
        # A singular T leaves a flat direction, where the gradient alone has said all there is.
        if float(np.linalg.eigvalsh(curvature)[0]) <= 1e-6 * float(np.abs(curvature).max()):
            return at
        step = np.linalg.solve(curvature, slope)
        if downhill(at - step)[0] > downhill(at)[0] + 1e-9:
            return at
        at = at - step
    return at
