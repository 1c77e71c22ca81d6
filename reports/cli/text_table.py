"""Plain tables of text, for people and for pipes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from reports.terminal_width import columns_of

_GAP = "  "
_NARROWEST = 30
"""A column is not broken into lines of less than this; a narrow terminal wraps the rest."""


def text_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None
) -> str:
    """Rows under their heads, in aligned columns; line breaks within cells become spaces.

    With a ``width``, that of a terminal, the last column is broken into lines that fit; without
    one every row is one line, so that other programs can read it.
    """
    lines = [[" ".join(cell.split()) for cell in row] for row in (heads, *rows)]
    widths = [max(columns_of(line[column]) for line in lines) for column in range(len(heads))]
    if width is not None:
        before = sum(widths[:-1]) + len(_GAP) * (len(widths) - 1)
        widths[-1] = min(widths[-1], max(width - before, _NARROWEST, columns_of(heads[-1])))
        lines = [part for line in lines for part in _broken(line, widths[-1])]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        _GAP.join(
            cell + " " * (width - columns_of(cell))
            for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _broken(line: Sequence[str], width: int) -> list[list[str]]:
    """A row as several, its last cell broken between words."""
    parts = textwrap.wrap(line[-1], width) or [""]
    blank = [""] * (len(line) - 1)
    return [[*(line[:-1] if index == 0 else blank), part] for index, part in enumerate(parts)]
