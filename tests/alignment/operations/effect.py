"""Effect sizes and variances of single studies, from raw data."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from evidence.synthesis.effects.continuity import (
    ContinuityCorrection,
    CorrectedStudies,
    DoubleZeros,
)
from evidence.synthesis.effects.effect_size import EffectSize
from evidence.synthesis.effects.effect_sizes import FORMULAS, effect_of, table_kind
from evidence.synthesis.effects.mean_effects import (
    log_ratio_of_means,
    mean_difference,
    standardised_mean_difference,
    standardised_mean_difference_unequal,
)
from evidence.synthesis.effects.paired_effects import log_ratio_of_paired_means
from evidence.synthesis.effects.published_effect import effect_of_published
from evidence.synthesis.effects.standardised_difference import StandardisedBy, standardised_by
from evidence.synthesis.effects.variance_formula import VarianceFormula
from evidence.synthesis.measure import MEASURES, DataKind, Measure
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.scale import Scale
from evidence.synthesis.study_tables.study_table import (
    EventTable,
    LogRankTable,
    MeansTable,
    PairedMeansTable,
    PublishedEstimate,
)
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document
from tests.alignment.reference import document as document_of

_MEANS = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
_COLUMNS = {
    DataKind.EVENTS: ("ai", "n1i", "ci", "n2i"),
    DataKind.MEANS: _MEANS,
    DataKind.RATES: ("x1i", "t1i", "x2i", "t2i"),
    DataKind.PROPORTION: ("xi", "ni"),
    DataKind.CORRELATION: ("ri", "ni"),
}
_VARIANTS = {"Hedges": StandardisedBy.HEDGES, "Cohen": StandardisedBy.COHEN}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Each study's value and variance."""
    spec = case.spec
    measure = spec["measure"]
    if measure == "D2ORL/OR2DL":
        found = _between_d_and_odds(spec)
    elif "variant" in spec:
        found = _variants(document, spec)
    elif measure == "GEN":
        found = _listed([_published(document, index) for index in range(len(document.rows))])
    elif measure == "HR from O-E, V":
        found = _listed(_each(FORMULAS["HR"], _tables(document, spec, LogRankTable, ("ome", "v"))))
    elif "r" in spec:
        # metafor 5, which made these, corrects the log ratio for bias.
        corrected = partial(log_ratio_of_paired_means, corrects_bias=True)
        formula = corrected if measure == "ROMC" else FORMULAS[measure]
        found = _listed(_each(formula, _paired(spec)))
    else:
        found = _listed(_from_columns(document, case, MEASURES[measure]))
    yield from fields(found, case.expected)


def _from_columns(document: Document, case: Case, measure: Measure) -> Sequence[EffectSize | None]:
    spec = case.spec
    if "data" in spec:
        document = document_of(document.root, "cases", spec["data"]) or document
    tables = _tables(document, spec, table_kind(measure), _COLUMNS[measure.data])
    if measure.data in (DataKind.EVENTS, DataKind.RATES, DataKind.PROPORTION):
        return _counted(measure, tables, spec)
    return _each(_formula(measure, tables, spec), tables)


def _formula(measure: Measure, tables: Sequence[Any], spec: Any) -> Callable[[Any], EffectSize]:
    """The formula that the case asks for; SMDH as metafor had it until version 4.6."""
    variance = VarianceFormula(spec.get("vtype") or "LS")
    if measure.id == "MD":
        return partial(mean_difference, variance=variance)
    if measure.id == "SMDH":
        return partial(standardised_mean_difference_unequal, corrects_variance=True)
    if measure.id == "ROM":
        return partial(log_ratio_of_means, corrects_bias=bool(spec["bias_correct"]))
    if measure.id != "SMD":
        return FORMULAS[measure.id]
    known = [
        (effect.value, table.total + table.comparator_total)
        for table, effect in zip(tables, _each(FORMULAS["SMD"], tables), strict=True)
        if effect is not None
    ]
    sizes = math.fsum(size for _, size in known)
    average = math.fsum(value * size for value, size in known) / sizes
    return partial(standardised_mean_difference, variance=variance, average=average)


def _counted(measure: Measure, tables: Sequence[Any], spec: Any) -> Sequence[EffectSize | None]:
    correction = ContinuityCorrection(
        spec["add"],
        CorrectedStudies(spec["to"]),
        DoubleZeros.LEFT_OUT if spec.get("drop00") else DoubleZeros.KEPT,
    )
    any_zero = any(table.has_zero for table in tables)
    # Cases print metafor's defaults beside measures to which metafor applies them only when named.
    named = measure.is_correctable or (spec["add"], spec["to"]) != (0.5, "only0")
    return _each(
        partial(effect_of, measure, correction=correction if named else None, any_zero=any_zero),
        tables,
    )


def _each(
    formula: Callable[[Any], EffectSize], tables: Sequence[Any]
) -> Sequence[EffectSize | None]:
    found: list[EffectSize | None] = []
    for table in tables:
        try:
            found.append(formula(table))
        except CannotComputeError:
            found.append(None)
    return found


def _listed(found: Sequence[EffectSize | None]) -> dict[str, list[float | None]]:
    return {
        "yi": [each.value if each else None for each in found],
        "vi": [each.variance if each else None for each in found],
    }


def _tables(
    document: Document, spec: Any, kind: Callable[..., Any], names: Sequence[str]
) -> list[Any]:
    columns = spec.get("columns") or {name: name for name in names}
    rows = zip(*(document.numbers(columns[name]) for name in names), strict=True)
    return [kind(*(float(cell) for cell in row)) for row in rows]


def _paired(spec: Any) -> list[PairedMeansTable]:
    names = ("m1", "sd1", "m2", "sd2", "r", "n")
    return [PairedMeansTable(*row) for row in zip(*(spec[name] for name in names), strict=True)]


def _published(document: Document, index: int) -> EffectSize | None:
    value, low, high = (float(document.rows[index][name]) for name in ("or", "or.lb", "or.ub"))
    return effect_of_published(PublishedEstimate(value, ci_low=low, ci_high=high), Scale.LOG)


def _variants(document: Document, spec: Any) -> dict[str, list[float | None]]:
    columns = document.columns(*_MEANS)
    assert columns is not None
    by = _VARIANTS.get(spec["variant"], StandardisedBy.GLASS)
    tables = [MeansTable(*map(float, row)) for row in zip(*columns.values(), strict=True)]
    found = _each(partial(standardised_by, by=by, exact=spec["exact"]), tables)
    return {
        "yi": [each.value if each else None for each in found],
        "sei": [each.standard_error if each else None for each in found],
    }


def _between_d_and_odds(spec: Any) -> dict[str, list[float]]:
    rows = zip(*(spec[name] for name in ("ai", "bi", "ci", "di")), strict=True)
    events = [EventTable(a, a + b, c, c + d) for a, b, c, d in rows]
    # The means stand in make_reference_meta.R and not in the case.
    means = [MeansTable(10, 3, 25, 8, 2.5, 24), MeansTable(12, 4, 40, 13, 4.4, 41)]
    answer: dict[str, list[float]] = {}
    for name, tables in (("OR2DL", events), ("OR2DN", events), ("D2ORL", means)):
        found = [FORMULAS[name](table) for table in tables]
        answer[f"{name}_yi"] = [each.value for each in found]
        answer[f"{name}_vi"] = [each.variance for each in found]
    return answer


def _half_a_study(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether metafor prints an effect without a variance, or a variance without an effect."""
    del document
    if found is not None or expected is None or name[:3] not in ("yi[", "vi["):
        return False
    index = int(name[3:-1])
    return case.expected["yi"][index] is None or case.expected["vi"][index] in (None, 0)


OPERATION = Operation(
    op="effect",
    title="effect size and variance of each study",
    sets=("cases", "cases-meta"),
    compare=compare,
    differences=(
        Difference(
            "studies without effect or variance",
            "metafor prints the one where the other is missing, or a variance of zero, and drops "
            "the study when it pools; here the study has no effect and the reason is given",
            _half_a_study,
        ),
    ),
)
