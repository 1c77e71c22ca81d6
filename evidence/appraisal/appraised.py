"""An appraisal as it counts: what the tool's algorithm gives, and what a person decided instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from evidence.appraisal.conclusion import domains_rated
from evidence.appraisal.condition import NOT_ASKED
from evidence.appraisal.declared import tool_of
from evidence.appraisal.question import Judged
from evidence.appraisal.tool import AppraisalDomain, Conclusion, Rating, Tool
from evidence.model.study import Appraisal

ANSWERS, PERSON, DOMAINS = "answers", "person", "domains"
"""Who decided: the answers to the questions, a person, or, overall, the rated domains."""


@dataclass(frozen=True, slots=True)
class AppraisedRating:
    """One rating as it counts, ``None`` where none was given or follows.

    ``derived`` is what the algorithm gives, whoever decided; ``ask`` is what it leaves to a person.
    """

    rating: Rating | None
    reason: str
    decided_by: str
    derived: str = ""
    path: tuple[tuple[str, str], ...] = ()
    ask: str = ""


@dataclass(frozen=True, slots=True)
class AppraisalDiscrepancy:
    """Where an appraisal does not fit its tool, or leaves something unsaid.

    ``kind`` is stable: ``unknown-tool``, ``unknown-variant``, ``unknown-domain``,
    ``unknown-rating``, ``unknown-question``, ``unknown-answer``, ``not-asked``, ``unanswered``,
    ``unrated``, ``override-without-reason``. ``path`` leads to the place within the appraisal.
    """

    kind: str
    message: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appraised:
    """An appraisal with all that follows from it; ``tool`` is ``None`` when nobody knows it."""

    tool: Tool | None
    variant: str
    domains: Mapping[str, AppraisedRating]
    overall: AppraisedRating
    discrepancies: tuple[AppraisalDiscrepancy, ...]


def appraised(appraisal: Appraisal) -> Appraised:
    """What an appraisal says, domain by domain and overall.

    A person's rating stands before the one that follows from answers; where they differ and no
    reason is given, that is a discrepancy.
    """
    tool = tool_of(appraisal)
    if tool is None:
        missing = AppraisalDiscrepancy(
            "unknown-tool", f"unknown tool {appraisal.tool!r}", ("tool",)
        )
        nothing = AppraisedRating(None, "the tool is not known", PERSON)
        return Appraised(None, "", MappingProxyType({}), nothing, (missing,))
    variant = tool.variant_for(appraisal.variant, (*appraisal.domains,), (*appraisal.answers,))
    judged = _judged(tool, appraisal, variant)
    domains = {
        domain.id: found
        for domain in tool.domains_of(variant)
        if (found := _domain(tool, domain, appraisal, judged.get(domain.id)))
    }
    given = {name: each.rating.id for name, each in domains.items() if each.rating is not None}
    overall = _overall(tool, appraisal, tool.overall(given, variant))
    discrepancies = (
        *_unknown(tool, appraisal, variant),
        *_misanswered(tool, appraisal, variant, judged),
        *_unrated(tool, appraisal, variant, domains, overall),
        *_unexplained(appraisal, domains, overall),
    )
    return Appraised(tool, variant, MappingProxyType(domains), overall, discrepancies)


def overall_rating(appraisal: Appraisal) -> Rating | None:
    """The overall rating: the one recorded, else the one that follows from the domains."""
    return appraised(appraisal).overall.rating


def _judged(tool: Tool, appraisal: Appraisal, variant: str) -> dict[str, Judged]:
    """What the algorithm makes of every domain of which a question was answered."""
    if not appraisal.answers:
        return {}
    return {
        domain.id: tool.judge(domain.id, appraisal.answers, variant)
        for domain in tool.domains_of(variant)
        if any(question.id in appraisal.answers for question in domain.questions)
    }


def _domain(
    tool: Tool, domain: AppraisalDomain, appraisal: Appraisal, judged: Judged | None
) -> AppraisedRating | None:
    derived = judged.rating if judged else ""
    said = appraisal.domains.get(domain.id, "")
    person = tool.domain_rating(domain.id, said)
    path = judged.path if judged else ()
    reason = appraisal.reasons.get(domain.id, "")
    if person is not None and said != derived:
        return AppraisedRating(person, reason, PERSON, derived, path)
    if judged is None:
        return None
    ask = "" if derived or judged.unanswered else judged.reason
    rating = tool.domain_rating(domain.id, derived)
    return AppraisedRating(rating, reason or judged.reason, ANSWERS, derived, path, ask)


def _overall(tool: Tool, appraisal: Appraisal, found: Conclusion) -> AppraisedRating:
    person = tool.overall_rating(appraisal.overall)
    if person is not None and person.id != found.rating:
        reason = appraisal.overall_reason
        return AppraisedRating(person, reason, PERSON, found.rating, ask=found.ask)
    rating = tool.overall_rating(found.rating)
    reason = appraisal.overall_reason or found.reason
    return AppraisedRating(rating, reason, DOMAINS, found.rating, ask=found.ask)


def _unknown(tool: Tool, appraisal: Appraisal, variant: str) -> Iterator[AppraisalDiscrepancy]:
    """Words that the tool does not have."""

    def unknown(what: str, word: str, *path: str) -> AppraisalDiscrepancy:
        message = f"{tool.title} has no {what} {word!r}"
        return AppraisalDiscrepancy(f"unknown-{what.split()[0]}", message, path)

    if appraisal.variant and appraisal.variant not in {each.id for each in tool.variants}:
        yield unknown("variant", appraisal.variant, "variant")
    for name, rating in appraisal.domains.items():
        if tool.domain(name, variant) is None:
            yield unknown("domain", name, "domains", name)
        elif tool.domain_rating(name, rating) is None:
            yield unknown(f"rating for {name}:", rating, "domains", name)
    if appraisal.overall and tool.overall_rating(appraisal.overall) is None:
        yield unknown("rating overall:", appraisal.overall, "overall")


def _misanswered(
    tool: Tool, appraisal: Appraisal, variant: str, judged: Mapping[str, Judged]
) -> Iterator[AppraisalDiscrepancy]:
    """Answers to no question, in no allowed word, to a question not asked, or missing."""
    if not appraisal.answers:
        return
    questions = {each.id: each for each in tool.questions_of(variant)}
    asked: set[str] = set()
    for domain, found in judged.items():
        asked |= {name for name, _ in found.path} | set(found.unanswered)
        for name in found.unanswered:
            if name not in appraisal.answers:
                message = f"question {name} of {domain} is not answered"
                yield AppraisalDiscrepancy("unanswered", message, ("answers",))
    for name, answer in appraisal.answers.items():
        path = ("answers", name)
        if name not in questions:
            message = f"{tool.title} has no question {name!r}"
            yield AppraisalDiscrepancy("unknown-question", message, path)
        elif name in asked and answer not in questions[name].answers:
            allowed = ", ".join(questions[name].answers)
            message = f"question {name} cannot be answered {answer!r}; allowed are {allowed}"
            yield AppraisalDiscrepancy("unknown-answer", message, path)
        elif name not in asked and answer != NOT_ASKED:
            message = f"question {name} is not asked after the answers before it"
            yield AppraisalDiscrepancy("not-asked", message, path)


def _unrated(
    tool: Tool,
    appraisal: Appraisal,
    variant: str,
    domains: Mapping[str, AppraisedRating],
    overall: AppraisedRating,
) -> Iterator[AppraisalDiscrepancy]:
    """Domains that nobody rated in an appraisal that rates others."""
    if not domains:
        return
    labels = {each.id: each.label for each in tool.domains_of(variant) if not each.beside}
    said = {*domains, *appraisal.domains}
    missing = {each: "" if each in said else "open" for each in labels}
    if "open" not in missing.values():
        return
    if overall.rating is None:
        then = "so that no overall rating follows"
    elif overall.decided_by == PERSON:
        then = f"and a person calls the whole {overall.rating.id} all the same"
    else:
        then = f"though it is {overall.rating.id} overall whatever it would be"
    message = f"not rated: {domains_rated(missing, 'open', labels)}, {then}"
    yield AppraisalDiscrepancy("unrated", message, ("domains",))


def _unexplained(
    appraisal: Appraisal, domains: Mapping[str, AppraisedRating], overall: AppraisedRating
) -> Iterator[AppraisalDiscrepancy]:
    """Ratings by a person, other than the algorithm gives, without a reason."""
    for name, each in domains.items():
        if each.decided_by == PERSON and each.derived and not each.reason and each.rating:
            message = (
                f"{name} is rated {each.rating.id} where the answers give {each.derived}, "
                "without a reason"
            )
            yield AppraisalDiscrepancy("override-without-reason", message, ("domains", name))
    if overall.decided_by == PERSON and overall.derived and not overall.reason and overall.rating:
        message = (
            f"the overall rating is {overall.rating.id} where the domains give {overall.derived}, "
            "without a reason"
        )
        if not appraisal.note:
            yield AppraisalDiscrepancy("override-without-reason", message, ("overall",))
