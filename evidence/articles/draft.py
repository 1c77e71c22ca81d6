"""An article in the making: readers add blocks in order, and get sentences and marks from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from evidence.articles.citation_marks import FoundMark, MarkHints, find_marks
from evidence.articles.offsets import Offsets, Transcript
from evidence.articles.reference_list import entries_of, entry_content
from evidence.articles.sentences import sentence_spans
from evidence.model.article import (
    Article,
    Block,
    BlockKind,
    CitationMark,
    ReferenceEntry,
    Sentence,
)
from references.source import SourceFile, Span

# Longer files are no articles; what cannot be bounded downstream is bounded here.
LONGEST_ARTICLE = 2_000_000
_WITHOUT_SENTENCES = (BlockKind.CODE, BlockKind.REFERENCE_ENTRY, BlockKind.BOILERPLATE)


class PieceStyle(StrEnum):
    """What markup says of a piece of text."""

    PLAIN = "plain"
    RAISED = "raised"
    VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a block and where it stands in the source.

    A ``decoded`` piece stands for something else in the source (``&amp;``), so all its characters
    have one place. ``target`` is that of the link the piece belongs to.
    """

    text: str
    at: int
    style: PieceStyle = PieceStyle.PLAIN
    target: str = ""
    decoded: bool = False


def first_of(pieces: list[Piece], length: int) -> list[Piece]:
    """The pieces that hold the first ``length`` characters."""
    kept = []
    for piece in pieces:
        text = piece.text[: max(length, 0)]
        length -= len(piece.text)
        if text:
            kept.append(replace(piece, text=text))
    return kept


def after_first(pieces: list[Piece], length: int) -> list[Piece]:
    """The pieces without their first ``length`` characters."""
    kept = []
    for piece in pieces:
        skip = min(max(length, 0), len(piece.text))
        length -= len(piece.text)
        if skip < len(piece.text):
            at = piece.at if piece.decoded else piece.at + skip
            kept.append(replace(piece, text=piece.text[skip:], at=at))
    return kept


@dataclass(frozen=True, slots=True)
class _DraftBlock:
    block: Block
    hints: MarkHints
    number: int | None


class ArticleDraft:
    """Collects blocks in the order of the source and turns them into an article."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._transcript = Transcript()
        self._blocks: list[_DraftBlock] = []

    def add(self, block: Block, pieces: Iterable[Piece], number: int | None = None) -> None:
        """Add a block; its spans are those of the pieces, or the given source span when empty.

        ``number`` is that of a numbered list item.
        """
        if self._blocks:
            self._transcript.append_at_one_place("\n\n", self._transcript.next_target)
        start = self._transcript.length
        first = None
        last = block.span.start
        raised: list[Span] = []
        verbatim: list[Span] = []
        links: list[tuple[Span, str]] = []
        for piece in pieces:
            at = self._transcript.length - start
            if piece.decoded:
                self._transcript.append_at_one_place(piece.text, piece.at)
            else:
                self._transcript.append(piece.text, piece.at)
            span = Span(at, at + len(piece.text))
            if piece.style is PieceStyle.RAISED:
                _extend(raised, span)
            elif piece.style is PieceStyle.VERBATIM:
                verbatim.append(span)
            if piece.target:
                _extend_link(links, span, piece.target)
            if piece.text:
                first = piece.at if first is None else first
                last = self._transcript.next_target
        plain = Span(start, self._transcript.length)
        span = block.span if first is None else Span(first, max(last, first))
        hints = MarkHints(tuple(raised), tuple(links), tuple(verbatim))
        self._blocks.append(_DraftBlock(replace(block, span=span, plain=plain), hints, number))

    def finish(self, title: str) -> Article:
        """The article, with the sentences, marks and reference entries of its blocks."""
        plain, offsets = self._transcript.finish(self._transcript.next_target)
        sentences: list[Sentence] = []
        marks: list[CitationMark] = []
        entries: list[ReferenceEntry] = []
        for index, each in enumerate(self._blocks):
            block = each.block
            text = plain[block.plain.start : block.plain.end]
            if block.kind is BlockKind.REFERENCE_ENTRY:
                entries.extend(_entries(block, text, offsets, each.number))
            elif block.kind not in _WITHOUT_SENTENCES:
                found = find_marks(text, each.hints)
                placed = [_placed(mark, block.plain.start, offsets) for mark in found]
                marks.extend(placed)
                spans = sentence_spans(text, [mark.span for mark in found])
                sentences.extend(_sentences(index, block, text, spans, placed, offsets))
        return Article(
            source=self._source,
            title=title,
            plain=plain,
            offsets=offsets,
            blocks=tuple(each.block for each in self._blocks),
            sentences=tuple(sentences),
            marks=tuple(marks),
            reference_entries=tuple(entries),
        )


def _extend(spans: list[Span], span: Span) -> None:
    if spans and spans[-1].end == span.start:
        spans[-1] = Span(spans[-1].start, span.end)
    else:
        spans.append(span)


def _extend_link(links: list[tuple[Span, str]], span: Span, target: str) -> None:
    if links and links[-1][1] == target and links[-1][0].end == span.start:
        links[-1] = (Span(links[-1][0].start, span.end), target)
    else:
        links.append((span, target))


def _in_source(plain: Span, offsets: Offsets) -> Span:
    start = offsets[plain.start]
    return Span(start, start if plain.start == plain.end else offsets[plain.end - 1] + 1)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _placed(mark: FoundMark, start: int, offsets: Offsets) -> CitationMark:
    plain = _moved(mark.span, start)
    return CitationMark(
        style=mark.style,
        span=_in_source(plain, offsets),
        plain=plain,
        keys=mark.keys,
        numbers=mark.numbers,
        identifiers=mark.identifiers,
        locators=mark.locators,
    )


def _sentences(
    index: int,
    block: Block,
    text: str,
    spans: Sequence[Span],
    marks: Sequence[CitationMark],
    offsets: Offsets,
) -> Iterable[Sentence]:
    position = 0
    for span in spans:
        plain = _moved(span, block.plain.start)
        first = position
        while position < len(marks) and marks[position].plain.start < plain.end:
            position += 1
        yield Sentence(
            text=text[span.start : span.end],
            span=_in_source(plain, offsets),
            plain=plain,
            block=index,
            marks=tuple(marks[first:position]),
        )


def _entries(
    block: Block, text: str, offsets: Offsets, number: int | None
) -> Iterable[ReferenceEntry]:
    for entry in entries_of(text, number):
        plain = _moved(entry.whole, block.plain.start)
        content = text[entry.content.start : entry.content.end]
        yield ReferenceEntry(
            number=entry.number,
            text=entry_content(entry.number, content),
            span=_in_source(plain, offsets) if len(plain) else block.span,
            plain=plain,
        )
