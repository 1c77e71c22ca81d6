"""CLM006: two claims on the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from evidence.assessment import Assessment, ClaimAssessment
from evidence.audit.example import example
from references.quotation import quoted
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim whose words begin inside those of an earlier claim."""
    placed: dict[str, list[ClaimAssessment]] = defaultdict(list)
    for item in assessment.claims:
        if item.anchor.plain is not None and item.anchor.candidates == 1:
            placed[item.anchor.article].append(item)
    for items in placed.values():
        yield from _overlaps(items)


def _overlaps(items: list[ClaimAssessment]) -> Iterator[Hit]:
    """Hits of one article, in one pass over its claims from left to right."""
    widest: ClaimAssessment | None = None
    reach = -1
    for item in sorted(items, key=lambda each: (_start(each), each.claim.id)):
        if widest is not None and _start(item) < reach:
            earlier = widest.claim
            yield Hit(
                item.claim.place_of("quote"),
                f"claim {item.claim.id!r} shares words with claim {earlier.id!r}: "
                f"{quoted(item.anchor.text)}",
                "quote only the words that each of them claims, or join the two",
                subject=item.claim.id,
                related=(earlier.place_of("quote"),),
            )
        if _end(item) > reach:
            widest, reach = item, _end(item)


def _start(item: ClaimAssessment) -> int:
    return item.anchor.plain.start if item.anchor.plain else 0


def _end(item: ClaimAssessment) -> int:
    return item.anchor.plain.end if item.anchor.plain else 0


RULE = Rule(
    code="CLM006",
    name="overlapping-anchors",
    severity=Severity.WARNING,
    summary="Two claims quote the same words of the article.",
    why=(
        "Each claim is graded on its own, so the same words would carry two grades, and nobody "
        "could tell which one counts."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
          - id: again
            quote: reduce myoclonus
            statement: Myoclonus is reduced.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus, and it may ease cramps.
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
          - id: cramps
            quote: it may ease cramps
            statement: Magnesium eases cramps.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    check=check,
)
