"""Which tests of small-study effects fit a synthesis, and what they say.

Egger's regression is for differences; for ratios of events it is prone to false alarms, because
the effect and its standard error are made of the same counts, and Harbord's and Peters' tests
stand beside it (Sterne and others 2011, doi:10.1136/bmj.d4002). For standardised differences the
same holds and Pustejovsky's test is the one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.synthesis.linear_model import Numbers
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.asymmetry import AsymmetryTest
from evidence.synthesis.small_study.begg import begg_test
from evidence.synthesis.small_study.egger import egger_test
from evidence.synthesis.small_study.event_tests import EventCounts, harbord_test, peters_test
from evidence.synthesis.small_study.precision_effect import PetPeese, pet_peese
from evidence.synthesis.small_study.size_tests import pustejovsky_test
from evidence.synthesis.small_study.trim_and_fill import TrimAndFill, trim_and_fill
from evidence.synthesis.study_table import EventTable, MeansTable
from evidence.synthesis.used_effects import UsedEffect

FEWEST = 10
"""Studies below which no test of asymmetry is worth reading (Cochrane Handbook 13.3.5.4)."""


@dataclass(frozen=True, slots=True)
class SmallStudyEffects:
    """Whether small studies find other effects than large ones.

    ``refused`` holds each analysis that could not be made, with the reason.
    """

    tests: tuple[AsymmetryTest, ...]
    rank_p_value: float | None
    trim_and_fill: TrimAndFill | None
    pet_peese: PetPeese | None
    studies: int
    refused: tuple[tuple[str, str], ...]

    @property
    def is_testable(self) -> bool:
        """Whether there are studies enough for a test to say anything."""
        return self.studies >= FEWEST


def small_study_effects(
    measure: str, used: Sequence[UsedEffect], values: Numbers, variances: Numbers, method: str
) -> SmallStudyEffects:
    """Every analysis that fits the measure and its data."""
    refused: list[tuple[str, str]] = []
    found = []
    for name, test in _fitting(measure, used, values, variances):
        try:
            found.append(test())
        except CannotComputeError as refusal:
            refused.append((name, str(refusal)))
    rank_p: float | None = None
    filled: TrimAndFill | None = None
    corrected: PetPeese | None = None
    try:
        rank_p = begg_test(values, variances).p_value
    except CannotComputeError as refusal:
        refused.append(("Begg's test", str(refusal)))
    try:
        filled = trim_and_fill(values, variances, method=method)
    except CannotComputeError as refusal:
        refused.append(("trim and fill", str(refusal)))
    try:
        corrected = pet_peese(values, variances)
    except CannotComputeError as refusal:
        refused.append(("PET-PEESE", str(refusal)))
    return SmallStudyEffects(
        tests=tuple(found),
        rank_p_value=rank_p,
        trim_and_fill=filled,
        pet_peese=corrected,
        studies=len(used),
        refused=tuple(refused),
    )


def _fitting(
    measure: str, used: Sequence[UsedEffect], values: Numbers, variances: Numbers
) -> Iterator[tuple[str, Callable[[], AsymmetryTest]]]:
    yield "Egger's test", lambda: egger_test(values, variances)
    tables = [each.data.table for each in used]
    events = [table for table in tables if isinstance(table, EventTable)]
    if measure in ("RR", "OR") and len(events) == len(tables):
        yield (
            "Harbord's test",
            lambda: harbord_test(counts_of(events), is_risk_ratio=measure == "RR"),
        )
        yield "Peters' test", lambda: peters_test(values, counts_of(events))
    means = [table for table in tables if isinstance(table, MeansTable)]
    if measure in ("SMD", "SMDH") and len(means) == len(tables):
        sizes = np.array([[table.total, table.comparator_total] for table in means]).T
        yield "Pustejovsky's test", lambda: pustejovsky_test(values, variances, *sizes)


def counts_of(tables: Sequence[EventTable]) -> EventCounts:
    """Tables as arrays of counts."""
    return EventCounts.of(
        [table.events for table in tables],
        [table.total for table in tables],
        [table.comparator_events for table in tables],
        [table.comparator_total for table in tables],
    )
