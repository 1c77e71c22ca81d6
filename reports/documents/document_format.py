"""What a document format is: it prints a review view as one or more files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from references.collect import collect
from references.errors import InputError
from reports.views.review_view import ReviewView


@dataclass(frozen=True, slots=True)
class Document:
    """One file to write: its name within the output folder, and its bytes.

    ``note`` is what the user must be told about it, empty when there is nothing to tell.
    """

    filename: str
    content: bytes
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """One way to print a review; the same view gives the same bytes."""

    name: str
    title: str
    render: Callable[[ReviewView], tuple[Document, ...]]


@cache
def document_formats() -> tuple[DocumentFormat, ...]:
    """Every registered document format, by name."""
    return collect("reports.documents.formats", "FORMAT", DocumentFormat, key=lambda f: f.name)


def document_format_named(name: str) -> DocumentFormat:
    """The document format of that name.

    Raises:
        InputError: when there is none, naming those there are.
    """
    known = {item.name: item for item in document_formats()}
    if name not in known:
        raise InputError(f"unknown document format {name!r}; known are {', '.join(known)}")
    return known[name]
