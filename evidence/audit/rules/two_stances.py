"""CLM021: one reference that both supports and disputes a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.bearing import FOR_OR_AGAINST
from evidence.audit.example import GULER, example
from evidence.model.claim import Link
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each reference on both sides of a claim whose links do not say why."""
    for item in assessment.claims:
        by_key: dict[str, list[Link]] = defaultdict(list)
        for link in item.claim.links_with(*FOR_OR_AGAINST):
            by_key[link.reference].append(link)
        for key, links in by_key.items():
            stances = {link.stance for link in links}
            if stances == FOR_OR_AGAINST and not all(map(_says_where, links)):
                yield Hit(
                    links[-1].location,
                    f"claim {item.claim.id!r}: {key} both supports and disputes it",
                    "keep one stance, or give each link its locator, quote or note",
                    subject=item.claim.id,
                    related=(links[0].location,),
                )


def _says_where(link: Link) -> bool:
    return bool(link.locator or link.quote or link.note)


RULE = Rule(
    code="CLM021",
    name="two-stances",
    severity=Severity.WARNING,
    summary="One reference is linked to a claim as support and as dispute.",
    why=(
        "One of the two is a slip, or the reference reports several results and each link "
        "should say which one it means."
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
              - {reference: guler2005, stance: disputes}
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
    ),
    check=check,
)
