"""Confidence intervals of a single proportion.

Compared by Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E)
and by Brown, Cai and DasGupta 2001 (doi:10.1214/ss/1009213286).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from scipy.special import betaincinv

from evidence.synthesis.intervals import LEVEL, quantile
from evidence.synthesis.study_tables.study_table import ProportionTable


class ProportionInterval(StrEnum):
    """How the interval is made."""

    CLOPPER_PEARSON = "clopper-pearson"
    """Exact: never covers less than its level."""
    WILSON = "wilson"
    """By inverting the score test."""
    AGRESTI_COULL = "agresti-coull"
    """Wald's around Wilson's centre."""
    NORMAL = "normal"
    """Wald's on the proportion itself, poor near 0 and 1."""


def proportion_interval(
    table: ProportionTable,
    method: ProportionInterval = ProportionInterval.WILSON,
    *,
    level: float = LEVEL,
) -> tuple[float, float]:
    """Lower and upper limit, within 0 and 1.

    Raises:
        CannotComputeError: when no group can have such numbers.
    """
    table.check()
    low, high = _METHODS[method](table.events, table.total, level)
    return max(0.0, low), min(1.0, high)


def _clopper_pearson(events: float, total: float, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    others = total - events
    low = float(betaincinv(events, others + 1, tail)) if events > 0 else 0.0
    high = float(betaincinv(events + 1, others, 1 - tail)) if others > 0 else 1.0
    return low, high


def _wilson(events: float, total: float, level: float) -> tuple[float, float]:
    z = quantile(level)
    centre = (events + z * z / 2) / (total + z * z)
    reach = z / (total + z * z) * math.sqrt(events * (total - events) / total + z * z / 4)
    # At the ends the limits are 0 and 1, which rounding would miss.
    low = 0.0 if events == 0 else centre - reach
    return low, 1.0 if events == total else centre + reach


def _agresti_coull(events: float, total: float, level: float) -> tuple[float, float]:
    z = quantile(level)
    return _normal(events + z * z / 2, total + z * z, level)


def _normal(events: float, total: float, level: float) -> tuple[float, float]:
    share = events / total
    reach = quantile(level) * math.sqrt(share * (1 - share) / total)
    return share - reach, share + reach


_METHODS: Mapping[ProportionInterval, Callable[[float, float, float], tuple[float, float]]] = (
    MappingProxyType(
        {
            ProportionInterval.CLOPPER_PEARSON: _clopper_pearson,
            ProportionInterval.WILSON: _wilson,
            ProportionInterval.AGRESTI_COULL: _agresti_coull,
            ProportionInterval.NORMAL: _normal,
        }
    )
)
