"""Tables of trials, one row a study, as entries of ``studies.yaml``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from evidence.appraisal.rated_table import RatedTable, Sheet, heading_row, sheets_of
from evidence.appraisal.rating_words import folded
from evidence.model.study import StudyDesign
from evidence.model.written_number import number_of
from evidence.synthesis.characteristics import as_numbers
from evidence.workspace.near_words import closest
from evidence.workspace.trial_columns import (
    DESIGN,
    HEADINGS,
    REFERENCE,
    STUDY,
    YEAR,
    columns_of,
)
from references.letters import without_marks
from references.problem import Problem, Reading
from references.source import Location

Numbers = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One row: names, the numbers of its arms or its estimate, and everything else in words."""

    id: str
    reference: str
    label: str
    design: str
    year: int | None
    arms: Mapping[str, Numbers]
    estimate: Numbers = field(default_factory=dict)
    characteristics: Mapping[str, str] = field(default_factory=dict)


def read_trials(
    path: str, data: bytes, *, named: Mapping[str, str] | None = None, design: str
) -> Reading[tuple[TrialRow, ...]]:
    """The rows of a table in CSV or XLSX; ``design`` is that of rows that name none.

    ``named`` maps columns, such as ``intervention.events``, to the headings they have here. A cell
    that is no number where one belongs is a problem at its place.
    """
    reading = sheets_of(path, data)
    wanted = HEADINGS[STUDY] | {name.casefold() for name in (named or {}).values()}
    for sheet in reading.value:
        row = heading_row(sheet.rows, frozenset(wanted))
        if row is not None:
            rows = _Rows(RatedTable(path, sheet, row), named or {}, design)
            found = tuple(rows.all())
            return Reading(found, (*reading.problems, *rows.problems))
    message = "no row of headings with a column for the study was found"
    hint = "name the column study, or say which it is with --column study=HEADING"
    nothing = Problem("trials/no-headings", message, Location(path), hint)
    return Reading((), (*reading.problems, *(() if reading.problems else (nothing,))))


class _Rows:
    def __init__(self, table: RatedTable, named: Mapping[str, str], design: str) -> None:
        self.table = table
        self.design = design
        self.headings = table.sheet.rows[table.heading_row]
        self.columns, self.others = columns_of(self.headings, self._with_study(named))
        self.problems: list[Problem] = []
        for column, heading in named.items():
            if column not in self.columns:
                near = closest(heading, tuple(self.headings))
                self._problem(f"there is no column {heading!r}{near}", table.heading_row, 0)
        self.taken: dict[str, int] = {}

    def _with_study(self, named: Mapping[str, str]) -> Mapping[str, str]:
        """Of several columns that may name the study, the first that holds words, not numbers."""
        if STUDY in named or not self.table.records():
            return named
        first = self.table.records()[0]
        for at, heading in enumerate(self.headings):
            text = self.table.text(first, at)
            if folded(heading) in HEADINGS[STUDY] and text and as_numbers([text]) is None:
                return {STUDY: heading, **named}
        return named

    def all(self) -> Iterator[TrialRow]:
        sheet: Sheet = self.table.sheet
        for row in self.table.records():
            if not any(cell.strip() for cell in sheet.rows[row]):
                continue
            label = self._text(row, STUDY)
            if not label:
                self._problem("names no study", row, self.columns.get(STUDY, 0))
                continue
            yield self._row(row, label)

    def _row(self, row: int, label: str) -> TrialRow:
        year = self._number(row, YEAR)
        if year is not None and str(int(year)) not in label:
            label = f"{label} {int(year)}"
        name = self._unique(slug(label))
        return TrialRow(
            id=name,
            reference=self._text(row, REFERENCE) or name,
            label=label,
            design=self._design(row),
            year=int(year) if year is not None else None,
            arms=dict(self._arms(row)),
            estimate=dict(self._estimate(row)),
            characteristics={
                self.headings[at].strip(): text
                for at in self.others
                if (text := self.table.text(row, at))
            },
        )

    def _arms(self, row: int) -> Iterator[tuple[str, Numbers]]:
        for side in ("intervention", "comparator", "single"):
            numbers = {
                column.partition(".")[2]: number
                for column in self.columns
                if column.startswith(f"{side}.")
                and (number := self._number(row, column)) is not None
            }
            others = numbers.pop("others", None)
            if others is not None and "total" not in numbers and "events" in numbers:
                numbers["total"] = numbers["events"] + others
            # A total alone is no result: in a table of correlations it is the number of pairs.
            if set(numbers) - {"total"}:
                yield ("intervention" if side == "single" else side), numbers

    def _estimate(self, row: int) -> Iterator[tuple[str, float]]:
        for column in self.columns:
            if not (column.startswith("estimate.") or column == "correlation"):
                continue
            number = self._number(row, column)
            if number is None:
                continue
            if column == "estimate.variance":
                if number <= 0:
                    self._problem("is no variance, which is above zero", row, self.columns[column])
                    continue
                yield "standard-error", math.sqrt(number)
            else:
                yield column.removeprefix("estimate."), number
        if "correlation" in self.columns and "single.total" in self.columns:
            total = self._number(row, "single.total")
            if total is not None:
                yield "total", total

    def _design(self, row: int) -> str:
        text = self._text(row, DESIGN)
        if not text:
            return self.design
        name = text.casefold().replace(" ", "-")
        known = [each.value for each in StudyDesign]
        if name not in known:
            message = f"{text!r} is no study design{closest(name, tuple(known))}"
            self._problem(message, row, self.columns[DESIGN])
        return name

    def _text(self, row: int, column: str) -> str:
        at = self.columns.get(column)
        return self.table.text(row, at) if at is not None else ""

    def _number(self, row: int, column: str) -> float | None:
        text = self._text(row, column)
        if not text or text.upper() in ("NA", "N/A", "-"):
            return None
        try:
            number = number_of(text.replace("\u2212", "-"))
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or abs(number) > _LARGEST:
            self._problem(f"{text[:40]!r} is not a number", row, self.columns[column])
            return None
        return number

    def _unique(self, name: str) -> str:
        """The name, with a number where it was given before."""
        count = self.taken[name] = self.taken.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"

    def _problem(self, what: str, row: int, column: int) -> None:
        cell = self.table.cell_name(row, column)
        place = self.table.place(row, column)
        self.problems.append(Problem("trials/bad-cell", f"{cell}: {what}", place))


# What the files of a review take as a number.
_LARGEST = 1e15


def slug(label: str) -> str:
    """A label as an id: small letters and digits with hyphens between them."""
    letters = without_marks(label).casefold()
    parts = "".join(
        letter if letter.isascii() and letter.isalnum() else " " for letter in letters
    ).split()
    return "-".join(parts)[:60] or "study"
