"""RevMan's risk-of-bias tables as appraisals with Cochrane's tool of 2011.

RevMan 5 calls low risk ``YES`` and high risk ``NO``, after the first wording of its questions;
RevMan Web says ``Low risk`` and ``High risk``. An item may be rated for groups of outcomes; then
the worst counts, and the reason names each group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evidence.appraisal.rating_words import folded
from evidence.model.study import Appraisal
from references.source import Location

TOOL = "rob1"
_RATINGS = {
    "yes": "low", "low risk": "low", "low risk of bias": "low",
    "unknown": "unclear", "unclear risk": "unclear", "unclear risk of bias": "unclear",
    "no": "high", "high risk": "high", "high risk of bias": "high",
}  # fmt: skip
_WORST = ("high", "unclear", "low")
_PARTICIPANTS, _ASSESSORS = "blinding-of-participants", "blinding-of-assessors"
# The first that is found in the name of an item says which domains it is.
_DOMAINS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("sequence generation", ("sequence-generation",)),
    ("concealment", ("concealment",)),
    ("blinding of participants", (_PARTICIPANTS,)),
    ("blinding of outcome", (_ASSESSORS,)),
    ("blinding of assess", (_ASSESSORS,)),
    # Until 2011 one item stood for both.
    ("blinding", (_PARTICIPANTS, _ASSESSORS)),
    ("incomplete outcome", ("incomplete-data",)),
    ("selective", ("selective-reporting",)),
    ("other bias", ("other",)),
    ("other sources of bias", ("other",)),
    ("other potential", ("other",)),
)


@dataclass(frozen=True, slots=True)
class BiasRating:
    """One cell of a risk-of-bias table; ``group`` is a group of outcomes, if it is about one."""

    item: str
    result: str
    location: Location
    reason: str = ""
    group: str = ""


def domains_of(item: str) -> tuple[str, ...]:
    """The domains of the tool that an item is, none where the review made up its own."""
    name = folded(item)
    return next((domains for words, domains in _DOMAINS if words in name), ())


def told_of_columns(items: Iterable[str]) -> Iterator[str]:
    """What a reader must know of the columns: those of the review's own, and those it lacks."""
    known: list[str] = []
    for item in items:
        if domains_of(item):
            known += domains_of(item)
        else:
            yield f"{item!r} is no domain of Cochrane's tool and is left out"
    missing = dict.fromkeys(each for _, found in _DOMAINS for each in found if each not in known)
    if known and missing:
        yield f"the risk-of-bias table has no column for {', '.join(missing)}"


def rating_of(result: str) -> str:
    """``low``, ``unclear`` or ``high``; empty where RevMan has no such result."""
    return _RATINGS.get(folded(result), "")


def appraisal_of(ratings: Sequence[BiasRating]) -> Appraisal | None:
    """One study's appraisal, nothing where no item is a domain of the tool."""
    found: dict[str, list[BiasRating]] = {}
    for each in ratings:
        for domain in domains_of(each.item):
            found.setdefault(domain, []).append(each)
    if not found:
        return None
    return Appraisal(
        tool=TOOL,
        location=ratings[0].location,
        domains=MappingProxyType({domain: _worst(cells) for domain, cells in found.items()}),
        reasons=MappingProxyType(_reasons(found)),
    )


def _worst(cells: Sequence[BiasRating]) -> str:
    ratings = {rating_of(each.result) for each in cells}
    return next(each for each in _WORST if each in ratings)


def _reasons(found: Mapping[str, Sequence[BiasRating]]) -> dict[str, str]:
    reasons = {}
    for domain, cells in found.items():
        parts = []
        for each in cells:
            of = f"{each.group} ({rating_of(each.result)}): " if len(cells) > 1 else ""
            if each.reason or (of and each.group):
                parts.append((of + each.reason).rstrip(": "))
        if parts:
            reasons[domain] = "; ".join(parts)
    return reasons
