"""A review of RevMan as studies: what each analysis is called here, and which rows are one study.

RevMan may have a study twice in one analysis, in two subgroups. Where it adds the subgroups up
they are different people, and the second row becomes a study of its own that names the same
reports and the same cluster. Where it gives subtotals alone, each subgroup is an outcome.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence.workspace.read_trials import slug
from evidence.workspace.revman.revman_review import (
    Analysis,
    AnalysisRow,
    RevmanReview,
    RevmanStudy,
)


@dataclass(frozen=True, slots=True)
class NamedOutcome:
    """An outcome of the review, with the analysis it is and the subgroup, if it is but one."""

    id: str
    label: str
    analysis: Analysis
    subgroup: str = ""

    @property
    def number(self) -> str:
        """The number of its analysis, such as 1.3."""
        return self.analysis.number

    @property
    def rows(self) -> tuple[AnalysisRow, ...]:
        """The rows that belong to it."""
        if not self.analysis.apart:
            return self.analysis.rows
        return tuple(row for row in self.analysis.rows if row.subgroup == self.subgroup)

    @property
    def characteristic(self) -> str:
        """Under which name studies say their subgroup."""
        return f"subgroup-of-{self.id}"


@dataclass(slots=True)
class NamedStudy:
    """A study as it will be written: its rows by the outcome they are of."""

    id: str
    source: RevmanStudy
    label: str
    references: tuple[str, ...]
    rows: dict[str, AnalysisRow] = field(default_factory=dict)
    subgroups: dict[str, str] = field(default_factory=dict)
    cluster: str = ""

    @property
    def size(self) -> float | None:
        """The most people that any of its rows has; how many took part RevMan does not say."""
        people = [_people(row) for row in self.rows.values()]
        return max((each for each in people if each is not None), default=None)


def _people(row: AnalysisRow) -> float | None:
    if row.arms is None:
        return row.estimate.get("total")
    totals = [arm.get("total") for arm in row.arms]
    return None if None in totals else sum(each or 0 for each in totals)


def named_outcomes(review: RevmanReview, wanted: Sequence[str] = ()) -> tuple[NamedOutcome, ...]:
    """The outcomes of a review; ``wanted`` are ids, or numbers such as 1.3, or none for all."""
    found = [each for analysis in review.analyses for each in _parts(analysis)]
    counts = Counter(slug(name) for _, _, name in found)
    comparisons = {analysis.comparison for analysis in review.analyses}
    outcomes = []
    taken: Counter[str] = Counter()
    for analysis, subgroup, name in found:
        own = slug(name)
        if counts[own] > 1:
            own = f"{own}-{analysis.number.replace('.', '-')}"
        taken[own] += 1
        if taken[own] > 1:
            own = f"{own}-{taken[own]}"
        label = name
        if len(comparisons) > 1 and analysis.comparison:
            label = f"{name} ({analysis.comparison})"
        outcomes.append(NamedOutcome(own, label, analysis, subgroup))
    if not wanted:
        return tuple(outcomes)
    return tuple(each for each in outcomes if {each.id, each.analysis.number} & set(wanted))


def _parts(analysis: Analysis) -> Iterator[tuple[Analysis, str, str]]:
    if not analysis.apart:
        yield analysis, "", analysis.name
        return
    for subgroup in dict.fromkeys(row.subgroup for row in analysis.rows):
        yield analysis, subgroup, f"{analysis.name}: {subgroup}" if subgroup else analysis.name


def named_studies(review: RevmanReview, outcomes: Sequence[NamedOutcome]) -> tuple[NamedStudy, ...]:
    """Every study that has a row of these outcomes or ratings of its bias, in RevMan's order."""
    taken: set[str] = set()
    found: dict[str, list[NamedStudy]] = {}
    for study in review.studies:
        name = _unique(slug(study.label), taken)
        keys = tuple(
            name if number == 1 else f"{name}-{number}"
            for number in range(1, max(1, len(study.reports)) + 1)
        )
        found[study.key] = [NamedStudy(name, study, study.label, keys)]
    for outcome in outcomes:
        of_study: dict[str, list[AnalysisRow]] = {}
        for row in outcome.rows:
            of_study.setdefault(row.study, []).append(row)
        for key, rows in of_study.items():
            _put(found[key], outcome, rows, taken)
    listed = [each for group in found.values() for each in group]
    return tuple(each for each in listed if each.rows or each.source.appraisal is not None)


def _put(
    group: list[NamedStudy], outcome: NamedOutcome, rows: Sequence[AnalysisRow], taken: set[str]
) -> None:
    """Put all rows that an outcome has of a study, each to the people it seems to be about."""
    for row in rows:
        subgroup = "" if outcome.analysis.apart else row.subgroup
        home = group[0] if len(rows) == 1 else _home(group, outcome, subgroup)
        if home is None:
            home = _another(group[0], subgroup, taken)
            group.append(home)
            for each in group:
                each.cluster = group[0].id
        home.rows[outcome.id] = row
        if subgroup:
            home.subgroups[outcome.characteristic] = subgroup


def _home(group: Sequence[NamedStudy], outcome: NamedOutcome, subgroup: str) -> NamedStudy | None:
    """Those who stood in a subgroup of this name before, else the next who have no row yet."""
    free = [each for each in group if outcome.id not in each.rows]
    same = [each for each in free if subgroup and subgroup in each.subgroups.values()]
    return next(iter([*same, *free]), None)


def _another(first: NamedStudy, subgroup: str, taken: set[str]) -> NamedStudy:
    """A further part of a study, named after its subgroup."""
    name = _unique(f"{first.id}-{slug(subgroup)}"[:80] if subgroup else first.id, taken)
    label = f"{first.label} ({subgroup})" if subgroup else first.label
    return NamedStudy(name, first.source, label, first.references)


def _unique(name: str, taken: set[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found
