"""REF057: a relation between records that leads nowhere or in a ring."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from references.checking.mending import is_bibtex
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_KEYS = re.compile(r"\s*,\s*")
_RELATIONS = ("related", "xref")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each key in ``related`` or ``xref`` that is none, and each ring of crossrefs."""
    known: set[str] | None = None
    parents: dict[str, Reference] = {}
    for reference in subject.library:
        names = {field.name.lower() for field in reference.fields}
        if names.isdisjoint((*_RELATIONS, "crossref")) or not is_bibtex(reference):
            continue
        if "crossref" in names:
            parents.setdefault(reference.key, reference)
        if known is None:
            known = set(_keys_and_aliases(subject))
        for field in written(reference, *_RELATIONS):
            for key in _KEYS.split(field.value.strip().strip(",")):
                if key and key not in known:
                    yield Hit(
                        field.location,
                        f"{label(reference)}: {field.name.lower()} names {quoted(key)}, which is "
                        "in no bibliography here",
                        "correct the key, or add the record",
                        subject=reference.key,
                    )
    yield from _rings(parents)


def _keys_and_aliases(subject: LibrarySubject) -> Iterator[str]:
    for reference in subject.library:
        yield reference.key
        for field in written(reference, "ids"):
            yield from _KEYS.split(field.value.strip())


def _rings(parents: Mapping[str, Reference]) -> Iterator[Hit]:
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        key = start
        while key in parents and key not in done:
            done.add(key)
            path.append(key)
            key = next((field.value.strip() for field in written(parents[key], "crossref")), "")
        if key in path:
            ring = path[path.index(key) :]
            yield Hit(
                parents[key].place_of("crossref"),
                f"{label(parents[key])}: crossref leads back to itself by way of "
                f"{', '.join(ring[1:]) or 'no other record'}",
                "a parent record must not point at its child",
                subject=parents[key].key,
            )


RULE = Rule(
    code="REF057",
    name="broken-relation",
    severity=Severity.WARNING,
    summary="A record is related to one that is not there, or crossrefs run in a ring.",
    why=(
        "What a record says of its reprint, translation or parent is printed only when the other "
        "record is found; in a ring, none of the records inherits what it lacks."
    ),
    bad="""
@book{fawcett1999,
  author    = {Fawcett, W. J.},
  title     = {Magnesium physiology},
  publisher = {Elsevier},
  year      = {1999},
  related   = {fawcet1989},
}
""",
    good="""
@book{fawcett1989,
  author    = {Fawcett, W. J.},
  title     = {Magnesium},
  publisher = {Elsevier},
  year      = {1989},
}
@book{fawcett1999,
  author    = {Fawcett, W. J.},
  title     = {Magnesium physiology},
  publisher = {Elsevier},
  year      = {1999},
  related   = {fawcett1989},
}
""",
    check=check,
)
