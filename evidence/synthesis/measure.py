"""What an effect measure is, and the five that can be pooled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class DataKind(StrEnum):
    """What each arm must report for a measure to be computed."""

    EVENTS = "events"
    MEANS = "means"


@dataclass(frozen=True, slots=True)
class Measure:
    """One effect measure; ratios are analysed as natural logarithms, with no effect at 0."""

    id: str
    label: str
    is_ratio: bool
    data: DataKind


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        item.id: item
        for item in (
            Measure("RR", "risk ratio", True, DataKind.EVENTS),
            Measure("OR", "odds ratio", True, DataKind.EVENTS),
            Measure("RD", "risk difference", False, DataKind.EVENTS),
            Measure("MD", "mean difference", False, DataKind.MEANS),
            Measure("SMD", "standardised mean difference", False, DataKind.MEANS),
        )
    }
)
