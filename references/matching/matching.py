"""What matching finds: which records are one work, which may be, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from references.notice import Relation


class Outcome(StrEnum):
    """What is to be done with two records."""

    MERGE = "merge"
    REVIEW = "review"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two records compare: the outcome, the rule that fired and the similarities it saw.

    ``left`` and ``right`` are positions in the library, the smaller first. ``relation`` says what
    the right one is of the left one when they are two works that belong together. ``score`` ranks
    what is left to a person, from 0 to 1.
    """

    left: int
    right: int
    outcome: Outcome
    rule: str
    similarities: Mapping[str, float]
    relation: Relation | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records that are one work: positions in the library, rising, two or more.

    ``rules`` are those that joined them.
    """

    members: tuple[int, ...]
    rules: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.members)

    def __iter__(self) -> Iterator[int]:
        return iter(self.members)


@dataclass(frozen=True)
class Matching:
    """Clusters to merge, pairs to review (the likeliest first), and typed links between works.

    ``keys`` are the citation keys of the records, by position.
    """

    size: int
    clusters: tuple[Cluster, ...]
    review: tuple[Comparison, ...]
    related: tuple[Comparison, ...]
    compare: Callable[[int, int], Comparison]
    keys: Sequence[str] = ()

    def explain(self, a: int | str, b: int | str) -> Comparison:
        """Why two records were merged, left to review or kept apart.

        A record is named by its position or by its key, which means the first where it is
        repeated.

        Raises:
            KeyError: when no record has the key.
        """
        left, right = (each if isinstance(each, int) else self._positions[each] for each in (a, b))
        return self.compare(min(left, right), max(left, right))

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for number, key in enumerate(self.keys):
            found.setdefault(key, number)
        return found
