"""REF001: a record that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.reader_problems import problem_hits
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """What the reader reported."""
    return problem_hits(subject, "REF001")


RULE = Rule(
    code="REF001",
    name="unreadable-record",
    severity=Severity.ERROR,
    summary="A record of the bibliography cannot be read.",
    why=(
        "A record that the reader has to skip is missing everywhere: its citations dangle and its "
        "evidence does not count."
    ),
    bad="""
@article{guler2005,
  author = {Guler, A.},
  title  = {Magnesium sulfate pretreatment reduces myoclonus,
  year   = {2005},

@article{un2011,
  author  = {Un, B.},
  title   = {Prevention of etomidate-related myoclonus},
  journal = {Journal of Research in Medical Sciences},
  year    = {2011},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A. and Satilmis, T.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
