"""REF042: a list of authors that breaks off."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label
from references.rule import Hit, LibrarySubject, Rule, Severity

# The Vancouver style prints six authors, APA twenty, most others more than three: a list cut
# before that cannot be printed rightly.
_PRINTED = 6


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record that names fewer authors than styles print, and “others”."""
    for reference in subject.library:
        authors = reference.authors
        if authors and len(authors) <= _PRINTED and authors[-1].is_others:
            named = len(authors) - 1
            yield Hit(
                reference.place_of("author"),
                f"{label(reference)} names {named} {'author' if named == 1 else 'authors'} and "
                "“others”",
                "name them all; the style cuts the list where it must",
                subject=reference.key,
            )


RULE = Rule(
    code="REF042",
    name="truncated-names",
    severity=Severity.NOTE,
    summary="A list of authors breaks off before six are named.",
    why=(
        "Styles decide how many authors are printed, and records of one work are matched by "
        "their authors; what the list leaves out, neither can bring back."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A. and others},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A. and Satilmis, T. and Akinci, S. B. and Celebioglu, B. and Kanbak, M.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
