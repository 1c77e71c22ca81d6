"""Two people's gradings of the same claims, made independently, and how far they agree.

GRADE was made so that two people reach the same grade from the same evidence (Mustafa and others
2013, doi:10.1016/j.jclinepi.2013.02.004, found 0.66 to 0.72 with it and about 0.3 without). What
they differ in is listed with both reasons; which of them stands is for the two to settle, so that
nothing here makes a consensus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.agreement import Agreement, agreement
from evidence.grading.framework import Domain, Framework
from evidence.grading.scales.moves import level_of, rated
from evidence.model.judgement import Judgement

LEVEL = "certainty"
_LEVEL_LABEL = "Level"

GradedKey = tuple[str, str]
"""A claim and, where it is judged by several outcomes, one of these; else empty."""


@dataclass(frozen=True, slots=True)
class FirstGrading:
    """A claim, or one outcome of it, as it stands in the review."""

    claim: str
    outcome: str
    framework: Framework
    judgement: Judgement | None

    @property
    def key(self) -> GradedKey:
        """What the second grading is found by."""
        return self.claim, self.outcome


@dataclass(frozen=True, slots=True)
class GradingDifference:
    """One thing that the two rated differently, with both reasons.

    ``part`` is a domain's id, or ``certainty`` for the level reached.
    """

    claim: str
    outcome: str
    part: str
    label: str
    first: str
    second: str
    first_reason: str
    second_reason: str


@dataclass(frozen=True, slots=True)
class PartAgreement:
    """How far the two agree in one part of one framework: its level, or a domain."""

    framework: str
    part: str
    label: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class GradingComparison:
    """Two gradings held against each other.

    ``compared`` were graded by both; ``first_only`` and ``second_only`` by one of them. Levels are
    compared within a framework, never across.
    """

    compared: tuple[GradedKey, ...]
    first_only: tuple[GradedKey, ...]
    second_only: tuple[GradedKey, ...]
    parts: tuple[PartAgreement, ...]
    differences: tuple[GradingDifference, ...]


def compare_gradings(
    first: Sequence[FirstGrading], second: Mapping[GradedKey, Judgement]
) -> GradingComparison:
    """Agreement of the gradings of a review with a second person's, part by part.

    Only words that the framework knows are compared; the readers say which are none.
    """
    both = [each for each in first if each.judgement is not None and each.key in second]
    return GradingComparison(
        compared=tuple(each.key for each in both),
        first_only=tuple(each.key for each in first if each.judgement and each.key not in second),
        second_only=tuple(each.key for each in first if not each.judgement and each.key in second),
        parts=_parts(both, second),
        differences=tuple(
            difference for each in both for difference in _differences(each, second[each.key])
        ),
    )


def _parts(
    both: Sequence[FirstGrading], second: Mapping[GradedKey, Judgement]
) -> tuple[PartAgreement, ...]:
    found: list[PartAgreement] = []
    for framework in dict.fromkeys(each.framework.name for each in both):
        ours = [each for each in both if each.framework.name == framework]
        of = ours[0].framework
        levels = [level.id for level in of.levels]
        pairs = [pair for each in ours if (pair := _levels(each, second[each.key]))]
        together = agreement(pairs, levels, ordered=True)
        found.append(PartAgreement(framework, LEVEL, _LEVEL_LABEL, together))
        for domain in of.domains:
            pairs = [pair for each in ours if (pair := _ratings(domain, each, second[each.key]))]
            together = agreement(pairs, tuple(domain.ratings), ordered=_is_ordered(domain))
            found.append(PartAgreement(framework, domain.id, domain.label, together))
    return tuple(found)


def _levels(first: FirstGrading, second: Judgement) -> tuple[str, str] | None:
    given = [
        level_of(first.framework.levels, each.certainty)
        for each in (first.judgement, second)
        if each is not None
    ]
    known = [level.id for level in given if level is not None]
    return (known[0], known[1]) if len(known) == 2 else None


def _ratings(domain: Domain, first: FirstGrading, second: Judgement) -> tuple[str, str] | None:
    one, other = _rating(domain, first.judgement), _rating(domain, second)
    return (one, other) if one and other else None


def _rating(domain: Domain, judgement: Judgement | None) -> str:
    """The rating a person gave, or the one that their silence means.

    Where domains add and take, one that is not mentioned changes nothing, and the sum that leads
    to the level counts it so. Components of a table have no such word.
    """
    found = rated(judgement, domain)
    if found is not None:
        return found[0]
    if judgement is None or domain.id in judgement.domains or not _is_ordered(domain):
        return ""
    return next((word for word, change in domain.ratings.items() if change == 0), "")


def _is_ordered(domain: Domain) -> bool:
    """Whether the ratings of a domain stand in an order: some of them change the level."""
    return any(domain.ratings.values())


def _differences(first: FirstGrading, second: Judgement) -> list[GradingDifference]:
    one = first.judgement
    if one is None:
        return []
    found = []
    levels = _levels(first, second)
    if levels and levels[0] != levels[1]:
        reasons = one.reason, second.reason
        found.append(GradingDifference(*first.key, LEVEL, _LEVEL_LABEL, *levels, *reasons))
    for domain in first.framework.domains:
        ratings = _ratings(domain, first, second)
        if ratings and ratings[0] != ratings[1]:
            reasons = _reason(domain, one), _reason(domain, second)
            found.append(GradingDifference(*first.key, domain.id, domain.label, *ratings, *reasons))
    return found


def _reason(domain: Domain, judgement: Judgement) -> str:
    found = rated(judgement, domain)
    return found[2].strip() if found else ""
