"""REF061: the plan of a study among the references."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.title_kinds import is_protocol, is_registration
from references.checking.written_fields import label
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record that is a protocol or a study's entry in a register."""
    for reference in subject.library:
        if is_registration(reference):
            matter, place = "is the registration of a study", "url"
        elif is_protocol(reference):
            matter, place = "is the protocol of a study", "title"
        else:
            continue
        yield Hit(
            reference.place_of(place, "title"),
            f"{label(reference)} {matter}",
            "look for the report of its results, and cite that",
            subject=reference.key,
        )


RULE = Rule(
    code="REF061",
    name="study-without-results",
    severity=Severity.NOTE,
    summary="A record is the protocol or the registration of a study.",
    why=(
        "A protocol says what is going to be done. It supports no statement on what was found, "
        "and its title is that of the report but for a word."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate before etomidate: study protocol for a randomised trial},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate before etomidate: a randomised trial},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
