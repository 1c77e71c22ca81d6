"""The numbers of one row of an analysis, whichever file of RevMan they stand in."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from evidence.model.written_number import number_of
from evidence.workspace.revman.revman_review import RATIOS, AnalysisKind, Numbers, Pooled
from references.problem import Problem
from references.source import Location

# What the files of a review take as a number.
_LARGEST = 1e15
_MISSING = frozenset({"", "NA", "N/A", "#N/A", "-", "NaN"})


class RowNumbers:
    """Reads numbers by name with ``cell``, and notes those that are none at ``place``."""

    def __init__(
        self, cell: Callable[[str], str], place: Callable[[str], Location], whose: str
    ) -> None:
        self.cell = cell
        self.place = place
        self.whose = whose
        self.problems: list[Problem] = []

    def number(self, name: str) -> float | None:
        """A number, ``None`` where nothing stands."""
        text = self.cell(name).strip().replace("\u2212", "-")
        if text in _MISSING:
            return None
        try:
            # RevMan's tables part thousands with a comma.
            number = number_of(text.replace(",", ""))
        except ValueError:
            number = math.nan
        if math.isfinite(number) and abs(number) <= _LARGEST:
            return number
        message = f"{name} of {self.whose}: {text[:40]!r} is not a number"
        self.problems.append(Problem("revman/bad-number", message, self.place(name)))
        return None

    def whole(self, name: str) -> float | None:
        """A number of people, which has no fraction."""
        number = self.number(name)
        if number is None or number == int(number):
            return number
        message = f"{name} of {self.whose}: {number:g} is no number of people"
        self.problems.append(Problem("revman/bad-number", message, self.place(name)))
        return None


def arms_of(
    row: RowNumbers, kind: AnalysisKind, names: Mapping[str, tuple[str, str]], *, swapped: bool
) -> tuple[Numbers, Numbers] | None:
    """Both arms of events or means; none where nobody was measured in either.

    RevMan can analyse those without the event in place of those with it; ``swapped`` says so.
    """
    arms: list[dict[str, float]] = []
    fields = ("events",) if kind is AnalysisKind.EVENTS else ("mean", "sd")
    for side in (0, 1):
        total = row.whole(names["total"][side])
        numbers = {name: row.number(names[name][side]) for name in fields}
        events = numbers.get("events")
        if swapped and events is not None and total is not None:
            numbers["events"] = total - events
        arm = {name: number for name, number in numbers.items() if number is not None}
        if total is not None:
            arm["total"] = total
        arms.append(arm)
    if not any(arm.get("total") for arm in arms):
        return None
    return arms[0], arms[1]


def estimate_of(
    value: float | None, error: float | None, measure: str, *, total: float | None
) -> Numbers:
    """A published effect with its standard error; nothing without both."""
    if value is None or error is None or error <= 0 or (measure in RATIOS and value <= 0):
        return {}
    people = {} if total is None or total <= 0 else {"total": total}
    return {"value": value, "standard-error": error, **people}


def log_rank_of(row: RowNumbers, names: tuple[str, str], measure: str) -> Numbers:
    """Observed minus expected events; of a measure other than HR, the effect that they give."""
    difference, variance = row.number(names[0]), row.number(names[1])
    if difference is None or variance is None or variance <= 0:
        return {}
    if measure == "HR":
        return {"observed-minus-expected": difference, "variance": variance}
    return {
        "value": math.exp(difference / variance),
        "standard-error": 1 / math.sqrt(variance),
    }


def pooled_of(value: float | None, low: float | None, high: float | None) -> Pooled | None:
    """RevMan's own total, where it has one."""
    if value is None or low is None or high is None:
        return None
    return Pooled(value, low, high)
