"""Models for effects that are not independent: of one cluster, or of several outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Study
from evidence.synthesis.dependent_effects.cluster_robust import cluster_robust
from evidence.synthesis.dependent_effects.multivariate import MultivariatePooling
from evidence.synthesis.dependent_effects.three_level import ThreeLevel, three_level
from evidence.synthesis.joint_outcomes import joint_outcomes
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import INTERCEPT, Design
from evidence.synthesis.regression.meta_regression import Coefficient

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Dependence:
    """The three-level model of studies that share a cluster, and other answers to dependence.

    ``robust`` is the mean of the model that was asked for, with an error that allows for any
    dependence within a cluster. ``joint`` pools the outcomes that the review names with this one.
    """

    clustered: ThreeLevel | None = None
    robust: Coefficient | None = None
    joint: MultivariatePooling | None = None
    refused: tuple[tuple[str, str], ...] = ()


def dependence(
    request: SynthesisRequest,
    pooled: Sequence[Study],
    offered: Sequence[Study],
    values: Numbers,
    variances: Numbers,
    method: str,
) -> Dependence:
    """What fits the studies that are ``pooled``; other outcomes are taken from all ``offered``."""
    refused: list[tuple[str, str]] = []

    def made(name: str, analysis: Callable[[], Answer]) -> Answer | None:
        try:
            return analysis()
        except CannotComputeError as refusal:
            refused.append((name, str(refusal)))
            return None

    clustered, robust, joint = None, None, request.analyses.joint
    clusters = _clusters(pooled)
    if clusters is not None:
        rho, level = request.analyses.cluster_correlation, request.level
        only = Design((INTERCEPT,), np.ones((len(values), 1)))
        clustered = made(
            "three-level model",
            lambda: three_level(values, variances, clusters, level=level, correlation=rho),
        )
        robust = made(
            "error robust to clusters",
            lambda: cluster_robust(values, variances, clusters, only, method, level=level)[0][0],
        )
    together = None
    if joint is not None:
        together = made("several outcomes at once", lambda: joint_outcomes(request, joint, offered))
    return Dependence(clustered, robust, together, tuple(refused))


def _clusters(studies: Sequence[Study]) -> list[str] | None:
    """A name for each study's cluster; ``None`` where no two studies share one."""
    names = [study.cluster for study in studies]
    named = [name for name in names if name]
    if len(set(named)) == len(named):
        return None
    # A study without a cluster is one of its own.
    return [name or f"study {at}" for at, name in enumerate(names)]
