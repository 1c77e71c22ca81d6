"""Checklists: items that are answered yes, no, unclear or not applicable, and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.appraisal.conclusion import Conclude
from evidence.appraisal.tool import AppraisalDomain, Conclusion, Rating, Tool
from evidence.model.study import StudyDesign

YES = Rating("yes", "Yes", "+", 0.0)
UNCLEAR = Rating("unclear", "Unclear", "?", 0.5)
NO = Rating("no", "No", "-", 1.0)
NOT_APPLICABLE = Rating("not-applicable", "Not applicable", " ", None)
RISKS = (
    Rating("low", "Low risk of bias", "+", 0.0),
    Rating("moderate", "Moderate risk of bias", "!", 0.5),
    Rating("high", "High risk of bias", "-", 1.0),
)
_JBI = "https://jbi.global/critical-appraisal-tools"


def jbi_checklist(
    name: str,
    title: str,
    labels: Sequence[str],
    *,
    designs: tuple[StudyDesign, ...],
    citation: str,
    url: str = _JBI,
    version: str = "2020",
) -> Tool:
    """A checklist of JBI, whose items are numbered in the order of its form.

    JBI sets no cut-off: reviewers decide beforehand what makes a study good enough. So there is
    no overall rating but the one that a person gives.
    """
    domains = tuple(
        AppraisalDomain(f"item-{number}", label) for number, label in enumerate(labels, start=1)
    )
    return Tool(
        name=name,
        title=title,
        citation=citation,
        url=url,
        version=version,
        licence="wording © JBI and not reproduced here; item numbers and own labels",
        designs=designs,
        domains=domains,
        ratings=(YES, UNCLEAR, NO, NOT_APPLICABLE),
        overall_ratings=RISKS,
        conclude=_counted(len(domains)),
        by_person=True,
    )


def _counted(items: int) -> Conclude:
    """How many items are met; the checklist has no cut-off."""

    def conclude(domains: Mapping[str, str], _variant: str) -> Conclusion:
        given = [rating for rating in domains.values() if rating]
        apply = [rating for rating in given if rating != NOT_APPLICABLE.id]
        met = sum(rating == YES.id for rating in apply)
        left = f", {items - len(given)} not rated" if len(given) < items else ""
        return Conclusion(
            "", f"{met} of {len(apply)} items met{left}; the checklist has no cut-off"
        )

    return conclude
