"""CLM008: a claim on people that one study carries."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.bearing import ON_EFFECTS, all_support_recorded, supporting_studies
from evidence.audit.example import GULER, UN, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each effect on people that a single primary study supports."""
    for item in assessment.claims:
        if item.claim.kind not in ON_EFFECTS or not all_support_recorded(item):
            continue
        studies = supporting_studies(item)
        if len(studies) == 1 and not studies[0].design.is_secondary:
            yield Hit(
                item.claim.place_of("evidence"),
                f"claim {item.claim.id!r} rests on one study, {studies[0].id}",
                "look for a second study or a review of several, and say that it is one",
                subject=item.claim.id,
                related=(studies[0].location,),
            )


RULE = Rule(
    code="CLM008",
    name="single-study",
    severity=Severity.NOTE,
    summary=(
        "All the support of a claim of therapy or harm comes from one study that gathers no others."
    ),
    why=(
        "A first result is often larger than those that follow, and one study cannot show "
        "whether its finding can be had again."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references=GULER + UN,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
              - {reference: un2011, stance: supports}
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
          - id: un-2011
            references: [un2011]
            design: randomised-trial
        """,
    ),
    check=check,
    references=(
        (
            "Ioannidis JPA. Contradicted and initially stronger effects in highly cited "
            "clinical research. JAMA 2005;294:218-228. doi:10.1001/jama.294.2.218"
        ),
    ),
)
