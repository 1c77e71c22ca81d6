"""The three-level model: effects within clusters within a population of clusters.

Van den Noortgate and others (2013, doi:10.3758/s13428-012-0261-6); heterogeneity is parted between
the levels after Cheung (2014, doi:10.1037/a0032968).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from evidence.synthesis.dependent_effects.nested_effects import NestedEffects, nested_effects
from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.random_effects.heterogeneity import Dispersion, dispersion
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.random_effects.pooling import checked
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import INTERCEPT, Design
from evidence.synthesis.regression.meta_regression import (
    Coefficient,
    Omnibus,
    named,
    omnibus_test,
    tested,
)
from evidence.synthesis.regression.moderated_mean import Regression

_GRID = np.concatenate(([0.0], np.logspace(-5, 0, 11)))
# Half powers of ten, as the steps of the grid.
_RATIOS = (-2, 0, 2)
_MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class ThreeLevel:
    """A fitted three-level model.

    ``between_clusters`` and ``within_clusters`` are variances; the shares of the total variance of
    a typical effect that they make up are in percent.
    """

    method: str
    inference: Inference
    level: float
    effects: int
    clusters: int
    coefficients: tuple[Coefficient, ...]
    degrees_of_freedom: int | None
    omnibus: Omnibus
    between_clusters: float
    within_clusters: float
    share_between: float
    share_within: float
    residual: Dispersion
    log_likelihood: float
    correlation: float = 0.0


def three_level(
    values: Numbers,
    variances: Numbers,
    clusters: Sequence[Hashable],
    method: str = "REML",
    *,
    design: Design | None = None,
    test: str = Inference.Z,
    level: float = LEVEL,
    correlation: float = 0.0,
) -> ThreeLevel:
    """Fit one mean, or a regression on a design, to effects of several clusters.

    ``correlation`` is that of the sampling errors of effects in one cluster.

    The likelihood is scanned over both variances, and every peak of the scan is climbed, because
    it can have several.

    Raises:
        CannotComputeError: for what ``pool`` refuses, a method other than ML and REML, a test
            other than z and t, and data in which the two variances cannot be told apart.
    """
    inference = checked(values, variances, method, test, level)
    if not 0 <= correlation < 1:
        raise CannotComputeError("a correlation of errors within clusters lies from 0 to below 1")
    if method not in ("ML", "REML") or inference.is_scaled:
        raise CannotComputeError("a three-level model is fitted by ML or REML and judged by z or t")
    chosen = design or Design((INTERCEPT,), np.ones((len(values), 1)))
    if not len(values) == len(clusters) == len(chosen.matrix):
        raise CannotComputeError(f"{len(values)} effects with {len(clusters)} clusters")
    number = len(set(clusters))
    if number < 2 or number == len(values) or len(values) <= len(chosen.names):
        raise CannotComputeError(
            f"{len(values)} effects in {number} clusters do not tell the variance within clusters "
            "from that between them"
        )
    nested = nested_effects(values, variances, chosen.matrix, clusters, correlation)
    between, within = _highest(nested, restricted=method == "REML")
    fit = nested.fit(between, within, restricted=method == "REML")
    freedom = None if inference is Inference.Z else len(values) - len(chosen.names)
    residual = dispersion(Regression(values, variances, chosen.matrix))
    total = between + within + residual.typical_variance
    return ThreeLevel(
        method=method,
        inference=inference,
        level=level,
        effects=len(values),
        clusters=number,
        coefficients=named(chosen, fit.estimates, fit.covariance, freedom, level),
        degrees_of_freedom=freedom,
        omnibus=omnibus_test(fit.estimates, fit.covariance, tested(chosen), freedom),
        between_clusters=between,
        within_clusters=within,
        share_between=100 * between / total,
        share_within=100 * within / total,
        residual=residual,
        log_likelihood=fit.log_likelihood,
        correlation=correlation,
    )


def _highest(nested: NestedEffects, *, restricted: bool) -> tuple[float, float]:
    """Both variances, between and within, where the likelihood is highest."""
    scale = float(np.ptp(nested.values)) ** 2
    if scale == 0:
        return 0.0, 0.0
    found = [
        _climbed(nested, start, scale, restricted) for start in _peaks(nested, scale, restricted)
    ]
    between, within = max(found, key=lambda each: _height(nested, each, restricted))
    return between, within


def _height(nested: NestedEffects, at: tuple[float, float], restricted: bool) -> float:
    return nested.fit(*at, restricted=restricted).log_likelihood


def _peaks(nested: NestedEffects, scale: float, restricted: bool) -> Iterator[tuple[float, float]]:
    """Points of a scan over both variances that are no lower than their neighbours.

    A narrow peak may lie between the points of the scan, beside a slope that rises to an edge. So
    the best points along some ratios of the variances are starts as well.
    """
    points = (scale * _GRID).tolist()
    heights = np.array(
        [[_height(nested, (one, other), restricted) for other in points] for one in points]
    )
    padded = np.pad(heights, 1, constant_values=-np.inf)
    size = len(points)
    around = np.max(
        [
            padded[1 + down : 1 + down + size, 1 + right : 1 + right + size]
            for down in (-1, 0, 1)
            for right in (-1, 0, 1)
        ],
        axis=0,
    )
    starts = [tuple(each) for each in np.argwhere(heights >= around).tolist()]
    for offset in _RATIOS:
        along = np.diagonal(heights[1:, 1:], offset)
        first = 1 + int(np.argmax(along))
        starts.append((first + max(0, -offset), first + max(0, offset)))
    for one, other in dict.fromkeys(starts):
        yield points[one], points[other]


def _climbed(
    nested: NestedEffects, start: tuple[float, float], scale: float, restricted: bool
) -> tuple[float, float]:
    """The peak near a point: by a bounded quasi-Newton method, then Newton's to the last digits."""

    def downhill(at: Numbers) -> tuple[float, Numbers]:
        fit = nested.fit(*(scale * at).tolist(), restricted=restricted)
        return -fit.log_likelihood, -scale * fit.gradient

    rough = minimize(
        downhill,
        np.array(start) / scale,
        jac=True,
        method="L-BFGS-B",
        bounds=[(0, None), (0, None)],
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 500},
    )
    at = np.maximum(rough.x, 0.0)
    for _ in range(_MOST_STEPS):
        step = _newton_step(downhill, at)
        following = np.maximum(at - step, 0.0)
        if not downhill(following)[0] <= downhill(at)[0] + 1e-9:
            break
        moved = float(np.abs(following - at).max())
        at = following
        if moved <= 1e-12 * float(at.max()):
            break
    between, within = (scale * at).tolist()
    return between, within


def _newton_step(downhill: Callable[[Numbers], tuple[float, Numbers]], at: Numbers) -> Numbers:
    """Newton's step in the variances that are not held at zero; none where it leads uphill."""
    step = np.zeros(2)
    slope = downhill(at)[1]
    free = np.flatnonzero((at > 0) | (slope < 0))
    if not len(free):
        return step
    curvature = np.empty((len(free), len(free)))
    for column, index in enumerate(free.tolist()):
        width = max(1e-6 * float(at.max()), 1e-4 * float(at[index]), 1e-12)
        ends = at.copy(), at.copy()
        ends[0][index] += width
        ends[1][index] = max(0.0, ends[1][index] - width)
        change = downhill(ends[0])[1] - downhill(ends[1])[1]
        curvature[:, column] = change[free] / (ends[0][index] - ends[1][index])
    curvature = (curvature + curvature.T) / 2
    if float(np.linalg.eigvalsh(curvature)[0]) > 0:
        step[free] = np.linalg.solve(curvature, slope[free])
    return step
