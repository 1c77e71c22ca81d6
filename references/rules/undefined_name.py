"""REF004: a string or parent record that is not defined."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.reader_problems import problem_hits
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """What the reader reported."""
    return problem_hits(subject, "REF004")


RULE = Rule(
    code="REF004",
    name="undefined-name",
    severity=Severity.WARNING,
    summary="A record uses a string or a parent record that is not defined.",
    why=(
        "The value that the name stands for is lost: a journal, a month or a whole book title is "
        "missing from the printed reference."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = anesthanalg,
  year    = {2005},
}
""",
    good="""
@string{anesthanalg = {Anesthesia and Analgesia}}
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = anesthanalg,
  year    = {2005},
}
""",
    check=check,
)
