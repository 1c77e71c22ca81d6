"""REF002: a citation key that is taken twice."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.reader_problems import problem_hits
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """What the reader reported."""
    return problem_hits(subject, "REF002")


RULE = Rule(
    code="REF002",
    name="duplicate-key",
    severity=Severity.ERROR,
    summary="Two records have the same citation key.",
    why=(
        "A citation of that key means the first record to one program and the last to another, so "
        "readers may be sent to the wrong source."
    ),
    bad="""
@book{fawcett1999, author = {Fawcett, W. J.}, title = {Magnesium physiology},
  publisher = {Elsevier}, year = {1999}}
@book{fawcett1999, author = {Fawcett, W. J.}, title = {Magnesium therapy},
  publisher = {Elsevier}, year = {1999}}
""",
    good="""
@book{fawcett1999a, author = {Fawcett, W. J.}, title = {Magnesium physiology},
  publisher = {Elsevier}, year = {1999}}
@book{fawcett1999b, author = {Fawcett, W. J.}, title = {Magnesium therapy},
  publisher = {Elsevier}, year = {1999}}
""",
    check=check,
)
