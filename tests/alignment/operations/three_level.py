"""The three-level model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.dependent_effects.three_level import three_level
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """One mean of effects nested in a column of the input: ``random`` is ``outer/inner``."""
    effects, spec = document.effects(case.spec["effect"]), case.spec
    outer = spec["random"].partition("/")[0]
    found = three_level(
        effects.values,
        effects.variances,
        [document.rows[row][outer] for row in effects.kept],
        spec["method"],
    )
    (mean,) = found.coefficients
    answer = {
        "estimate": mean.value,
        "se": mean.standard_error,
        "pval": mean.p_value,
        "ci_lb": mean.ci_low,
        "ci_ub": mean.ci_high,
        "sigma2": [found.between_clusters, found.within_clusters],
        "QE": found.residual.q,
        "loglik": found.log_likelihood,
    }
    yield from fields(answer, case.expected)


def is_residue(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether R's optimiser stopped just beside a variance of zero."""
    return name.startswith("sigma2") and found == 0 and 0 <= expected < 1e-7


OPERATION = Operation(
    op="three_level",
    title="mean and variances of effects nested in clusters",
    compare=compare,
    differences=(
        Difference(
            "variances of numerically zero",
            "R's optimiser works on logarithms and stops beside zero, which ours reaches",
            is_residue,
        ),
    ),
)
