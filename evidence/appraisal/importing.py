"""Appraisals out of tables: those that robvis plots, and those of the RoB 2 spreadsheet.

robvis reads ``Study``, ``D1`` … ``Dn``, ``Overall`` and perhaps ``Weight`` (McGuinness and Higgins
2021, doi:10.1002/jrsm.1411). The spreadsheet of RoB 2 (``ROB2_IRPG``, sheet "Results") has a column
for each question (``1.1``), notes (``Note for 1.1&1.2``), what its algorithm gave (``1.0 Algorithm
result``) and what the assessor decided (``1.0 Assessor's Judgement``). Columns are known by their
headings and never by their position; every domain has to be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from evidence.appraisal.rated_columns import RatedColumns, rated_columns
from evidence.appraisal.rated_table import RatedTable, heading_row, sheets_of
from evidence.appraisal.rating_words import answer_meant, folded, rating_meant
from evidence.appraisal.tool import Tool
from evidence.model.study import Appraisal
from references.problem import Problem, Reading
from references.source import Location

_STUDY = frozenset({"study", "study id", "studies"})
_AIMS = (("treat", "assignment"), ("assignment", "assignment"), ("protocol", "adherence"))
_RESULTS = "Results"


@dataclass(frozen=True, slots=True)
class ImportedAppraisal:
    """One row of a table: the study as it is named there, and its appraisal."""

    study: str
    appraisal: Appraisal


def read_appraisals(path: str, data: bytes, tool: Tool) -> Reading[tuple[ImportedAppraisal, ...]]:
    """The appraisals of a table in CSV or XLSX, made with a tool.

    A cell that says nothing the tool knows is a problem that names it. A table whose columns do
    not fit the tool gives nothing but problems.
    """
    reading = sheets_of(path, data)
    for sheet in sorted(reading.value, key=lambda each: each.name != _RESULTS):
        row = heading_row(sheet.rows, _STUDY)
        if row is None:
            continue
        table = RatedTable(path, sheet, row)
        columns = rated_columns(table, tool)
        problems = [*reading.problems, *columns.problems]
        if columns.value is None:
            return Reading((), tuple(problems))
        rows = _Rows(table, tool, columns.value)
        found = tuple(rows.appraisals())
        return Reading(found, (*problems, *rows.problems))
    if reading.problems:
        return Reading((), reading.problems)
    message = "no row of headings that begins with Study was found"
    return Reading((), (Problem("appraisal/no-headings", message, Location(path)),))


class _Rows:
    """Reads the rows below the headings, and notes what could not be understood."""

    def __init__(self, table: RatedTable, tool: Tool, columns: RatedColumns) -> None:
        self.table = table
        self.tool = tool
        self.columns = columns
        self.problems: list[Problem] = []

    def appraisals(self) -> Iterator[ImportedAppraisal]:
        for row in self.table.records():
            study = self.table.text(row, self.columns.study)
            if study:
                yield ImportedAppraisal(study, self._appraisal(row))
            elif any(cell.strip() for cell in self.table.sheet.rows[row]):
                self._say(row, self.columns.study, "names no study; the row is left out")

    def _appraisal(self, row: int) -> Appraisal:
        variant = self._variant(row)
        answers = dict(self._answers(row, variant))
        domains = dict(self._domains(row))
        self._compare(row, answers, variant)
        kept = {
            name: rating
            for name, rating in domains.items()
            if not answers or self.tool.judge(name, answers, variant).rating != rating
        }
        overall = ""
        if (column := self.columns.overall) is not None and self.table.text(row, column):
            overall = self._rating(row, column, "overall")
        return Appraisal(
            tool=self.tool.name,
            location=self.table.place(row, self.columns.study),
            domains=MappingProxyType(kept),
            answers=MappingProxyType(answers),
            reasons=MappingProxyType(dict(self._reasons(row, kept))),
            overall=overall,
            variant=variant if answers else "",
        )

    def _variant(self, row: int) -> str:
        known = {each.id for each in self.tool.variants}
        aim = ""
        if self.columns.aim is not None:
            aim = folded(self.table.text(row, self.columns.aim))
        named = next((name for word, name in _AIMS if word in aim and name in known), "")
        if aim and not named and self.columns.aim is not None:
            self._say(row, self.columns.aim, f"is no aim that {self.tool.title} knows")
        given = [
            name
            for name, column in self.columns.questions.items()
            if folded(self.table.text(row, column)) not in ("", "na", "n a")
        ]
        return self.tool.variant_for(named, (), given)

    def _answers(self, row: int, variant: str) -> Iterator[tuple[str, str]]:
        for question in self.tool.questions_of(variant):
            column = self.columns.questions.get(question.id)
            text = self.table.text(row, column) if column is not None else ""
            if column is None or folded(text) in ("", "na", "n a"):
                continue
            if answer := answer_meant(text, question.answers):
                yield question.id, answer
            else:
                allowed = ", ".join(question.answers)
                self._say(row, column, f"is no answer to {question.id}; allowed are {allowed}")

    def _domains(self, row: int) -> Iterator[tuple[str, str]]:
        for name, column in self.columns.domains.items():
            if self.table.text(row, column):
                if rating := self._rating(row, column, name):
                    yield name, rating
            elif not self.columns.questions:
                self._say(row, column, f"gives no rating for {name}")

    def _rating(self, row: int, column: int, domain: str) -> str:
        overall = domain == "overall"
        ratings = self.tool.overall_ratings if overall else self.tool.ratings_of(domain)
        found = rating_meant(self.table.text(row, column), ratings)
        if not found:
            known = ", ".join(each.id for each in ratings)
            self._say(row, column, f"is no rating of {self.tool.title} for {domain}: {known}")
        return found

    def _compare(self, row: int, answers: dict[str, str], variant: str) -> None:
        """What the table's own algorithm gave has to be what ours gives."""
        for name, column in self.columns.algorithm.items():
            text = self.table.text(row, column)
            ours = self.tool.judge(name, answers, variant)
            theirs = rating_meant(text, self.tool.ratings_of(name))
            if text and answers and ours.rating and theirs != ours.rating:
                self._say(row, column, f"is not what the answers give for {name}: {ours.rating}")

    def _reasons(self, row: int, domains: dict[str, str]) -> Iterator[tuple[str, str]]:
        for name in domains:
            notes = [self.table.text(row, each) for each in self.columns.notes.get(name, ())]
            if said := "; ".join(" ".join(note.split()) for note in notes if note):
                yield name, said

    def _say(self, row: int, column: int, what: str) -> None:
        cell = self.table.cell_name(row, column)
        text = self.table.text(row, column)
        shown = repr(text if len(text) <= 60 else f"{text[:60]}…") if text else "is empty and"
        study = self.table.text(row, self.columns.study)
        of = f" ({study})" if study else ""
        message = f"cell {cell}{of}: {shown} {what}"
        self.problems.append(Problem("appraisal/bad-cell", message, self.table.place(row, column)))
