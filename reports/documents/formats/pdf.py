"""PDF by Typst: title page, contents, tagged (PDF/UA-1), the same words and plots as the HTML."""

from __future__ import annotations

import re
from importlib.resources import files

from references.errors import InputError
from reports.documents.document_format import Document, DocumentFormat
from reports.documents.pdf_data import pdf_data
from reports.documents.typst_compiler import (
    STANDARDS,
    STANDARDS_WITHOUT_DATE,
    TypesettingError,
    typeset,
)
from reports.views.review_view import ReviewView

_MISSING_GLYPH = re.compile(r"(?:could not be displayed|no font|missing glyph)", re.IGNORECASE)


def render(view: ReviewView) -> tuple[Document, ...]:
    """The whole report as ``report.pdf``.

    The embedded fonts know Latin, Greek and Cyrillic. A text that needs more is set with the
    machine's fonts, and without the accessibility standard when those lack it too; either is
    said in the document's note.
    """
    template = files("reports").joinpath("templates/review.typ").read_bytes()
    data = pdf_data(view)
    try:
        standards = STANDARDS if view.date else STANDARDS_WITHOUT_DATE
        return (Document("report.pdf", typeset(template, data, standards=standards)),)
    except TypesettingError as error:
        if not _MISSING_GLYPH.search(str(error)):
            raise InputError(f"the PDF could not be made: {error}") from error
        return (_with_other_fonts(template, data, str(error)),)


def _with_other_fonts(template: bytes, data: dict[str, object], reason: str) -> Document:
    try:
        content = typeset(template, data, standards=STANDARDS_WITHOUT_DATE, system_fonts=True)
        note = "set with fonts of this machine, so its bytes may differ elsewhere"
    except TypesettingError:
        content = typeset(template, data, standards=(), system_fonts=True)
        note = (
            "some characters have no font on this machine and are missing; the PDF is therefore "
            "not marked as PDF/UA. Install a font that has them"
        )
    return Document("report.pdf", content, f"{note} ({reason.splitlines()[0]})")


FORMAT = DocumentFormat(name="pdf", title="PDF, tagged for accessibility (PDF/UA-1)", render=render)
