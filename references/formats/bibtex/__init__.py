"""BibTeX and biblatex."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.bibtex.editing import edit
from references.formats.bibtex.reader import read
from references.formats.bibtex.writer import write

_ENTRY = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)


def recognises(head: str) -> bool:
    """Whether an entry begins in the text."""
    return _ENTRY.search(head) is not None


FORMAT = ReferenceFormat(
    name="bibtex",
    title="BibTeX and biblatex",
    suffixes=(".bib", ".bibtex", ".biblatex"),
    read=read,
    write=write,
    recognises=recognises,
    edit=edit,
)
