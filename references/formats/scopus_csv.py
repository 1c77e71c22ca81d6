"""The CSV that Scopus exports."""

from __future__ import annotations

from references.reading.table_format import recognises_scopus, table_format

_HEADINGS = {
    "Authors": "short_authors",
    "Author full names": "full_authors",
    "Title": "title",
    "Year": "year",
    "Source title": "container",
    "Volume": "volume",
    "Issue": "issue",
    "Art. No.": "article_number",
    "Page start": "first_page",
    "Page end": "last_page",
    "DOI": "doi",
    "Link": "url",
    "Abstract": "abstract",
    "Author Keywords": "keywords",
    "Editors": "editors",
    "Publisher": "publisher",
    "Conference name": "event",
    "Conference location": "event_place",
    "ISSN": "issn",
    "ISBN": "isbn",
    "PubMed ID": "pmid",
    "Language of Original Document": "language",
    "Abbreviated Source Title": "container_short",
    "Document Type": "document_type",
    "Source": "database",
    "EID": "accession",
    "Key": "key",
    "Pages": "pages",
    "Date": "date",
    "Short title": "short_title",
    "Original title": "original_title",
    "Original date": "original_date",
    "Translators": "translators",
    "Series": "collection",
    "Edition": "edition",
    "Place": "place",
    "Genre": "genre",
    "Number of pages": "total_pages",
    "PMCID": "pmcid",
    "arXiv": "arxiv",
    "Access date": "accessed",
    "Publication types": "publication_types",
    "Notices": "notices",
    "Related works": "related",
    "Note": "note",
}
"""Scopus's own headings, then those for what it does not export."""

_COLUMNS = {"Source": "database", "EID": "accession", "Author(s) ID": "", "Page count": ""}
"""What generic headings mean here; the page count is that of an article, not of a book."""

FORMAT = table_format(
    name="scopus-csv",
    title="Scopus CSV",
    suffixes=(".csv",),
    standard=_HEADINGS,
    columns=_COLUMNS,
    recognises=recognises_scopus,
)
