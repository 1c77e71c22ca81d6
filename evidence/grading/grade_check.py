"""A person's judgement held against the rules of GRADE."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.grading.framework import Body, Derivation, Discrepancy
from evidence.grading.grade_rules import (
    GradedStudies,
    GradeProfile,
    graded_studies,
    inconsistency_of,
)
from evidence.grading.judged import discrepancies, ignored_inconsistency
from evidence.grading.scales.grade_scale import (
    BORDERLINE,
    DOMAINS,
    INCONSISTENCY,
    LEVELS,
    RISK_OF_BIAS,
    STARTS,
    STARTS_HIGH,
)
from evidence.grading.scales.moves import derived_start, moved, rated
from evidence.model.judgement import Judgement


def check(
    profile: GradeProfile, body: Body, judgement: Judgement, derivation: Derivation
) -> tuple[Discrepancy, ...]:
    """Where a person's judgement breaks a profile's rules."""
    shared = discrepancies(
        judgement, derivation, levels=LEVELS, domains=profile.domains, starts=STARTS
    )
    kept = tuple(
        each
        for each in shared
        if each.kind != "arithmetic" or not _is_together(judgement, derivation)
    )
    high = STARTS_HIGH.get(body.claim.kind, frozenset())
    studies = graded_studies(profile, body, high)
    ignored = ignored_inconsistency(judgement, INCONSISTENCY, inconsistency_of(body, studies))
    return (*kept, *_upgrades(profile, judgement, derivation, studies), *ignored)


def _is_together(judgement: Judgement, derivation: Derivation) -> bool:
    """Whether a sum is only off by the one level that borderline domains may take together."""
    changes = [
        (found[0], found[1])
        for domain in DOMAINS
        if (found := rated(judgement, domain)) is not None
    ]
    near = sum(rating == BORDERLINE for rating, _ in changes)
    start = STARTS.get(judgement.start or derived_start(derivation))
    if near < 2 or start is None:
        return False
    return moved(LEVELS, start, sum(change for _, change in changes) - 1).id == judgement.certainty


def _upgrades(
    profile: GradeProfile, judgement: Judgement, derivation: Derivation, studies: GradedStudies
) -> Iterator[Discrepancy]:
    """Rating up is for bodies that start low and were not rated down (GRADE guidelines 9).

    Neither a start of one's own choice nor silence on what the data rate down opens the way up.
    """
    changes = [
        (domain, found[1])
        for domain in profile.domains
        if (found := rated(judgement, domain)) is not None
    ]
    excused = {RISK_OF_BIAS.id} if studies.by_robins else set()
    starts = set() if studies.by_robins else {judgement.start, derived_start(derivation)}
    mentioned = {domain.id for domain, _ in changes}
    lowered = [
        domain.label.lower()
        for domain, change in changes
        if change < 0 and domain.id not in excused
    ]
    lowered += [
        step.label.lower()
        for step in derivation.steps
        if step.change < 0 and step.domain not in mentioned | excused
    ]
    for domain, change in changes:
        if change <= 0:
            continue
        if "high" in starts:
            why = "the evidence starts high"
        elif lowered:
            why = f"the evidence is rated down for {', '.join(lowered)}"
        else:
            continue
        message = f"{domain.label} rates up, but {why}"
        yield Discrepancy("upgrade-not-allowed", message, domain.id)
