"""Which lines of a long plot stand on which page, where a drawing must not be taller than one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

PAGE_SHAPE = 1.38
"""Height of a page's type area for its width, with room for a caption."""


def page_bounds(
    heights: Sequence[float], most: float, *, keep: Sequence[bool] = ()
) -> tuple[tuple[int, int], ...]:
    """First and last line, from 0 and exclusive, of as few pages as there must be, alike in height.

    ``heights`` are those of the lines; ``most`` is what a page holds; ``keep`` says which lines
    stand on the page of the next.
    """
    count = max(1, math.ceil(sum(heights) / most))
    share = sum(heights) / count
    starts, filled = [0], 0.0
    for at, height in enumerate(heights):
        middle = filled + height / 2
        if middle > share * len(starts) and starts[-1] < at:
            starts.append(at - 1 if keep and keep[at - 1] else at)
        filled += height
    return tuple(pairwise((*starts, len(heights))))


def page_title(title: str, at: int, count: int) -> str:
    """``Death, risk ratio (2 of 3)``."""
    return f"{title} ({at + 1} of {count})"
