"""What the reader is told of a claim."""

from __future__ import annotations

from evidence.grading.framework import Body, Direction, Framework, Level
from evidence.model.claim import Verdict


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
