"""REF060: the abstract of a talk among the references."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.title_kinds import is_conference_abstract
from references.checking.written_fields import label
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record that by title, journal or type is a conference abstract."""
    for reference in subject.library:
        if is_conference_abstract(reference):
            yield Hit(
                reference.place_of("title"),
                f"{label(reference)} is the abstract of a talk or poster",
                "look for the full article, and cite that",
                subject=reference.key,
            )


RULE = Rule(
    code="REF060",
    name="conference-abstract",
    severity=Severity.NOTE,
    summary="A record is the abstract of a talk or poster.",
    why=(
        "Abstracts report interim results in a few lines, and fewer than half are ever published "
        "in full. Where the article followed, the two count one study twice."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus [abstract]},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Abstract thinking under magnesium sulfate},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
    references=("https://doi.org/10.1002/14651858.MR000005.pub4",),
)
