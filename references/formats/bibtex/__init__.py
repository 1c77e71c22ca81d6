"""BibTeX and biblatex."""

from __future__ import annotations

from references.format import ReferenceFormat
from references.formats.bibtex.reader import read
from references.formats.bibtex.writer import write

FORMAT = ReferenceFormat(
    name="bibtex",
    title="BibTeX and biblatex",
    suffixes=(".bib", ".bibtex", ".biblatex"),
    read=read,
    write=write,
)
