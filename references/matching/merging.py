"""Several records of one work made into one, each value with the record it came from."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from references.dates import PartialDate
from references.matching.similarity import comparable
from references.people import PersonName
from references.reference import Reference, ReferenceKind

# These say where and how a record was written down; they go with the record that is kept.
_OF_THE_RECORD = frozenset(
    {"key", "location", "entry_type", "fields", "span", "source_format", "kind"}
)
_LISTS = frozenset(
    {"isbn", "issn", "keywords", "publication_types", "notices", "related", "provenance"}
)
_ATTRIBUTES = tuple(
    field.name for field in dataclasses.fields(Reference) if field.name not in _OF_THE_RECORD
)
_TELLING = ("doi", "pmid", "title", "authors", "issued", "container", "volume", "pages", "abstract")
_ABBREVIATED_RANGE = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """One record made of several; nothing of the others is deleted, they stay in their files.

    ``members`` begins with the record that was kept, whose key and type the merged one bears.
    ``origins`` says for each attribute which members its value came from, by their numbers.
    """

    reference: Reference
    members: tuple[Reference, ...]
    origins: Mapping[str, tuple[int, ...]]


def merge_records(records: Sequence[Reference]) -> MergedRecord:
    """The records as one: the fullest is kept, and the others fill in what it lacks.

    A value of the kept record gives way only to the same value told more fully: a title that is
    not in capitals, names that are not cut to initials, both ends of a range of pages, the day of
    a year, a whole abstract. Lists are joined.

    Raises:
        ValueError: when there is no record.
    """
    if not records:
        raise ValueError("no record to merge")
    kept = max(range(len(records)), key=lambda number: (_completeness(records[number]), -number))
    members = (records[kept], *(each for n, each in enumerate(records) if n != kept))
    values: dict[str, Any] = {}
    origins: dict[str, tuple[int, ...]] = {}
    for name in _ATTRIBUTES:
        given = [getattr(member, name) for member in members]
        chosen, sources = _chosen(name, given)
        if sources:
            values[name], origins[name] = chosen, sources
    _keep_number_with_its_database(values, origins, members)
    if members[0].kind is ReferenceKind.OTHER:
        values["kind"] = next(
            (each.kind for each in members if each.kind is not ReferenceKind.OTHER), members[0].kind
        )
    merged = dataclasses.replace(members[0], **values)
    return MergedRecord(merged, members, MappingProxyType(origins))


def _keep_number_with_its_database(
    values: dict[str, Any], origins: dict[str, tuple[int, ...]], members: Sequence[Reference]
) -> None:
    """An accession number means something in its own database alone."""
    number = origins.get("accession")
    if number is None or number == origins.get("database"):
        return
    owner = members[number[0]]
    if owner.database:
        values["database"], origins["database"] = owner.database, number


def _completeness(record: Reference) -> tuple[int, int, int, int]:
    """How much a record says: identifiers and places first, then everything else."""
    telling = sum(bool(getattr(record, name)) for name in _TELLING)
    named = record.kind is not ReferenceKind.OTHER
    filled = sum(bool(getattr(record, name)) for name in _ATTRIBUTES)
    return (telling, int(named), filled, len(record.abstract))


def _chosen(name: str, given: Sequence[Any]) -> tuple[Any, tuple[int, ...]]:
    """The value of an attribute and the numbers of the records it came from."""
    filled = [number for number, value in enumerate(given) if value]
    if not filled:
        return None, ()
    if name in _LISTS:
        return _joined(given, filled)
    if name == "note":
        return _notes(given, filled)
    first = filled[0]
    if all(given[number] == given[first] for number in filled[1:]):
        return given[first], (first,)
    better = _BETTER.get(name)
    if better is not None:
        for number in filled[1:]:
            if better(given[first], given[number]):
                first = number
    if name == "issued":
        first = _date_of_most(given, filled, first)
    return given[first], (first,)


def _joined(given: Sequence[Any], filled: Sequence[int]) -> tuple[Any, tuple[int, ...]]:
    out: list[Any] = []
    sources: list[int] = []
    folded: set[Any] = set()
    for number in filled:
        before = len(out)
        for value in given[number]:
            same = value.casefold() if isinstance(value, str) else value
            if same not in folded:
                folded.add(same)
                out.append(value)
        if len(out) > before:
            sources.append(number)
    return tuple(out), tuple(sources)


def _notes(given: Sequence[Any], filled: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    """Every note: what a person wrote beside a record must not go because another was kept."""
    out: list[str] = []
    sources: list[int] = []
    for number in filled:
        if not any(given[number] in each for each in out):
            out.append(given[number])
            sources.append(number)
    return "; ".join(out), tuple(sources)


def _date_of_most(given: Sequence[Any], filled: Sequence[int], first: int) -> int:
    """The most exact date of the year that most records give; the kept record's where they tie."""
    years = Counter(given[number].year for number in filled)
    most = max(years.values())
    year = given[first].year if years[given[first].year] == most else years.most_common(1)[0][0]
    same = [number for number in filled if given[number].year == year]
    return max(same, key=lambda number: (_exactness(given[number]), number == first, -number))


def _exactness(date: PartialDate) -> int:
    return (date.month is not None or date.season is not None) + (date.day is not None)


def _fuller_title(own: str, other: str) -> bool:
    """Whether the other is the same title without capitals throughout, or not cut short."""
    mine, theirs = comparable(own), comparable(other)
    if mine == theirs:
        # PubMed leaves the full stop on; the same title without it is the better one.
        return (_shouts(own) and not _shouts(other)) or own == f"{other}."
    return len(mine) > 20 and theirs.startswith(mine + " ")


def _shouts(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 4 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def _fuller_names(own: Sequence[PersonName], other: Sequence[PersonName]) -> bool:
    """Whether the other list names the same people and more of them, or more of their names."""
    if comparable(_family(own[0])) != comparable(_family(other[0])):
        return False
    return _told(other) > _told(own)


def _told(names: Sequence[PersonName]) -> tuple[int, int, int]:
    shouting = sum(_shouts(_family(name)) for name in names)
    named = [name for name in names if not name.is_others]
    return (len(named), -shouting, sum(len(name.given.strip(".")) for name in named))


def _family(name: PersonName) -> str:
    return name.family or name.literal


def _fuller_pages(own: str, other: str) -> bool:
    """Whether the other gives both ends of the range in full, where this gives less."""
    mine, theirs = _ends(own), _ends(other)
    if theirs is None or own.split("-")[0] != other.split("-")[0]:
        return False
    if mine is None:
        return "-" not in own
    return len(mine[1]) < len(mine[0]) == len(theirs[0]) <= len(theirs[1])


def _ends(pages: str) -> tuple[str, str] | None:
    match = _ABBREVIATED_RANGE.fullmatch(pages)
    return (match[1], match[2]) if match else None


def _longer_name(own: str, other: str) -> bool:
    """Whether the other is the container's name in full, where this is abbreviated or shouted."""
    if comparable(own) == comparable(other):
        return _shouts(own) and not _shouts(other)
    short, full = comparable(own).split(), comparable(other).split()
    if len("".join(short)) >= len("".join(full)):
        return False
    words = iter(full)
    return bool(short) and all(any(word.startswith(part) for word in words) for part in short)


def _much_longer(own: str, other: str) -> bool:
    return len(other) > 1.2 * len(own)


_BETTER: Mapping[str, Callable[[Any, Any], bool]] = {
    "title": _fuller_title,
    "authors": _fuller_names,
    "editors": _fuller_names,
    "pages": _fuller_pages,
    "container": _longer_name,
    "abstract": _much_longer,
}
