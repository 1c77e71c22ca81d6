"""Which tests of small-study effects fit a synthesis, and what they say.

Egger's regression is for differences; for ratios of events it is prone to false alarms, because
the effect and its standard error are made of the same counts, and Harbord's and Peters' tests
stand beside it (Sterne and others 2011, doi:10.1136/bmj.d4002). For standardised differences the
same holds and Pustejovsky's test is the one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from evidence.model.analysis_choices import AnalysisChoices
from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.random_effects.between_study_variance import MODEL_ESTIMATORS
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.random_effects.pooling import COMMON
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.asymmetry import FEWEST_STUDIES, AsymmetryTest
from evidence.synthesis.small_study.begg import begg_test
from evidence.synthesis.small_study.egger import (
    egger_test,
    random_effects_egger_test,
    thompson_sharp_test,
)
from evidence.synthesis.small_study.event_tests import (
    EventCounts,
    arcsine_test,
    deeks_test,
    harbord_test,
    peters_test,
    schwarzer_test,
)
from evidence.synthesis.small_study.excess_significance import (
    ExcessSignificance,
    excess_significance,
)
from evidence.synthesis.small_study.fail_safe import FailSafe, orwin, rosenberg, rosenthal
from evidence.synthesis.small_study.precision_effect import PetPeese, pet_peese
from evidence.synthesis.small_study.rank_correlation import RankCorrelation
from evidence.synthesis.small_study.size_tests import macaskill_test, pustejovsky_test
from evidence.synthesis.small_study.trim_and_fill import (
    MissingCount,
    Side,
    TrimAndFill,
    trim_and_fill,
)
from evidence.synthesis.study_tables.study_table import EventTable, MeansTable
from evidence.synthesis.used_effects import UsedEffect

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class SmallStudyEffects:
    """Whether small studies find other effects than large ones.

    ``rank`` is Begg's test, exact where nothing is tied, as in metafor. ``fail_safe`` has the
    number by Rosenberg, Rosenthal and Orwin. ``refused`` holds each analysis that could not be
    made, with the reason.
    """

    tests: tuple[AsymmetryTest, ...]
    rank: RankCorrelation | None
    trim_and_fill: TrimAndFill | None
    pet_peese: PetPeese | None
    excess: ExcessSignificance | None
    fail_safe: tuple[FailSafe, ...]
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
    choices: AnalysisChoices = AnalysisChoices(),  # noqa: B008  frozen, and read only
) -> SmallStudyEffects:
    """Every analysis that fits the measure and its data, or that ``choices`` name.

    ``test`` and ``level`` are those of the pooled effect, beside which the filled one is read.
    """
    refused: list[tuple[str, str]] = []
    found = []
    asked = choices.asymmetry_tests
    for name, asymmetry in _tests(asked, measure, used, values, variances, method):
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
            lambda: trim_and_fill(
                values,
                variances,
                estimator=MissingCount(choices.missing_count),
                side=Side(choices.missing_side) if choices.missing_side else None,
                method=method,
                test=test,
                level=level,
            ),
        ),
        pet_peese=made("PET-PEESE", lambda: pet_peese(values, variances)),
        excess=made("excess significance", lambda: excess_significance(values, variances)),
        fail_safe=tuple(
            number
            for number in (
                made("fail-safe N by Rosenberg", lambda: rosenberg(values, variances)),
                made("fail-safe N by Rosenthal", lambda: rosenthal(values, variances)),
                made("fail-safe N by Orwin", lambda: orwin(values)),
            )
            if number is not None
        ),
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


def _tests(
    asked: Sequence[str],
    measure: str,
    used: Sequence[UsedEffect],
    values: Numbers,
    variances: Numbers,
    method: str,
) -> Iterator[tuple[str, Callable[[], AsymmetryTest]]]:
    """The tests that are asked for by name, or those that fit the measure and its data."""
    tables = [each.data.table for each in used]
    known = _known_tests(measure, used, values, variances, method)
    fitting = ["egger"]
    if measure in ("RR", "OR") and all(isinstance(table, EventTable) for table in tables):
        fitting += ["harbord", "peters"]
    if measure in ("SMD", "SMDH") and all(isinstance(table, MeansTable) for table in tables):
        fitting += ["pustejovsky"]
    for name in asked or fitting:
        yield known[name]


def _known_tests(
    measure: str, used: Sequence[UsedEffect], values: Numbers, variances: Numbers, method: str
) -> Mapping[str, tuple[str, Callable[[], AsymmetryTest]]]:
    tables = [each.data.table for each in used]
    shared = method if method in MODEL_ESTIMATORS and method != COMMON else "REML"

    def events() -> EventCounts:
        found = [table for table in tables if isinstance(table, EventTable)]
        if len(found) < len(tables):
            raise CannotComputeError("it needs the events of both arms of every study")
        return counts_of(found)

    def sizes() -> Numbers:
        found = [table for table in tables if isinstance(table, MeansTable)]
        if len(found) < len(tables):
            raise CannotComputeError("it needs the means of both arms of every study")
        return np.array([[table.total, table.comparator_total] for table in found]).T

    def participants() -> Numbers:
        found = [each.data.participants for each in used]
        if not all(found):
            raise CannotComputeError("it needs the participants of every study")
        return np.array(found, dtype=np.float64)

    return {
        "egger": ("Egger's test", lambda: egger_test(values, variances)),
        "egger-random-effects": (
            "Egger's test with τ²",
            lambda: replace(
                random_effects_egger_test(values, variances, method=shared),
                name="Egger's test with τ²",
            ),
        ),
        "thompson-sharp": (
            "Thompson and Sharp's test",
            lambda: thompson_sharp_test(values, variances),
        ),
        "harbord": (
            "Harbord's test",
            lambda: harbord_test(events(), is_risk_ratio=measure == "RR"),
        ),
        "peters": ("Peters' test", lambda: peters_test(values, events())),
        "macaskill": (
            "Macaskill's test",
            lambda: macaskill_test(values, variances, participants()),
        ),
        "deeks": ("Deeks' test", lambda: deeks_test(values, events())),
        "arcsine": ("arcsine test", lambda: arcsine_test(events())),
        "schwarzer": ("Schwarzer's test", lambda: schwarzer_test(events())),
        "pustejovsky": (
            "Pustejovsky's test",
            lambda: pustejovsky_test(values, variances, *sizes()),
        ),
    }


def counts_of(tables: Sequence[EventTable]) -> EventCounts:
    """Tables as arrays of counts."""
    return EventCounts.of(
        [table.events for table in tables],
        [table.total for table in tables],
        [table.comparator_events for table in tables],
        [table.comparator_total for table in tables],
    )
