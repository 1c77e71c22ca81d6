"""CIT001: a citation of a key that the library does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.model.article import MarkStyle
from references.rule import Hit, Rule, Severity

_KEYED = frozenset({MarkStyle.PANDOC, MarkStyle.LATEX})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each unknown key of each keyed mark."""
    folded = {key.casefold(): key for key in assessment.review.library.by_key}
    for each in assessment.citing:
        for mark in each.marks:
            if mark.mark.style not in _KEYED:
                continue
            for key in mark.unknown:
                near = folded.get(key.casefold())
                yield Hit(
                    each.article.source.location(mark.mark.span.start),
                    f"the article cites {key!r}, which is in no bibliography",
                    f"write {near}" if near else "add the record, or mend the key",
                    subject=key,
                )


RULE = Rule(
    code="CIT001",
    name="unknown-citation-key",
    severity=Severity.ERROR,
    summary="The article cites a key that is in no bibliography of the review.",
    why=(
        "The mark prints as a question mark or vanishes, and the reader cannot find what was cited."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2006].
        """,
        references=GULER,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references=GULER,
    ),
    check=check,
)
