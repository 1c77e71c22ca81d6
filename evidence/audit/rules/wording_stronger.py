"""CLM015: words surer than their evidence."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.quotation import quoted
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit, at the words, for each claim that sounds surer than its certainty."""
    for item in assessment.claims:
        wording = item.wording
        if wording is None or wording.outcome != "stronger" or item.level is None:
            continue
        if wording.unstudied and wording.phrases == wording.unstudied:
            continue  # CLM023 says what is wrong with these words
        phrases = ", ".join(f"“{each.phrase}”" for each in wording.phrases)
        advice = quoted(wording.suggestion, 200) if wording.suggestion else ""
        yield Hit(
            item.anchor.location or item.claim.place_of("quote"),
            f"claim {item.claim.id!r}: {phrases or 'the wording'} sounds like "
            f"{wording.sounds.replace('-', ' ')} certainty; the evidence is rated "
            f"{item.level.label} ({item.framework.title})",
            f"write: {advice}" if advice else "choose words of the certainty that was found",
            subject=item.claim.id,
        )


RULE = Rule(
    code="CLM015",
    name="wording-stronger",
    severity=Severity.WARNING,
    summary="The words of a claim sound more certain than the evidence allows.",
    why=(
        "Readers take certainty from words. GRADE gives each level its own: a plain statement "
        "for high certainty, probably for moderate, may for low, and for very low that the "
        "evidence is very uncertain."
    ),
    bad=example(
        article="""
        Magnesium clearly reduces myoclonus [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium clearly reduces myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: case-series
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus, but the evidence is very uncertain [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus, but the evidence is very uncertain
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: case-series
        """,
    ),
    check=check,
    references=(
        (
            "Santesso N, et al. GRADE guidelines 26. J Clin Epidemiol 2020;119:126-135. "
            "doi:10.1016/j.jclinepi.2019.10.014"
        ),
    ),
)
