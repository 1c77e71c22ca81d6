"""CLM016: words more guarded than their evidence needs."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit, at the words, for each claim hedged far below its certainty."""
    for item in assessment.claims:
        wording = item.wording
        if wording is None or wording.outcome != "weaker" or item.level is None:
            continue
        phrases = ", ".join(f"“{each.phrase}”" for each in wording.phrases)
        yield Hit(
            item.anchor.location or item.claim.place_of("quote"),
            f"claim {item.claim.id!r}: {phrases} sounds like {wording.sounds.replace('-', ' ')} "
            f"certainty; the evidence is rated {item.level.label} ({item.framework.title})",
            "state it plainly" if wording.allows == "high" else "write “probably”",
            subject=item.claim.id,
        )


RULE = Rule(
    code="CLM016",
    name="wording-weaker",
    severity=Severity.NOTE,
    summary="The words of a claim are hedged by two levels or more below its certainty.",
    why=(
        "A hedge that the evidence does not need keeps readers from what is known, and wears "
        "out the hedges that they do need."
    ),
    bad=example(
        article="""
        Magnesium might reduce myoclonus [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium might reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
            judgement: {framework: grade, start: high, certainty: high, by: AB, on: 2026-11-01}
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: systematic-review-of-trials
        """,
    ),
    good=example(
        article="""
        Magnesium reduces myoclonus [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium reduces myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
            judgement: {framework: grade, start: high, certainty: high, by: AB, on: 2026-11-01}
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: systematic-review-of-trials
        """,
    ),
    check=check,
)
