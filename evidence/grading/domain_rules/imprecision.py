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
from dataclasses import replace

from evidence.grading.absolute_effects.decision_threshold import (
    DecisionThresholds,
    decision_thresholds,
)
from evidence.grading.absolute_effects.decision_threshold import (
    threshold_on_scale as threshold_on_scale,
)
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import Concern, number_shown
from evidence.grading.domain_rules.information_size import (
    WITHOUT_RISK,
    information_size_of_means,
    optimal_information_size,
)
from evidence.model.claim import SynthesisRequest
from evidence.model.study import Study
from evidence.model.synthesis import PooledEffect, Synthesis
from evidence.synthesis.measure import MEASURES

_FAR_BELOW = 0.30
_GUIDE_6 = "GRADE guidelines 6"
_GUIDES_34_35 = "GRADE guidance 34 and 35"
# Core GRADE asks for the information size only where the relative effect is larger than this.
_LARGE_RATIO = math.log(1 / (1 - 0.30))
_SCALED = ("SMD", "SMDH")

_CONCERNS = ("no concern", "serious", "very serious")
_ENOUGH = Bound("as many as needed: no concern", _GUIDE_6)
_TOO_FEW = Bound(
    "fewer than needed: serious", _GUIDE_6, f"from {100 * _FAR_BELOW:.0f} % of what is needed"
)
_FAR_TOO_FEW = Bound(
    f"less than {100 * _FAR_BELOW:.0f} % of what is needed: very serious",
    "GRADE guidance 34",
    "the share that is far too few",
)
_UNCOUNTED = Bound("participants not counted: serious until a person says otherwise")
_NOT_COUNTED = Bound("participants that are not known take nothing off")
_NOT_LARGE = Bound(
    "counted only where the relative effect is a reduction of more than 30 %, or as much the "
    "other way",
    "Core GRADE 2",
)
_NO_EFFECT = Bound("no effect within the interval and no threshold: serious", _GUIDE_6)


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
        size = Concern(0, "participants not counted", bound=_NOT_LARGE)
    shown = _shown(synthesis)
    crossing = _of_interval(synthesis.pooled, thresholds)
    if crossing is None:
        of_what = " of no effect"
        if thresholds is not None and thresholds.stated:
            of_what = f" of the thresholds set ({thresholds.told})"
        return replace(size, reason=f"{shown} keeps to one side{of_what}; {size.reason}")
    crossing = replace(crossing, reason=f"{shown} {crossing.reason}")
    if crossing.levels == 0 and thresholds is not None and thresholds.stated:
        return crossing
    if crossing.levels >= size.levels:
        return replace(crossing, reason=f"{crossing.reason}; {size.reason}")
    return replace(size, reason=f"{crossing.reason}; {size.reason}")


def _shown(synthesis: Synthesis) -> str:
    """The interval on the scale that people read."""
    assert synthesis.pooled is not None  # noqa: S101 - the caller has looked
    measure, size = MEASURES.get(synthesis.measure), synthesis.typical_size
    ends = (synthesis.pooled.ci_low, synthesis.pooled.ci_high)
    low, high = (measure.to_natural(end, size=size) if measure else end for end in ends)
    shown = f"{number_shown(low)} to {number_shown(high)}"
    return f"the interval of the {synthesis.measure} ({shown})"


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
        return Concern(1, "includes no effect", bound=_NO_EFFECT)
    crossed = (low < thresholds.lower) + (high > thresholds.upper)
    sides = ("no appreciable effect", "an appreciable effect", "an appreciable effect both ways")
    own = "two levels" if crossed == 2 else ""
    bound = Bound(f"{sides[crossed]} ({thresholds.told}): {_CONCERNS[crossed]}", _GUIDE_6, own)
    return Concern(crossed, f"includes no effect and {sides[crossed]}", bound=bound)


def _of_stated(low: float, high: float, thresholds: DecisionThresholds) -> Concern | None:
    told = thresholds.told
    if thresholds.spans_large(low, high):
        reason = f"holds a large effect both ways ({told} matter)"
        return Concern(3, reason, bound=Bound("large both ways: extremely serious", _GUIDES_34_35))
    crossed = thresholds.crossed(low, high)
    if crossed:
        number = "one threshold" if crossed == 1 else "two thresholds"
        bound = Bound(f"{number} crossed: {_CONCERNS[crossed]}", _GUIDES_34_35)
        return Concern(crossed, f"crosses {crossed} of the thresholds set ({told})", bound=bound)
    if thresholds.holds(low, high):
        bound = Bound("no threshold crossed: no concern", _GUIDES_34_35)
        return Concern(0, f"holds no effect that matters ({told})", bound=bound)
    return None


def _is_large(synthesis: Synthesis, pooled: PooledEffect) -> bool:
    return synthesis.is_ratio and abs(pooled.value) > _LARGE_RATIO


def _size_concern(
    synthesis: Synthesis, request: SynthesisRequest | None, thresholds: DecisionThresholds | None
) -> Concern:
    if synthesis.total_participants is None:
        reason = "the number of participants is not recorded for every study"
        return Concern(0, reason, bound=_NOT_COUNTED)
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
        return Concern(1, reason, open=True, bound=_UNCOUNTED)
    return _against(participants, WITHOUT_RISK)


def _against(participants: int, needed: int) -> Concern:
    reason = f"{participants:,} participants, {needed:,} would be needed in one adequate trial"
    if participants >= needed:
        return Concern(0, reason, bound=_ENOUGH)
    if participants < _FAR_BELOW * needed:
        return Concern(2, reason, bound=_FAR_TOO_FEW)
    return Concern(1, reason, bound=_TOO_FEW)
