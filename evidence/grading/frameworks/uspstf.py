"""USPSTF: the letter grades of the US Preventive Services Task Force.

Barton MB, Miller T, Wolff T, et al. How to read the new recommendation statement. Ann Intern Med
2007;147:123–127 (doi:10.7326/0003-4819-147-2-200707170-00170); Sawaya GF, Guirguis-Blake J,
LeFevre M, et al. Ann Intern Med 2007;147:871–875 (doi:10.7326/0003-4819-147-12-200712180-00007).
The grade is read from a grid of certainty (high, moderate, low) by magnitude of net benefit
(substantial, moderate, small, zero or negative). Low certainty of any net benefit is an I
statement: the evidence is insufficient.

Both sides of the grid are judgements of a panel over a chain of evidence, benefits and harms, so
that both are left to a person; from the data it follows only that certainty is low where no study
in people is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from evidence.grading.body import counting_items
from evidence.grading.bound import Bound
from evidence.grading.framework import Body, Derivation, Domain, Framework, Level
from evidence.grading.primary_body import answering_studies
from evidence.grading.scales.components import (
    Observed,
    component,
    component_check,
    rate_components,
)
from evidence.grading.verdict import verdict_table
from evidence.model.claim import ClaimKind
from evidence.model.judgement import Judgement
from evidence.model.study import StudyDesign

_NAME = "uspstf"
_KINDS = (ClaimKind.THERAPY, ClaimKind.HARM, ClaimKind.DIAGNOSIS, ClaimKind.ADVICE)
_LEVELS = (
    Level("a", "A", 5, "A", "High certainty that the net benefit is substantial.", "high"),
    Level(
        "b",
        "B",
        4,
        "B",
        "High certainty of a moderate net benefit, or moderate certainty of a moderate to "
        "substantial one.",
        "moderate",
    ),
    Level(
        "c", "C", 3, "C", "At least moderate certainty that the net benefit is small.", "moderate"
    ),
    Level(
        "d",
        "D",
        2,
        "D",
        "At least moderate certainty of no net benefit, or of more harm than benefit.",
        "moderate",
    ),
    Level(
        "i", "I statement", 1, "I", "Insufficient evidence to weigh benefits and harms.", "very-low"
    ),
)
_BY_ID = {level.id: level for level in _LEVELS}
_CERTAINTY = component(
    "certainty",
    "Certainty of net benefit",
    ("high", "moderate", "low"),
    "How likely is it that the assessment of the net benefit is correct?",
)
_NET_BENEFIT = component(
    "net-benefit",
    "Net benefit",
    ("substantial", "moderate", "small", "zero-or-negative"),
    "How large is the benefit of the service less its harms, in the population meant?",
)
_DOMAINS = (_CERTAINTY, _NET_BENEFIT)
_GRID: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("high", "substantial"): "a",
        ("high", "moderate"): "b",
        ("high", "small"): "c",
        ("high", "zero-or-negative"): "d",
        ("moderate", "substantial"): "b",
        ("moderate", "moderate"): "b",
        ("moderate", "small"): "c",
        ("moderate", "zero-or-negative"): "d",
    }
)
_NOTHING = Bound("no study that could tell: low certainty", "USPSTF: insufficient evidence")
_NO_NUMBERS = frozenset(
    {
        StudyDesign.GUIDELINE,
        StudyDesign.NARRATIVE_REVIEW,
        StudyDesign.EXPERT_OPINION,
        StudyDesign.REFERENCE_WORK,
        StudyDesign.ANIMAL,
        StudyDesign.IN_VITRO,
    }
)


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    if body.claim.kind not in _KINDS:
        reason = (
            f"the Task Force grades preventive services; a claim of kind {body.claim.kind.value} "
            "is not about one"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    if not counting_items(body):
        return Derivation(_NAME, None, reason="no reference bears on the claim")
    found = rate_components(_observed(body), judgement)
    level = _look_up(found.ratings)
    reason = "" if level else "certainty and magnitude of the net benefit are left to a person"
    return Derivation(_NAME, level, found.steps, found.undecided, reason=reason)


def _observed(body: Body) -> Iterator[tuple[Domain, Observed]]:
    if any(_counts(study.design) for study in answering_studies(body)):
        yield _CERTAINTY, Observed("", "left to a person", open=True)
    else:
        reason = "no study in people that measures an effect is recorded"
        yield _CERTAINTY, Observed("low", reason, bound=_NOTHING)
    yield _NET_BENEFIT, Observed("", "left to a person", open=True)


def _counts(design: StudyDesign) -> bool:
    return design not in _NO_NUMBERS and not design.is_qualitative


def _look_up(ratings: Mapping[str, str]) -> Level | None:
    if ratings.get("certainty") == "low":
        return _BY_ID["i"]
    found = _GRID.get((ratings.get("certainty", ""), ratings.get("net-benefit", "")))
    return _BY_ID[found] if found else None


FRAMEWORK = Framework(
    name=_NAME,
    title="USPSTF",
    citation=(
        "Barton MB, Miller T, Wolff T, Petitti D, LeFevre M, Sawaya G, et al. How to read the new "
        "recommendation statement: methods update from the U.S. Preventive Services Task Force. "
        "Ann Intern Med 2007;147:123–127."
    ),
    url="https://doi.org/10.7326/0003-4819-147-2-200707170-00170",
    levels=_LEVELS,
    domains=_DOMAINS,
    derive=_derive,
    check=component_check(_LEVELS, _DOMAINS, _look_up),
    # C and D speak of the service and not of the claim, so that support for a claim graded there
    # is support with a reservation.
    verdicts=verdict_table(_LEVELS, ("a", "b")),
)
