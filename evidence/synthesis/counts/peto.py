"""Peto's pooled odds ratio: one step from no effect, for rare events and small effects.

Yusuf and others 1985 (doi:10.1016/S0033-0620(85)80003-7). It is biased when effects are large or
arms are of very different size (Greenland and Salvan 1990, doi:10.1002/sim.4780090307).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.synthesis.effects.event_effects import observed_minus_expected
from evidence.synthesis.intervals import LEVEL, confidence_interval, p_value
from evidence.synthesis.random_effects.cochran_q import CochranQ, cochran_q
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import EventTable


@dataclass(frozen=True, slots=True)
class Peto:
    """The pooled log odds ratio, and how far the studies differ from it.

    ``studies`` counts the tables, of which those without contrast weigh nothing; ``weights`` are
    shares in percent.
    """

    value: float
    standard_error: float
    statistic: float
    p_value: float
    ci_low: float
    ci_high: float
    studies: int
    weights: tuple[float, ...]
    heterogeneity: CochranQ


def peto(tables: Sequence[EventTable], *, level: float = LEVEL) -> Peto:
    """Pool 2×2 tables as they are: none needs a correction.

    Raises:
        CannotComputeError: when a table is impossible, or in every table nobody or everybody has
            the event.
    """
    pairs = np.array([observed_minus_expected(table) for table in tables]).reshape(-1, 2)
    differences, variances = pairs[:, 0], pairs[:, 1]
    total = float(variances.sum())
    if not 0 < total < math.inf:
        raise CannotComputeError(
            "no study has both events and non-events: there are no odds ratios"
        )
    value = float(differences.sum()) / total
    error = total**-0.5
    told = variances > 0
    around = (differences[told] - value * variances[told]) ** 2 / variances[told]
    low, high = confidence_interval(value, error, level)
    return Peto(
        value=value,
        standard_error=error,
        statistic=value / error,
        p_value=p_value(value, error),
        ci_low=low,
        ci_high=high,
        studies=len(tables),
        weights=tuple((100 * variances / total).tolist()),
        heterogeneity=cochran_q(float(around.sum()), int(told.sum())),
    )
