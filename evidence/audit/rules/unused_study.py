"""STU013: a study that bears on no claim."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each study none of whose references is linked to a claim.

    Nothing when no claim has a link: then the review has only begun.
    """
    review = assessment.review
    linked = review.claims_by_reference
    named = {
        name
        for claim in review.claims
        if claim.synthesis
        for name in (*claim.synthesis.exclude, *claim.synthesis.sensitivity)
    }
    if not linked:
        return
    for study in review.studies:
        if study.id not in named and not any(key in linked for key in study.references):
            yield Hit(
                study.location,
                f"{study.id} bears on no claim",
                "link one of its references to a claim, or remove the study",
                subject=study.id,
            )


_CLAIMS = """
claims:
  - id: etomidate
    quote: Magnesium cuts jerks after etomidate
    statement: Magnesium lowers the incidence of myoclonus after etomidate.
    kind: therapy
    evidence:
      - {reference: guler2005, stance: supports}
"""
_REFERENCES = """
@article{guler2005, author = {Guler, A.}, title = {Etomidate}, journal = {J}, year = {2005}}
@article{un2011, author = {Un, B.}, title = {Magnesium}, journal = {J}, year = {2011}}
"""
_STUDIES = """
studies:
  - id: the-study
    references: [KEY]
    design: randomised-trial
"""
_ARTICLE = "Magnesium cuts jerks after etomidate [@guler2005; @un2011].\n"

RULE = Rule(
    code="STU013",
    name="unused-study",
    severity=Severity.NOTE,
    summary="A study bears on no claim.",
    why=(
        "Evidence that was found, read and entered counts nowhere. Where it disagrees with a "
        "claim, leaving it out is selective."
    ),
    bad=example(
        article=_ARTICLE,
        claims=_CLAIMS,
        references=_REFERENCES,
        studies=_STUDIES.replace("KEY", "un2011"),
    ),
    good=example(
        article=_ARTICLE,
        claims=_CLAIMS,
        references=_REFERENCES,
        studies=_STUDIES.replace("KEY", "guler2005"),
    ),
    check=check,
)
