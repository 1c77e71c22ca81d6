"""The risk-of-bias table of RevMan Web's data package (``…-risk-of-bias.csv``).

Each domain has a column ``Domain (judgement): Allocation concealment (selection bias)`` and one
that begins with ``Domain (support)``; a group of outcomes stands behind a second colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence.appraisal.rated_table import RatedTable
from evidence.workspace.revman.bias_items import (
    BiasRating,
    appraisal_of,
    domains_of,
    rating_of,
    told_of_columns,
)
from evidence.workspace.revman.revman_review import RevmanReview, RevmanStudy
from evidence.workspace.revman.revman_table import revman_table
from references.problem import Problem, Reading
from references.source import Location

_STUDY = frozenset({"study"})
_HEADING = re.compile(r"\s*Domain \((judgement|support)\):\s*(.+?)\s*", re.IGNORECASE)


def with_bias(review: RevmanReview, path: str, data: bytes) -> Reading[RevmanReview]:
    """A review with the ratings of a table; a study without numbers is added for its ratings."""
    found = revman_table(path, data, _STUDY)
    if found.value is None:
        message = "is no risk-of-bias table: it has no column Study"
        problem = Problem("revman/bad-table", message, Location(path))
        return Reading(review, (*found.problems, problem))
    rows = _Rows(found.value.table, list(found.problems))
    studies = {each.key: each for each in review.studies}
    names = {name: each.key for each in review.studies for name in (each.label, _bare(each))}
    for label, place, ratings in rows.studies():
        key = names.get(label, label)
        study = studies.get(key) or RevmanStudy(key, label, place)
        studies[key] = replace(study, appraisal=appraisal_of(ratings))
    notes = (*review.notes, *rows.notes)
    value = replace(review, studies=tuple(studies.values()), notes=notes)
    return Reading(value, tuple(rows.problems))


def _bare(study: RevmanStudy) -> str:
    """The label without the year that was set behind it."""
    return study.label.removesuffix(f" {study.year}")


class _Rows:
    def __init__(self, table: RatedTable, problems: list[Problem]) -> None:
        self.table = table
        self.problems = problems
        self.judged: dict[str, int] = {}
        self.supported: dict[str, int] = {}
        self.study = 0
        for at, heading in enumerate(table.sheet.rows[table.heading_row]):
            match = _HEADING.fullmatch(heading)
            if match is None:
                if heading.strip().casefold() == "study":
                    self.study = at
            elif match[1].casefold() == "support":
                self.supported[match[2]] = at
            else:
                self.judged[match[2]] = at
        self.notes = tuple(told_of_columns(self.judged))

    def studies(self) -> Iterator[tuple[str, Location, list[BiasRating]]]:
        for row in self.table.records():
            label = self.table.text(row, self.study)
            if label:
                yield label, self.table.place(row, self.study), list(self._ratings(row))

    def _ratings(self, row: int) -> Iterator[BiasRating]:
        for name, at in self.judged.items():
            text, place = self.table.text(row, at), self.table.place(row, at)
            if not text or not domains_of(name):
                continue
            if not rating_of(text):
                message = f"{name}: {text[:40]!r} is no low, unclear or high risk"
                self.problems.append(Problem("revman/bad-rating", message, place))
                continue
            item, _, group = name.partition(": ")
            reason = self.table.text(row, self.supported[name]) if name in self.supported else ""
            yield BiasRating(item, text, place, " ".join(reason.split()), group)
