"""What an appraisal tool is, and what an appraisal made with it says of a study."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from evidence.model.study import Appraisal, Study, StudyDesign
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
    """One thing a tool looks at."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Tool:
    """One published tool; labels are ours, the tool's own wording is at ``url``.

    ``overall`` gives the overall rating that follows from rated domains, empty when none does.
    """

    name: str
    title: str
    citation: str
    url: str
    domains: tuple[AppraisalDomain, ...]
    ratings: tuple[Rating, ...]
    overall_ratings: tuple[Rating, ...]
    overall: Callable[[Mapping[str, str]], str]

    def rating(self, rating_id: str) -> Rating | None:
        """The rating of that id, for a domain or overall."""
        known = (*self.ratings, *self.overall_ratings)
        return next((rating for rating in known if rating.id == rating_id), None)


@cache
def tools() -> tuple[Tool, ...]:
    """Every registered tool, by name."""
    return collect("evidence.appraisal.tools", "TOOL", Tool, key=lambda item: item.name)


def tool_named(name: str) -> Tool | None:
    """The tool of that name."""
    return next((tool for tool in tools() if tool.name == name), None)


def overall_rating(appraisal: Appraisal) -> Rating | None:
    """The overall rating: the one recorded, else the one that follows from the domains."""
    tool = tool_named(appraisal.tool)
    if tool is None:
        return None
    wanted = appraisal.overall or tool.overall(appraisal.domains)
    return next((rating for rating in tool.overall_ratings if rating.id == wanted), None)


def _title(appraisal: Appraisal) -> str:
    tool = tool_named(appraisal.tool)
    return tool.title if tool else appraisal.tool


def worst_of(order: Sequence[str], given: Mapping[str, str]) -> str:
    """The worst rating given, in an order from best to worst; empty when none is known."""
    ranks = [order.index(rating) for rating in given.values() if rating in order]
    return order[max(ranks)] if ranks else ""


# Designs whose own make-up is a high risk of bias whatever else was done well: no comparison
# group, or allocation that could be foreseen (Cochrane Handbook 8.3 rates the latter high for
# the randomisation process).
_HIGH_BY_DESIGN = {
    StudyDesign.QUASI_RANDOMISED_TRIAL: "allocation was not random",
    StudyDesign.BEFORE_AFTER: "no concurrent comparison group",
    StudyDesign.CASE_SERIES: "no comparison group",
    StudyDesign.CASE_REPORT: "no comparison group",
}


@dataclass(frozen=True, slots=True)
class RiskOfBias:
    """How likely a study's result is biased, from 0 to 1, ``None`` when never appraised."""

    risk: float | None
    reason: str


def risk_of_bias(study: Study, *, by_design: bool = True) -> RiskOfBias:
    """The worst of a study's appraisals and its design, or else its recorded quality.

    Without ``by_design`` the design does not count, for scales that rank designs themselves.
    """
    found = [
        RiskOfBias(rating.risk, f"{rating.label.lower()} ({_title(appraisal)})")
        for appraisal in study.appraisals
        if (rating := overall_rating(appraisal)) is not None and rating.risk is not None
    ]
    if by_design and study.design in _HIGH_BY_DESIGN:
        found.append(RiskOfBias(1.0, _HIGH_BY_DESIGN[study.design]))
    if found:
        return max(found, key=lambda each: each.risk or 0.0)
    if study.quality in ("high", "low"):
        return RiskOfBias(0.0 if study.quality == "high" else 1.0, f"{study.quality} quality")
    return RiskOfBias(None, "not appraised")
