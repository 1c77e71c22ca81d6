"""Moderators as the columns of a design matrix, with what makes them unusable.

A number is one column. A category is a column of 0 and 1 for each of its levels but the reference
level, against which the others are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import qr

from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.refusal import CannotComputeError

INTERCEPT = "intercept"

# A column that keeps less than this share of its length beside the others says nothing new.
_NOTHING_NEW = 1e-10
# Beyond this the squares of a column leave floating point.
_LARGEST = 1e100


@dataclass(frozen=True, slots=True)
class Design:
    """A design matrix of full rank: a name for each column, rows in the order of the studies."""

    names: tuple[str, ...]
    matrix: Numbers

    @property
    def has_intercept(self) -> bool:
        """Whether the first coefficient is the mean where all moderators are 0."""
        return bool(self.names) and self.names[0] == INTERCEPT


def category_columns(
    name: str, labels: Sequence[str], reference: str | None = None
) -> dict[str, Numbers]:
    """A column ``name: level`` for each level but the reference, which is the first by name.

    Raises:
        CannotComputeError: when no study is in the reference level, or all studies are in one.
    """
    levels = sorted(set(labels))
    chosen = levels[0] if reference is None and levels else reference
    if chosen not in levels:
        raise CannotComputeError(f"moderator {name!r} has no study in its reference {chosen!r}")
    if len(levels) < 2:
        raise CannotComputeError(f"moderator {name!r} is {levels[0]!r} in all studies")
    return {
        f"{name}: {level}": np.array([float(label == level) for label in labels])
        for level in levels
        if level != chosen
    }


def design_of(
    studies: int, moderators: Mapping[str, Sequence[float] | Numbers], *, intercept: bool = True
) -> Design:
    """The design matrix of some moderators, by name, for so many studies.

    Raises:
        CannotComputeError: when a moderator has another number of values or one that is not
            finite, there are not more studies than coefficients, or a moderator is constant or
            can be told from the others; the moderator is named.
    """
    columns = {name: np.asarray(values, dtype=np.float64) for name, values in moderators.items()}
    for name, column in columns.items():
        if len(column) != studies:
            raise CannotComputeError(f"moderator {name!r} has {len(column)} values, not {studies}")
        if not np.isfinite(column).all():
            raise CannotComputeError(f"moderator {name!r} has values that are missing")
        if np.abs(column).max(initial=0.0) > _LARGEST:
            raise CannotComputeError(f"moderator {name!r} has numbers too large to compute with")
    coefficients = len(columns) + intercept
    if coefficients == 0:
        raise CannotComputeError("a regression needs a moderator or an intercept")
    if studies <= coefficients:
        raise CannotComputeError(f"{studies} studies are too few for {coefficients} coefficients")
    _refuse_dependent(columns, intercept=intercept)
    names = ((INTERCEPT,) if intercept else ()) + tuple(columns)
    ones = [np.ones(studies)] if intercept else []
    return Design(names, np.column_stack([*ones, *columns.values()]))


def _refuse_dependent(columns: Mapping[str, Numbers], *, intercept: bool) -> None:
    """Refuse columns of which one follows from the others."""
    scaled = {}
    for name, column in columns.items():
        # Against the mean, so that years or grams do not look alike for being far from zero.
        rest = column - column.mean() if intercept else column
        length, size = float(np.linalg.norm(rest)), float(np.linalg.norm(column))
        if length <= _NOTHING_NEW * size or size == 0:
            raise CannotComputeError(f"moderator {name!r} is the same in all studies")
        scaled[name] = rest / length
    if not scaled:
        return
    _, triangle, order = qr(np.column_stack(list(scaled.values())), mode="economic", pivoting=True)
    lengths = np.abs(np.diagonal(triangle))
    if lengths[-1] <= _NOTHING_NEW:
        names = tuple(scaled)
        last = names[order[int(np.argmax(lengths <= _NOTHING_NEW))]]
        raise CannotComputeError(f"moderator {last!r} follows from the other moderators")
