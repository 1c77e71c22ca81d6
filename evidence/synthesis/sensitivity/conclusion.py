"""What a pooled effect says, in three words: below no effect, above it, or unclear."""

from __future__ import annotations

from enum import StrEnum

from evidence.model.synthesis import PooledEffect


class Conclusion(StrEnum):
    """On which side of no effect the whole interval lies."""

    BELOW = "below"
    ABOVE = "above"
    UNCLEAR = "unclear"


def conclusion_of(pooled: PooledEffect, *, null: float = 0.0) -> Conclusion:
    """The conclusion of an interval on the analysis scale."""
    if pooled.ci_high < null:
        return Conclusion.BELOW
    return Conclusion.ABOVE if pooled.ci_low > null else Conclusion.UNCLEAR
