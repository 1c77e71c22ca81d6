"""What one study gives to a synthesis: its arms as a table, or its published estimate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evidence.model.study import Estimate, Outcome, Study, StudyDesign
from evidence.model.synthesis import ArmNumbers
from evidence.synthesis.effects.effect_sizes import effect_of
from evidence.synthesis.measure import DataKind, Measure
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.arm_groups import table_of_arms
from evidence.synthesis.study_tables.reconstructed_table import table_of_odds_ratio
from evidence.synthesis.study_tables.study_table import (
    CorrelationTable,
    LogRankTable,
    PublishedEstimate,
    StudyTable,
)
from evidence.synthesis.unusable import Unusable

# Formulas for two independent groups misjudge the variance of these designs, so that a published
# estimate, which will have allowed for pairing or clustering, goes before the arms.
_NOT_PARALLEL = {
    StudyDesign.CROSSOVER_TRIAL: "crossover trial",
    StudyDesign.CLUSTER_TRIAL: "cluster trial",
    StudyDesign.N_OF_1_TRIAL: "n-of-1 trial",
}
# The names under which papers print a correlation.
_CORRELATIONS = frozenset({"COR", "ZCOR", "R", "PEARSON"})


@dataclass(frozen=True, slots=True)
class StudyData:
    """The data of one study for one outcome, ready for a measure.

    ``participants`` and ``events`` are ``None`` where the study does not give them.
    """

    study: Study
    table: StudyTable | PublishedEstimate
    printed: tuple[str, str] = ("", "")
    participants: int | None = None
    events: int | None = None
    notes: tuple[str, ...] = ()
    arms: tuple[ArmNumbers, ArmNumbers] | None = None


def study_data(study: Study, outcome: Outcome, measure: Measure) -> StudyData | Unusable:
    """What a study gives for a measure, or the reason why it gives nothing."""
    of_arms = _where_computable(_from_arms, study, outcome, measure)
    of_estimates = _where_computable(_from_estimates, study, outcome, measure)
    first, second = of_arms, of_estimates
    if study.design in _NOT_PARALLEL:
        first, second = of_estimates, of_arms
    if isinstance(first, StudyData):
        return first
    if isinstance(second, StudyData):
        return second
    if outcome.arms or not outcome.estimates:
        return of_arms
    return of_estimates


def _where_computable(
    give: Callable[[Study, Outcome, Measure], StudyData | Unusable],
    study: Study,
    outcome: Outcome,
    measure: Measure,
) -> StudyData | Unusable:
    try:
        return give(study, outcome, measure)
    except ArithmeticError:
        return Unusable("its numbers are too large or too small to compute with")


def _from_arms(study: Study, outcome: Outcome, measure: Measure) -> StudyData | Unusable:
    found = table_of_arms(outcome, measure.data)
    if isinstance(found, Unusable):
        return found
    notes = list(found.notes)
    if study.design in _NOT_PARALLEL:
        notes.append(f"{_NOT_PARALLEL[study.design]} analysed as if its groups were independent")
    return StudyData(
        study=study,
        table=found.table,
        printed=found.printed,
        participants=found.participants,
        events=found.events,
        notes=tuple(notes),
        arms=found.arms,
    )


def _from_estimates(study: Study, outcome: Outcome, measure: Measure) -> StudyData | Unusable:
    if measure.data is DataKind.EVENTS:
        for estimate in outcome.estimates:
            if (found := _reconstructed(study, estimate)) is not None:
                return found
    matching = [each for each in outcome.estimates if _is_of(each, measure)]
    if not matching:
        return Unusable(f"no published {measure.id} is recorded")
    reason = ""
    for estimate in matching:
        table = _table(estimate, measure)
        try:
            effect_of(measure, table)
        except CannotComputeError as refusal:
            reason = str(refusal)
            continue
        people = study.size if estimate.total is None else estimate.total
        return StudyData(study, table, participants=people, notes=(_note(table),))
    return Unusable(
        f"the published {measure.id} has no usable standard error or interval ({reason})"
    )


def _reconstructed(study: Study, estimate: Estimate) -> StudyData | Unusable | None:
    """The 2×2 table behind an odds ratio whose margins are recorded, ``None`` for other estimates.

    Margins are recorded for this alone, so that it goes before the printed interval.
    """
    if estimate.measure.upper() != "OR" or estimate.value is None:
        return None
    total, group, events = estimate.total, estimate.group_total, estimate.events
    if total is None or group is None or events is None:
        return None
    try:
        table = table_of_odds_ratio(estimate.value, total, group, events)
        table.check()
    except CannotComputeError as refusal:
        return Unusable(f"no table has its odds ratio and margins: {refusal}")
    first, second = (
        ArmNumbers(events=table.events, total=table.total),
        ArmNumbers(events=table.comparator_events, total=table.comparator_total),
    )
    return StudyData(
        study=study,
        table=table,
        printed=(
            f"{table.events:g}/{table.total:g}",
            f"{table.comparator_events:g}/{table.comparator_total:g}",
        ),
        participants=total,
        events=events,
        notes=("table worked out from the odds ratio and its margins",),
        arms=(first, second),
    )


def _is_of(estimate: Estimate, measure: Measure) -> bool:
    name = estimate.measure.upper()
    if measure.data is DataKind.CORRELATION:
        return name in _CORRELATIONS
    return name == measure.id


def _table(
    estimate: Estimate, measure: Measure
) -> LogRankTable | CorrelationTable | PublishedEstimate:
    difference, variance = estimate.observed_minus_expected, estimate.variance
    if measure.data is DataKind.SURVIVAL and difference is not None and variance is not None:
        return LogRankTable(difference, variance)
    raw = measure.data is DataKind.CORRELATION and estimate.measure.upper() != "ZCOR"
    if raw and estimate.value is not None and estimate.total is not None:
        return CorrelationTable(estimate.value, estimate.total)
    return PublishedEstimate(
        value=estimate.value,
        standard_error=estimate.standard_error,
        ci_low=estimate.ci_low,
        ci_high=estimate.ci_high,
        ci_level=estimate.ci_level,
        # A bound such as p < 0.05 gives a bound of the standard error and no more.
        p_value=estimate.p_value if estimate.p_relation == "=" else None,
    )


def _note(table: LogRankTable | CorrelationTable | PublishedEstimate) -> str:
    if isinstance(table, LogRankTable):
        return "from observed minus expected events"
    if isinstance(table, CorrelationTable):
        return "published correlation"
    if table.standard_error is None and table.ci_low is None:
        return "published estimate, its standard error from the p value"
    return "published estimate"
