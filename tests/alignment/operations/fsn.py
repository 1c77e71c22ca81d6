"""Fail-safe N."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.small_study.fail_safe import orwin, rosenberg, rosenthal
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document

DEFINITIONS = {"Rosenthal": rosenthal, "Rosenberg": rosenberg}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The number with what it rests on; Orwin's also with the weights of metafor 5."""
    effects = document.effects(case.spec["effect"])
    if case.spec["type"] == "Orwin":
        # A plain mean needs no variances, so effects without one count.
        found = orwin(effects.without_variances)
    else:
        found = DEFINITIONS[case.spec["type"]](effects.values, effects.variances)
    answer = {
        "fsnum": found.number,
        "pval": found.p_value,
        "meanes": found.mean_effect,
        "target": found.target,
    }
    yield from fields(answer, case.expected)
    if case.spec["type"] == "Orwin" and case.newer:
        weighted = orwin(effects.values, effects.variances)
        for name, value in (
            ("fsnum", weighted.number),
            ("meanes", weighted.mean_effect),
            ("target", weighted.target),
        ):
            yield f"metafor 5.1 {name}", value, case.newer[name]


def has_no_mean(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether the mean is zero, of which no number of studies makes a half."""
    return name == "refused" and case.expected.get("meanes") == 0


OPERATION = Operation(
    op="fsn",
    title="fail-safe N of Rosenthal, Orwin (plain and weighted) and Rosenberg",
    compare=compare,
    differences=(
        Difference(
            "Orwin's number for a mean of zero",
            "R divides nothing by nothing; we refuse, as no number of studies brings it to half",
            has_no_mean,
        ),
    ),
)
