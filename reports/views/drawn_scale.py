"""The scale on which plots show effects: that of the analysis, or the one that people read."""

from __future__ import annotations

import math
from collections.abc import Callable

from evidence.model.synthesis import Synthesis
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.scale import Scale


def drawn(synthesis: Synthesis) -> Callable[[float], float]:
    """What takes a number of the analysis to its place on a plot.

    Ratios are drawn as logarithms on an axis with their own ticks. Logits, arcsines and Fisher's z
    say nothing to a reader, so proportions and correlations are drawn as such.
    """
    known = MEASURES.get(synthesis.measure)
    scale = Scale.IDENTITY if known is None or synthesis.is_ratio else known.scale
    if scale is Scale.IDENTITY or (scale.needs_size and not synthesis.typical_size):
        return lambda value: value

    def natural(value: float) -> float:
        try:
            return scale.to_natural(value, size=synthesis.typical_size)
        except CannotComputeError:
            return math.inf

    return natural


def drawn_name(synthesis: Synthesis) -> str:
    """The measure as the head of a column of what is drawn."""
    known = MEASURES.get(synthesis.measure)
    label = known.label if known else synthesis.measure
    if known is not None and not synthesis.is_ratio and known.scale is not Scale.IDENTITY:
        label = "correlation" if known.scale is Scale.FISHER_Z else "proportion"
    return label[:1].upper() + label[1:]


def compares(synthesis: Synthesis) -> bool:
    """Whether there is a value of no effect; a proportion of one group has none."""
    known = MEASURES.get(synthesis.measure)
    return known is None or known.null_value is not None
