"""REF007: a record without what its kind needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from references.checking.placeholder import is_placeholder
from references.checking.written_fields import label, written
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

_PARTS: Mapping[str, Callable[[Reference], object]] = {
    "author": lambda item: item.authors,
    "author or editor": lambda item: item.authors or item.editors,
    "author, editor or publisher": lambda item: item.authors or item.editors or item.publisher,
    "title": lambda item: item.title,
    "journal": lambda item: item.container or item.container_short,
    "book title": lambda item: item.container or item.container_short,
    "year": lambda item: item.issued or any(written(item, "year", "date", "pubstate", "issued")),
    "institution": lambda item: item.publisher or item.place,
    "web address": lambda item: (
        item.url or item.doi or any(written(item, "howpublished", "eprint"))
    ),
}

# The mandatory fields of the BibLaTeX manual (3.20, section 2.1.1), by CSL item type; kinds that
# are not listed need a title. Where BibLaTeX accepts either of two, so does this table.
_REQUIRED: Mapping[ReferenceKind, tuple[str, ...]] = {
    ReferenceKind.ARTICLE_JOURNAL: ("author or editor", "title", "journal", "year"),
    ReferenceKind.ARTICLE_MAGAZINE: ("title", "journal", "year"),
    ReferenceKind.ARTICLE_NEWSPAPER: ("title", "journal", "year"),
    ReferenceKind.PREPRINT: ("author or editor", "title", "year"),
    ReferenceKind.BOOK: ("author, editor or publisher", "title", "year"),
    ReferenceKind.CHAPTER: ("author or editor", "title", "book title", "year"),
    ReferenceKind.PROCEEDINGS_PAPER: ("author or editor", "title", "book title", "year"),
    ReferenceKind.PROCEEDINGS: ("title", "year"),
    ReferenceKind.THESIS: ("author", "title", "institution", "year"),
    ReferenceKind.REPORT: ("author, editor or publisher", "title", "year"),
    ReferenceKind.PATENT: ("title", "year"),
    ReferenceKind.WEBPAGE: ("title", "web address"),
}


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record, naming all that it lacks; placeholders have a rule of their own."""
    for reference in subject.library:
        if is_placeholder(reference):
            continue
        missing = [part for part in _wanted(reference) if not _PARTS[part](reference)]
        if missing:
            kind = reference.entry_type or reference.kind.value
            yield Hit(
                reference.location,
                f"{label(reference)} ({kind}) lacks {_listed(missing)}",
                "add what is missing, or correct the type of the record",
                subject=reference.key,
            )


def _wanted(reference: Reference) -> tuple[str, ...]:
    wanted = _REQUIRED.get(reference.kind, ("title",))
    # BibTeX's own @inbook gives the book in `title` and the part in `chapter` or `pages`.
    if reference.entry_type.lower() == "inbook":
        return tuple(part for part in wanted if part != "book title")
    return wanted


def _listed(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


RULE = Rule(
    code="REF007",
    name="missing-field",
    severity=Severity.WARNING,
    summary="A record lacks a field that its kind needs.",
    why=(
        "A reader cannot find an article without its journal, or a chapter without its book; a "
        "reference without a year cannot be dated or matched."
    ),
    bad="""
@article{guler2005,
  author = {Guler, A.},
  title  = {Magnesium sulfate pretreatment reduces myoclonus},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)
