"""CIT007: a DOI or PMID in the text that the library does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.model.article import MarkStyle
from references.rule import Hit, Rule, Severity

_BY_IDENTIFIER = frozenset({MarkStyle.DOI, MarkStyle.PMID})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each identifier in the text that leads to no record."""
    for each in assessment.citing:
        for mark in each.marks:
            if mark.mark.style in _BY_IDENTIFIER:
                for identifier in mark.unknown:
                    yield Hit(
                        each.article.source.location(mark.mark.span.start),
                        f"no record of the library has the identifier {identifier}",
                        "add the record, or its identifier",
                        subject=identifier,
                    )


RULE = Rule(
    code="CIT007",
    name="unknown-cited-identifier",
    severity=Severity.WARNING,
    summary="The article links to a DOI or PMID that no record of the library has.",
    why=(
        "The source is cited for the reader and missing from the review: it is not checked, not "
        "graded and not in the reference list that is printed."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus (https://doi.org/10.1000/none.1).
        """,
        references=GULER,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus (https://doi.org/10.1000/none.1).
        """,
        references="""
        @article{guler2005,
          author = {Guler, A.}, title = {Magnesium sulphate before etomidate},
          journal = {Anesthesia and Analgesia}, year = {2005}, doi = {10.1000/none.1},
        }
        """,
    ),
    check=check,
)
