"""STU010: data that say the contrary of a link's stance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.assessment import Assessment, ClaimAssessment
from evidence.audit.example import example
from evidence.model.claim import Claim, ClaimKind, Link, Stance
from evidence.model.study import Study
from evidence.model.synthesis import Synthesis
from references.rule import Hit, Rule, Severity

# "Magnesium does not prevent ..." is supported by data that the synthesis calls harmful, so of a
# claim that denies or warns nothing can be told from the side of the effect.
_DENIES = re.compile(
    r"\b(?:no|not|never|neither|nor|without|lacks?|fails?|failed|cannot|unlikely|ineffective|"
    r"little|few|worse(?:ns?)?|harm(?:s|ful)?|rais(?:e|es|ing)|increas(?:e|es|ing))\b|n't\b",
    re.IGNORECASE,
)
_SHOWS = {Stance.SUPPORTS: "harm", Stance.DISPUTES: "benefit"}


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each link whose study's whole interval lies on the other side of no effect."""
    for item in assessment.claims:
        sides = _sides(item)
        if not sides or item.claim.kind is not ClaimKind.THERAPY:
            continue
        if _DENIES.search(item.claim.statement):
            continue
        for link in item.claim.links_with(Stance.SUPPORTS, Stance.DISPUTES):
            for study in assessment.review.studies_by_reference.get(link.reference, ()):
                if sides.get(study.id) == _SHOWS[link.stance]:
                    yield _hit(item.claim, link, study, sides[study.id])


def _hit(claim: Claim, link: Link, study: Study, side: str) -> Hit:
    return Hit(
        link.location,
        f"{claim.id}: {link.reference} {link.stance} the claim, but the data of {study.id} "
        f"show {side}",
        "correct the stance, the roles of the arms, or `benefit` of the synthesis",
        subject=claim.id,
        related=(study.location,),
    )


def _sides(item: ClaimAssessment) -> dict[str, str]:
    """For each study that was pooled: on which side of no effect its interval lies, if on one."""
    found: dict[str, str] = {}
    synthesis: Synthesis | None = item.synthesis
    while synthesis is not None:
        for effect in synthesis.effects:
            below, above = effect.ci_high < 0, effect.ci_low > 0
            if below or above:
                helps = below if synthesis.benefit == "lower" else above
                found[effect.study] = "benefit" if helps else "harm"
        synthesis = synthesis.sensitivity
    return found


_STUDY = """
studies:
  - id: guler-2005
    references: [guler2005]
    design: randomised-trial
    outcomes:
      any-myoclonus:
        arms:
          - {role: intervention, label: magnesium, events: 6, total: 25}
          - {role: comparator, label: saline, events: 18, total: 25}
"""
_REFERENCE = """
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
"""
_CLAIM = """
claims:
  - id: etomidate
    quote: Magnesium cuts jerks after etomidate
    statement: Magnesium lowers the incidence of myoclonus after etomidate.
    kind: therapy
    evidence:
      - {reference: guler2005, stance: STANCE}
    synthesis: {outcome: any-myoclonus, measure: RR, benefit: lower}
"""
_ARTICLE = "Magnesium cuts jerks after etomidate [@guler2005].\n"

RULE = Rule(
    code="STU010",
    name="data-against-stance",
    severity=Severity.WARNING,
    summary="The data of a study say the contrary of what its link says.",
    why=(
        "Stance and data are entered by hand and apart. When the whole interval of a study lies "
        "on the other side of no effect, the stance is a slip, or the arms are exchanged, and "
        "the grade or the plot is wrong."
    ),
    bad=example(
        article=_ARTICLE,
        claims=_CLAIM.replace("STANCE", "disputes"),
        references=_REFERENCE,
        studies=_STUDY,
    ),
    good=example(
        article=_ARTICLE,
        claims=_CLAIM.replace("STANCE", "supports"),
        references=_REFERENCE,
        studies=_STUDY,
    ),
    check=check,
)
