"""Markdown: CommonMark with pipe tables, footnotes, front matter and pandoc's citations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from evidence.articles.article_format import ArticleFormat
from evidence.articles.boilerplate import is_boilerplate
from evidence.articles.draft import LONGEST_ARTICLE, ArticleDraft, Piece, after_first, first_of
from evidence.articles.inline_markdown import inline_pieces, inline_tokens
from evidence.articles.markdown_places import BlockPlaces
from evidence.articles.reference_list import is_reference_heading
from evidence.articles.sections import SectionTrail
from evidence.model.article import Article, Block, BlockKind
from references.problem import Problem, Reading
from references.source import SourceFile, Span

_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_HEADING_ATTRIBUTES = re.compile(r"\s*\{[#.:-][^{}\n]{0,200}\}\s*$")
_TASK = re.compile(r"\[[ xX]\]\s+")
_DIV_FENCE = re.compile(r":{3,}[^\n]*")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNREAD_HTML = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE)


def _parser() -> MarkdownIt:
    """A parser of blocks; inline text is tokenised with places by this module."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline")
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    markdown.use(front_matter_plugin)
    # Joined fragments would keep only the place of the last.
    markdown.inline.ruler2.disable("fragments_join")
    return markdown


@dataclass
class _Place:
    """Where in the nesting of containers the reader is."""

    lists: list[bool] = field(default_factory=list)
    items: list[int | None] = field(default_factory=list)
    counters: list[int] = field(default_factory=list)
    quotes: int = 0
    footnotes: list[str] = field(default_factory=list)
    table: int = -1
    row: int = -1
    column: int = -1
    in_head: bool = False
    fresh_item: bool = False


class _MarkdownReader:
    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.text = source.text[:LONGEST_ARTICLE]
        self.draft = ArticleDraft(source)
        self.trail = SectionTrail()
        self.problems: list[Problem] = []
        self.place = _Place()
        self.places = BlockPlaces(source, self.text)
        self.markdown = _parser()
        self.env: dict[str, object] = {}
        self.front_title = ""
        self.first_heading = ""
        self.main_heading = ""
        self.first_text = ""

    def read(self) -> Reading[Article]:
        if len(self.source.text) > LONGEST_ARTICLE:
            self.problems.append(
                Problem(
                    "article/too-long",
                    f"the article has {len(self.source.text):,} characters; "
                    f"the first {LONGEST_ARTICLE:,} were read",
                    self.source.location(LONGEST_ARTICLE),
                    "split the article into several files",
                )
            )
        block: Token | None = None
        for token in self.markdown.parse(self.text, self.env):
            if token.type == "inline":
                self._text_block(block, token)
            elif token.type in _HANDLERS:
                _HANDLERS[token.type](self, token)
            if token.nesting == 1:
                block = token
        title = self.front_title or self.main_heading or self.first_heading or self.first_text
        return Reading(self.draft.finish(title), tuple(self.problems))

    # Containers

    def open_list(self, token: Token) -> None:
        ordered = token.type == "ordered_list_open"
        self.place.lists.append(ordered)
        self.place.counters.append(int(token.attrs.get("start", 1)) if ordered else 0)

    def close_list(self, _token: Token) -> None:
        self.place.lists.pop()
        self.place.counters.pop()

    def open_item(self, _token: Token) -> None:
        ordered = self.place.lists[-1]
        self.place.items.append(self.place.counters[-1] if ordered else None)
        self.place.counters[-1] += 1
        self.place.fresh_item = True

    def close_item(self, _token: Token) -> None:
        self.place.items.pop()

    def open_quote(self, _token: Token) -> None:
        self.place.quotes += 1

    def close_quote(self, _token: Token) -> None:
        self.place.quotes -= 1

    def open_footnote(self, token: Token) -> None:
        self.place.footnotes.append(str(token.meta.get("label", "")))

    def close_footnote(self, _token: Token) -> None:
        self.place.footnotes.pop()

    def open_table(self, _token: Token) -> None:
        self.place.table += 1
        self.place.row = -1

    def open_head(self, _token: Token) -> None:
        self.place.in_head = True

    def close_head(self, _token: Token) -> None:
        self.place.in_head = False

    def open_row(self, token: Token) -> None:
        self.place.row += 1
        self.place.column = -1
        self.places.begin_row(token)

    def open_cell(self, _token: Token) -> None:
        self.place.column += 1

    # Leaves

    def front_matter(self, token: Token) -> None:
        if match := _TITLE.search(token.content):
            title = match.group(1).strip()
            if title[:1] in "\"'" and title[-1:] == title[:1] and len(title) > 1:
                title = title[1:-1]
            if title not in ("|", ">", "|-", ">-"):
                self.front_title = title

    def code(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        if token.type == "fence":
            first += 1
        start = self.places.line_start(first)
        end = min(self.places.line_start(last), len(self.text))
        pieces = []
        for line in range(first, min(first + token.content.count("\n"), last)):
            at = self.places.line_start(line)
            text = self.text[at : min(self.places.line_start(line + 1), len(self.text))].rstrip(
                "\r\n"
            )
            pieces += [Piece(text, at), Piece("\n", at + len(text))]
        span = Span(min(start, end), end)
        self.draft.add(self._block(BlockKind.CODE, span), pieces[:-1])

    def html(self, token: Token) -> None:
        visible = _UNREAD_HTML.sub(" ", _COMMENT.sub(" ", token.content)).split()
        if visible and token.map:
            words = " ".join(visible)[:60]
            self.problems.append(
                Problem(
                    "article/html-not-read",
                    f"the text of an HTML block is not read as the article's: {words!r}",
                    self.source.location(self.places.line_start(token.map[0])),
                    "write it in Markdown",
                )
            )

    def _text_block(self, opened: Token | None, token: Token) -> None:
        """A heading, paragraph or table cell, from its inline content."""
        if opened is None or token.map is None:
            return
        cell = opened.type in ("th_open", "td_open")
        places = self.places.of_cell(token) if cell else self.places.of_lines(token)
        tokens = inline_tokens(self.markdown, token.content, self.env)
        pieces = list(inline_pieces(tokens, token.content, places))
        text = "".join(piece.text for piece in pieces)
        span = Span(places[0], max(places[0], places.end))
        if cell:
            kind = BlockKind.TABLE_HEAD if self.place.in_head else BlockKind.TABLE_CELL
            self.draft.add(self._block(kind, span), pieces)
        elif opened.type == "heading_open":
            self._heading(int(opened.tag[1:]), text, span, pieces)
        elif is_reference_heading(text) and not self.place.items:
            self._heading(6, text, span, pieces)
        elif not _DIV_FENCE.fullmatch(text.strip()):
            self._paragraph(text, span, pieces)

    def _heading(self, level: int, text: str, span: Span, pieces: list[Piece]) -> None:
        if match := _HEADING_ATTRIBUTES.search(text):
            pieces = first_of(pieces, match.start())
            text = text[: match.start()]
        title = " ".join(text.split())
        self.trail.leave(level)
        self.draft.add(self._block(BlockKind.HEADING, span, level=level), pieces)
        self.trail.enter(level, title)
        self.first_heading = self.first_heading or title
        if level == 1:
            self.main_heading = self.main_heading or title

    def _paragraph(self, text: str, span: Span, pieces: list[Piece]) -> None:
        number = self.place.items[-1] if self.place.items and self.place.fresh_item else None
        if self.place.items and self.place.fresh_item and (task := _TASK.match(text)):
            pieces = after_first(pieces, task.end())
        self.place.fresh_item = False
        self.first_text = self.first_text or " ".join(text.split())[:200]
        kind = self._kind(text)
        if kind is BlockKind.REFERENCE_ENTRY:
            pieces = self._with_lines(pieces)
        self.draft.add(self._block(kind, span), pieces, number)

    def _with_lines(self, pieces: list[Piece]) -> list[Piece]:
        """Pieces with their line ends, by which the entries of a reference list are told."""
        return [
            replace(piece, text="\n")
            if piece.decoded and self.text[piece.at : piece.at + 1] in ("\n", "\r")
            else piece
            for piece in pieces
        ]

    def _kind(self, text: str) -> BlockKind:
        if self.place.footnotes:
            return BlockKind.FOOTNOTE
        if any(is_reference_heading(title) for title in self.trail.titles):
            return BlockKind.REFERENCE_ENTRY
        if is_boilerplate(text):
            return BlockKind.BOILERPLATE
        if self.place.items:
            return BlockKind.LIST_ITEM
        return BlockKind.BLOCK_QUOTE if self.place.quotes else BlockKind.PARAGRAPH

    def _block(self, kind: BlockKind, span: Span, level: int = 0) -> Block:
        place = self.place
        in_table = kind in (BlockKind.TABLE_CELL, BlockKind.TABLE_HEAD)
        return Block(
            kind=kind,
            span=span,
            plain=Span(0, 0),
            level=level or len(place.lists),
            section=self.trail.titles,
            table=place.table if in_table else None,
            row=place.row if in_table else None,
            column=place.column if in_table else None,
            ordered=bool(place.lists and place.lists[-1]),
            identifier=place.footnotes[-1] if place.footnotes else "",
        )


_HANDLERS = {
    "bullet_list_open": _MarkdownReader.open_list,
    "ordered_list_open": _MarkdownReader.open_list,
    "bullet_list_close": _MarkdownReader.close_list,
    "ordered_list_close": _MarkdownReader.close_list,
    "list_item_open": _MarkdownReader.open_item,
    "list_item_close": _MarkdownReader.close_item,
    "blockquote_open": _MarkdownReader.open_quote,
    "blockquote_close": _MarkdownReader.close_quote,
    "footnote_reference_open": _MarkdownReader.open_footnote,
    "footnote_reference_close": _MarkdownReader.close_footnote,
    "table_open": _MarkdownReader.open_table,
    "thead_open": _MarkdownReader.open_head,
    "thead_close": _MarkdownReader.close_head,
    "tr_open": _MarkdownReader.open_row,
    "th_open": _MarkdownReader.open_cell,
    "td_open": _MarkdownReader.open_cell,
    "front_matter": _MarkdownReader.front_matter,
    "fence": _MarkdownReader.code,
    "code_block": _MarkdownReader.code,
    "html_block": _MarkdownReader.html,
}


def read(source: SourceFile) -> Reading[Article]:
    """The article a Markdown file holds; nothing in it is ever rendered."""
    return _MarkdownReader(source).read()


FORMAT = ArticleFormat("markdown", "Markdown", (".md", ".markdown", ".mdown", ".qmd"), read)
