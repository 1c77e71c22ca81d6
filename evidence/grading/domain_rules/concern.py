"""What the data say in one domain of a grade."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concern:
    """How many levels the data take off, and why.

    ``open`` says that the data do not settle it: ``levels`` is then the cautious reading that
    stands until a person rates the domain.
    """

    levels: int
    reason: str
    open: bool = False
