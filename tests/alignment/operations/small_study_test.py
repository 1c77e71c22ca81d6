"""The tests of asymmetry of R's meta."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from evidence.synthesis.small_study.asymmetry import AsymmetryTest
from evidence.synthesis.small_study.begg import begg_test
from evidence.synthesis.small_study.egger import egger_test, thompson_sharp_test
from evidence.synthesis.small_study.event_tests import (
    EventCounts,
    arcsine_test,
    deeks_test,
    harbord_test,
    peters_test,
    schwarzer_test,
)
from evidence.synthesis.small_study.size_tests import macaskill_test, pustejovsky_test
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document, Numbers


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The statistic, its p value and the slope or score with its error."""
    found = _asymmetry(document, case.id.split("/")[2], case.spec["method"])
    answer = {
        "stat": found.statistic,
        "df": found.degrees_of_freedom,
        "pval": found.p_value,
        "bias": found.bias,
        "se_bias": found.bias_standard_error,
    }
    yield from fields(answer, case.expected)


def _asymmetry(document: Document, measure: str, method: str) -> AsymmetryTest:
    events = document.columns("ai", "n1i", "ci", "n2i")
    if measure == "ASD":
        assert events is not None
        return arcsine_test(EventCounts.of(*events.values()))
    values, variances, kept = _effects(document, measure)
    if events is not None:
        counts = EventCounts.of(*(column[kept] for column in events.values()))
        if method == "Harbord":
            return harbord_test(counts, is_risk_ratio=measure == "RR", assume_equal_arms=True)
        if method == "Schwarzer":
            return schwarzer_test(counts)
        if method in ("Peters", "Deeks"):
            return {"Peters": peters_test, "Deeks": deeks_test}[method](values, counts)
        if method == "Macaskill":
            return macaskill_test(values, variances, counts.both)
    return _of_effects(document, values, variances, method, events is not None)


def _of_effects(
    document: Document, values: Numbers, variances: Numbers, method: str, is_events: bool
) -> AsymmetryTest:
    if method == "Egger":
        return egger_test(values, variances)
    if method == "Thompson":
        # meta takes the estimator of the meta-analysis: DL for events, its default for means.
        return thompson_sharp_test(values, variances, method="DL" if is_events else "REML")
    if method == "Pustejovsky":
        sizes = document.columns("n1i", "n2i")
        assert sizes is not None
        return pustejovsky_test(values, variances, sizes["n1i"], sizes["n2i"])
    assert method == "Begg"
    found = begg_test(values, variances)
    return AsymmetryTest(
        name="Begg's test",
        studies=len(values),
        statistic=found.statistic,
        degrees_of_freedom=None,
        p_value=found.p_value,
        bias=found.score,
        bias_standard_error=found.score_standard_error,
    )


def _effects(document: Document, measure: str) -> tuple[Numbers, Numbers, Numbers]:
    """Effects as meta computes them, which differ from metafor's where a cell is empty.

    For standardised differences meta tests those with the exact correction.
    """
    name = {"SMD": "SMD/effect/Hedges/exact"}.get(measure, f"{measure}/Inverse/DL/classic")
    case = document.case(f"meta/{name}")
    assert case is not None
    given = case.expected
    values = np.array(given.get("study_effect", given.get("yi")), dtype=float)
    errors = np.array(given.get("study_se", given.get("sei")), dtype=float)
    kept = np.flatnonzero(np.isfinite(values) & np.isfinite(errors))
    return values[kept], errors[kept] ** 2, kept


def tolerance(case: Case, name: str) -> tuple[float, float] | None:
    """meta leaves REML at metafor's default tolerance, a change of 1e-5 in τ²."""
    is_reml = case.id.split("/")[2:] == ["SMD", "bias", "Thompson"]
    return (1e-4, 1e-8) if is_reml else None


OPERATION = Operation(
    op="small_study_test",
    title="tests of Egger, Thompson, Begg, Harbord, Peters, Schwarzer, Macaskill, Deeks, "
    "Pustejovsky and the arcsine test",
    compare=compare,
    sets=("cases-meta",),
    tolerance=tolerance,
)
