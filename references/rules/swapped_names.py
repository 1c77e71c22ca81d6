"""REF040: family names and initials that changed places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.written_fields import label
from references.people import PersonName
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_INITIALS = re.compile(r"(?:[^\W\d_a-zß-ÿ]\.?[ -]?){1,3}")
_NAME = re.compile(r"[^\W\d_][^\W\d_]*[a-zß-ÿ][^\W\d_]+")
_LONGEST = 60
# "Weinan E", "Sei-Hyun O", "Hla U": family names of one letter are vowels, but for slips.
_VOWELS = frozenset("AEIOUY")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each list in which initials stand for family names."""
    for reference in subject.library:
        for role, people in (("author", reference.authors), ("editor", reference.editors)):
            if people and _is_swapped(people):
                yield _hit(reference, role, people)


def _is_swapped(people: tuple[PersonName, ...]) -> bool:
    """Whether all named people, several or one beyond doubt, have initials for a family name."""
    # Most lists end here, at their first name.
    if len(people[0].family) > 8:
        return False
    persons = [person for person in people if not person.literal]
    if not persons or not all(map(_has_initials_for_family, persons)):
        return False
    return len(persons) > 1 or not _VOWELS.intersection(persons[0].family)


def _has_initials_for_family(person: PersonName) -> bool:
    return (
        _INITIALS.fullmatch(person.family) is not None
        and _NAME.search(person.given[:_LONGEST]) is not None
        and not person.particle
    )


def _hit(reference: Reference, role: str, people: tuple[PersonName, ...]) -> Hit:
    first = next(person for person in people if not person.literal)
    return Hit(
        reference.place_of(role),
        f"{label(reference)}: {role} {quoted(first.given + ' ' + first.family)} is read as one "
        f"whose family name is {quoted(first.family)}",
        f"write “{first.given}, {first.family}”, with a comma after the family name",
        subject=reference.key,
    )


RULE = Rule(
    code="REF040",
    name="swapped-names",
    severity=Severity.WARNING,
    summary="In a list of names, the initials stand where the family names belong.",
    why=(
        "BibTeX takes the last word for the family name. PubMed's “Guler A” without a comma "
        "becomes Ms A, is sorted under A, cited as (A, 2005) and matched with nobody."
    ),
    bad="""
@article{guler2005,
  author  = {Guler A and Satilmis T},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A. and Satilmis, T.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@article{e2017,
  author  = {Weinan E},
  title   = {A proposal on machine learning via dynamical systems},
  journal = {Communications in Mathematics and Statistics},
  year    = {2017},
}
""",
    check=check,
)
