"""Where a study becomes significant in a funnel plot, so that a gap can be read.

A gap in the region without significance speaks for publication bias, one elsewhere for another
cause (Peters and others 2008, doi:10.1016/j.jclinepi.2007.11.010).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from evidence.synthesis.checked_effects import checked_effects

LEVELS = (0.1, 0.05, 0.01)


@dataclass(frozen=True, slots=True)
class Contour:
    """The border p = ``level``: effects at ``null`` ± ``slope`` × standard error."""

    level: float
    slope: float


@dataclass(frozen=True, slots=True)
class FunnelContours:
    """Borders from the innermost outwards, and how many studies lie in each region.

    ``counts`` has one number more than there are contours: studies inside the first, between the
    first and the second, and so on.
    """

    null: float
    contours: tuple[Contour, ...]
    counts: tuple[int, ...]
    largest_standard_error: float


def funnel_contours(
    values: ArrayLike,
    variances: ArrayLike,
    *,
    null: float = 0.0,
    levels: tuple[float, ...] = LEVELS,
) -> FunnelContours:
    """Contours for a funnel plot around no effect.

    Raises:
        CannotComputeError: when there are no studies or one is not finite.
    """
    found, spread = checked_effects(values, variances, least=1, purpose="a funnel plot")
    errors = np.sqrt(spread)
    contours = tuple(
        Contour(level, float(-ndtri(level / 2))) for level in sorted(levels, reverse=True)
    )
    distance = np.abs(found - null) / errors
    borders = (0.0, *(each.slope for each in contours), np.inf)
    return FunnelContours(
        null=null,
        contours=contours,
        counts=tuple(
            int(((distance >= low) & (distance < high)).sum()) for low, high in pairwise(borders)
        ),
        largest_standard_error=float(errors.max()),
    )
