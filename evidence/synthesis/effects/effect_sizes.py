"""Effect sizes of studies for any known measure, from whatever table a study gives.

The formulas are those of metafor's ``escalc`` (Viechtbauer 2010, doi:10.18637/jss.v036.i03) and
stand, with their own sources, in one module for each kind of data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from evidence.synthesis.effects.continuity import (
    NO_CORRECTION,
    STANDARD_CORRECTION,
    ContinuityCorrection,
)
from evidence.synthesis.effects.correlation_effects import CORRELATION_EFFECTS
from evidence.synthesis.effects.effect_size import EffectSize, NoEffect
from evidence.synthesis.effects.event_effects import EVENT_EFFECTS
from evidence.synthesis.effects.mean_effects import MEAN_EFFECTS
from evidence.synthesis.effects.paired_effects import PAIRED_EFFECTS
from evidence.synthesis.effects.proportion_effects import PROPORTION_EFFECTS
from evidence.synthesis.effects.published_effect import (
    effect_of_published,
    log_hazard_ratio,
)
from evidence.synthesis.effects.rate_effects import RATE_EFFECTS
from evidence.synthesis.measure import DataKind, Measure
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import (
    CorrelationTable,
    EventTable,
    LogRankTable,
    MeansTable,
    PairedMeansTable,
    ProportionTable,
    PublishedEstimate,
    RateTable,
    StudyTable,
)

__all__ = [
    "FROM_EVENTS",
    "EffectSize",
    "EventTable",
    "NoEffect",
    "effect_of",
    "effects_of",
    "log_odds_ratio",
    "log_risk_ratio",
    "risk_difference",
    "table_kind",
]

TABLES: Mapping[DataKind, type[Any]] = MappingProxyType(
    {
        DataKind.EVENTS: EventTable,
        DataKind.MEANS: MeansTable,
        DataKind.RATES: RateTable,
        DataKind.PROPORTION: ProportionTable,
        DataKind.CORRELATION: CorrelationTable,
        DataKind.PAIRED_MEANS: PairedMeansTable,
        DataKind.SURVIVAL: LogRankTable,
    }
)
"""The table that a kind of data comes in."""

# A union would be built anew for every study.
COUNT_TABLES = (EventTable, RateTable, ProportionTable)

FORMULAS: Mapping[str, Callable[[Any], EffectSize]] = MappingProxyType(
    {
        **EVENT_EFFECTS,
        **MEAN_EFFECTS,
        **RATE_EFFECTS,
        **PROPORTION_EFFECTS,
        **CORRELATION_EFFECTS,
        **PAIRED_EFFECTS,
        "HR": log_hazard_ratio,
    }
)
"""The formula of each measure that can be computed from a table."""


def table_kind(measure: Measure) -> type[Any]:
    """The type of table that a measure is computed from.

    Raises:
        CannotComputeError: for a measure that is printed and never computed.
    """
    try:
        return TABLES[measure.data]
    except KeyError:
        raise CannotComputeError(f"{measure.label} is not computed from a table") from None


def effect_of(
    measure: Measure,
    table: StudyTable | PublishedEstimate,
    *,
    correction: ContinuityCorrection | None = None,
    any_zero: bool = False,
) -> EffectSize:
    """The effect of one study, ready to be pooled: its variance is positive.

    Without a ``correction`` the measure has its own: a half where a cell is empty, or nothing for
    measures by arcsines and square roots. One that is named goes to any measure. ``any_zero`` says
    whether any study of the same synthesis has an empty cell, for corrections that then go to all.

    Raises:
        CannotComputeError: with the reason why the study gives no effect.
    """
    try:
        found = _effect_of(measure, table, correction or own_correction(measure), any_zero)
    except (OverflowError, ZeroDivisionError):
        found = None
    if found is None:
        raise CannotComputeError("its numbers are too large or too small to compute with")
    if found.variance == 0:
        raise CannotComputeError("its variance is zero, which would outweigh every other study")
    return found


def own_correction(measure: Measure) -> ContinuityCorrection:
    """The correction of a measure for which none is named."""
    return STANDARD_CORRECTION if measure.is_correctable else NO_CORRECTION


def _effect_of(
    measure: Measure,
    table: StudyTable | PublishedEstimate,
    correction: ContinuityCorrection,
    any_zero: bool,
) -> EffectSize:
    if isinstance(table, PublishedEstimate):
        return effect_of_published(table, measure.scale, null_value=measure.null_value or 0.0)
    kind = table_kind(measure)
    if not isinstance(table, kind):
        raise CannotComputeError(f"{measure.label} needs {measure.data.value} data")
    if isinstance(table, COUNT_TABLES):
        table.check()
        ratio = measure.is_ratio or measure.id in ("OR2DL", "OR2DN")
        if correction.leaves_out(table, ratio=ratio):
            raise CannotComputeError(_uninformative(table))
        add = correction.for_study(has_zero=table.has_zero, any_zero=any_zero)
        table = table.plus(add) if add else table
    return FORMULAS[measure.id](table)


def _uninformative(table: EventTable | RateTable | ProportionTable) -> str:
    what = "no events" if table.events == 0 else "nothing but events"
    return f"{what} in both arms, which says nothing about a ratio"


def effects_of(
    measure: Measure,
    tables: Sequence[StudyTable | PublishedEstimate],
    *,
    correction: ContinuityCorrection | None = None,
) -> tuple[EffectSize | NoEffect, ...]:
    """The effects of all studies of a synthesis, or for each the reason why it has none."""
    any_zero = any(isinstance(table, COUNT_TABLES) and table.has_zero for table in tables)
    found: list[EffectSize | NoEffect] = []
    for table in tables:
        try:
            found.append(effect_of(measure, table, correction=correction, any_zero=any_zero))
        except CannotComputeError as refusal:
            found.append(NoEffect(str(refusal)))
    return tuple(found)


Table = TypeVar("Table")


def _where_defined(
    formula: Callable[[Table], EffectSize],
) -> Callable[[Table], EffectSize | None]:
    """The formula for those who need a number or nothing, and no reason."""

    def found(table: Table) -> EffectSize | None:
        try:
            return formula(table)
        except CannotComputeError:
            return None

    return found


log_risk_ratio = _where_defined(EVENT_EFFECTS["RR"])
log_odds_ratio = _where_defined(EVENT_EFFECTS["OR"])
risk_difference = _where_defined(EVENT_EFFECTS["RD"])

FROM_EVENTS: Mapping[str, Callable[[EventTable], EffectSize | None]] = MappingProxyType(
    {"RR": log_risk_ratio, "OR": log_odds_ratio, "RD": risk_difference}
)
