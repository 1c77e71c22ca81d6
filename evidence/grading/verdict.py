"""What the reader is told of a claim."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from evidence.grading.framework import Body, Direction, Framework, Level
from evidence.model.claim import Verdict

_BY_DIRECTION = MappingProxyType(
    {
        Direction.MIXED: Verdict.CONFLICTING,
        Direction.DISPUTES: Verdict.CONTRADICTED,
        Direction.QUALIFIES: Verdict.LIMITED,
        Direction.NONE: Verdict.NO_EVIDENCE,
    }
)


def verdict_table(
    levels: Sequence[Level], well_supported: Collection[str]
) -> Mapping[tuple[str, Direction], Verdict]:
    """A verdict for each level and direction, given the levels at which support is good."""
    return MappingProxyType(
        {
            (level.id, direction): _BY_DIRECTION.get(
                direction,
                Verdict.WELL_SUPPORTED if level.id in well_supported else Verdict.LIMITED,
            )
            for level in levels
            for direction in Direction
        }
    )


def verdict_of(framework: Framework, body: Body, level: Level | None) -> Verdict:
    """The framework's verdict for a level and a direction.

    A claim without evidence that counts has the verdict ``no-evidence``, whatever its level; one
    with evidence that the framework does not grade, and that no person graded, is ``ungraded``.
    """
    if body.direction is Direction.NONE:
        return Verdict.NO_EVIDENCE
    if level is None:
        return Verdict.UNGRADED
    return framework.verdicts[level.id, body.direction]
