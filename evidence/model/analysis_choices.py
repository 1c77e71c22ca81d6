"""What a review asks of a synthesis beyond its pooled effect, where it does not want the usual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PriorChoice:
    """Priors of the Bayesian model on the analysis scale; without a ``mean_sd`` the mean's is flat.

    ``of_tau`` is ``half-normal``, ``half-cauchy`` or ``uniform``.
    """

    of_tau: str
    scale: float
    mean: float = 0.0
    mean_sd: float | None = None


@dataclass(frozen=True, slots=True)
class JointOutcomes:
    """Other outcomes that are pooled together with this one.

    ``correlation`` is that of their sampling errors within a study.
    """

    outcomes: tuple[str, ...]
    correlation: float


@dataclass(frozen=True, slots=True)
class AnalysisChoices:
    """How the analyses of one synthesis are made.

    ``asymmetry_tests`` is empty where those that fit the measure are meant, ``missing_side`` where
    the data say on which side of the funnel studies are missing. ``predict_at`` holds values of
    the moderators by their names. ``cluster_correlation`` is that of the sampling errors of effects
    in one cluster.
    """

    asymmetry_tests: tuple[str, ...] = ()
    missing_count: str = "L0"
    missing_side: str = ""
    subgroup_variance: str = "separate"
    variance_interval: str = "Q-profile"
    predict_at: tuple[Mapping[str, str], ...] = ()
    prior: PriorChoice | None = None
    cluster_correlation: float = 0.0
    joint: JointOutcomes | None = None
