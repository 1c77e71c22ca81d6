"""Whether the evidence is too thin to tell where the effect lies.

The rules are those of GRADE guidelines 6 (Guyatt and others 2011,
doi:10.1016/j.jclinepi.2011.01.012) for systematic reviews: precise when the 95 % interval
excludes no effect and the participants reach the optimal information size; one level off when the
interval holds no effect and an appreciable benefit or harm (a risk ratio below 0.75 or above
1.25; half a standard deviation), two when it holds both. A threshold set for the claim takes the
place of these. GRADE guidance 34 (Zeng and others 2022, doi:10.1016/j.jclinepi.2022.07.014) takes
two levels off when the participants are far below the information size; "far below" is read here
as under 30 %. Without pooled data only the number of participants can be held against it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from evidence.grading.concern import Concern
from evidence.grading.information_size import WITHOUT_RISK, optimal_information_size
from evidence.model.study import Study
from evidence.model.synthesis import PooledEffect, Synthesis

_FAR_BELOW = 0.30
_APPRECIABLE_RATIO = (math.log(0.75), math.log(1.25))
_APPRECIABLE_SD = (-0.5, 0.5)


def imprecision_concern(
    studies: Sequence[Study], synthesis: Synthesis | None, threshold: float | None = None
) -> Concern:
    """Levels taken off for imprecision; ``threshold`` is as written in the claim."""
    if synthesis is None or synthesis.pooled is None:
        return _of_size(participants_of(studies))
    size = _size_concern(synthesis)
    crossing = _of_interval(synthesis, synthesis.pooled, threshold)
    if crossing is None:
        return Concern(size.levels, f"the interval keeps to one side; {size.reason}")
    if crossing.levels == 0:
        return Concern(min(size.levels, 1), f"{crossing.reason}; {size.reason}")
    return crossing


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


def threshold_on_scale(threshold: float | None, *, is_ratio: bool) -> float | None:
    """A threshold as written, on the analysis scale; ``None`` where it cannot be one."""
    if threshold is None or not math.isfinite(threshold):
        return None
    if not is_ratio:
        return threshold
    return math.log(threshold) if threshold > 0 else None


def _of_interval(
    synthesis: Synthesis, pooled: PooledEffect, threshold: float | None
) -> Concern | None:
    """What the interval says by itself; ``None`` when only the information size is left to ask."""
    low, high = pooled.ci_low, pooled.ci_high
    chosen = threshold_on_scale(threshold, is_ratio=synthesis.is_ratio)
    if chosen:
        crossed = sum(low < edge < high for edge in (chosen, -chosen))
        if not crossed:
            return None
        return Concern(crossed, f"the interval crosses {crossed} of the thresholds set")
    if not low < 0 < high:
        return None
    appreciable = _appreciable(synthesis)
    if appreciable is None:
        return Concern(1, "the interval includes no effect")
    crossed = (low < appreciable[0]) + (high > appreciable[1])
    if crossed == 0:
        return Concern(0, "the interval lies close around no effect")
    sides = "an appreciable effect both ways" if crossed == 2 else "an appreciable effect"
    return Concern(crossed, f"the interval includes no effect and {sides}")


def _appreciable(synthesis: Synthesis) -> tuple[float, float] | None:
    if synthesis.is_ratio:
        return _APPRECIABLE_RATIO
    return _APPRECIABLE_SD if synthesis.measure == "SMD" else None


def _size_concern(synthesis: Synthesis) -> Concern:
    if synthesis.total_participants is None:
        return Concern(0, "the number of participants is not recorded for every study")
    return _against(
        synthesis.total_participants, optimal_information_size(synthesis.comparator_risk)
    )


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
