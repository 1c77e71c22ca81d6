"""Two gradings of one claim compared, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evidence.grading.framework import Body, Derivation, Direction, Level
from evidence.model.claim import Verdict

_POINTS: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.SUPPORTS: "the evidence then supports the claim",
        Direction.MIXED: "the evidence then disagrees",
        Direction.DISPUTES: "the evidence then disputes the claim",
        Direction.QUALIFIES: "the evidence then only qualifies the claim",
        Direction.NONE: "no evidence is then left",
    }
)


def explanation(
    before: tuple[Derivation, Verdict, Body], after: tuple[Derivation, Verdict, Body]
) -> str:
    """The level and verdict before and after, and the steps that differ."""
    (old, old_verdict, old_body), (new, new_verdict, new_body) = before, after
    parts = []
    if old.level != new.level:
        parts.append(f"{_named(old.level)} becomes {_named(new.level)}")
    if old_verdict is not new_verdict:
        parts.append(f"{_told(old_verdict)} becomes {_told(new_verdict)}")
    earlier = {step.domain: step for step in old.steps}
    for step in new.steps:
        was = earlier.get(step.domain)
        if was is None or (was.change, was.rating) != (step.change, step.rating):
            parts.append(f"{step.label.lower()}: {step.reason}")
    if new.level is None and new.reason and new_body.direction is not Direction.NONE:
        parts.append(new.reason)
    if old_body.direction is not new_body.direction:
        parts.append(_POINTS[new_body.direction])
    return "; ".join(parts)


def _told(verdict: Verdict) -> str:
    return verdict.value.replace("-", " ")


def _named(level: Level | None) -> str:
    return level.label.lower() if level else "not graded"
