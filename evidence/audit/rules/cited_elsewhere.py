"""CIT010: support that is cited, but not with its claim."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.bearing import FOR_OR_AGAINST
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim, naming its references that only other sentences cite."""
    articles = {each.article.path: each for each in assessment.citing}
    for item in assessment.claims:
        here = articles.get(item.anchor.article)
        if here is None or not item.anchor.sentences:
            continue
        # A mark after the full stop of its sentence stands in the next one.
        near = frozenset(
            key
            for index in (*item.anchor.sentences, max(item.anchor.sentences) + 1)
            for key in here.by_sentence.get(index, frozenset())
        )
        links = [
            link
            for link in item.claim.links
            if link.stance in FOR_OR_AGAINST
            and link.reference in here.keys
            and link.reference not in near
        ]
        if links:
            keys = ", ".join(dict.fromkeys(link.reference for link in links))
            yield Hit(
                item.anchor.location or item.claim.place_of("quote"),
                f"claim {item.claim.id!r}: {keys} bears on it and is cited elsewhere only",
                "cite it in this sentence too",
                subject=item.claim.id,
                related=tuple(link.location for link in links),
            )


RULE = Rule(
    code="CIT010",
    name="cited-elsewhere",
    severity=Severity.NOTE,
    summary=(
        "A reference supports or disputes a claim and is cited elsewhere, not in the claim's "
        "own sentence."
    ),
    why="The reader of the sentence sees other sources than those that carry it.",
    bad=example(
        article="""
        Magnesium may reduce myoclonus. It is cheap.

        It was tried before etomidate [@guler2005].
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
