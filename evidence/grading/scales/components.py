"""Components of frameworks that look a level up instead of adding changes to a start.

Such a framework rates each component in its own words, and a published table or algorithm turns
the words into a level. Their ratings change nothing by themselves, so that every change is 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evidence.grading.bound import Bound
from evidence.grading.framework import Body, Derivation, Discrepancy, Domain, Level, Step, Undecided
from evidence.grading.judged import difference, vocabulary
from evidence.grading.scales.moves import level_of, rated
from evidence.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Observed:
    """What the data say of a component: a rating in its words, and why.

    ``open`` says that the data do not settle it: ``rating`` is then the reading that stands until
    a person rates the component, empty where none can stand. ``bound`` is what decided the rating.
    """

    rating: str
    reason: str
    open: bool = False
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """Components rated from the data and, where they leave it open, by a person."""

    steps: tuple[Step, ...]
    undecided: tuple[Undecided, ...]

    @property
    def ratings(self) -> Mapping[str, str]:
        """The rating of each component that has one."""
        return MappingProxyType({step.domain: step.rating for step in self.steps})


def component(domain_id: str, label: str, ratings: Iterable[str], question: str) -> Domain:
    """A component with its ratings, from the best to the worst where they have an order."""
    return Domain(domain_id, label, MappingProxyType(dict.fromkeys(ratings, 0)), question)


def rate_components(
    observed: Iterable[tuple[Domain, Observed]], judgement: Judgement | None
) -> Rated:
    """Take what the data decide, and from a person what they leave open."""
    steps: list[Step] = []
    undecided: list[Undecided] = []
    for domain, found in observed:
        person = rated(judgement, domain) if found.open else None
        if person is not None:
            rating, _, reason = person
            told = reason.strip() or "rated without a reason"
            steps.append(Step(domain.id, domain.label, 0, told, "person", rating))
            continue
        if found.rating:
            step = Step(
                domain.id, domain.label, 0, found.reason, rating=found.rating, bound=found.bound
            )
            steps.append(step)
        if found.open:
            undecided.append(Undecided(domain.id, domain.label, domain.question))
    return Rated(tuple(steps), tuple(undecided))


def component_discrepancies(
    judgement: Judgement,
    derivation: Derivation,
    *,
    levels: Sequence[Level],
    domains: Sequence[Domain],
    look_up: Callable[[Mapping[str, str]], Level | None],
) -> Iterator[Discrepancy]:
    """Every way in which a judgement breaks the rules that such frameworks share.

    ``look_up`` gives the level of a set of ratings, ``None`` where they do not settle one.
    """
    yield from vocabulary(judgement, levels, domains, starts={})
    for domain in domains:
        found = rated(judgement, domain)
        if found is not None and not found[2].strip():
            message = f"{domain.label} is rated {found[0]} without a reason"
            yield Discrepancy("change-without-reason", message, domain.id)
    given = level_of(levels, judgement.certainty)
    if given is None:
        return
    yield from _against_ratings(judgement, derivation, given, domains, look_up)
    # Without a level and with nothing left to a person, the framework does not grade the body.
    if derivation.level is not None or not derivation.undecided:
        yield from difference(judgement, derivation)


def component_check(
    levels: Sequence[Level],
    domains: Sequence[Domain],
    look_up: Callable[[Mapping[str, str]], Level | None],
) -> Callable[[Body, Judgement, Derivation], tuple[Discrepancy, ...]]:
    """The check of a framework that adds no rule of its own to the shared ones."""

    def check(_body: Body, judgement: Judgement, derivation: Derivation) -> tuple[Discrepancy, ...]:
        found = component_discrepancies(
            judgement, derivation, levels=levels, domains=domains, look_up=look_up
        )
        return tuple(found)

    return check


def _against_ratings(
    judgement: Judgement,
    derivation: Derivation,
    given: Level,
    domains: Sequence[Domain],
    look_up: Callable[[Mapping[str, str]], Level | None],
) -> Iterator[Discrepancy]:
    """The certainty against what the person's own ratings give, with the data's for the rest."""
    own = {domain.id: found[0] for domain in domains if (found := rated(judgement, domain))}
    if not own:
        return
    known = {domain.id for domain in domains}
    ratings = {step.domain: step.rating for step in derivation.steps if step.domain in known} | own
    expected = look_up(ratings)
    if expected is not None and expected != given:
        message = f"the ratings together give {expected.label}, not {given.label}"
        yield Discrepancy("arithmetic", message)
