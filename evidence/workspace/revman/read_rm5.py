"""RevMan 5's own file, ``.rm5``: included studies, analyses and risk-of-bias tables.

A file is XML: ``COMPARISON`` holds ``DICH_OUTCOME``, ``CONT_OUTCOME``, ``IV_OUTCOME`` and
``IPD_OUTCOME``, these hold subgroups or ``…_DATA``, one for each study. ``QUALITY_ITEM`` is a
column of the risk-of-bias table.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from evidence.workspace.revman.bias_items import (
    BiasRating,
    appraisal_of,
    domains_of,
    rating_of,
    told_of_columns,
)
from evidence.workspace.revman.revman_numbers import (
    RowNumbers,
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
    Numbers,
    Pooled,
    Report,
    RevmanReview,
    RevmanStudy,
    level_called,
    measure_called,
    method_called,
    unlogged_measure,
)
from evidence.workspace.revman.xml_elements import Element, read_elements
from references.problem import Problem, Reading
from references.source import Location

_KINDS = {
    "DICH": AnalysisKind.EVENTS,
    "CONT": AnalysisKind.MEANS,
    "IV": AnalysisKind.ESTIMATES,
    "IPD": AnalysisKind.LOG_RANK,
}
_COLUMNS = {
    name: (f"{name.upper()}_1", f"{name.upper()}_2") for name in ("events", "mean", "sd", "total")
}
_REPORT_PARTS = ("AU", "TI", "SO", "YR", "VL", "NO", "PG")
_ESCAPED = re.compile(r"_x([0-9a-fA-F]{4})_")


def is_rm5(data: bytes) -> bool:
    """Whether bytes begin as RevMan's file does."""
    return (
        data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"COCHRANE_REVIEW" in data[:2000]
    )


def read_rm5(path: str, data: bytes) -> Reading[RevmanReview]:
    """The review that a file holds; what is none of its studies' numbers is left aside."""
    reading = read_elements(path, data)
    root = reading.value
    if root is None:
        return Reading(RevmanReview(), reading.problems)
    problems = list(reading.problems)
    place = Location(path)
    if root.name != "COCHRANE_REVIEW":
        problems.append(Problem("revman/not-rm5", f"begins with {root.name}, not as .rm5", place))
        return Reading(RevmanReview(), tuple(problems))
    if root.attributes.get("TYPE", "INTERVENTION") == "DIAGNOSTIC":
        message = "is a review of diagnostic tests, whose tables are not read"
        problems.append(Problem("revman/other-review", message, place))
        return Reading(RevmanReview(), tuple(problems))
    return _Rm5(root, problems).reading()


class _Rm5:
    def __init__(self, root: Element, problems: list[Problem]) -> None:
        self.root = root
        self.problems = problems
        self.notes: list[str] = []
        self.studies = {each.key: each for each in self._studies()}

    def reading(self) -> Reading[RevmanReview]:
        analyses = tuple(self._analyses())
        self._appraise()
        if others := sum(1 for _ in self.root.all("OTHER_OUTCOME")):
            self.notes.append(f"tables of other data are left out: {others}")
        review = RevmanReview(tuple(self.studies.values()), analyses, tuple(self.notes))
        return Reading(review, tuple(self.problems))

    def _studies(self) -> Iterator[RevmanStudy]:
        for included in self.root.all("INCLUDED_STUDIES"):
            for study in included.children("STUDY"):
                key = study.attributes.get("ID", "")
                year = study.attributes.get("YEAR", "")[:4]
                yield RevmanStudy(
                    key=key,
                    label=study.attributes.get("NAME", "") or _readable(key),
                    location=study.location,
                    year=int(year) if year.isascii() and year.isdigit() else None,
                    reports=tuple(_reports(study)),
                )

    def _analyses(self) -> Iterator[Analysis]:
        for number, comparison in enumerate(self.root.all("COMPARISON"), 1):
            of = comparison.attributes.get("NO", str(number))
            for prefix, kind in _KINDS.items():
                for outcome in comparison.children(f"{prefix}_OUTCOME"):
                    yield self._analysis(outcome, prefix, kind, of, comparison.text_of("NAME"))

    def _analysis(
        self, outcome: Element, prefix: str, kind: AnalysisKind, of: str, comparison: str
    ) -> Analysis:
        said = outcome.attributes
        measure = said.get("EFFECT_MEASURE") or outcome.text_of("EFFECT_MEASURE")
        number = f"{of}.{said.get('NO', '?')}"
        name = outcome.text_of("NAME") or number
        data, below = f"{prefix}_DATA", f"{prefix}_SUBGROUP"
        rows = [(each, "") for each in outcome.children(data)]
        for subgroup in outcome.children(below):
            rows += [(each, subgroup.text_of("NAME")) for each in subgroup.children(data)]
        analysis = Analysis(
            number=number,
            name=name,
            comparison=comparison,
            kind=kind,
            measure=measure_called(measure),
            method=method_called(said.get("METHOD", ""), measure),
            is_random=said.get("RANDOM", "NO") == "YES",
            rows=(),
            arms=(outcome.text_of("GROUP_LABEL_1"), outcome.text_of("GROUP_LABEL_2")),
            apart=said.get("TOTALS") == "SUB",
            pooled=self._pooled(outcome, number) if said.get("TOTALS", "YES") == "YES" else None,
            level=level_called(said.get("CI_TOTAL", "")),
        )
        if kind is AnalysisKind.ESTIMATES and not _is_logged(said, analysis.measure):
            analysis = replace(analysis, measure=unlogged_measure(analysis.measure))
        found = (self._row(each, subgroup, analysis, said) for each, subgroup in rows)
        return replace(analysis, rows=tuple(row for row in found if row is not None))

    def _pooled(self, outcome: Element, number: str) -> Pooled | None:
        row = self._numbers(outcome, f"analysis {number}")
        found = pooled_of(*(row.number(name) for name in ("EFFECT_SIZE", "CI_START", "CI_END")))
        self.problems += row.problems
        return found

    def _row(
        self, data: Element, subgroup: str, analysis: Analysis, said: Mapping[str, str]
    ) -> AnalysisRow | None:
        key = data.attributes.get("STUDY_ID", "")
        study = self.studies.get(key)
        if study is None:
            message = f"analysis {analysis.number} has numbers of {key!r}, no included study"
            self.problems.append(Problem("revman/unknown-study", message, data.location))
            return None
        row = self._numbers(data, f"{study.label} in {analysis.number}")
        arms, estimate = None, dict[str, float]()
        if analysis.kind in (AnalysisKind.EVENTS, AnalysisKind.MEANS):
            swapped = said.get("SWAP_EVENTS") == "YES"
            arms = arms_of(row, analysis.kind, _COLUMNS, swapped=swapped)
        elif analysis.kind is AnalysisKind.LOG_RANK:
            estimate = dict(log_rank_of(row, ("O_E", "VAR"), analysis.measure))
        else:
            logged = _is_logged(said, analysis.measure)
            estimate = dict(_estimate(row, analysis.measure, logged=logged))
        self.problems += row.problems
        if arms is None and not estimate:
            return None
        return AnalysisRow(key, data.location, subgroup, arms, estimate)

    def _numbers(self, element: Element, whose: str) -> RowNumbers:
        return RowNumbers(
            lambda name: element.attributes.get(name, ""), lambda _: element.location, whose
        )

    def _appraise(self) -> None:
        ratings: dict[str, list[BiasRating]] = {}
        items = [(each, each.text_of("NAME")) for each in self.root.all("QUALITY_ITEM")]
        self.notes += told_of_columns(name for _, name in items)
        for item, name in items:
            if not domains_of(name):
                continue
            groups = {
                each.attributes.get("ID", ""): each.text_of("NAME")
                for each in item.children("QUALITY_ITEM_DATA_ENTRY_GROUP")
            }
            for cell in item.all("QUALITY_ITEM_DATA_ENTRY"):
                rating = self._rating(cell, name, groups)
                key = cell.attributes.get("STUDY_ID", "")
                if rating is not None and key in self.studies:
                    ratings.setdefault(key, []).append(rating)
        for key, cells in ratings.items():
            self.studies[key] = replace(self.studies[key], appraisal=appraisal_of(cells))

    def _rating(self, cell: Element, name: str, groups: Mapping[str, str]) -> BiasRating | None:
        result = cell.attributes.get("RESULT", "")
        if not rating_of(result):
            message = f"{name}: {result[:40]!r} is not YES, NO or UNKNOWN"
            self.problems.append(Problem("revman/bad-rating", message, cell.location))
            return None
        group = groups.get(cell.attributes.get("GROUP_ID", ""), "")
        return BiasRating(name, result, cell.location, cell.text_of("DESCRIPTION"), group)


def _estimate(row: RowNumbers, measure: str, *, logged: bool) -> Numbers:
    """The effect as typed in, a logarithm for ratios, or else as RevMan shows it."""
    typed, shown = row.number("ESTIMATE"), row.number("EFFECT_SIZE")
    value = shown
    if typed is not None:
        value = math.exp(min(typed, 700.0)) if logged and measure != "GEN" else typed
    elif shown is not None and logged and measure == "GEN":
        value = math.log(shown) if shown > 0 else None
    people = [row.whole(name) for name in ("TOTAL_1", "TOTAL_2")]
    total = None if None in people else sum(each or 0.0 for each in people)
    return estimate_of(value, row.number("SE"), measure, total=total)


def _is_logged(said: Mapping[str, str], measure: str) -> bool:
    """Whether effects were entered as logarithms, which RevMan shows as ratios."""
    return said.get("LOG_DATA", "YES" if measure in RATIOS else "NO") == "YES"


def _reports(study: Element) -> Iterator[Report]:
    # The main report first.
    found = sorted(
        study.children("REFERENCE"), key=lambda each: each.attributes.get("PRIMARY") != "YES"
    )
    for each in found:
        parts = {name: text for name in _REPORT_PARTS if (text := each.text_of(name))}
        for identifier in each.all("IDENTIFIER"):
            said = identifier.attributes
            if said.get("TYPE", "") and said.get("VALUE", ""):
                parts[said["TYPE"]] = said["VALUE"]
        yield Report(parts)


def _readable(key: str) -> str:
    """``STD-El_x002d_Daher-1991`` as ``El-Daher 1991``."""
    words = key.removeprefix("STD-").replace("-", " ")
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words)
