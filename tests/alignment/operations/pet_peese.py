"""PET-PEESE."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.small_study.precision_effect import pet_peese
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.operations.regtest import ON_A_LINE
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Both regressions."""
    effects = document.effects(case.spec["effect"])
    found = pet_peese(effects.values, effects.variances)
    answer = {
        "pet_b0": found.pet.value,
        "pet_se": found.pet.standard_error,
        "pet_p": found.pet.p_value,
        "pet_b1": found.pet.slope,
        "pet_b1_p": found.pet.slope_p_value,
        "peese_b0": found.peese.value,
        "peese_se": found.peese.standard_error,
        "peese_p": found.peese.p_value,
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="pet_peese",
    title="PET and PEESE: effect at infinite precision and slope",
    compare=compare,
    differences=(ON_A_LINE,),
)
