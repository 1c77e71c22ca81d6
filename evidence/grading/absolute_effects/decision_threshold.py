"""The smallest effects that matter, on the scale that effects are pooled on.

A claim may state them as sizes (``magnitudes``: events per 1,000 from a baseline risk, else units
of the measure), as one ``threshold`` of the measure, or not at all. GRADE holds the interval of
the absolute effect against them wherever a baseline risk is known (Core GRADE 2, Guyatt and others
2025, doi:10.1136/bmj-2024-081904; GRADE guidance 34, Zeng and others 2022,
doi:10.1016/j.jclinepi.2022.07.014). Carrying the thresholds over to the relative scale gives the
same answer, because risks rise with the effect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from evidence.grading.absolute_effects.absolute_effect import gives_risks, relative_effect
from evidence.model.claim import Magnitudes, SynthesisRequest
from evidence.model.synthesis import Synthesis

_PER = 1000
_DEFAULT_RATIO = (math.log(0.75), math.log(1.25))
_DEFAULT_SD = (-0.5, 0.5)


@dataclass(frozen=True, slots=True)
class DecisionThresholds:
    """The smallest effects either way that matter, and the smallest large ones where stated.

    All are on the analysis scale; infinity stands for what no effect can reach. ``stated`` says
    that the claim sets them; else they are the rough guide of GRADE guidelines 6.
    """

    lower: float
    upper: float
    told: str
    stated: bool = True
    large_lower: float = -math.inf
    large_upper: float = math.inf

    def crossed(self, low: float, high: float) -> int:
        """How many of the two smallest effects that matter lie within an interval."""
        return (low < self.lower < high) + (low < self.upper < high)

    def holds(self, low: float, high: float) -> bool:
        """Whether an interval lies wholly between them, where no effect matters."""
        return self.lower <= low and high <= self.upper

    def spans_large(self, low: float, high: float) -> bool:
        """Whether an interval holds a large effect both ways."""
        return low < self.large_lower and self.large_upper < high


def threshold_on_scale(threshold: float | None, *, is_ratio: bool) -> float | None:
    """A threshold as written, on the analysis scale; ``None`` where it cannot be one."""
    if threshold is None or not math.isfinite(threshold):
        return None
    if not is_ratio:
        return threshold
    return math.log(threshold) if threshold > 0 else None


def decision_thresholds(
    request: SynthesisRequest | None, synthesis: Synthesis, threshold: float | None = None
) -> DecisionThresholds | None:
    """What a claim or, failing that, GRADE's rough guide says; ``None`` where neither does.

    ``threshold`` stands in for that of the request where there is none.
    """
    found = _of_magnitudes(request, synthesis) if request is not None else None
    if found is not None:
        return found
    written = request.threshold if request is not None else threshold
    chosen = threshold_on_scale(written, is_ratio=synthesis.is_ratio)
    if chosen:
        size = abs(chosen)
        shown = f"{synthesis.measure} {written:g}"
        return DecisionThresholds(-size, size, f"a threshold of {shown}")
    if synthesis.is_ratio:
        told = "a quarter less or more, for want of a threshold"
        return DecisionThresholds(*_DEFAULT_RATIO, told, stated=False)
    if synthesis.measure in ("SMD", "SMDH"):
        told = "half a standard deviation, for want of a threshold"
        return DecisionThresholds(*_DEFAULT_SD, told, stated=False)
    return None


def _of_magnitudes(request: SynthesisRequest, synthesis: Synthesis) -> DecisionThresholds | None:
    sizes = request.magnitudes
    if sizes is None or not 0 < sizes.small < math.inf:
        return None
    if gives_risks(synthesis.measure):
        return _of_risks(sizes, request, synthesis)
    if synthesis.is_ratio:
        return None
    unit = request.instrument or "units of the measure"
    told = f"{sizes.small:g} {unit}"
    size, large = sizes.small, sizes.large
    if synthesis.measure in ("SMD", "SMDH") and request.baseline_sd:
        size, large = size / request.baseline_sd, large / request.baseline_sd
    return DecisionThresholds(-size, size, told, large_lower=-large, large_upper=large)


def _of_risks(
    sizes: Magnitudes, request: SynthesisRequest, synthesis: Synthesis
) -> DecisionThresholds | None:
    baseline = request.baseline_risk
    if baseline is None or not 0 < baseline < 1:
        if synthesis.measure != "RD":
            return None
        # A difference of risks needs no baseline to be held against a difference that matters.
        baseline = 0.5

    def effect(per: float) -> float:
        return relative_effect(synthesis.measure, baseline, baseline + per / _PER)

    from_risk = (
        f" from a baseline risk of {_PER * request.baseline_risk:g}"
        if request.baseline_risk
        else ""
    )
    return DecisionThresholds(
        lower=effect(-sizes.small),
        upper=effect(sizes.small),
        told=f"{sizes.small:g} {'event' if sizes.small == 1 else 'events'} per 1,000{from_risk}",
        large_lower=effect(-sizes.large),
        large_upper=effect(sizes.large),
    )
