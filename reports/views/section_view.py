"""A part of a report made of sentences, pictures and tables, ready to print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of text; ``numeric`` are the columns whose cells are numbers, from 0.

    ``marks`` are, row by row, the letters of the section's footnotes that the last cell carries.
    ``links`` are, row by row, the anchor of the part of the same claim that the first cell leads
    to, empty where it leads nowhere.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureView:
    """A drawing used by every format, a narrow one for phones, and its numbers as a table.

    ``svg_pages`` are its parts where it is taller than a page.
    """

    identifier: str
    title: str
    description: str
    svg: str
    svg_narrow: str
    table: TableView
    svg_pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionView:
    """One part under a heading; ``identifier`` is unique within its claim.

    ``is_open`` says that readers want it at once; the rest waits behind its heading on a screen.
    ``footnotes`` are letters, in the order of the alphabet, with what they stand for.
    """

    identifier: str
    heading: str
    sentences: tuple[str, ...] = ()
    pictures: tuple[PictureView, ...] = ()
    tables: tuple[TableView, ...] = ()
    notes: tuple[str, ...] = ()
    is_open: bool = False
    footnotes: tuple[tuple[str, str], ...] = ()
