"""One claim in several frameworks side by side, each derived by its own rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.grading.framework import Body, Derivation, Framework, Level
from evidence.grading.outcomes import derive
from evidence.grading.scales.moves import level_of
from evidence.grading.verdict import verdict_of
from evidence.model.claim import Claim, Verdict
from evidence.model.judgement import Judgement
from evidence.model.study import Study

LEVELS_DO_NOT_CONVERT = (
    "Each framework is applied by its own rules. Their levels do not convert into one another: "
    "none of them stands for a missing grade in another."
)


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """What one framework makes of a claim.

    ``judged`` is the person's level, ``None`` in every framework but that of the judgement.
    """

    framework: Framework
    derivation: Derivation
    verdict: Verdict
    judged: Level | None = None


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A claim in several frameworks, its own first; ``note`` says what may not be read from it."""

    claim: Claim
    rows: tuple[CrosswalkRow, ...]
    note: str = LEVELS_DO_NOT_CONVERT


def crosswalk(
    body: Body,
    own: Framework,
    others: Iterable[Framework],
    studies: Mapping[str, Sequence[Study]],
) -> Crosswalk:
    """Derive a claim's grade in its own framework and in others, each once.

    A person's ratings are in the words of one framework and count in that one alone. ``studies``
    are those that each citation key of the review reports.
    """
    frameworks = {each.name: each for each in (own, *others)}
    rows = tuple(_row(body, each, own.name, studies) for each in frameworks.values())
    return Crosswalk(body.claim, rows)


def _row(
    body: Body, framework: Framework, home: str, studies: Mapping[str, Sequence[Study]]
) -> CrosswalkRow:
    claim = _judged_in(body.claim, framework.name, home)
    derivation = derive(framework, replace(body, claim=claim), studies)
    judged = level_of(framework.levels, claim.judgement.certainty) if claim.judgement else None
    return CrosswalkRow(
        framework, derivation, verdict_of(framework, body, derivation.level), judged
    )


def _judged_in(claim: Claim, framework: str, home: str) -> Claim:
    """The claim with those of its judgements that were made in a framework."""
    return replace(
        claim,
        judgement=_kept(claim.judgement, framework, home),
        outcomes=tuple(
            replace(each, judgement=_kept(each.judgement, framework, home))
            for each in claim.outcomes
        ),
    )


def _kept(judgement: Judgement | None, framework: str, home: str) -> Judgement | None:
    if judgement is None or (judgement.framework or home) != framework:
        return None
    return judgement
