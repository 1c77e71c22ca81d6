"""REF003: a field that is given twice."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.reader_problems import problem_hits
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """What the reader reported."""
    return problem_hits(subject, "REF003")


RULE = Rule(
    code="REF003",
    name="duplicate-field",
    severity=Severity.WARNING,
    summary="A record gives the same field twice.",
    why=(
        "Programs keep the first or the last of the two values, so the printed reference depends "
        "on the program."
    ),
    bad="""
@book{fawcett1999,
  author = {Fawcett, W. J.},
  title  = {Magnesium physiology},
  year   = {1999},
  year   = {1989},
}
""",
    good="""
@book{fawcett1999,
  author    = {Fawcett, W. J.},
  title     = {Magnesium physiology},
  publisher = {Elsevier},
  year      = {1999},
}
""",
    check=check,
)
