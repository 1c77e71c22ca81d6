"""Effect and variance behind a printed estimate with an interval, p value or z."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.effects.published_effect import effect_of_published
from evidence.synthesis.scale import Scale
from evidence.synthesis.study_tables.study_table import PublishedEstimate
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document

_NAMES = {"out": "value", "lb": "ci_low", "ub": "ci_high", "pval": "p_value", "z": "z"}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Value and variance on the analysis scale."""
    del document
    spec = case.spec
    scale = Scale(spec.get("transf", "identity"))
    given = [name for name in _NAMES if name in spec]
    found = [
        effect_of_published(
            PublishedEstimate(**{_NAMES[name]: spec[name][index] for name in given}), scale
        )
        for index in range(len(spec["out"]))
    ]
    answer = {"yi": [each.value for each in found], "vi": [each.variance for each in found]}
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="conv_wald", title="effect of a printed estimate", sets=("cases-meta",), compare=compare
)
