"""The analyses of RevMan Web's data package.

Rows of studies (``…-data-rows.csv``) stand apart from the settings of the analyses
(``…-overall-estimates-and-settings.csv``), which say measure, method and the arms.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from evidence.appraisal.rating_words import folded
from evidence.workspace.revman.revman_numbers import (
    arms_of,
    estimate_of,
    log_rank_of,
    pooled_of,
)
from evidence.workspace.revman.revman_review import (
    Analysis,
    AnalysisKind,
    AnalysisRow,
    RevmanReview,
    level_called,
    measure_called,
    method_called,
    unlogged_measure,
)
from evidence.workspace.revman.revman_table import WEB, NamedInRows, RevmanTable, revman_table
from references.problem import Problem, Reading
from references.source import Location

_COLUMNS = {
    "events": ("experimental cases", "control cases"),
    "mean": ("experimental mean", "control mean"),
    "sd": ("experimental sd", "control sd"),
    "total": ("experimental n", "control n"),
}


def read_data_rows(
    path: str, data: bytes, settings: tuple[str, bytes] | None
) -> Reading[RevmanReview]:
    """The analyses of RevMan Web's data package; without ``settings`` nothing says the measures."""
    rows = revman_table(path, data, WEB)
    if rows.value is None:
        return Reading(RevmanReview(), rows.problems)
    if not rows.value.has("study", "experimental n"):
        message = "is no table of data rows; give the file that ends in -data-rows.csv"
        return Reading(RevmanReview(), (Problem("revman/bad-table", message, Location(path)),))
    if settings is None:
        message = "the settings of the analyses are needed, which say their measures"
        hint = "put the file …-overall-estimates-and-settings.csv beside it, or name it: --settings"
        problem = Problem("revman/no-settings", message, Location(path), hint)
        return Reading(RevmanReview(), (problem,))
    said = revman_table(*settings, WEB)
    if said.value is None or not said.value.has("data type", "effect measure"):
        message = "is no table of settings of analyses, which has data types and effect measures"
        problem = Problem("revman/bad-table", message, Location(settings[0]))
        return Reading(RevmanReview(), (*said.problems, problem))
    return _Web(rows.value, said.value, [*rows.problems, *said.problems]).reading()


class _Web:
    def __init__(self, table: RevmanTable, settings: RevmanTable, problems: list[Problem]) -> None:
        self.table = table
        self.problems = problems
        self.studies = NamedInRows()
        self.swapped: set[str] = set()
        self.logged: set[str] = set()
        self.analyses: dict[str, Analysis] = {}
        for row in settings.rows():
            found = self._analysis(settings, row)
            self.analyses[found.number] = found

    def reading(self) -> Reading[RevmanReview]:
        for row in self.table.rows():
            self._study(row)
        review = RevmanReview(tuple(self.studies.found.values()), tuple(self.analyses.values()))
        return Reading(review, tuple(self.problems))

    def _analysis(self, settings: RevmanTable, row: int) -> Analysis:
        def cell(name: str) -> str:
            return settings.cell(row, name)

        number = f"{cell('analysis group')}.{cell('analysis number')}"
        measure = cell("effect measure")
        if _said(cell, "swap event and non event"):
            self.swapped.add(number)
        kind = _web_kind(cell("data type"))
        named = measure_called(measure)
        if _said(cell, "log scale data"):
            self.logged.add(number)
        elif kind is AnalysisKind.ESTIMATES:
            named = unlogged_measure(named)
        totals = settings.numbers(row, f"analysis {number}")
        total = pooled_of(*(totals.number(name) for name in ("mean", "ci start", "ci end")))
        self.problems += totals.problems
        overall = cell("overall estimates").casefold()
        return Analysis(
            number=number,
            name=cell("analysis name") or number,
            comparison=cell("analysis group name"),
            kind=kind,
            measure=named,
            method=method_called(cell("statistical method"), measure),
            is_random=cell("analysis model").casefold().startswith("random"),
            rows=(),
            arms=(cell("experimental group label"), cell("control group label")),
            apart=overall in ("false", "no") and _said(cell, "subgroup estimates"),
            pooled=None if overall in ("false", "no") else total,
            level=level_called(cell("estimate ci")),
        )

    def _study(self, row: int) -> None:
        table = self.table
        number = f"{table.cell(row, 'analysis group')}.{table.cell(row, 'analysis number')}"
        analysis = self.analyses.get(number)
        label, place = table.cell(row, "study"), table.place(row, "study")
        if analysis is None or not label:
            message = f"analysis {number} is not among the settings" if label else "names no study"
            self.problems.append(Problem("revman/bad-table", message, place))
            return
        key = self.studies.key(label, table.cell(row, "study year"), place)
        numbers = table.numbers(row, f"{label} in {number}")
        arms, estimate = None, dict[str, float]()
        if analysis.kind in (AnalysisKind.EVENTS, AnalysisKind.MEANS):
            swapped = number in self.swapped
            arms = arms_of(numbers, analysis.kind, _COLUMNS, swapped=swapped)
        elif analysis.kind is AnalysisKind.LOG_RANK:
            estimate = dict(log_rank_of(numbers, ("o e", "variance"), analysis.measure))
        else:
            value = numbers.number("giv mean")
            if value is not None and number in self.logged and analysis.measure != "GEN":
                value = math.exp(min(value, 700.0))
            error = numbers.number("giv se")
            estimate = dict(estimate_of(value, error, analysis.measure, total=None))
        self.problems += numbers.problems
        if arms is not None or estimate:
            found = AnalysisRow(key, place, table.cell(row, "subgroup"), arms, estimate)
            self.analyses[number] = replace(analysis, rows=(*analysis.rows, found))


def _said(cell: Callable[[str], str], name: str) -> bool:
    return cell(name).casefold() in ("true", "yes")


def _web_kind(data_type: str) -> AnalysisKind:
    word = folded(data_type)
    if word.startswith("continuous"):
        return AnalysisKind.MEANS
    if word.startswith("dichotomous"):
        return AnalysisKind.EVENTS
    return AnalysisKind.LOG_RANK if word.startswith("o e") else AnalysisKind.ESTIMATES
