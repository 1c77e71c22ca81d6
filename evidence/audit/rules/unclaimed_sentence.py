"""CLM018: a factual sentence that no claim covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.claims.factual import looks_factual
from references.quotation import quoted
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each factual sentence without a claim, in reviews that have claims."""
    if not assessment.claims:
        return
    covered: dict[str, set[int]] = defaultdict(set)
    for item in assessment.claims:
        covered[item.anchor.article].update(item.anchor.sentences)
    for article in assessment.review.articles:
        for index, sentence in enumerate(article.sentences):
            if index not in covered[article.path] and looks_factual(sentence, article):
                yield Hit(
                    article.location(sentence.plain.start),
                    f"no claim covers the statement {quoted(sentence.text)}",
                    "record it as a claim, or suppress this where it needs no evidence",
                    subject=_subject(sentence.text),
                )


def _subject(text: str) -> str:
    """The sentence's first words, which stay the same when lines move."""
    return " ".join(text.lower().split()[:8])


RULE = Rule(
    code="CLM018",
    name="unclaimed-sentence",
    severity=Severity.NOTE,
    summary="A sentence states something that can be checked, and no claim is anchored in it.",
    why=(
        "What is not recorded as a claim is neither linked nor graded, and an article can look "
        "well supported because its boldest sentences were left out."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005]. High doses of magnesium cause diarrhoea.
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
        Magnesium may reduce myoclonus [@guler2005]. This article explains how.
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
