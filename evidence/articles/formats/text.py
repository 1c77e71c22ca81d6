"""Plain text, also as copied from a web page: headings, lists, tables and debris told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evidence.articles.article_format import ArticleFormat
from evidence.articles.boilerplate import is_boilerplate
from evidence.articles.draft import LONGEST_ARTICLE, ArticleDraft, Piece
from evidence.articles.plain_lines import Unit, UnitKind, units_of
from evidence.articles.reference_list import entry_content, is_reference_heading
from evidence.articles.sections import SectionTrail
from evidence.articles.sentences import sentence_spans
from evidence.model.article import Article, Block, BlockKind
from references.problem import Problem, Reading
from references.source import SourceFile, Span

_SECTION_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[^\W\d_])")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONGEST_HEADING = 120
_MOST_HEADING_WORDS = 16
_SMALL_WORDS = frozenset(
    """
    a an and as at but by for from if in into nor of on or per so the to up via vs with yet
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


class _TextReader:
    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.draft = ArticleDraft(source)
        self.trail = SectionTrail()
        self.title = ""
        self.first_text = ""
        self.stubs: frozenset[int] = frozenset()

    def read(self) -> Reading[Article]:
        problems = []
        if len(self.source.text) > LONGEST_ARTICLE:
            problems.append(
                Problem(
                    "article/too-long",
                    f"the article has {len(self.source.text):,} characters; "
                    f"the first {LONGEST_ARTICLE:,} were read",
                    self.source.location(LONGEST_ARTICLE),
                    "split the article into several files",
                )
            )
        units = tuple(units_of(self.source.text[:LONGEST_ARTICLE]))
        self.stubs = _numbered_stubs(units)
        for index, unit in enumerate(units):
            following = units[index + 1] if index + 1 < len(units) else None
            self._add(index, unit, following)
        return Reading(self.draft.finish(self.title or self.first_text), tuple(problems))

    def _add(self, index: int, unit: Unit, following: Unit | None) -> None:
        if unit.kind in (UnitKind.ROW, UnitKind.TABLE_HEAD):
            self._row(unit)
            return
        text = " ".join(stretch for stretch, _ in unit.lines)
        kind, level = self._kind(index, unit, text, following)
        if kind is BlockKind.HEADING:
            self._heading(unit, text, level)
            return
        self.first_text = self.first_text or ("" if kind is BlockKind.BOILERPLATE else text[:200])
        self._block(kind, unit, level)

    def _kind(
        self, index: int, unit: Unit, text: str, following: Unit | None
    ) -> tuple[BlockKind, int]:
        in_references = any(is_reference_heading(title) for title in self.trail.titles)
        if unit.kind is UnitKind.MARKED_HEADING:
            return BlockKind.HEADING, unit.level
        if unit.alone and is_reference_heading(text):
            return BlockKind.HEADING, 2
        if index in self.stubs:
            return BlockKind.REFERENCE_ENTRY, 0
        if is_boilerplate(text):
            return BlockKind.BOILERPLATE, 0
        if unit.kind is UnitKind.ITEM:
            if in_references:
                return BlockKind.REFERENCE_ENTRY, unit.level
            numbered = unit.ordered and unit.alone and not _is_number(following, unit)
            if numbered and unit.number and _reads_as_heading(text, strict=True):
                return BlockKind.HEADING, 2
            return BlockKind.LIST_ITEM, unit.level
        if unit.kind is UnitKind.LINE and unit.alone:
            leads_in = following is not None and following.kind is UnitKind.ITEM
            strict = in_references or (text.endswith(":") and leads_in)
            if _reads_as_heading(text, strict=strict) and not (
                in_references and _YEAR.search(text)
            ):
                return BlockKind.HEADING, _level(text)
        return (BlockKind.REFERENCE_ENTRY if in_references else BlockKind.PARAGRAPH), 0

    def _heading(self, unit: Unit, text: str, level: int) -> None:
        if not self.title:
            # What a page prints first and large is its title, whatever marks it.
            self.title, level = text, 1
        elif unit.kind is not UnitKind.MARKED_HEADING:
            level = max(level, 2)
        self.trail.leave(level)
        self._block(BlockKind.HEADING, unit, level)
        self.trail.enter(level, text)

    def _row(self, unit: Unit) -> None:
        kind = BlockKind.TABLE_HEAD if unit.kind is UnitKind.TABLE_HEAD else BlockKind.TABLE_CELL
        for column, (text, at) in enumerate(unit.lines):
            block = Block(
                kind=kind,
                span=Span(at, at + len(text)),
                plain=Span(0, 0),
                section=self.trail.titles,
                table=unit.table,
                row=unit.row,
                column=column,
            )
            self.draft.add(block, [Piece(text, at)])

    def _block(self, kind: BlockKind, unit: Unit, level: int) -> None:
        pieces: list[Piece] = []
        # Entries of a reference list keep their lines, so that each numbered one can be told.
        glue = "\n" if kind is BlockKind.REFERENCE_ENTRY else " "
        for text, at in unit.lines:
            if pieces:
                previous = pieces[-1]
                pieces.append(Piece(glue, previous.at + len(previous.text), decoded=True))
            pieces.append(Piece(text, at))
        first, last = unit.lines[0][1], unit.lines[-1]
        block = Block(
            kind=kind,
            span=Span(first, last[1] + len(last[0])),
            plain=Span(0, 0),
            level=level,
            section=self.trail.titles,
            ordered=unit.ordered,
        )
        self.draft.add(block, pieces, unit.number)


def _is_number(following: Unit | None, unit: Unit) -> bool:
    """Whether the next unit is the next item of the same numbered list."""
    if following is None or following.number is None or unit.number is None:
        return False
    return following.number == unit.number + 1


def _numbered_stubs(units: Sequence[Unit]) -> frozenset[int]:
    """Items of a numbered list that hold nothing, at least three in a row."""
    empty = [
        index
        for index, unit in enumerate(units)
        if unit.kind is UnitKind.ITEM
        and unit.number is not None
        and not entry_content(unit.number, " ".join(text for text, _ in unit.lines))
    ]
    found: set[int] = set()
    run: list[int] = empty[:1]
    for before, after in pairwise(empty):
        run = [*run, after] if after == before + 1 else [after]
        if len(run) >= 3:
            found.update(run)
            run = run[-3:]
    return frozenset(found)


def _reads_as_heading(text: str, *, strict: bool) -> bool:
    """Whether a line that stands alone is a heading: short, no stop at its end, begins like one.

    ``strict`` also asks for capitals on the words that titles capitalise.
    """
    words = text.split()
    bare = _SECTION_NUMBER.sub("", text, count=1) or text
    if not words or len(text) > _LONGEST_HEADING or len(words) > _MOST_HEADING_WORDS:
        return False
    if text[-1] in ".,;!…" or not bare[0].isalnum() or bare[0].islower():
        return False
    if not any(character.isalpha() for character in text) or "; " in text:
        return False
    if any(text[span.end - 1] == "." for span in sentence_spans(text)[:-1]):
        return False
    return not strict or _is_title_case(words)


def _is_title_case(words: Sequence[str]) -> bool:
    counted = [word.strip("\"'“”‘’()[]:?") for word in words if word.lower() not in _SMALL_WORDS]
    counted = [word for word in counted if word and word[0].isalpha()]
    return bool(counted) and all(word[0].isupper() for word in counted)


def _level(text: str) -> int:
    number = _SECTION_NUMBER.match(text)
    return 2 + number.group(1).count(".") if number else 2


def read(source: SourceFile) -> Reading[Article]:
    """The article a plain text file holds."""
    return _TextReader(source).read()


FORMAT = ArticleFormat("text", "Plain text", (".txt", ".text"), read)
