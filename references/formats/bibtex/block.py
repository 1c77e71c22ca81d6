"""What a BibTeX file is made of: blocks with the place of each of their parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from references.source import Span


class BlockKind(StrEnum):
    """What a block is; everything between blocks is text and needs no block."""

    ENTRY = "entry"
    STRING = "string"
    PREAMBLE = "preamble"
    COMMENT = "comment"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as it stands: its name, and its value with delimiters, macros and ``#``."""

    name: str
    expression: str
    name_start: int
    value_start: int

    @property
    def value_end(self) -> int:
        """Offset behind the value."""
        return self.value_start + len(self.expression)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong in a block: problem kind, message, offset."""

    kind: str
    message: str
    offset: int


@dataclass(frozen=True, slots=True)
class Block:
    """One ``@…{…}`` of the file. ``key`` is the citation key, or the macro's name."""

    kind: BlockKind
    span: Span
    entry_type: str = ""
    key: str = ""
    key_start: int = 0
    fields: tuple[RawField, ...] = ()
    complaints: tuple[Complaint, ...] = ()
