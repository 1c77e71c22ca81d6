"""REF034: a record without anything to find the work by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from references.checking.placeholder import is_placeholder
from references.checking.written_fields import label, written
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

_PLACES_TEXT = """
howpublished note annote addendum eprint organization institution publisher school number location
address library repository archive swhid version crossref xdata related series type eventtitle
venue pubstate
"""
_PLACES = tuple(_PLACES_TEXT.split())
# What each kind is found by; the identifiers of any work are looked at first.
_FOUND_BY: Mapping[ReferenceKind, str] = {
    ReferenceKind.PREPRINT: "the server and its number",
    ReferenceKind.DATASET: "the repository and a DOI or address",
    ReferenceKind.SOFTWARE: "the repository and a DOI or address",
    ReferenceKind.REPORT: "the institution, and a number or address",
    ReferenceKind.BOOK: "the publisher or an ISBN",
    ReferenceKind.PATENT: "the number",
    ReferenceKind.STANDARD: "the body and the number",
    ReferenceKind.OTHER: "where it appeared, or an address",
}
# Books were sold by printers before publishers were named on them.
_OLD_BOOKS = 1900


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record of the listed kinds that names neither place nor identifier."""
    for reference in subject.library:
        wanted = _FOUND_BY.get(reference.kind)
        if wanted is None or _is_traceable(reference) or is_placeholder(reference):
            continue
        kind = reference.entry_type or reference.kind.value
        yield Hit(
            reference.location,
            f"{label(reference)} ({kind}) says nothing that the work could be found by",
            f"add {wanted}",
            subject=reference.key,
        )


def _is_traceable(reference: Reference) -> bool:
    if any(
        (
            reference.doi,
            reference.pmid,
            reference.pmcid,
            reference.arxiv,
            reference.isbn,
            reference.issn,
            reference.url,
            reference.container or reference.container_short or reference.collection,
            reference.publisher or reference.place,
            reference.issue or reference.accession,
            reference.event,
            reference.note,
        )
    ):
        return True
    if reference.kind is ReferenceKind.BOOK and (reference.year or 0) < _OLD_BOOKS:
        return True
    return any(written(reference, *_PLACES))


RULE = Rule(
    code="REF034",
    name="untraceable-record",
    severity=Severity.WARNING,
    summary="A record gives nothing that the work could be found by.",
    why=(
        "Author, title and year are no address. A report without its institution, a dataset "
        "without its repository or a preprint without its server cannot be looked up or checked."
    ),
    bad="""
@report{esa2005,
  author = {Guler, A.},
  title  = {Magnesium in anaesthesia: an assessment},
  year   = {2005},
}
""",
    good="""
@report{esa2005,
  author      = {Guler, A.},
  title       = {Magnesium in anaesthesia: an assessment},
  institution = {European Society of Anaesthesiology},
  number      = {12},
  year        = {2005},
}
""",
    check=check,
)
