"""The text under review: blocks, sentences and citation marks, each with its place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from references.source import Location, SourceFile, Span


class BlockKind(StrEnum):
    """What a stretch of the article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    TABLE_HEAD = "table-head"
    BLOCK_QUOTE = "block-quote"
    FOOTNOTE = "footnote"
    CODE = "code"
    REFERENCE_ENTRY = "reference-entry"
    BOILERPLATE = "boilerplate"


class MarkStyle(StrEnum):
    """How a citation mark is written."""

    PANDOC = "pandoc"
    LATEX = "latex"
    NUMERIC = "numeric"
    SUPERSCRIPT = "superscript"
    DOI = "doi"
    PMID = "pmid"


@dataclass(frozen=True, slots=True)
class CitationMark:
    """One citation in the text.

    ``keys`` for keyed styles; ``numbers`` (ranges expanded) for numbered ones; ``identifiers``
    for links to a DOI or PMID. ``plain`` is the place in the article's plain text, ``span`` in
    the source.
    """

    style: MarkStyle
    span: Span
    plain: Span
    keys: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    identifiers: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its plain text, where that lies, and the citation marks in it."""

    text: str
    span: Span
    plain: Span
    block: int
    marks: tuple[CitationMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, table cell, quote or note.

    ``level`` is the heading's or list's depth; ``section`` the titles of the headings above.
    ``row`` and ``column`` count from 0 within ``table``, a running number; ``identifier`` is a
    footnote's label.
    """

    kind: BlockKind
    span: Span
    plain: Span
    level: int = 0
    section: tuple[str, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None
    ordered: bool = False
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """One entry of the article's own reference list; ``text`` is empty for a bare number."""

    number: int | None
    text: str
    span: Span
    plain: Span


@dataclass(frozen=True)
class Article:
    """An article as its reader understood it.

    ``plain`` is the text without markup, citation marks included; ``offsets[i]`` is the place in
    ``source`` of ``plain[i]``, with one more entry for the end.
    """

    source: SourceFile
    title: str
    plain: str
    offsets: Sequence[int] = field(repr=False)
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    marks: tuple[CitationMark, ...] = ()
    reference_entries: tuple[ReferenceEntry, ...] = ()

    @property
    def path(self) -> str:
        """Path the article is shown under."""
        return self.source.path

    def to_source(self, plain: Span) -> Span:
        """Span in the source of a span of the plain text."""
        if plain.start == plain.end:
            return Span(self.offsets[plain.start], self.offsets[plain.start])
        return Span(self.offsets[plain.start], self.offsets[plain.end - 1] + 1)

    def location(self, plain_offset: int) -> Location:
        """Line and column of an offset in the plain text."""
        return self.source.location(self.offsets[plain_offset])

    @cached_property
    def cited_keys(self) -> frozenset[str]:
        """Keys of every keyed citation mark."""
        return frozenset(key for mark in self.marks for key in mark.keys)
