"""What single studies found where nothing was pooled: directions, sizes and the widest interval.

Directions are counted and never significances (Cochrane Handbook 12.2.1.3; Murad and others 2017,
doi:10.1136/ebmed-2017-110668, on certainty without a pooled estimate).
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.grading.body import counting_items, counting_studies, stances_by_study
from evidence.grading.framework import Body
from evidence.model.claim import Stance
from evidence.model.study import Estimate


def narrative(body: Body, outcome: str = "") -> str:
    """One line on what the counting studies found, for one outcome or for what was asked."""
    studies = counting_studies(body)
    if not studies:
        return ""
    request = body.claim.synthesis
    wanted = outcome or (request.outcome if request else "")
    stances = stances_by_study(counting_items(body)).values()
    supporting = sum(Stance.SUPPORTS in each for each in stances)
    disputing = sum(Stance.DISPUTES in each for each in stances)
    noun = "study" if len(studies) == 1 else "studies"
    parts = [f"{len(studies)} {noun}, not pooled: {supporting} for and {disputing} against"]
    printed = [
        each
        for study in studies
        if (found := study.outcome(wanted)) is not None
        for each in found.estimates
        if each.value is not None
    ]
    for measure in sorted({each.measure.upper() for each in printed}):
        same = [each for each in printed if each.measure.upper() == measure]
        parts.append(_range(measure, same))
    return "; ".join(parts)


def _range(measure: str, estimates: Sequence[Estimate]) -> str:
    values = [each.value for each in estimates if each.value is not None]
    low, high = min(values), max(values)
    told = f"{measure} {low:g}" if low == high else f"{measure} from {low:g} to {high:g}"
    wide = [
        (each.ci_low, each.ci_high)
        for each in estimates
        if each.ci_low is not None and each.ci_high is not None
    ]
    if wide:
        widest = max(wide, key=lambda each: each[1] - each[0])
        told += f" (widest interval {widest[0]:g} to {widest[1]:g})"
    return told
