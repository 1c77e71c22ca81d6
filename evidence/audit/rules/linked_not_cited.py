"""CIT005: a reference that carries claims and is never cited."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, UN, example
from evidence.model.claim import Stance
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit, at its first link, for each reference that no article cites."""
    articles = assessment.citing
    if not any(each.marks for each in articles):
        return
    cited = frozenset(key for each in articles for key in each.keys)
    seen: set[str] = set()
    for item in assessment.claims:
        for link in item.claim.links:
            key = link.reference
            if link.stance is Stance.BACKGROUND or key not in assessment.review.library:
                continue
            if key in cited or key in seen:
                continue
            seen.add(key)
            yield Hit(
                link.location,
                f"{key} is linked to claim {item.claim.id!r}, and the article never cites it",
                "cite it in the article, beside the statement",
                subject=key,
            )


RULE = Rule(
    code="CIT005",
    name="linked-not-cited",
    severity=Severity.WARNING,
    summary="A reference that bears on a claim is linked to it and the article never cites it.",
    why=(
        "The reader of the article cannot know of it, whether it supports the statement or "
        "speaks against it. Articles without any citation are left to "
        "article-without-citations."
    ),
    bad=example(
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
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005; @un2011].
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
    ),
    check=check,
)
