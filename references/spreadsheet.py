"""Cells that a spreadsheet does not take for formulas, and their text again."""

from __future__ import annotations

import re

# A spreadsheet runs a cell that begins like this as a formula (CWE-1236); also after space.
_FORMULA = re.compile(r"[\s\x00\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_MARK = "'"


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; plain numbers stay as they are.

    A text that looks guarded already is guarded once more, so that ``unguarded`` gives every text
    back.
    """
    bare = text.lstrip(_MARK)
    if _FORMULA.match(bare) and not _NUMBER.fullmatch(text):
        return _MARK + text
    return text


def unguarded(cell: str) -> str:
    """The text of a cell without the mark that guarded it."""
    if cell[:1] == _MARK:
        bare = cell.lstrip(_MARK)
        if _FORMULA.match(bare) and not _NUMBER.fullmatch(cell[1:]):
            return cell[1:]
    return cell
