"""Tools that a review declares itself, made of what its file says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from evidence.appraisal.conclusion import Conclude, by_a_person, domains_rated, worst_of
from evidence.appraisal.question import Question, Rule
from evidence.appraisal.tool import AppraisalDomain, Conclusion, Rating, Tool, tool_named
from evidence.model.declared_tool import DeclaredDomain, DeclaredRating, DeclaredTool
from evidence.model.study import Appraisal, StudyDesign


def tool_of(appraisal: Appraisal) -> Tool | None:
    """The tool an appraisal was made with: the review's own of that name, or a published one."""
    if appraisal.declared is not None:
        return declared(appraisal.declared)
    return tool_named(appraisal.tool)


@cache
def declared(tool: DeclaredTool) -> Tool:
    """The tool that a declaration describes.

    Raises:
        ConditionError: when a condition in it is none; the reader of the file has looked.
    """
    ratings = tuple(_rating(each) for each in tool.ratings)
    overall = tuple(_rating(each) for each in tool.overall_ratings) or ratings
    domains = tuple(_domain(each) for each in tool.domains)
    return Tool(
        name=tool.name,
        title=tool.title,
        citation=tool.source,
        url=tool.url,
        version=tool.version,
        licence=tool.licence,
        designs=tuple(StudyDesign(each) for each in tool.designs),
        domains=domains,
        ratings=ratings,
        overall_ratings=overall,
        conclude=_conclude(tool, {each.id: each.label for each in domains}),
        by_person=tool.overall_rule == "manual",
    )


def _rating(rating: DeclaredRating) -> Rating:
    return Rating(rating.id, rating.label, rating.symbol, rating.risk)


def _domain(domain: DeclaredDomain) -> AppraisalDomain:
    return AppraisalDomain(
        domain.id,
        domain.label,
        questions=tuple(
            Question(each.id, each.label, each.answers, each.asked_if) for each in domain.questions
        ),
        rules=tuple(
            Rule(each.rating, each.when, each.reason or (each.when or "in all other cases"))
            for each in domain.rules
        ),
    )


def _conclude(tool: DeclaredTool, labels: Mapping[str, str]) -> Conclude:
    if tool.overall_rule == "manual":
        return by_a_person("the tool leaves the whole to a person")
    if tool.overall_rule == "counts":
        return _by_counts(tool, labels)
    return _worst(tuple(each.id for each in tool.ratings if each.risk is not None), labels)


def _worst(order: tuple[str, ...], labels: Mapping[str, str]) -> Conclude:
    def conclude(domains: Mapping[str, str], _variant: str) -> Conclusion:
        given = {each: domains.get(each, "") for each in labels}
        worst = worst_of(order, given)
        if not worst:
            return Conclusion("", "no domain is rated")
        if worst != order[-1] and any(rating not in order for rating in given.values()):
            open_ = {each: "" if rating in order else "open" for each, rating in given.items()}
            return Conclusion("", f"not rated: {domains_rated(open_, 'open', labels)}")
        return Conclusion(worst, f"{worst} in {domains_rated(given, worst, labels)}")

    return conclude


def _by_counts(tool: DeclaredTool, labels: Mapping[str, str]) -> Conclude:
    def conclude(domains: Mapping[str, str], _variant: str) -> Conclusion:
        given = {each: domains.get(each, "") for each in labels}
        if not any(given.values()):
            return Conclusion("", "no domain is rated")
        for count in tool.counts:
            number = sum(rating in count.domains_rated for rating in given.values())
            if number >= count.at_least:
                words = " or ".join(count.domains_rated)
                noun = "domain is" if number == 1 else "domains are"
                return Conclusion(count.rating, f"{number} {noun} {words}")
        if not all(given.values()):
            open_ = {each: "" if rating else "open" for each, rating in given.items()}
            return Conclusion("", f"not rated: {domains_rated(open_, 'open', labels)}")
        return Conclusion(tool.otherwise, "none of the counts of the tool holds")

    return conclude
