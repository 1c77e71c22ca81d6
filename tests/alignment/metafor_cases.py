"""What R metafor gives for the cases kept in ``metafor/``, and what we give for the same."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from evidence.synthesis.continuity import ContinuityCorrection, CorrectedStudies
from evidence.synthesis.effect_sizes import FROM_EVENTS, FROM_MEANS, EventTable, MeansTable
from evidence.synthesis.intervals import PredictionConvention, prediction_interval
from evidence.synthesis.pooling import leave_one_out, pool

HERE = Path(__file__).parent / "metafor"
METHODS = {"EE": "common", "DL": "DL", "REML": "REML"}
# The set documents itself: I² and τ² are not compared where τ² is numerically zero.
ZERO = 1e-9


@dataclass
class Comparison:
    """Values compared, and the worst deviation as a multiple of what the rule allows."""

    values: int = 0
    worst: float = 0.0
    failures: list[str] = field(default_factory=list)

    def see(self, where: str, found: float | None, expected: float | None) -> None:
        if found is None or expected is None:
            if (found is None) != (expected is None):
                self.failures.append(f"{where}: {found} against {expected}")
            return
        self.values += 1
        deviation = abs(found - expected) / (1e-9 + 1e-8 * abs(expected))
        self.worst = max(self.worst, deviation)
        if not deviation <= 1:
            self.failures.append(f"{where}: {found} against {expected}")


@cache
def documents() -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((HERE / "cases").glob("*.json"))]


def in_scope(case: dict[str, Any]) -> tuple[str, str] | None:
    spec = case["spec"]
    if case["op"] == "effect":
        measure = spec.get("measure")
        known = measure in (*FROM_EVENTS, *FROM_MEANS) and spec.get("vtype", "LS") == "LS"
        return ("effect", measure) if known else None
    wald = spec["test"] == "z" and spec.get("level", 95) == 95 and spec["method"] in METHODS
    return (case["op"], spec["method"]) if wald else None


def cases() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for document in documents():
        for case in document["cases"]:
            if in_scope(case):
                yield document, case


@cache
def rows_of_file(path: str) -> list[dict[str, str]]:
    with (HERE / path).open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def rows_of(document: dict[str, Any]) -> list[dict[str, str]]:
    return rows_of_file(document["input"])


def effects_of(document: dict[str, Any], name: str) -> tuple[Any, Any]:
    """Effects and variances a case is about, without the studies that have none."""
    wanted = f"{document['dataset']}/{name}/effect"
    made = next((each for each in document["cases"] if each["id"] == wanted), None)
    if made is not None:
        pairs = list(zip(made["expected"]["yi"], made["expected"]["vi"], strict=True))
    else:
        rows = rows_of(document)
        pairs = [
            (float(row["yi"]), float(row["vi"])) if row["yi"] and row["vi"] else (None, None)
            for row in rows
        ]
    known = [(y, v) for y, v in pairs if y is not None and v is not None]
    return np.array([y for y, _ in known]), np.array([v for _, v in known])


def compare(document: dict[str, Any], case: dict[str, Any], into: Comparison) -> None:
    {"effect": _effect, "pool": _pool, "leave1out": _leave_one_out}[case["op"]](
        document, case, into
    )


def _effect(document: dict[str, Any], case: dict[str, Any], into: Comparison) -> None:
    spec, expected = case["spec"], case["expected"]
    columns, rows = spec["columns"], rows_of(document)
    for index, (value, variance) in enumerate(zip(expected["yi"], expected["vi"], strict=True)):
        row = rows[index]
        if spec["measure"] in FROM_EVENTS:
            tables = [
                EventTable(*(float(each[columns[name]]) for name in ("ai", "n1i", "ci", "n2i")))
                for each in rows
            ]
            table = tables[index]
            correction = ContinuityCorrection(spec["add"], CorrectedStudies(spec["to"]))
            any_zero = any(each.has_zero for each in tables)
            add = correction.for_study(has_zero=table.has_zero, any_zero=any_zero)
            found = FROM_EVENTS[spec["measure"]](table.plus(add))
            if spec["drop00"] and table.is_uninformative_for_ratios:
                found = None
        else:
            names = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
            means = MeansTable(*(float(row[columns[name]]) for name in names))
            found = FROM_MEANS[spec["measure"]](means)
        where = f"{case['id']}[{index}]"
        into.see(f"{where} yi", found.value if found else None, value)
        into.see(f"{where} vi", found.variance if found else None, variance)


def _pool(document: dict[str, Any], case: dict[str, Any], into: Comparison) -> None:
    expected, method = case["expected"], METHODS[case["spec"]["method"]]
    values, variances = effects_of(document, case["spec"]["effect"])
    result = pool(values, variances, method)
    pooled, found = result.pooled, result.heterogeneity
    tau2 = pooled.between_study_variance
    mine = {
        "k": len(values),
        "estimate": pooled.value,
        "se": pooled.standard_error,
        "stat": pooled.value / pooled.standard_error,
        "pval": pooled.p_value,
        "ci_lb": pooled.ci_low,
        "ci_ub": pooled.ci_high,
        "tau2": tau2,
        "QE": found.q,
        "QEp": found.p_value,
        "H2": found.h_squared,
        "I2_Q": found.i_squared_q,
    }
    if expected["tau2"] > ZERO or method == "common":
        mine["I2"] = found.i_squared
    if method != "common" and len(values) >= 3:
        mine["pi_riley_lb"], mine["pi_riley_ub"] = pooled.prediction_low, pooled.prediction_high
        normal = prediction_interval(
            pooled.value,
            pooled.standard_error,
            tau2,
            len(values),
            convention=PredictionConvention.NORMAL,
        )
        assert normal is not None
        mine["pi_default_lb"], mine["pi_default_ub"] = normal
    for name, value in mine.items():
        into.see(f"{case['id']} {name}", value, expected[name])
    weights = expected["weights_pct"]
    weights = weights if isinstance(weights, list) else [weights]
    for weight, reference in zip(result.weights, weights, strict=True):
        into.see(f"{case['id']} weight", weight, reference)


def _leave_one_out(document: dict[str, Any], case: dict[str, Any], into: Comparison) -> None:
    expected, method = case["expected"], METHODS[case["spec"]["method"]]
    values, variances = effects_of(document, case["spec"]["effect"])
    for index, pooled in enumerate(leave_one_out(values, variances, method)):
        mine = {
            "estimate": pooled.value,
            "se": pooled.standard_error,
            "pval": pooled.p_value,
            "ci_lb": pooled.ci_low,
            "ci_ub": pooled.ci_high,
            "tau2": pooled.between_study_variance,
        }
        for name, value in mine.items():
            # metafor gives no τ² for the common-effect model; ours must be 0.
            reference = expected[name][index] if expected[name] is not None else 0.0
            into.see(f"{case['id']}[{index}] {name}", value, reference)


def reason_left_out(case: dict[str, Any]) -> str:
    """Why a case of the set is not compared, empty where it is."""
    if in_scope(case):
        return ""
    spec = case["spec"]
    if case["op"] == "effect":
        if spec["measure"] in (*FROM_EVENTS, *FROM_MEANS):
            return "another variance of a measure that is offered"
        return "effect measures that are not offered"
    if spec["method"] not in METHODS:
        return "estimators of the between-study variance that are not offered"
    return "intervals that are not offered (t, Knapp-Hartung, another level)"
