"""Plain text as groups of lines: what is wrapped, listed, tabulated, underlined or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BULLET = re.compile(r"(\s*)(?:[•‣◦▪●○·∙]\s*|[*+–—-]\s+)(?=\S)")
_NUMBER = re.compile(r"(\s*)(?:(\d{1,4})[.)]|\((\d{1,4})\)|\[(\d{1,4})\])(?:\s+(?=\S)|\s*$)")
_UNDERLINE = re.compile(r"\s*(=|-|~){3,}\s*")
_RULE = re.compile(r"\s*([-_*=~#–—])(?:\s*\1){2,}\s*")
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_PIPE_DIVIDER = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)*\|?\s*")
_GAP = re.compile(r"\t+| {2,}")
_TERMINAL = re.compile(r"[.!?…。:;,][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_NARROWEST_WRAP = 40
_WIDEST_WRAP = 130


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end, and where it begins in the file."""

    text: str
    start: int

    @property
    def stripped(self) -> str:
        """The line without the space around it."""
        return self.text.strip()

    @property
    def indent(self) -> int:
        """How many characters of space it begins with."""
        return len(self.text) - len(self.text.lstrip())


class UnitKind(StrEnum):
    """What a unit of plain text is, before headings are told from paragraphs."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    MARKED_HEADING = "marked-heading"
    ITEM = "item"
    ROW = "row"
    TABLE_HEAD = "table-head"


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, paragraph, list item or table row: stretches of text with their places.

    ``lines`` are the wrapped lines of one text, or the cells of one row. ``alone`` is true for
    a single line with blank lines around it.
    """

    kind: UnitKind
    lines: tuple[tuple[str, int], ...]
    level: int = 0
    number: int | None = None
    ordered: bool = False
    alone: bool = False
    table: int = -1
    row: int = 0


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text; LF, CR LF and CR end a line."""
    for match in _LINE.finditer(text):
        if match.start() == match.end() == len(text):
            return
        yield Line(match.group().rstrip("\r\n"), match.start())


def units_of(text: str) -> Iterator[Unit]:
    """The units of a plain text in order."""
    table = -1
    for group in _groups(lines_of(text)):
        rows = _table_rows(group)
        if rows:
            table += 1
            for index, (cells, is_head) in enumerate(rows):
                kind = UnitKind.TABLE_HEAD if is_head else UnitKind.ROW
                yield Unit(kind, cells, table=table, row=index)
        else:
            yield from _prose(group)


def _groups(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines between blank lines and drawn rules."""
    group: list[Line] = []
    for line in lines:
        underline = group and _UNDERLINE.fullmatch(line.text)
        if not line.stripped or (_RULE.fullmatch(line.text) and not underline):
            if group:
                yield group
            group = []
        else:
            group.append(line)
    if group:
        yield group


# Tables

_Cells = tuple[tuple[str, int], ...]


def _table_rows(group: Sequence[Line]) -> list[tuple[_Cells, bool]]:
    """Rows of cells, each with whether it is the head, where a group of lines is a table."""
    if len(group) < 2:
        return []
    if all("|" in line.text for line in group):
        return _divided_rows(group)
    for cells_of in (_tabbed, _aligned):
        rows = [cells_of(line) for line in group]
        if len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            return [(row, index == 0) for index, row in enumerate(rows)]
    return _collapsed_rows(group)


def _divided_rows(group: Sequence[Line]) -> list[tuple[_Cells, bool]]:
    """A table drawn with ``|``."""
    found = []
    divider = next((i for i, line in enumerate(group) if _PIPE_DIVIDER.fullmatch(line.text)), 1)
    for index, line in enumerate(group):
        if _PIPE_DIVIDER.fullmatch(line.text):
            continue
        inner = line.text.strip().strip("|")
        at = line.start + line.text.index(inner) if inner else line.start
        cells = []
        for part in inner.split("|"):
            lead = len(part) - len(part.lstrip())
            cells.append((part.strip(), at + min(lead, len(part))))
            at += len(part) + 1
        found.append((tuple(cells), index < divider))
    return found


def _tabbed(line: Line) -> _Cells:
    at = line.start
    cells = []
    for part in line.text.split("\t"):
        lead = len(part) - len(part.lstrip())
        cells.append((part.strip(), at + lead))
        at += len(part) + 1
    return tuple(cells)


def _aligned(line: Line) -> _Cells:
    if _BULLET.match(line.text) or _NUMBER.match(line.text):
        return ()
    cells = []
    position = line.indent
    text = line.text.rstrip()
    for gap in _GAP.finditer(text, position):
        cells.append((text[position : gap.start()], line.start + position))
        position = gap.end()
    cells.append((text[position:], line.start + position))
    return tuple(cells)


def _collapsed_rows(group: Sequence[Line]) -> list[tuple[_Cells, bool]]:
    """A table copied from a page, whose columns ran together: one cell to a row.

    It shows as a line of capitalised words without a stop, followed without a blank line by lines
    that are each whole sentences.
    """
    head, *rows = [line.stripped for line in group]
    if len(rows) < 2 or len(head) > 120 or _TERMINAL.search(head) or _item(group[0]):
        return []
    words = [word for word in head.split() if word[0].isalpha() and len(word) > 3]
    if len(head.split()) < 3 or not all(word[0].isupper() for word in words):
        return []
    if not all(_SENTENCE_END.search(row) and row[0].isupper() for row in rows):
        return []
    return [(((line.stripped, line.start + line.indent),), i == 0) for i, line in enumerate(group)]


# Prose

_Item = tuple[int, int | None, bool]


def _item(line: Line) -> _Item | None:
    """Length of a list marker, the number it gives, and whether it is ordered."""
    if match := _BULLET.match(line.text):
        return match.end(), None, False
    if match := _NUMBER.match(line.text):
        return match.end(), int(next(g for g in match.groups()[1:] if g)), True
    return None


def _prose(group: Sequence[Line]) -> Iterator[Unit]:
    """Headings, list items and paragraphs of one group of lines."""
    width = max(len(line.text.rstrip()) for line in group)
    index = 0
    while index < len(group):
        line = group[index]
        following = group[index + 1] if index + 1 < len(group) else None
        if hashes := _HASHES.match(line.text):
            yield _unit(UnitKind.MARKED_HEADING, [line], hashes.end(), level=len(hashes.group(1)))
            index += 1
        elif following and _UNDERLINE.fullmatch(following.text) and len(line.stripped) <= 160:
            level = 1 if "=" in following.text else 2
            yield _unit(UnitKind.MARKED_HEADING, [line], line.indent, level=level)
            index += 2
        else:
            end = _unit_end(group, index, width)
            yield _text_unit(group[index:end], alone=len(group) == 1)
            index = end


def _unit_end(group: Sequence[Line], index: int, width: int) -> int:
    """The first line after ``index`` that does not go on with the same text."""
    end = index + 1
    while end < len(group):
        line = group[end]
        if _item(line) or _HASHES.match(line.text):
            return end
        if end + 1 < len(group) and _UNDERLINE.fullmatch(group[end + 1].text):
            return end
        if not _continues(group[end - 1], line, width):
            return end
        end += 1
    return end


def _continues(line: Line, following: Line, width: int) -> bool:
    """Whether a line was broken because its next word did not fit."""
    if following.stripped[0].islower() and not _SENTENCE_END.search(line.text.rstrip()):
        return True
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    first_word = following.stripped.split(maxsplit=1)[0]
    return len(line.text.rstrip()) + 1 + len(first_word) > width - 2


def _text_unit(lines: Sequence[Line], *, alone: bool) -> Unit:
    if item := _item(lines[0]):
        length, number, ordered = item
        level = 1 + min(lines[0].indent // 4, 8) if lines[0].indent > 3 else 1
        return _unit(
            UnitKind.ITEM, lines, length, level=level, number=number, ordered=ordered, alone=alone
        )
    kind = UnitKind.LINE if len(lines) == 1 else UnitKind.PARAGRAPH
    return _unit(kind, lines, lines[0].indent, alone=alone)


def _unit(
    kind: UnitKind,
    lines: Sequence[Line],
    skip: int,
    *,
    level: int = 0,
    number: int | None = None,
    ordered: bool = False,
    alone: bool = False,
) -> Unit:
    first, *rest = lines
    stretches = [(first.text[skip:].rstrip(), first.start + skip)]
    stretches += [(line.stripped, line.start + line.indent) for line in rest]
    return Unit(kind, tuple(stretches), level=level, number=number, ordered=ordered, alone=alone)
