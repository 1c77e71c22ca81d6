"""REF041: a body that is read as a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from references.checking.mending import is_bibtex
from references.checking.written_fields import label
from references.people import PersonName
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_WORDS = """
academy administration agency association authority bureau centers centre centres collaboration
collaborative collaborators commission committee company consortium contributors corporation
council department departments directorate federation foundation gmbh government hospital inc
initiative institut institute institutes institution instituto investigators laboratories
laboratory llc ltd ministry nations network organisation organization programme project
secretariat société society studygroup taskforce trialists universidad universität université
university ministerium gesellschaft group
"""
# Whole words: "de l'Hospital" and "Grouppe" are people.
_BODY = re.compile(rf"(?<![\w'’-])(?:{'|'.join(_WORDS.split())})(?![\w'’-])", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\b\.?[ -]?)+")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each list with the first name that is a body's and is cut into a person's."""
    for reference in subject.library:
        for role, people in (("author", reference.authors), ("editor", reference.editors)):
            body = next((person for person in people if _is_body(person)), None)
            if body is not None:
                yield _hit(reference, role, body)


def _is_body(person: PersonName) -> bool:
    # A name of one part is printed as it stands, whoever bears it.
    if person.literal or not (person.given or person.particle):
        return False
    return _is_body_name(person.given, person.particle, person.family)


@lru_cache(maxsize=1 << 16)
def _is_body_name(given: str, particle: str, family: str) -> bool:
    if _INITIALS.fullmatch(given):
        return False
    return _BODY.search(f"{given} {particle} {family}") is not None


def _hit(reference: Reference, role: str, body: PersonName) -> Hit:
    name = str(body)
    return Hit(
        reference.place_of(role),
        f"{label(reference)}: {role} {quoted(name)} is read as a person called "
        f"{quoted(body.sort_name)}",
        "put braces around the whole name of a body"
        if is_bibtex(reference)
        else "give a body's name in one part, without a comma",
        subject=reference.key,
    )


RULE = Rule(
    code="REF041",
    name="body-as-person",
    severity=Severity.WARNING,
    summary="The name of a body is read as a person's.",
    why=(
        "Without braces, BibTeX cuts a body's name into given and family name: the World Health "
        "Organization is printed as “Organization, W. H.” and sorted under O."
    ),
    bad="""
@techreport{who2019,
  author      = {World Health Organization},
  title       = {Guidelines on magnesium},
  institution = {WHO},
  year        = {2019},
}
""",
    good="""
@techreport{who2019,
  author      = {{World Health Organization}},
  title       = {Guidelines on magnesium},
  institution = {WHO},
  year        = {2019},
}
""",
    check=check,
)
