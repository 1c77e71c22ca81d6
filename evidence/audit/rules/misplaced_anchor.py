"""CLM020: a claim in the reference list, a heading or page furniture."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.model.article import BlockKind
from references.rule import Hit, Rule, Severity

_NOT_STATING = frozenset(
    {BlockKind.REFERENCE_ENTRY, BlockKind.BOILERPLATE, BlockKind.CODE, BlockKind.HEADING}
)


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim all of whose words stand in a block that states nothing."""
    articles = {article.path: article for article in assessment.review.articles}
    for item in assessment.claims:
        article = articles.get(item.anchor.article)
        if article is None or not item.anchor.sentences:
            continue
        kinds = {
            article.blocks[article.sentences[index].block].kind for index in item.anchor.sentences
        }
        if kinds <= _NOT_STATING:
            yield Hit(
                item.claim.place_of("quote"),
                f"claim {item.claim.id!r} is anchored in a {' and a '.join(sorted(kinds))}",
                "quote the sentence that states it, with prefix or suffix where words recur",
                subject=item.claim.id,
            )


RULE = Rule(
    code="CLM020",
    name="misplaced-anchor",
    severity=Severity.WARNING,
    summary=(
        "The words of a claim stand where the article states nothing: in its reference list, in "
        "page furniture, in code or in a heading."
    ),
    why="The same words often occur in a title or a menu, and there they claim nothing.",
    bad=example(
        article="""
        # Magnesium may reduce myoclonus

        Opinions on it differ.
        """,
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
        # Magnesium

        Magnesium may reduce myoclonus.
        """,
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
