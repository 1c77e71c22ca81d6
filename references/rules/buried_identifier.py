"""REF036: an identifier that stands where no program looks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import add, is_bibtex, remove
from references.checking.written_fields import label
from references.edit import FieldEdit
from references.identifiers import DOI, PMCID, PMID, IdentifierKind
from references.quotation import quoted
from references.reference import Field, Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_REMARKS_TEXT = """
note annote addendum howpublished comment comments abstract
"""
_REMARKS = frozenset(_REMARKS_TEXT.split())
_PLACES_TEXT = """
pages number volume issue eid series edition
"""
_PLACES = _REMARKS | frozenset(_PLACES_TEXT.split())
_VERSION = re.compile(r"v\d+$")
# Only what stands alone in a field, or at its end after a label, is the record's own; a note may
# well name the DOI of another work ("comment on doi:10.1000/1").
_ALONE: tuple[tuple[IdentifierKind, re.Pattern[str]], ...] = (
    (DOI, re.compile(r"\W*(?:doi\W{0,3})?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.I)),
    (PMID, re.compile(r"\W*(?:PMID|PubMed(?: PMID| ID)?)\W{0,3}(\d{4,8})\W*", re.I)),
    (PMCID, re.compile(r"\W*(?:PMCID\W{0,3})?(PMC\d{4,8})\W*", re.I)),
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each identifier that fills a field of another name, and is in none of its own."""
    for reference in subject.library:
        if not is_bibtex(reference):
            continue
        own = {field.name.lower() for field in reference.fields}
        for field in reference.fields:
            if field.name.lower() in _PLACES and field.value:
                yield from _hits(reference, field, own)


def _hits(reference: Reference, field: Field, own: set[str]) -> Iterator[Hit]:
    for kind, pattern in _ALONE:
        found = pattern.fullmatch(field.value.strip())
        value = kind.normalise(found[1]) if found else ""
        if value and kind.name not in own:
            yield Hit(
                field.location,
                f"{label(reference)}: the {kind.label} {quoted(value)} stands in {field.name!r}",
                f"give it as {kind.name} = {{{value}}}",
                subject=reference.key,
                edits=_edits(reference, field, kind, value),
            )


def _edits(
    reference: Reference, field: Field, kind: IdentifierKind, value: str
) -> tuple[FieldEdit, ...]:
    # "10.1101/615203v2" names a version, which the registered DOI does not.
    if _VERSION.search(value):
        return ()
    moved = () if field.name.lower() in _REMARKS else remove(reference, field)
    return (*add(reference, kind.name, value), *moved)


RULE = Rule(
    code="REF036",
    name="buried-identifier",
    severity=Severity.NOTE,
    summary="A DOI or PubMed id stands in a note or another field, and not in its own.",
    why=(
        "Deduplication, retraction checks and links go by the identifier's own field; one that "
        "fills a note is printed at best."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  note    = {doi: 10.1213/01.ANE.0000160529.95019.E6},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
""",
    check=check,
    fixable=True,
)
