"""The analyses of RevMan 5 as CSV ("data and analyses").

One table holds all: a row for a comparison, below it one for each outcome with its data type and
its total, one for each subgroup, and one for each study.
"""

from __future__ import annotations

import math
from dataclasses import replace

from evidence.appraisal.rating_words import folded
from evidence.workspace.revman.revman_numbers import (
    arms_of,
    estimate_of,
    log_rank_of,
    pooled_of,
)
from evidence.workspace.revman.revman_review import (
    RATIOS,
    Analysis,
    AnalysisKind,
    AnalysisRow,
    RevmanReview,
    level_called,
    measure_called,
    method_called,
    unlogged_measure,
)
from evidence.workspace.revman.revman_table import FIVE, NamedInRows, RevmanTable, revman_table
from references.problem import Problem, Reading

_COLUMNS = {name: (f"{name} 1", f"{name} 2") for name in ("events", "mean", "sd", "total")}


def read_revman5_table(path: str, data: bytes) -> Reading[RevmanReview]:
    """The analyses of RevMan 5's export ("data and analyses" as CSV)."""
    reading = revman_table(path, data, FIVE)
    if reading.value is None:
        return Reading(RevmanReview(), reading.problems)
    rows = _Five(reading.value, list(reading.problems))
    return rows.reading()


class _Five:
    def __init__(self, table: RevmanTable, problems: list[Problem]) -> None:
        self.table = table
        self.problems = problems
        self.studies = NamedInRows()
        self.comparison = self.subgroup = ""
        self.swapped: set[str] = set()
        self.logged: set[str] = set()
        self.analyses: dict[str, Analysis] = {}

    def reading(self) -> Reading[RevmanReview]:
        for row in self.table.rows():
            self._row(row)
        review = RevmanReview(tuple(self.studies.found.values()), tuple(self.analyses.values()))
        return Reading(review, tuple(self.problems))

    def _row(self, row: int) -> None:
        cell = self.table.cell
        outcome = cell(row, "outcome number")
        number = f"{cell(row, 'comparison number')}.{outcome}"
        if outcome in ("", "0"):
            self.comparison = cell(row, "name")
        elif not cell(row, "data type"):
            self._study(row, number)
        elif number in self.analyses:
            self.subgroup = cell(row, "name")
        else:
            self.subgroup = ""
            self.analyses[number] = self._analysis(row, number)

    def _analysis(self, row: int, number: str) -> Analysis:
        cell = self.table.cell
        measure, method = cell(row, "effect measure"), cell(row, "statistical method")
        totals = self.table.numbers(row, f"analysis {number}")
        total = pooled_of(
            *(totals.number(name) for name in ("effect estimate", "ci start", "ci end"))
        )
        self.problems += totals.problems
        kind = self._kind(cell(row, "data type"), method)
        shown = cell(row, "totals").casefold()
        if cell(row, "swap event and non event").casefold() == "yes":
            self.swapped.add(number)
        found = Analysis(
            number=number,
            name=cell(row, "name") or number,
            comparison=self.comparison,
            kind=kind,
            measure=measure_called(measure),
            method=method_called(method, measure),
            is_random=cell(row, "analysis model").casefold().startswith("random"),
            rows=(),
            arms=(cell(row, "group label 1"), cell(row, "group label 2")),
            apart=shown.startswith("sub"),
            pooled=None if shown.startswith(("sub", "no")) else total,
            level=level_called(cell(row, "total confidence interval")),
        )
        if kind is AnalysisKind.ESTIMATES:
            if not self._is_logged(row, found.measure):
                return replace(found, measure=unlogged_measure(found.measure))
            self.logged.add(number)
        return found

    def _is_logged(self, row: int, measure: str) -> bool:
        names = [name for name in self.table.columns if "log scale" in name]
        said = self.table.cell(row, names[0]).casefold() if names else ""
        return said == "yes" or (not said and measure in RATIOS)

    def _kind(self, data_type: str, method: str) -> AnalysisKind:
        if data_type.casefold().startswith("d"):
            return AnalysisKind.EVENTS
        if data_type.casefold().startswith("c"):
            return AnalysisKind.MEANS
        if folded(method) == "exp o e var" or data_type.casefold().startswith(("o", "ip", "p")):
            return AnalysisKind.LOG_RANK
        return AnalysisKind.ESTIMATES

    def _study(self, row: int, number: str) -> None:
        analysis = self.analyses.get(number)
        if analysis is None:
            message = f"a study stands before the row of its outcome {number}"
            self.problems.append(
                Problem("revman/bad-table", message, self.table.place(row, "outcome number"))
            )
            return
        table = self.table
        label = table.cell(row, "name")
        place = table.place(row, "name")
        if not label:
            self.problems.append(Problem("revman/bad-table", "names no study", place))
            return
        key = self.studies.key(label, table.cell(row, "year of study"), place)
        numbers = table.numbers(row, f"{label} in {number}")
        arms, estimate = None, dict[str, float]()
        if analysis.kind in (AnalysisKind.EVENTS, AnalysisKind.MEANS):
            arms = arms_of(numbers, analysis.kind, _COLUMNS, swapped=number in self.swapped)
        elif analysis.kind is AnalysisKind.LOG_RANK:
            estimate = dict(log_rank_of(numbers, ("o e", "var"), analysis.measure))
        else:
            value, error = numbers.number("effect estimate"), numbers.number("se")
            # Logarithms are shown as ratios, also where nobody said which ratio.
            if analysis.measure == "GEN" and number in self.logged and value is not None:
                value = math.log(value) if value > 0 else None
            estimate = dict(estimate_of(value, error, analysis.measure, total=None))
        self.problems += numbers.problems
        if arms is not None or estimate:
            found = AnalysisRow(key, place, self.subgroup, arms, estimate)
            self.analyses[number] = replace(analysis, rows=(*analysis.rows, found))
