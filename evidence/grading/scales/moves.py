"""The moves of a framework that starts at a level and adds or takes by domain."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.grading.domain_rules.concern import Concern
from evidence.grading.framework import Derivation, Domain, Level, Step, Undecided
from evidence.model.judgement import Judgement

START = "start"


def moved(levels: Sequence[Level], start: Level, changes: int) -> Level:
    """The level so many steps up from another, within the scale."""
    ranks = {level.rank: level for level in levels}
    return ranks[max(min(ranks), min(max(ranks), start.rank + changes))]


def level_of(levels: Sequence[Level], level_id: str) -> Level | None:
    """The level of that id."""
    return next((level for level in levels if level.id == level_id), None)


def derived_start(derivation: Derivation) -> str:
    """The start that the designs gave."""
    return next((step.rating for step in derivation.steps if step.domain == START), "")


def rated(judgement: Judgement | None, domain: Domain) -> tuple[str, int, str] | None:
    """A person's rating of a domain, its change and reason; ``None`` where no valid one is."""
    found = judgement.domains.get(domain.id) if judgement else None
    if found is None or found.rating not in domain.ratings:
        return None
    return found.rating, domain.ratings[found.rating], found.reason


def rating_for(domain: Domain, change: int) -> str:
    """The word of a domain whose change is nearest, the weaker of two."""
    for rating, its_change in domain.ratings.items():
        if its_change == change:
            return rating
    ratings = domain.ratings.items()
    return min(ratings, key=lambda item: (abs(item[1] - change), abs(item[1])))[0]


def rate(
    domain: Domain, concern: Concern, judgement: Judgement | None
) -> tuple[Step, tuple[Undecided, ...]]:
    """Take what the data decide, and from a person what they leave open."""
    person = rated(judgement, domain) if concern.open else None
    if person is not None:
        rating, change, reason = person
        return Step(domain.id, domain.label, change, reason, "person", rating), ()
    rating = rating_for(domain, -concern.levels)
    step = Step(
        domain.id,
        domain.label,
        domain.ratings[rating],
        concern.reason,
        rating=rating,
        bound=concern.bound,
    )
    left = (Undecided(domain.id, domain.label, domain.question),) if concern.open else ()
    return step, left
