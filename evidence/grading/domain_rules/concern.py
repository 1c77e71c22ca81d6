"""What the data say in one domain of a grade, and the bound of the rule that decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.grading.bound import LEFT_OPEN, Bound


@dataclass(frozen=True, slots=True)
class Concern:
    """How many levels the data take off, the figures that say so, and the bound that decided.

    ``open`` says that the data do not settle it: ``levels`` is then the cautious reading that
    stands until a person rates the domain.
    """

    levels: int
    reason: str
    open: bool = False
    bound: Bound = field(kw_only=True)


LEFT_TO_A_PERSON = Concern(0, "left to a person", open=True, bound=LEFT_OPEN)


def number_shown(value: float) -> str:
    """A number for a reason: two decimals, or two figures where that would leave nothing."""
    shown = f"{value:.2f}" if abs(value) >= 0.1 or value == 0 else f"{value:.2g}"
    return shown.replace("-", "−").replace("inf", "∞")
