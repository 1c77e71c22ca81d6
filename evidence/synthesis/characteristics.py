"""What studies are told apart by: recorded characteristics, year, design and risk of bias."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.appraisal.risk_of_bias import risk_of_bias
from evidence.model.design_words import design_name
from evidence.model.study import Study

DESIGN = "design"
RISK_OF_BIAS = "risk-of-bias"
YEAR = "year"
STUDIES_PER_MODERATOR = 10
"""With fewer, some moderator nearly always lies along the effects (Cochrane Handbook 10.11.5.1)."""


def characteristic(study: Study, name: str, outcome: str = "") -> str:
    """A study's value, empty where none is recorded.

    What the review records goes before what follows from the study: its year, its design, and its
    risk of bias for an outcome.
    """
    recorded = study.characteristics.get(name, "").strip()
    if recorded:
        return recorded
    if name == YEAR:
        return "" if study.year is None else str(study.year)
    if name == DESIGN:
        return design_name(study.design)
    if name == RISK_OF_BIAS:
        return risk_word(study, outcome)
    return ""


def risk_word(study: Study, outcome: str = "") -> str:
    """``low``, ``some concerns`` or ``high`` risk of bias, ``not appraised`` where unknown."""
    risk = risk_of_bias(study, outcome=outcome).risk
    if risk is None:
        return "not appraised"
    return "low" if risk == 0 else "high" if risk >= 1 else "some concerns"


def as_numbers(values: Sequence[str]) -> list[float] | None:
    """All values as numbers, ``None`` where one is a word."""
    try:
        return [float(value) for value in values]
    except ValueError:
        return None
