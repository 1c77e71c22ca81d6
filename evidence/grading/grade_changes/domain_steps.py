"""Each domain of a grade moved one step: what a panel that judged it otherwise would arrive at."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.grading.framework import Body, Derivation, Domain, Framework, Step
from evidence.grading.grade_changes.changes import GradeChange, grade_change
from evidence.grading.scales.moves import START, level_of, moved
from evidence.grading.verdict import verdict_of


def domain_steps(framework: Framework, body: Body, derivation: Derivation) -> Iterator[GradeChange]:
    """The grade with one domain a step stricter or milder, for frameworks that add and take.

    Frameworks that look a level up in a table have no steps, and neither has a claim graded
    across outcomes, whose domains are those of its outcomes.
    """
    start = next((step.rating for step in derivation.steps if step.domain == START), "")
    first = level_of(framework.levels, start)
    total = sum(step.change for step in derivation.steps)
    if first is None or moved(framework.levels, first, total) != derivation.level:
        return
    by_domain = {step.domain: step for step in derivation.steps}
    before = verdict_of(framework, body, derivation.level)
    for domain in framework.domains:
        step = by_domain.get(domain.id)
        if step is None:
            continue
        for rating, change in _neighbours(domain, step):
            level = moved(framework.levels, first, total - step.change + change)
            verdict = verdict_of(framework, body, level)
            after = Derivation(framework.name, level)
            event = f"{domain.label} rated {_words(rating)} instead of {_words(step.rating)}"
            changed = (level, verdict) != (derivation.level, before)
            told = f"{change - step.change:+d} level in one domain".replace("-", "−")
            yield grade_change("domain", event, (after, verdict, body), told, changed=changed)


def _neighbours(domain: Domain, step: Step) -> Iterator[tuple[str, int]]:
    """The ratings one step worse and one better, the first of those with the same change."""
    by_change: dict[int, str] = {}
    for rating, change in domain.ratings.items():
        by_change.setdefault(change, rating)
    changes = sorted(by_change)
    if step.change not in by_change:
        return
    at = changes.index(step.change)
    for near in (at - 1, at + 1):
        if 0 <= near < len(changes):
            yield by_change[changes[near]], changes[near]


def _words(rating: str) -> str:
    return rating.replace("-", " ") if rating else "as it is"
