"""CLM010: a claim on people that only animals or cells support."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.bearing import ON_PEOPLE, all_support_recorded, supporting_studies
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim on people whose recorded support has nobody in it."""
    for item in assessment.claims:
        if item.claim.kind not in ON_PEOPLE or not all_support_recorded(item):
            continue
        designs = {study.design for study in supporting_studies(item)}
        if designs and not any(design.is_in_people for design in designs):
            found = " and ".join(sorted(designs))
            yield Hit(
                item.claim.place_of("evidence"),
                f"claim {item.claim.id!r} is about people and rests on {found} studies alone",
                "find studies in people, or say in the text whom or what was studied",
                subject=item.claim.id,
            )


RULE = Rule(
    code="CLM010",
    name="no-evidence-in-people",
    severity=Severity.WARNING,
    summary="A claim about people is supported by studies in animals or cells alone.",
    why="Most effects seen in animals and cells are not found again in people.",
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
            design: animal
        """,
    ),
    good=example(
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
    check=check,
    references=(
        (
            "Hackam DG, Redelmeier DA. Translation of research evidence from animals to humans. "
            "JAMA 2006;296:1731-1732. doi:10.1001/jama.296.14.1731"
        ),
    ),
)
