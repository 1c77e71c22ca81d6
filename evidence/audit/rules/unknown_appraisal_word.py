"""STU011: an appraisal in words that its tool does not have."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.appraisal.tool import tool_named, tools
from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.model.study import Appraisal
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each unknown tool, domain and rating."""
    for study in assessment.review.studies:
        for appraisal in study.appraisals:
            for matter, known in _matters(appraisal):
                hint = f"known are {', '.join(known)}"
                message = f"{study.id}: {matter}"
                yield Hit(appraisal.location, message, hint, subject=study.id)


def _matters(appraisal: Appraisal) -> Iterator[tuple[str, list[str]]]:
    tool = tool_named(appraisal.tool)
    if tool is None:
        yield f"no tool is called {appraisal.tool!r}", [each.name for each in tools()]
        return
    domains = [domain.id for domain in tool.domains]
    ratings = [rating.id for rating in tool.ratings]
    for domain, rating in appraisal.domains.items():
        if domain not in domains:
            yield f"{tool.title} has no domain {domain!r}", domains
        if rating not in ratings:
            yield f"{tool.title} has no rating {rating!r} (in {domain})", ratings
    overall = [rating.id for rating in tool.overall_ratings]
    if appraisal.overall and appraisal.overall not in overall:
        yield f"{tool.title} has no overall rating {appraisal.overall!r}", overall


RULE = Rule(
    code="STU011",
    name="unknown-appraisal-word",
    severity=Severity.WARNING,
    summary="An appraisal uses a tool, domain or rating that does not exist.",
    why=(
        "A rating that the tool does not have cannot be weighed, so the risk of bias of the study "
        "drops out of the grade without a word."
    ),
    bad=example(
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
            appraisals:
              - {tool: rob2, domains: {randomisation: unclear}}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
            appraisals:
              - {tool: rob2, domains: {randomisation: some-concerns}}
        """
    ),
    check=check,
    references=("https://www.riskofbias.info",),
)
