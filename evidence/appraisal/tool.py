"""What an appraisal tool is: its domains, questions and ratings, and how the ones follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from evidence.appraisal.condition import NOT_ASKED, condition
from evidence.appraisal.question import Judged, Question, Rule
from evidence.model.study import StudyDesign
from references.collect import collect


@dataclass(frozen=True, slots=True)
class Rating:
    """One word of a tool's vocabulary.

    ``symbol`` reads without colour: ``+`` low risk, ``!`` some concern, ``-`` high risk, ``?`` not
    known, and a blank where it does not apply. ``risk`` runs from 0 (low) to 1 (high) and is
    ``None`` where nothing is said.
    """

    id: str
    label: str
    symbol: str
    risk: float | None


@dataclass(frozen=True, slots=True)
class AppraisalDomain:
    """One thing a tool looks at.

    ``ratings`` are its own where they differ from the tool's. Of the ``rules`` the first that
    holds decides. Where questions earn points, their sum is the rating. ``variants`` are those it
    belongs to, empty for all. ``beside`` says that it is no risk of bias, such as a concern about
    applicability, and does not enter the whole.
    """

    id: str
    label: str
    ratings: tuple[Rating, ...] = ()
    questions: tuple[Question, ...] = ()
    rules: tuple[Rule, ...] = ()
    variants: tuple[str, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One form of a tool, such as the effect of assignment or of adhering to an intervention."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """An overall rating that follows from rated domains, empty when none does, and why.

    ``ask`` is what the tool leaves to a person beyond it.
    """

    rating: str
    reason: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """One published tool; labels are ours, the tool's own wording is at ``url``.

    Ratings run from the best to the worst, those that say nothing last. ``version`` is the day or
    year of the form that is built here, ``licence`` what it says of its use, and ``designs`` those
    it was made for. ``conclude`` gives the overall rating from domains as rated, in a variant;
    ``by_person`` says that the tool has no rule for it, so that only a person gives one. What is
    not ``of_bias`` says nothing of how likely a result is biased, and never counts as that.
    """

    name: str
    title: str
    citation: str
    url: str
    version: str
    licence: str
    designs: tuple[StudyDesign, ...]
    domains: tuple[AppraisalDomain, ...]
    ratings: tuple[Rating, ...]
    overall_ratings: tuple[Rating, ...]
    conclude: Callable[[Mapping[str, str], str], Conclusion]
    variants: tuple[Variant, ...] = ()
    by_person: bool = False
    of_bias: bool = True

    def rating(self, rating_id: str) -> Rating | None:
        """The rating of that id, for a domain or overall."""
        own = (rating for domain in self.domains for rating in domain.ratings)
        known = (*self.ratings, *own, *self.overall_ratings)
        return next((rating for rating in known if rating.id == rating_id), None)

    def overall_rating(self, rating_id: str) -> Rating | None:
        """The overall rating of that id."""
        return next((each for each in self.overall_ratings if each.id == rating_id), None)

    def variant_for(self, named: str, domains: Sequence[str], answers: Sequence[str]) -> str:
        """The variant named; else the first that has the domains and questions that were used."""
        known = [variant.id for variant in self.variants]
        if named in known or not known:
            return named if named in known else ""

        def fits(variant: str) -> bool:
            have = {domain.id for domain in self.domains_of(variant)}
            asked = {each.id for each in self.questions_of(variant)}
            return set(domains) <= have and set(answers) <= asked

        return next((variant for variant in known if fits(variant)), known[0])

    def domains_of(self, variant: str = "") -> tuple[AppraisalDomain, ...]:
        """The domains of a variant, in their order."""
        return tuple(each for each in self.domains if _belongs(each.variants, variant))

    def domain(self, domain_id: str, variant: str = "") -> AppraisalDomain | None:
        """The domain of that id."""
        return next((each for each in self.domains_of(variant) if each.id == domain_id), None)

    def ratings_of(self, domain_id: str) -> tuple[Rating, ...]:
        """The ratings that a domain may have, from the best to the worst."""
        own = next((each.ratings for each in self.domains if each.id == domain_id), ())
        return own or self.ratings

    def domain_rating(self, domain_id: str, rating_id: str) -> Rating | None:
        """What a rating means in a domain."""
        return next((each for each in self.ratings_of(domain_id) if each.id == rating_id), None)

    def questions_of(self, variant: str = "", domain: str = "") -> tuple[Question, ...]:
        """The questions of a variant, of one domain or of all."""
        return tuple(
            question
            for each in self.domains_of(variant)
            if domain in ("", each.id)
            for question in each.questions
            if _belongs(question.variants, variant)
        )

    def judge(self, domain: str, answers: Mapping[str, str], variant: str = "") -> Judged:
        """The rating of a domain by the tool's own algorithm, with the way that led there.

        ``answers`` are by question; those to other domains do not matter. Answers to questions
        that the earlier answers rule out count as not given.
        """
        variant = self.variant_for(variant, (), ())
        questions = self.questions_of(variant, domain)
        if not questions:
            return Judged("", "a person rates this domain")
        path, taken, unanswered = _walk(questions, answers)
        if unanswered:
            return Judged("", f"not answered: {', '.join(unanswered)}", path, unanswered)
        if any(question.points for question in questions):
            return _counted(questions, taken, path)
        found = self.domain(domain, variant)
        rules = [each for each in found.rules if _belongs(each.variants, variant)] if found else []
        return _ruled(rules, taken, path)

    def overall(self, domains: Mapping[str, str], variant: str = "") -> Conclusion:
        """The overall rating that follows from the domains as rated."""
        return self.conclude(domains, variant)


def _belongs(variants: Sequence[str], variant: str) -> bool:
    return not variants or not variant or variant in variants


def _walk(
    questions: Sequence[Question], answers: Mapping[str, str]
) -> tuple[tuple[tuple[str, str], ...], dict[str, str], tuple[str, ...]]:
    """The questions asked with their answers, all answers, and what is left to be answered."""
    taken: dict[str, str] = {}
    path: list[tuple[str, str]] = []
    unanswered: list[str] = []
    for question in questions:
        if not condition(question.asked_if).holds(taken):
            taken[question.id] = NOT_ASKED
            continue
        answer = answers.get(question.id, "")
        if answer not in question.answers:
            unanswered.append(question.id)
            continue
        taken[question.id] = answer
        path.append((question.id, answer))
    return tuple(path), taken, tuple(unanswered)


def _counted(
    questions: Sequence[Question], taken: Mapping[str, str], path: tuple[tuple[str, str], ...]
) -> Judged:
    most = sum(max(points for _, points in each.points) for each in questions if each.points)
    earned = {each.id: dict(each.points).get(taken[each.id], 0) for each in questions}
    total = max(0, sum(earned.values()))
    named = ", ".join(name for name, points in earned.items() if points > 0)
    return Judged(str(total), f"{total} of {most}" + (f" ({named})" if named else ""), path)


def _ruled(
    rules: Sequence[Rule], taken: Mapping[str, str], path: tuple[tuple[str, str], ...]
) -> Judged:
    """The first rule that holds; others with the same rating add their reasons."""
    holding = [rule for rule in rules if condition(rule.when).holds(taken)]
    if not holding:
        return Judged("", "the tool has no rule for these answers: a person decides", path)
    rating = holding[0].rating
    reasons = dict.fromkeys(rule.reason for rule in holding if rule.rating == rating)
    return Judged(rating, "; ".join(reasons), path)


@cache
def tools() -> tuple[Tool, ...]:
    """Every registered tool, by name."""
    return collect("evidence.appraisal.tools", "TOOL", Tool, key=lambda item: item.name)


def tool_named(name: str) -> Tool | None:
    """The tool of that name."""
    return next((tool for tool in tools() if tool.name == name), None)
