"""REF079: a person's name in small letters."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.written_fields import label
from references.people import PersonName
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each list of people with a name that has no capital at all."""
    for reference in subject.library:
        for role, people in (("author", reference.authors), ("editor", reference.editors)):
            lower = [person for person in people if _is_lower(person)]
            if lower:
                yield Hit(
                    reference.place_of(role, "au", "a1", "ed", "a2"),
                    f"{label(reference)}: {role} {quoted(str(lower[0]))} is in small letters",
                    "write family and given name with capitals, unless the person does not",
                    subject=reference.key,
                )


def _is_lower(person: PersonName) -> bool:
    if person.literal or person.particle or not person.family or not person.given:
        return False
    return person.family.islower() and person.given.islower() and len(person.family) > 1


RULE = Rule(
    code="REF079",
    name="lowercase-name",
    severity=Severity.NOTE,
    summary="The name of an author or editor is in small letters.",
    why=(
        "It is printed so, and BibTeX takes words in small letters for particles such as “van”, "
        "so that name and particle are mixed up. A few people write their names so."
    ),
    bad="""
@article{guler2005,
  author  = {guler, ayse},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, Ayse and van der Berg, Ans},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
