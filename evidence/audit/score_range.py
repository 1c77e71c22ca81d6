"""The range of a scale that its text states, such as ``0-100`` or ``0 to 10 points``."""

from __future__ import annotations

import math
import re

from evidence.audit.printed import Range

_RANGE = re.compile(
    r"\A\s*(-?\d{1,6}(?:\.\d{1,4})?)\s*(?:-|–|to|or)\s*(-?\d{1,6}(?:\.\d{1,4})?)"
    r"(?:\s+(?:points?|scale))?\s*\Z"
)


def score_range(scale: str) -> Range | None:
    """Lowest and highest score, ``None`` where the text says anything else."""
    found = _RANGE.match(scale)
    if found is None:
        return None
    low, high = float(found[1]), float(found[2])
    return Range(low, high) if low < high else None


def largest_sd(mean: float, limits: Range, people: int) -> float:
    """The largest standard deviation of values within limits that have this mean.

    It is reached when all values lie at the limits (Bhatia and Davis 2000,
    doi:10.1080/00029890.2000.12005203), and larger by √(n / (n - 1)) in a sample.
    """
    inside = max(0.0, (mean - limits.low) * (limits.high - mean))
    return math.sqrt(inside * people / (people - 1)) if people > 1 else 0.0
