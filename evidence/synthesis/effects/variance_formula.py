"""Which of several published formulas gives the sampling variance of an effect size."""

from __future__ import annotations

from enum import StrEnum


class VarianceFormula(StrEnum):
    """The names that metafor's ``vtype`` uses, spelled out."""

    LARGE_SAMPLE = "LS"
    LARGE_SAMPLE_UNCORRECTED = "LS2"
    """From the effect before the small-sample correction, then multiplied by its square."""
    UNBIASED = "UB"
    AVERAGE = "AV"
    """From the average effect of all studies, which keeps weights free of a study's own effect."""
    EQUAL_VARIANCES = "HO"
    """As if both groups had the same variance."""
