"""The scales that effects are analysed on, and the way back to numbers that people read."""

from __future__ import annotations

import math
from enum import StrEnum

from scipy.special import expit, logit

from evidence.synthesis.refusal import CannotComputeError


class Scale(StrEnum):
    """How a measure is transformed before it is analysed."""

    IDENTITY = "identity"
    LOG = "log"
    LOGIT = "logit"
    ARCSINE = "arcsine"
    """Arcsine of the square root."""
    FREEMAN_TUKEY = "freeman-tukey"
    FISHER_Z = "fisher-z"

    @property
    def needs_size(self) -> bool:
        """Whether the way back depends on the number of participants."""
        return self is Scale.FREEMAN_TUKEY

    def to_analysis(self, value: float) -> float:
        """A number on the natural scale, transformed.

        Raises:
            CannotComputeError: where the transformation does not exist, and for Freeman and
                Tukey's, which is of counts and not of a proportion.
        """
        if self is Scale.IDENTITY:
            return value
        try:
            found = _FORWARD[self](value)
        except (KeyError, ValueError):
            found = math.nan
        if not math.isfinite(found):
            raise CannotComputeError(f"{value:.6g} has no {self.value} transformation")
        return found

    def to_natural(self, value: float, *, size: float | None = None) -> float:
        """A number on the analysis scale, back on its own.

        ``size`` is the number of participants for Freeman and Tukey's transformation; for a
        pooled proportion the harmonic mean of the studies' (:func:`harmonic_mean`).

        Raises:
            CannotComputeError: when ``size`` is needed and not given, or the result overflows.
        """
        if self is Scale.FREEMAN_TUKEY:
            if size is None or size <= 0:
                raise CannotComputeError("the Freeman-Tukey transformation needs a sample size")
            return _inverse_freeman_tukey(value, size)
        if self is Scale.LOG:
            try:
                return math.exp(value)
            except OverflowError:
                raise CannotComputeError(f"the exponential of {value:.6g} is too large") from None
        if self is Scale.LOGIT:
            return float(expit(value))
        if self is Scale.ARCSINE:
            return math.sin(min(max(value, 0.0), math.pi / 2)) ** 2
        return math.tanh(value) if self is Scale.FISHER_Z else value


_FORWARD = {
    Scale.LOG: math.log,
    Scale.LOGIT: lambda value: float(logit(value)),
    Scale.ARCSINE: lambda value: math.asin(math.sqrt(value)),
    Scale.FISHER_Z: math.atanh,
}


def harmonic_mean(sizes: list[float]) -> float:
    """Harmonic mean of the studies' participants.

    Raises:
        CannotComputeError: without sizes, or when one is not positive.
    """
    if not sizes or not all(0 < size < math.inf for size in sizes):
        raise CannotComputeError("a harmonic mean needs positive sizes")
    return len(sizes) / math.fsum(1 / size for size in sizes)


def _double_arcsine(share: float, size: float) -> float:
    events = share * size
    one = math.asin(math.sqrt(events / (size + 1)))
    return (one + math.asin(math.sqrt((events + 1) / (size + 1)))) / 2


def _inverse_freeman_tukey(value: float, size: float) -> float:
    """Miller 1978 (doi:10.1080/00031305.1978.10479283); beyond what 0 and 1 give, 0 and 1."""
    if value <= _double_arcsine(0, size):
        return 0.0
    if value >= _double_arcsine(1, size):
        return 1.0
    sine = math.sin(2 * value)
    inside = 1 - (sine + (sine - 1 / sine) / size) ** 2
    return 0.5 * (1 - math.copysign(1.0, math.cos(2 * value)) * math.sqrt(max(0.0, inside)))
