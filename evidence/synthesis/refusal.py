"""What is raised when the numbers asked for do not exist."""

from __future__ import annotations


class CannotComputeError(ValueError):
    """A result that the data do not give, with the reason in one line.

    Raised instead of handing on a NaN: for too few studies, moderators that cannot be told apart,
    variances that are not positive, and numbers that are not finite.
    """
