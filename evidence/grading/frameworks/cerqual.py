"""GRADE-CERQual: confidence in findings of qualitative evidence syntheses.

Lewin S, Booth A, Glenton C, et al. Applying GRADE-CERQual to qualitative evidence synthesis
findings. Implement Sci 2018;13(Suppl 1):2 (doi:10.1186/s13012-017-0688-3); Lewin S, Bohren M,
Rashidian A, et al. Paper 2: how to make an overall CERQual assessment of confidence and create a
Summary of Qualitative Findings table. Implement Sci 2018;13(Suppl 1):10
(doi:10.1186/s13012-017-0689-2). A finding starts at high confidence and is held against four
components, each with no or very minor, minor, moderate or serious concerns. There is no sum: a
person decides, and explains. Refused is only what the papers rule out in so many words: high
confidence, where a reader should not expect the finding to differ, in spite of a serious concern;
and bodies without qualitative evidence, which the approach is not for. Nor is it for claims about
effects, frequency or course, whatever evidence is linked: its findings are of what people
experience, which is the one kind of claim rated here.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.grading.body import counting_items
from evidence.grading.framework import Body, Derivation, Discrepancy, Framework, Level
from evidence.grading.primary_body import answering_studies
from evidence.grading.scales.components import (
    Observed,
    component,
    component_discrepancies,
    rate_components,
)
from evidence.grading.scales.moves import rated
from evidence.grading.scales.personal_level import left_to_a_person, personal_step
from evidence.grading.verdict import verdict_table
from evidence.model.claim import ClaimKind
from evidence.model.judgement import Judgement

_NAME = "grade-cerqual"
_LEVELS = (
    Level(
        "high",
        "High confidence",
        4,
        "⊕⊕⊕⊕",
        "The finding is highly likely to represent the phenomenon of interest.",
        "high",
    ),
    Level(
        "moderate",
        "Moderate confidence",
        3,
        "⊕⊕⊕◯",
        "The finding is likely to represent the phenomenon of interest.",
        "moderate",
    ),
    Level(
        "low",
        "Low confidence",
        2,
        "⊕⊕◯◯",
        "The finding possibly represents the phenomenon of interest.",
        "low",
    ),
    Level(
        "very-low",
        "Very low confidence",
        1,
        "⊕◯◯◯",
        "It is not clear whether the finding represents the phenomenon of interest.",
        "very-low",
    ),
)
_CONCERNS = ("none-or-very-minor", "minor", "moderate", "serious")
_DOMAINS = (
    component(
        "methodological-limitations",
        "Methodological limitations",
        _CONCERNS,
        "Are there concerns about how the studies that contributed were designed or done?",
    ),
    component(
        "coherence",
        "Coherence",
        _CONCERNS,
        "How clear and cogent is the fit between the data of the studies and the finding?",
    ),
    component(
        "adequacy",
        "Adequacy of data",
        _CONCERNS,
        "How rich are the data that support the finding, and how many are there?",
    ),
    component(
        "relevance",
        "Relevance",
        _CONCERNS,
        "How far do the data apply to the context of the question?",
    ),
)


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    kind = body.claim.kind
    if kind is not ClaimKind.EXPERIENCE:
        reason = (
            "CERQual rates findings of qualitative evidence on what people experience (kind "
            f"{ClaimKind.EXPERIENCE.value}); a claim of kind {kind.value} is none"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    if not counting_items(body):
        return Derivation(_NAME, None, reason="no reference bears on the claim")
    if not any(study.design.is_qualitative for study in answering_studies(body)):
        reason = "CERQual grades findings of qualitative studies, and none is recorded"
        return Derivation(_NAME, None, reason=reason)
    left = Observed("", "left to a person", open=True)
    found = rate_components(((domain, left) for domain in _DOMAINS), judgement)
    step = personal_step(judgement, _LEVELS)
    serious = "serious" in found.ratings.values()
    if step is not None and not (serious and step[1].id == "high"):
        return Derivation(_NAME, step[1], (*found.steps, step[0]), found.undecided)
    reason = "CERQual has no sum: confidence is a person's judgement over four components"
    if serious:
        reason += "; high is closed to it, because of a serious concern"
    undecided = (*found.undecided, left_to_a_person("How much confidence does the finding merit?"))
    return Derivation(_NAME, None, found.steps, undecided, reason=reason)


def _check(body: Body, judgement: Judgement, derivation: Derivation) -> tuple[Discrepancy, ...]:
    del body  # the derivation holds all that a judgement can be held against
    return tuple(_discrepancies(judgement, derivation))


def _discrepancies(judgement: Judgement, derivation: Derivation) -> Iterator[Discrepancy]:
    yield from component_discrepancies(
        judgement, derivation, levels=_LEVELS, domains=_DOMAINS, look_up=lambda _: None
    )
    if judgement.certainty != "high":
        return
    for domain in _DOMAINS:
        found = rated(judgement, domain)
        if found is not None and found[0] == "serious":
            message = f"high confidence in spite of serious concerns about {domain.label.lower()}"
            yield Discrepancy("arithmetic", message, domain.id)


FRAMEWORK = Framework(
    name=_NAME,
    title="GRADE-CERQual",
    citation=(
        "Lewin S, Booth A, Glenton C, Munthe-Kaas H, Rashidian A, Wainwright M, et al. Applying "
        "GRADE-CERQual to qualitative evidence synthesis findings: introduction to the series. "
        "Implement Sci 2018;13(Suppl 1):2."
    ),
    url="https://doi.org/10.1186/s13012-017-0688-3",
    levels=_LEVELS,
    domains=_DOMAINS,
    derive=_derive,
    check=_check,
    verdicts=verdict_table(_LEVELS, ("high", "moderate")),
)
