"""Tables of RevMan: cells by their heading, and the studies that rows name."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.appraisal.rated_table import RatedTable, heading_row, sheets_of
from evidence.appraisal.rating_words import folded
from evidence.workspace.revman.revman_numbers import RowNumbers
from evidence.workspace.revman.revman_review import RevmanStudy
from references.problem import Reading
from references.source import Location

FIVE = frozenset({"comparison number"})
WEB = frozenset({"analysis group"})


class RevmanTable:
    """A table whose cells are found by heading, in small letters."""

    def __init__(self, table: RatedTable) -> None:
        self.table = table
        headings = table.sheet.rows[table.heading_row]
        self.columns = {folded(heading): at for at, heading in reversed([*enumerate(headings)])}

    def has(self, *names: str) -> bool:
        """Whether there are columns of these headings."""
        return all(name in self.columns for name in names)

    def cell(self, row: int, name: str) -> str:
        """What stands under a heading, empty where there is no such column."""
        at = self.columns.get(name)
        return self.table.text(row, at) if at is not None else ""

    def place(self, row: int, name: str = "") -> Location:
        """Where it stands."""
        return self.table.place(row, self.columns.get(name, 0))

    def rows(self) -> Iterator[int]:
        """The rows below the headings that are not empty."""
        for row in self.table.records():
            if any(cell.strip() for cell in self.table.sheet.rows[row]):
                yield row

    def numbers(self, row: int, whose: str) -> RowNumbers:
        """The numbers of a row, by heading."""
        return RowNumbers(
            lambda name: self.cell(row, name), lambda name: self.place(row, name), whose
        )


def table_kind(path: str, data: bytes) -> str:
    """``five`` or ``web`` for tables of RevMan, empty for any other."""
    for name, wanted, beside in (
        ("five", FIVE, "outcome number"),
        ("web", WEB, "analysis number"),
    ):
        found = revman_table(path, data, wanted).value
        if found is not None and found.has(beside):
            return name
    return ""


def revman_table(path: str, data: bytes, wanted: frozenset[str]) -> Reading[RevmanTable | None]:
    """The table whose headings have the one that is looked for."""
    reading = sheets_of(path, data)
    for sheet in reading.value:
        row = heading_row(sheet.rows, wanted)
        if row is not None:
            return Reading(RevmanTable(RatedTable(path, sheet, row)), reading.problems)
    return Reading(None, reading.problems)


class NamedInRows:
    """The studies that tables name, in the order of their first row."""

    def __init__(self) -> None:
        self.found: dict[str, RevmanStudy] = {}

    def key(self, label: str, year: str, place: Location) -> str:
        """The key of a study, which is noted when it is new."""
        year = year.removesuffix(".0")
        known = int(year) if year.isascii() and year.isdigit() and int(year) else None
        if known is not None and str(known) not in label:
            label = f"{label} {known}"
        self.found.setdefault(label, RevmanStudy(label, label, place, known))
        return label
