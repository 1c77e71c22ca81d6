"""REF006: a part of a bibliography that was not understood."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.reader_problems import unclaimed_hits
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """What the reader reported and no other rule speaks for."""
    return unclaimed_hits(subject)


RULE = Rule(
    code="REF006",
    name="unread-part",
    severity=Severity.WARNING,
    summary="A part of the bibliography was not understood.",
    why=(
        "What could not be understood is kept in the file and left out of everything else, so the "
        "printed reference or its matching may lack it."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.}
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
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
