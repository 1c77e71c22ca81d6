"""Levels that a framework leaves to a person: taken from the judgement, never computed."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.grading.framework import Level, Step, Undecided
from evidence.grading.scales.moves import level_of
from evidence.model.judgement import Judgement

LEVEL_DOMAIN = "level"
_LABEL = "Overall"


def personal_step(
    judgement: Judgement | None, levels: Sequence[Level]
) -> tuple[Step, Level] | None:
    """The level a person gave, as a step; ``None`` where none of the framework's was given."""
    given = level_of(levels, judgement.certainty) if judgement else None
    if judgement is None or given is None:
        return None
    reason = judgement.reason.strip() or f"judged {given.label}"
    return Step(LEVEL_DOMAIN, _LABEL, 0, reason, "person", given.id), given


def left_to_a_person(question: str) -> Undecided:
    """What is asked of a person where nobody has given a level."""
    return Undecided(LEVEL_DOMAIN, _LABEL, question)
