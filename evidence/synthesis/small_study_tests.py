"""Which tests of small-study effects fit a synthesis, and what they say.

Egger's regression is for differences; for ratios of events it is prone to false alarms, because
the effect and its standard error are made of the same counts, and Harbord's and Peters' tests
stand beside it (Sterne and others 2011, doi:10.1136/bmj.d4002). For standardised differences the
same holds and Pustejovsky's test is the one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np

from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.asymmetry import FEWEST_STUDIES, AsymmetryTest
from evidence.synthesis.small_study.begg import begg_test
from evidence.synthesis.small_study.egger import egger_test
from evidence.synthesis.small_study.event_tests import EventCounts, harbord_test, peters_test
from evidence.synthesis.small_study.excess_significance import (
    ExcessSignificance,
    excess_significance,
)
from evidence.synthesis.small_study.fail_safe import FailSafe, rosenberg
from evidence.synthesis.small_study.precision_effect import PetPeese, pet_peese
from evidence.synthesis.small_study.rank_correlation import RankCorrelation
from evidence.synthesis.small_study.size_tests import pustejovsky_test
from evidence.synthesis.small_study.trim_and_fill import TrimAndFill, trim_and_fill
from evidence.synthesis.study_tables.study_table import EventTable, MeansTable
from evidence.synthesis.used_effects import UsedEffect

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class SmallStudyEffects:
    """Whether small studies find other effects than large ones.

    ``rank`` is Begg's test, exact where nothing is tied, as in metafor. ``refused`` holds each
    analysis that could not be made, with the reason.
    """

    tests: tuple[AsymmetryTest, ...]
    rank: RankCorrelation | None
    trim_and_fill: TrimAndFill | None
    pet_peese: PetPeese | None
    excess: ExcessSignificance | None
    fail_safe: FailSafe | None
    studies: int
    refused: tuple[tuple[str, str], ...]

    @property
    def is_testable(self) -> bool:
        """Whether there are studies enough for a test to say anything."""
        return self.studies >= FEWEST_STUDIES


def small_study_effects(
    measure: str,
    used: Sequence[UsedEffect],
    values: Numbers,
    variances: Numbers,
    method: str,
    *,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> SmallStudyEffects:
    """Every analysis that fits the measure and its data.

    ``test`` and ``level`` are those of the pooled effect, beside which the filled one is read.
    """
    refused: list[tuple[str, str]] = []
    found = []
    for name, asymmetry in _fitting(measure, used, values, variances):
        try:
            found.append(asymmetry())
        except CannotComputeError as refusal:
            refused.append((name, str(refusal)))
    made = partial(_made, refused)
    return SmallStudyEffects(
        tests=tuple(found),
        rank=made("Begg's test", lambda: begg_test(values, variances, exact=True)),
        trim_and_fill=made(
            "trim and fill",
            lambda: trim_and_fill(values, variances, method=method, test=test, level=level),
        ),
        pet_peese=made("PET-PEESE", lambda: pet_peese(values, variances)),
        excess=made("excess significance", lambda: excess_significance(values, variances)),
        fail_safe=made("fail-safe N", lambda: rosenberg(values, variances)),
        studies=len(used),
        refused=tuple(refused),
    )


def _made(
    refused: list[tuple[str, str]], name: str, analysis: Callable[[], Answer]
) -> Answer | None:
    try:
        return analysis()
    except CannotComputeError as refusal:
        refused.append((name, str(refusal)))
        return None


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
