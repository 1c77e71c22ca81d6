"""Clean entries read at once, by one expression a field.

Nearly every entry of nearly every file is clean: a key, and fields parted by commas, each of them
braces, quotes or a number. They need no splitter that looks at every mark of the text; what is
not clean is left to it.
"""

from __future__ import annotations

import re

from references.formats.bibtex.block import Block, BlockKind, RawField
from references.source import Span

_HEAD = re.compile(r"@([^\W\d][\w:+-]*){[ \t\r\n]*([^\s,{}\"=#%()@']+),")
# A brace behind a backslash counts for some readers and not for others: such values are not clean.
# An @ at a line's start may begin the entry that a missing brace has swallowed.
_TEXT = r"(?>[^{}\"\\@]|\\[^{}\"]|(?<![\r\n \t])@|(?<=[^\s][ \t])@)"
_GROUP = rf"\{{(?>{_TEXT}|\"|\{{(?>{_TEXT}|\"|\{{(?>{_TEXT}|\")*+\}})*+\}})*+\}}"
_FIELD = re.compile(
    r"[ \t\r\n]*+([A-Za-z][\w:+.-]*+)[ \t\r\n]*+=[ \t\r\n]*+"
    rf"({_GROUP}|\"(?>{_TEXT}|{_GROUP})*+\"|[0-9A-Za-z]++)"
    r"[ \t\r\n]*+(?=([,}]))"
)
_END = re.compile(r"[ \t\r\n]*+\}")
_NOT_ENTRIES = frozenset({"comment", "string", "preamble"})


def clean_entry(text: str, start: int) -> Block | None:
    """The entry that begins with the ``@`` at ``start``, or ``None`` when it is not clean."""
    head = _HEAD.match(text, start)
    if head is None:
        return None
    entry_type = head[1].lower()
    if entry_type in _NOT_ENTRIES:
        return None
    fields: list[RawField] = []
    position = head.end()
    while (field := _FIELD.match(text, position)) is not None:
        name, value, after = field.groups()
        fields.append(RawField(name, value, field.start(1), field.start(2)))
        position = field.end() + 1
        if after == "}":
            break
    else:
        end = _END.match(text, position)
        if end is None:
            return None
        position = end.end()
    if not fields:
        return None
    return Block(
        BlockKind.ENTRY, Span(start, position), entry_type, head[2], head.start(2), tuple(fields)
    )
