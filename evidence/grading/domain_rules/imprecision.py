"""Whether the evidence is too thin to tell where the effect lies.

The interval comes first. Held against decision thresholds that the claim states, on the absolute
scale where a baseline risk is known, each threshold inside it takes one level off, and three are
off where it holds a large effect both ways (GRADE guidance 34 and 35, 2022,
doi:10.1016/j.jclinepi.2022.07.014 and doi:10.1016/j.jclinepi.2022.07.015; Core GRADE 2, 2025,
doi:10.1136/bmj-2024-081904). An interval wholly within them shows little or no effect and is
precise. Without stated thresholds the rough guide of GRADE guidelines 6 stands (Guyatt and others
2011, doi:10.1016/j.jclinepi.2011.01.012): one level off when the interval holds no effect and an
appreciable benefit or harm (a risk ratio below 0.75 or above 1.25; half a standard deviation), two
when it holds both.

Then participants are held against the optimal information size; far below it two levels come off
(guidance 34), and "far below" is read here as under 30 %. What takes more off stands, so that
fewer participants or a wider interval never raise a grade. Without pooled data only the number of
participants can be held against it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from evidence.grading.absolute_effects.decision_threshold import (
    DecisionThresholds,
    decision_thresholds,
)
from evidence.grading.absolute_effects.decision_threshold import (
    threshold_on_scale as threshold_on_scale,
)
from evidence.grading.domain_rules.concern import Concern
from evidence.grading.domain_rules.information_size import (
    WITHOUT_RISK,
    information_size_of_means,
    optimal_information_size,
)
from evidence.model.claim import SynthesisRequest
from evidence.model.study import Study
from evidence.model.synthesis import PooledEffect, Synthesis

_FAR_BELOW = 0.30
# Core GRADE asks for the information size only where the relative effect is larger than this.
_LARGE_RATIO = math.log(1 / (1 - 0.30))
_SCALED = ("SMD", "SMDH")


def imprecision_concern(
    studies: Sequence[Study],
    synthesis: Synthesis | None,
    threshold: float | None = None,
    *,
    request: SynthesisRequest | None = None,
    only_large: bool = False,
) -> Concern:
    """Levels taken off for imprecision; ``threshold`` is as written in the claim.

    ``request`` gives all that the claim says of thresholds and baseline. ``only_large`` holds
    participants against the information size only where the relative effect is large.
    """
    if synthesis is None or synthesis.pooled is None:
        return _of_size(participants_of(studies))
    thresholds = decision_thresholds(request, synthesis, threshold)
    size = _size_concern(synthesis, request, thresholds)
    if only_large and not _is_large(synthesis, synthesis.pooled):
        size = Concern(0, "the effect is not so large that participants must be counted")
    crossing = _of_interval(synthesis.pooled, thresholds)
    if crossing is None:
        return Concern(size.levels, f"the interval keeps to one side; {size.reason}")
    if crossing.levels == 0 and thresholds is not None and thresholds.stated:
        return crossing
    return Concern(max(crossing.levels, size.levels), f"{crossing.reason}; {size.reason}")


def participants_of(studies: Sequence[Study]) -> int | None:
    """Participants of all studies, ``None`` where one does not say.

    Systematic reviews hold the participants of other studies: they count only where there is
    nothing else, and then the largest alone.
    """
    primary = [study for study in studies if not study.design.is_secondary]
    sizes = [study.size for study in primary or studies]
    known = [size for size in sizes if size is not None]
    if not known or len(known) < len(sizes):
        return None
    return sum(known) if primary else max(known)


def _of_interval(pooled: PooledEffect, thresholds: DecisionThresholds | None) -> Concern | None:
    """What the interval says by itself; ``None`` when it keeps to one side of what matters."""
    low, high = pooled.ci_low, pooled.ci_high
    if thresholds is not None and thresholds.stated:
        return _of_stated(low, high, thresholds)
    if not low < 0 < high:
        return None
    if thresholds is None:
        return Concern(1, "the interval includes no effect")
    crossed = (low < thresholds.lower) + (high > thresholds.upper)
    if crossed == 0:
        return Concern(0, "the interval lies close around no effect")
    sides = "an appreciable effect both ways" if crossed == 2 else "an appreciable effect"
    return Concern(crossed, f"the interval includes no effect and {sides} ({thresholds.told})")


def _of_stated(low: float, high: float, thresholds: DecisionThresholds) -> Concern | None:
    told = thresholds.told
    if thresholds.spans_large(low, high):
        return Concern(3, f"the interval holds a large effect both ways ({told} matter)")
    crossed = thresholds.crossed(low, high)
    if crossed:
        return Concern(crossed, f"the interval crosses {crossed} of the thresholds set ({told})")
    if thresholds.holds(low, high):
        return Concern(0, f"the interval holds no effect that matters ({told})")
    return None


def _is_large(synthesis: Synthesis, pooled: PooledEffect) -> bool:
    return synthesis.is_ratio and abs(pooled.value) > _LARGE_RATIO


def _size_concern(
    synthesis: Synthesis, request: SynthesisRequest | None, thresholds: DecisionThresholds | None
) -> Concern:
    if synthesis.total_participants is None:
        return Concern(0, "the number of participants is not recorded for every study")
    needed = optimal_information_size(synthesis.comparator_risk)
    difference = _difference_sought(synthesis, request, thresholds)
    if difference is not None:
        needed = information_size_of_means(difference)
    return _against(synthesis.total_participants, needed)


def _difference_sought(
    synthesis: Synthesis, request: SynthesisRequest | None, thresholds: DecisionThresholds | None
) -> float | None:
    """The smallest difference of means that matters, in standard deviations, where it is known."""
    if thresholds is None or not thresholds.stated:
        return None
    if synthesis.measure in _SCALED:
        return thresholds.upper
    if synthesis.measure == "MD" and request is not None and request.baseline_sd:
        return thresholds.upper / request.baseline_sd
    return None


def _of_size(participants: int | None) -> Concern:
    if participants is None:
        reason = "nothing is pooled and the number of participants is not recorded for every study"
        return Concern(1, reason, open=True)
    return _against(participants, WITHOUT_RISK)


def _against(participants: int, needed: int) -> Concern:
    reason = f"{participants:,} participants, {needed:,} would be needed in one adequate trial"
    if participants >= needed:
        return Concern(0, reason)
    return Concern(2 if participants < _FAR_BELOW * needed else 1, reason)
