"""A review as RevMan has it: analyses with a row for each study, and ratings of its bias."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from evidence.appraisal.rating_words import folded
from evidence.model.study import Appraisal
from references.source import Location

Numbers = Mapping[str, float]


class AnalysisKind(StrEnum):
    """RevMan's four kinds of data."""

    EVENTS = "events"
    MEANS = "means"
    ESTIMATES = "estimates"
    LOG_RANK = "log-rank"


@dataclass(frozen=True, slots=True)
class Pooled:
    """RevMan's own total of an analysis, as it shows it: ratios are not logged."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """What one study gives to an analysis; ``study`` is its key, ``subgroup`` may be empty."""

    study: str
    location: Location
    subgroup: str = ""
    arms: tuple[Numbers, Numbers] | None = None
    estimate: Numbers = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis of a comparison, such as 1.3.

    ``method`` is ``MH``, ``Peto`` or ``IV``. Of ``apart`` RevMan gives subtotals and no total,
    because its subgroups do not add up to anything, such as times of one follow-up. ``level`` is
    that of the total's interval.
    """

    number: str
    name: str
    comparison: str
    kind: AnalysisKind
    measure: str
    method: str
    is_random: bool
    rows: tuple[AnalysisRow, ...]
    arms: tuple[str, str] = ("", "")
    apart: bool = False
    pooled: Pooled | None = None
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Report:
    """One reference of a study, in RevMan's parts: authors, title, source, year and so on."""

    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RevmanStudy:
    """An included study by its key, with what reports it; the ratings of its bias, if any."""

    key: str
    label: str
    location: Location
    year: int | None = None
    reports: tuple[Report, ...] = ()
    appraisal: Appraisal | None = None


@dataclass(frozen=True, slots=True)
class RevmanReview:
    """Everything that is taken over; ``notes`` say what is not."""

    studies: tuple[RevmanStudy, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    notes: tuple[str, ...] = ()


_MEASURES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "RR": ("risk ratio", "relative risk", "rr"),
        "OR": ("odds ratio", "or", "peto or", "peto odds ratio", "odds ratio non event"),
        "RD": ("risk difference", "rd"),
        "MD": ("mean difference", "md", "wmd"),
        "SMD": ("std mean difference", "standardized mean difference",
                "standardised mean difference", "smd"),
        "HR": ("hazard ratio", "hr"),
        "IRR": ("rate ratio", "incidence rate ratio", "irr"),
    }
)  # fmt: skip
RATIOS = frozenset({"RR", "OR", "HR", "IRR"})


def measure_called(text: str) -> str:
    """The measure that RevMan means, or ``GEN`` where it is one that a person typed in."""
    word = folded(text)
    return next((name for name, words in _MEASURES.items() if word in words), "GEN")


def method_called(text: str, measure: str) -> str:
    """``MH``, ``Peto`` or ``IV``, by RevMan's names of its statistical methods."""
    word = folded(text)
    if word in ("peto", "exp o e var") or folded(measure).startswith("peto"):
        return "Peto"
    return "MH" if word in ("mh", "m h", "mantel haenszel") else "IV"


def unlogged_measure(measure: str) -> str:
    """The measure of effects that are no logarithms: a ratio's then stand for nothing we know."""
    return measure if measure in ("RD", "MD", "SMD") else "GEN"


def level_called(text: str) -> float:
    """The level of an interval that RevMan writes as ``95`` or ``95%``."""
    digits = text.strip().removesuffix("%").strip()
    try:
        level = float(digits) / 100 if digits else 0.95
    except ValueError:
        return 0.95
    return level if 0 < level < 1 else 0.95
