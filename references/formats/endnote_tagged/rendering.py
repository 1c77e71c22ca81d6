"""From the values of a reference to the lines of EndNote's tagged format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from references.formats.endnote_tagged.kinds import IN_JOURNALS, KIND_OF_TYPE, TYPE_OF_KIND
from references.formats.endnote_tagged.mapping import OF_A_GENRE
from references.reading.labelled_values import labelled
from references.reading.tagged_format import Line
from references.reading.tagged_names import written_name
from references.reading.tagged_values import escaped, written_keyword
from references.reference import Reference, ReferenceKind

ORDER = (
    "kind", "authors", "editors", "translators", "title", "short_title", "original_title",
    "container", "container_short", "collection", "issued", "volume", "issue", "pages",
    "article_number", "total_pages", "edition", "publisher", "place", "genre",
    "publication_types", "isbn", "issn", "doi", "url", "accessed", "language", "database",
    "accession", "pmid", "pmcid", "arxiv", "event", "event_place", "original_date", "keywords",
    "abstract", "note", "key",
)  # fmt: skip
_WHOLE = frozenset(
    {ReferenceKind.BOOK, ReferenceKind.THESIS, ReferenceKind.REPORT, ReferenceKind.PROCEEDINGS}
)


def lines(reference: Reference, attribute: str) -> Sequence[Line]:
    """The lines that one value is written as; none when it is empty."""
    if attribute in _SPECIAL:
        return _SPECIAL[attribute](reference)
    value = getattr(reference, attribute)
    if not value:
        return ()
    if attribute not in _RENDERERS:
        return [("<", labelled(reference, attribute))]
    tag, write = _RENDERERS[attribute]
    values = value if isinstance(value, tuple) else (value,)
    return [(tag, write(each)) for each in values]


def _kind(reference: Reference) -> Sequence[Line]:
    own = reference.entry_type
    same = KIND_OF_TYPE.get(own.lower()) is reference.kind and own[:1].isupper()
    return [("0", escaped(own) if same else TYPE_OF_KIND[reference.kind])]


def _container(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.container)
    # A second title of a book would be its series.
    journal = reference.kind in IN_JOURNALS or reference.kind is ReferenceKind.BOOK
    return [("J" if journal else "B", text)] if text else ()


def _issued(reference: Reference) -> Sequence[Line]:
    date = reference.issued
    if date is None:
        return ()
    found: list[Line] = [("D", f"{date.year:04d}")]
    if date.end or date.season or date.approximate:
        found.append(("<", labelled(reference, "issued")))
    elif date.month:
        found.append(("8", date.edtf))
    return found


def _pages(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.pages)
    if not text:
        return ()
    alone = reference.kind in _WHOLE and text.rstrip(" p.").isdigit()
    return [("P", f"p. {text}-{text}" if alone else text)]


def _total_pages(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.total_pages)
    if not text:
        return ()
    usual = reference.kind in _WHOLE and not reference.pages and text.isdigit()
    return [("P", text) if usual else ("<", labelled(reference, "total_pages"))]


def _genre(reference: Reference) -> Sequence[Line]:
    if not reference.genre:
        return ()
    usual = reference.kind in OF_A_GENRE
    return [("9", escaped(reference.genre)) if usual else ("<", labelled(reference, "genre"))]


def _publication_types(reference: Reference) -> Sequence[Line]:
    if reference.kind in OF_A_GENRE:
        return ()
    return [("9", escaped(word)) for word in reference.publication_types]


def _pmid(reference: Reference) -> Sequence[Line]:
    if not reference.pmid or reference.accession == reference.pmid:
        return ()
    return [("1", f"PMID: {escaped(reference.pmid)}")]


_SPECIAL: Mapping[str, Callable[[Reference], Sequence[Line]]] = {
    "kind": _kind,
    "container": _container,
    "issued": _issued,
    "pages": _pages,
    "total_pages": _total_pages,
    "genre": _genre,
    "publication_types": _publication_types,
    "pmid": _pmid,
}
_RENDERERS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "authors": ("A", written_name),
    "editors": ("E", written_name),
    "translators": ("?", written_name),
    "title": ("T", escaped),
    "short_title": ("!", escaped),
    "original_title": ("Q", escaped),
    "collection": ("S", escaped),
    "volume": ("V", escaped),
    "issue": ("N", escaped),
    "article_number": ("]", escaped),
    "edition": ("7", escaped),
    "publisher": ("I", escaped),
    "place": ("C", escaped),
    "isbn": ("@", escaped),
    "issn": ("@", escaped),
    "doi": ("R", escaped),
    "url": ("U", escaped),
    "accessed": ("[", lambda date: str(date.edtf)),
    "language": ("G", escaped),
    "database": ("~", escaped),
    "accession": ("M", escaped),
    "pmcid": ("2", escaped),
    "keywords": ("K", written_keyword),
    "abstract": ("X", escaped),
    "note": ("Z", escaped),
    "key": ("F", escaped),
}
