"""What an effect measure is, and those that are known."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from evidence.synthesis.scale import Scale

_LARGEST_LOG = math.log(sys.float_info.max)


class DataKind(StrEnum):
    """What a study must report for a measure to be computed."""

    EVENTS = "events"
    """Events and participants of two groups."""
    MEANS = "means"
    """Means, standard deviations and participants of two groups."""
    RATES = "rates"
    """Events and person-time of two groups."""
    PROPORTION = "proportion"
    """Events and participants of one group."""
    CORRELATION = "correlation"
    """A correlation and the number of pairs."""
    PAIRED_MEANS = "paired-means"
    """Two means of the same people, their standard deviations and correlation."""
    SURVIVAL = "survival"
    """Observed minus expected events and their variance."""
    PUBLISHED = "published"
    """Nothing but a printed estimate."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One effect measure.

    ``null_value`` is the value without effect on the analysis scale, ``None`` for measures of one
    group, which compare nothing. ``is_correctable`` says whether empty cells get a continuity
    correction that nobody named, which measures by arcsines and square roots do without.
    """

    id: str
    label: str
    data: DataKind
    scale: Scale = Scale.IDENTITY
    null_value: float | None = 0.0
    is_correctable: bool = False

    @property
    def is_ratio(self) -> bool:
        """Whether it compares two groups by a ratio, analysed as its natural logarithm."""
        return self.scale is Scale.LOG and self.null_value is not None

    def to_natural(self, value: float, *, size: float | None = None) -> float:
        """A number on the analysis scale as people read it; infinite where it overflows.

        Raises:
            CannotComputeError: when ``size`` is needed and not given.
        """
        if self.scale is Scale.LOG and value > _LARGEST_LOG:
            return math.inf
        return self.scale.to_natural(value, size=size)


_EVENTS, _MEANS, _RATES = DataKind.EVENTS, DataKind.MEANS, DataKind.RATES
_ONE, _PAIRED = DataKind.PROPORTION, DataKind.PAIRED_MEANS
_LOG = Scale.LOG

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        item.id: item
        for item in (
            Measure("RR", "risk ratio", _EVENTS, _LOG, is_correctable=True),
            Measure("OR", "odds ratio", _EVENTS, _LOG, is_correctable=True),
            Measure("RD", "risk difference", _EVENTS, is_correctable=True),
            Measure("PETO", "Peto odds ratio", _EVENTS, _LOG, is_correctable=True),
            Measure("AS", "arcsine difference", _EVENTS),
            Measure(
                "OR2DL",
                "standardised mean difference from events (logistic)",
                _EVENTS,
                is_correctable=True,
            ),
            Measure(
                "OR2DN",
                "standardised mean difference from events (normal)",
                _EVENTS,
                is_correctable=True,
            ),
            Measure("MD", "mean difference", _MEANS),
            Measure("SMD", "standardised mean difference", _MEANS),
            Measure("SMDH", "standardised mean difference (unequal variances)", _MEANS),
            Measure("ROM", "ratio of means", _MEANS, _LOG),
            Measure("CVR", "ratio of coefficients of variation", _MEANS, _LOG),
            Measure("VR", "ratio of standard deviations", _MEANS, _LOG),
            Measure("D2ORL", "odds ratio from means (logistic)", _MEANS, _LOG),
            Measure("IRR", "incidence rate ratio", _RATES, _LOG, is_correctable=True),
            Measure("IRD", "incidence rate difference", _RATES, is_correctable=True),
            Measure("IRSD", "difference of square-rooted rates", _RATES),
            Measure("PR", "proportion", _ONE, null_value=None, is_correctable=True),
            Measure("PLN", "log proportion", _ONE, _LOG, None, is_correctable=True),
            Measure("PLO", "logit proportion", _ONE, Scale.LOGIT, None, is_correctable=True),
            Measure("PAS", "arcsine proportion", _ONE, Scale.ARCSINE, None),
            Measure("PFT", "Freeman-Tukey proportion", _ONE, Scale.FREEMAN_TUKEY, None),
            Measure("COR", "correlation", DataKind.CORRELATION),
            Measure("ZCOR", "correlation (Fisher z)", DataKind.CORRELATION, Scale.FISHER_Z),
            Measure("MC", "mean change", _PAIRED),
            Measure("SMCC", "standardised mean change", _PAIRED),
            Measure("SMCR", "standardised mean change (raw score)", _PAIRED),
            Measure("ROMC", "ratio of paired means", _PAIRED, _LOG),
            Measure("HR", "hazard ratio", DataKind.SURVIVAL, _LOG),
            Measure("GEN", "effect", DataKind.PUBLISHED),
        )
    }
)
