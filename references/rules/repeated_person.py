"""REF043: somebody who is named twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.written_fields import label
from references.people import PersonName
from references.quotation import quoted
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

_LONG_NAME = re.compile(r"[^\W\d_]{3,}")
# Whose editors are its authors has no editors; a chapter may well be by the book's editors.
_WHOLE_WORKS = (
    ReferenceKind.ARTICLE_JOURNAL,
    ReferenceKind.BOOK,
    ReferenceKind.REPORT,
    ReferenceKind.THESIS,
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each list that names a person twice, or that repeats the authors as editors."""
    for reference in subject.library:
        for role, people in (("author", reference.authors), ("editor", reference.editors)):
            if len(people) > 1 and (twice := _named_twice(people)) is not None:
                yield Hit(
                    reference.place_of(role),
                    f"{label(reference)}: {role} {quoted(str(twice))} is named twice",
                    "name each person once, or tell two people of one name apart",
                    subject=reference.key,
                )
        if reference.editors and _repeats_authors(reference):
            yield Hit(
                reference.place_of("editor"),
                f"{label(reference)}: the editors are the authors over again",
                "leave out those who did not do both",
                subject=reference.key,
            )


def _named_twice(people: tuple[PersonName, ...]) -> PersonName | None:
    """The first whose whole name comes again; initials do not tell two people apart."""
    if len({person.family for person in people}) == len(people):
        return None
    seen: set[tuple[str, str, str]] = set()
    for person in people:
        name = (person.family or person.literal, person.given, person.suffix)
        is_whole = person.literal or _LONG_NAME.search(person.given)
        if is_whole and name in seen:
            return person
        seen.add(name)
    return None


def _repeats_authors(reference: Reference) -> bool:
    return reference.kind in _WHOLE_WORKS and reference.editors == reference.authors


RULE = Rule(
    code="REF043",
    name="repeated-person",
    severity=Severity.WARNING,
    summary="A person is named twice in one list, or the authors again as editors.",
    why=(
        "Such a list was put together from two sources or pasted twice; it is printed as it "
        "stands, and the number of authors is wrong."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, Aydin and Satilmis, Tuba and Guler, Aydin},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, Aydin and Guler, Ayse and Satilmis, T. and Satilmis, T.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
