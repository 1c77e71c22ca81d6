"""Inline Markdown with places: what each piece of text says, and where it stands.

markdown-it-py gives inline tokens no position. Its parser state is told here to note, for each
token, how far the parser had come, so that the library decides what is emphasis, code or a link
and every character still leads back to the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from evidence.articles.draft import Piece, PieceStyle
from evidence.articles.offsets import Offsets

_PLACE = "place"
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


class PlacedState(StateInline):
    """Inline parser state that notes for each token where the parser stood."""

    _pending_place = 0

    def append_pending(self, text: str) -> None:
        """Note where a run of literal text begins."""
        if not self.pending:
            self._pending_place = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        """Place the run of literal text that ends here."""
        token = super().pushPending()
        token.meta[_PLACE] = self._pending_place
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Place a token where the parser stands."""
        token = super().push(ttype, tag, nesting)
        token.meta[_PLACE] = self.pos
        return token


def inline_tokens(markdown: MarkdownIt, content: str, env: dict[str, object]) -> list[Token]:
    """The inline tokens of one block, each with its place in ``content``."""
    state = PlacedState(content, markdown, env, [])
    markdown.inline.tokenize(state)
    for rule in markdown.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def inline_pieces(tokens: list[Token], content: str, places: Offsets) -> Iterator[Piece]:
    """The text of inline tokens as pieces; ``places`` leads from ``content`` to the source.

    Images, footnote references, comments and tags give no text.
    """
    reader = _InlineReader(content, places)
    for token in tokens:
        yield from reader.pieces(token)


class _InlineReader:
    """Goes through the tokens of one block and knows what is open: links and raised text."""

    def __init__(self, content: str, places: Offsets) -> None:
        self._content = content
        self._places = places
        self._cursor = 0
        self._raised = 0
        self._targets: list[str] = []

    def pieces(self, token: Token) -> Iterator[Piece]:
        """The text that one token gives."""
        place = int(token.meta.get(_PLACE, self._cursor))
        match token.type:
            case "text":
                yield from self._text(token.content, max(self._cursor, place))
            case "text_special" if token.content == token.markup:
                yield from self._text(token.content, place)
            case "text_special":
                at = place + (token.info == "escape")
                yield self._decoded(token.content, at, place + len(token.markup))
            case "softbreak" | "hardbreak":
                at = max(self._content.find("\n", place), place)
                yield self._decoded(" " if token.type == "softbreak" else "\n", at, at + 1)
            case "code_inline":
                yield from self._code(token.content, place + len(token.markup))
            case "link_open":
                self._targets.append(str(token.attrs.get("href", "")))
                self._cursor = max(self._cursor, place + (token.markup == "autolink"))
            case "link_close":
                self._targets.pop()
            case "html_inline":
                self._raised += _raising(token.content)
                if _tag(token.content) == "br":
                    yield self._decoded("\n", place, place + len(token.content))

    @property
    def _target(self) -> str:
        return self._targets[-1] if self._targets else ""

    @property
    def _style(self) -> PieceStyle:
        return PieceStyle.RAISED if self._raised > 0 else PieceStyle.PLAIN

    def _decoded(self, text: str, at: int, end: int) -> Piece:
        self._cursor = end
        return Piece(text, self._places[at], self._style, self._target, decoded=True)

    def _text(self, text: str, place: int) -> Iterator[Piece]:
        at = self._content.find(text, place)
        self._cursor = at + len(text)
        if at < 0:
            # The parser decodes automatic links; they are kept as they are written.
            at, closing = place, self._content.find(">", place)
            self._cursor = closing if closing >= 0 else place
        for start, end, source in self._places.runs(at, self._cursor):
            yield Piece(self._content[start:end], source, self._style, self._target)

    def _code(self, code: str, inner: int) -> Iterator[Piece]:
        """A code span: its line ends are spaces, and one space at each side may be cut."""
        at = inner
        if self._content[at : at + len(code)].replace("\n", " ") != code:
            at += 1
        self._cursor = at + len(code)
        for start, end, source in self._places.runs(at, self._cursor):
            text = self._content[start:end].replace("\n", " ")
            yield Piece(text, source, PieceStyle.VERBATIM, self._target)


def _tag(html: str) -> str:
    match = _TAG.match(html)
    return match.group(1).lower() if match else ""


def _raising(html: str) -> int:
    """1 where raised text begins, -1 where it ends."""
    if _tag(html) != "sup":
        return 0
    return -1 if html.startswith("</") else 1
