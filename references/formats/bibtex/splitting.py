"""A file cut into blocks, with exact places.

Clean entries are read at once; all else goes to bibtexparser, and its losses are mended.
bibtexparser 2.1 gives lines, not offsets; drops entries it cannot finish, entries whose ``@`` or
type is followed by a blank, and entries commented out by an ``@comment`` that holds more than one
line; and takes two fields without a comma between them for one. The first is computed here, the
rest is handed to ``mending``.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator

import bibtexparser.model as bib
from bibtexparser.splitter import Splitter

from references.formats.bibtex.block import Block, BlockKind, Complaint, RawField
from references.formats.bibtex.mending import end_of_group, mend_entry
from references.formats.bibtex.scanning import clean_entry
from references.formats.bibtex.values import is_well_formed
from references.source import Span

# The splitter tells its log what it gives back as data anyway; without a handler of its own the
# log would print it on standard error.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_BLOCK_AT_LINE_START = re.compile(r"(?:^|(?<=[\r\n]))[ \t]*(@)\s*[^\W\d][\w:+-]*\s*[{(]")
_BEGINNING = re.compile(r"@\s*[^\W\d][\w:+-]*\s*[{(]")
_OVERLOOKED = re.compile(r"(?<![\w.@])@\s*[^\W\d][\w:+-]*\s*[{(]")
_COMMENT = re.compile(r"@\s*comment\s*([{(])", re.IGNORECASE)
_BLANK = re.compile(r"\s*")
_OPENING = re.compile(r"[{(]")
_COMMA = re.compile(r"\s*,\s*")
_EQUALS = re.compile(r"\s*=\s*")
_FIELD_NAME = re.compile(r"[^{}\"@#,]+")
_IN_A_WORD = re.compile(r"[\w.]")
_NOT_ENTRIES = frozenset({"comment", "string", "preamble"})


def split(text: str) -> tuple[Block, ...]:
    """Every block of a BibTeX text in the order of the file; blocks never overlap."""
    return tuple(_Cutter(text).cut())


class _Cutter:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.unclosed_comments = 0
        self.line_starts = [match.start(1) for match in _BLOCK_AT_LINE_START.finditer(text)]

    def cut(self) -> Iterator[Block]:
        while (match := _BEGINNING.search(self.text, self.position)) is not None:
            start = match.start()
            clean = clean_entry(self.text, start)
            if clean is None:
                yield from self._unclean(start)
            else:
                self.position = clean.span.end
                yield clean

    def _unclean(self, start: int) -> Iterator[Block]:
        """The blocks from here to where a clean entry may begin."""
        comment = _COMMENT.match(self.text, start)
        if comment is not None and comment[1] == "{" and self._is_at_line_start(start):
            hidden = self._mend_comment(start, comment, self._next_line_start(start))
            self.position = hidden.span.end
            yield hidden
            return
        stop = self._next_line_start(start)
        located = 0
        for found in Splitter(self.text[start:stop]).split().blocks:
            if isinstance(found, bib.ImplicitComment) or not found.raw:
                continue
            place = self.text.find(found.raw, max(start, located), stop)
            if place < 0:
                continue  # a block cut short by the end of the file: the gap scan below sees it
            located = place + 1
            if place < self.position:
                continue  # inside a block that was mended, or inside a comment
            yield from self._overlooked(place)
            if place >= self.position and (block := self._block(found, place)) is not None:
                self.position = block.span.end
                yield block
        yield from self._overlooked(stop)
        self.position = max(self.position, stop)

    def _is_at_line_start(self, start: int) -> bool:
        following = bisect_right(self.line_starts, start)
        return following > 0 and self.line_starts[following - 1] == start

    def _next_line_start(self, start: int) -> int:
        """Where the next block begins that begins a line; the end of the text where none does."""
        following = bisect_right(self.line_starts, start)
        return self.line_starts[following] if following < len(self.line_starts) else len(self.text)

    def _overlooked(self, stop: int) -> Iterator[Block]:
        """Entries in what the splitter took for text between blocks."""
        while (match := _OVERLOOKED.search(self.text, self.position, stop)) is not None:
            block = self._mend(match.start())
            if block is None:
                return
            self.position = block.span.end
            yield block

    def _block(self, found: bib.Block, start: int) -> Block | None:
        if isinstance(found, (bib.DuplicateBlockKeyBlock, bib.DuplicateFieldKeyBlock)):
            found = found.ignore_error_block or found
            if isinstance(found, bib.DuplicateFieldKeyBlock):
                found = found.ignore_error_block or found
        end = start + len(found.raw or "")
        if isinstance(found, bib.Entry):
            if not found.fields and start > 0 and _IN_A_WORD.match(self.text, start - 1):
                return None  # an address such as "mail@example (see below)"
            return self._entry(found, start, end) or self._mend(start)
        if isinstance(found, bib.String):
            return self._string(found, start, end)
        if isinstance(found, bib.Preamble):
            return Block(BlockKind.PREAMBLE, Span(start, end))
        if isinstance(found, bib.ExplicitComment):
            return Block(BlockKind.COMMENT, Span(start, end))
        if start > 0 and _IN_A_WORD.match(self.text, start - 1):
            return None
        return self._mend(start)

    def _entry(self, found: bib.Entry, start: int, end: int) -> Block | None:
        """A clean entry with the places of its parts; ``None`` when a value is not one value."""
        text = self.text
        opening = _OPENING.search(text, start)
        key_start = self._skip_blank(opening.end() if opening else start)
        position = key_start + len(found.key)
        fields: list[RawField] = []
        for field in found.fields:
            comma = _COMMA.match(text, position)
            name_start = comma.end() if comma else position
            equals = _EQUALS.match(text, name_start + len(field.key))
            value_start = equals.end() if equals else name_start
            if not text.startswith(field.value, value_start) or not is_well_formed(field.value):
                return None
            if not _FIELD_NAME.fullmatch(field.key):
                return None
            fields.append(RawField(field.key, field.value, name_start, value_start))
            position = value_start + len(field.value)
        entry_type = found.entry_type.strip().lower()
        return Block(
            BlockKind.ENTRY, Span(start, end), entry_type, found.key, key_start, tuple(fields)
        )

    def _skip_blank(self, position: int) -> int:
        match = _BLANK.match(self.text, position)
        return match.end() if match else position

    def _string(self, found: bib.String, start: int, end: int) -> Block:
        key_start = self.text.index(found.key, start) if found.key else start
        value_start = self._skip_blank(self.text.index("=", key_start + len(found.key)) + 1)
        field = RawField(found.key, found.value, key_start, value_start)
        complaints: tuple[Complaint, ...] = ()
        if not is_well_formed(found.value):
            message = f"the value of the string {found.key!r} could not be read"
            complaints = (Complaint("library/failed-block", message, value_start),)
        return Block(
            BlockKind.STRING, Span(start, end), "string", found.key, key_start, (field,), complaints
        )

    def _mend(self, start: int) -> Block | None:
        """What the splitter failed on, read by our own tolerant reader."""
        stop = self._next_line_start(start)
        if (comment := _COMMENT.match(self.text, start)) is not None:
            return self._mend_comment(start, comment, stop)
        block = mend_entry(self.text, start, stop)
        if block is None or block.entry_type in _NOT_ENTRIES:
            end = len(self.text[start:stop].rstrip()) + start
            message = f"this @{block.entry_type if block else ''} block could not be read"
            complaint = Complaint("library/failed-block", message, start)
            return Block(BlockKind.FAILED, Span(start, end), complaints=(complaint,))
        return block

    def _mend_comment(self, start: int, opening: re.Match[str], stop: int) -> Block:
        """A comment with entries in it: it goes as far as its braces balance."""
        end = -1
        if opening[1] == "{":
            # A file of nothing but open comments must not be searched to its end for each.
            limit = len(self.text) if self.unclosed_comments < 16 else stop
            end = end_of_group(self.text, opening.end() - 1, limit)
        if end >= 0:
            return Block(BlockKind.COMMENT, Span(start, end))
        self.unclosed_comments += 1
        complaint = Complaint("library/failed-block", "this @comment is never closed", start)
        end = len(self.text[start:stop].rstrip()) + start
        return Block(BlockKind.COMMENT, Span(start, end), complaints=(complaint,))
