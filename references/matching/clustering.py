"""Pairs to merge made into clusters in which nothing contradicts anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from references.matching import titles
from references.matching.blocking import content_order
from references.matching.comparison import compare_places
from references.matching.prepare import Folded
from references.matching.vetoes import VETOES


@dataclass(frozen=True, slots=True)
class Edge:
    """Two records that a rule would merge."""

    left: int
    right: int
    rule: str
    strength: float


@dataclass(slots=True)
class Clustering:
    """Clusters of record numbers with the rules that joined them, and the edges refused."""

    members: dict[int, list[int]] = field(default_factory=dict)
    rules: dict[int, set[str]] = field(default_factory=dict)
    refused: list[Edge] = field(default_factory=list)


class _Joining:
    """Clusters as they grow."""

    def __init__(self, records: Sequence[Folded], edges: Iterable[Edge]) -> None:
        self.records = records
        self.home: dict[int, int] = {}
        self.result = Clustering()
        # Of members that say the same of title and place, one is compared: however often a record
        # comes again, a cluster costs what it holds of different ones.
        self.different: dict[int, dict[tuple[object, ...], int]] = {}
        # What a rule joins, no veto parts: only the other pairs of two clusters are compared.
        self.fitting = {(edge.left, edge.right) for edge in edges}

    def cluster_of(self, number: int) -> int:
        if number not in self.home:
            self.home[number] = number
            self.result.members[number] = [number]
            self.result.rules[number] = set()
            self.different[number] = {_signature(self.records[number]): number}
        return self.home[number]

    def join(self, one: int, other: int, rules: set[str]) -> None:
        members, joined = self.result.members, self.result.rules
        keep, go = (one, other) if len(members[one]) >= len(members[other]) else (other, one)
        for number in members[go]:
            self.home[number] = keep
        members[keep].extend(members.pop(go))
        self.different[keep] |= self.different.pop(go)
        joined[keep] |= joined.pop(go) | rules

    def fit(self, one: int, other: int) -> bool:
        """Whether no member of one cluster contradicts a member of the other."""
        left, right = self.different[one].values(), self.different[other].values()
        return all(self._pair_fits(a, b) for a in left for b in right)

    def _pair_fits(self, one: int, other: int) -> bool:
        pair = (one, other) if one < other else (other, one)
        return pair in self.fitting or not contradict(self.records[one], self.records[other])


def _signature(record: Folded) -> tuple[object, ...]:
    """All that a contradiction can come from."""
    return (
        record.title,
        record.year,
        record.volume,
        record.issue,
        record.first_page,
        record.last_page,
        record.doi,
        record.other_ids,
        record.edition,
        record.marks,
        record.family,
    )


def contradict(left: Folded, right: Folded) -> bool:
    """Whether two records cannot be in one cluster, through whomever they are joined."""
    if left.doi and right.doi and left.doi != right.doi:
        return True
    seen = compare_places(left, right)
    if seen.first_page == -1 and seen.title < titles.NEAR:
        return True
    if seen.years_apart > 1 and not (seen.same_range and seen.volume == 1):
        return True
    return any(veto.fires(seen) for veto in VETOES)


def cluster(
    records: Sequence[Folded],
    edges: Sequence[Edge],
    told: Callable[[int], None] | None = None,
) -> Clustering:
    """Agglomerate by falling strength; an incomplete record joins only what it alone fits.

    The order is by content, so that the same records give the same clusters in any order.
    """
    joining = _Joining(records, edges)
    order = sorted(
        edges,
        key=lambda edge: (
            -edge.strength,
            *sorted((content_order(records[edge.left]), content_order(records[edge.right]))),
        ),
    )
    loose: dict[int, list[Edge]] = {}
    for done, edge in enumerate(order):
        if told is not None and not done % 10_000:
            told(done)
        ends = [end for end in (edge.left, edge.right) if records[end].is_incomplete]
        for end in ends:
            loose.setdefault(end, []).append(edge)
        if not ends:
            _join_edge(joining, edge)
    _join_incomplete(joining, loose)
    return joining.result


def _join_edge(joining: _Joining, edge: Edge) -> bool:
    one, other = joining.cluster_of(edge.left), joining.cluster_of(edge.right)
    if one == other:
        joining.result.rules[one].add(edge.rule)
        return True
    if not joining.fit(one, other):
        joining.result.refused.append(edge)
        return False
    joining.join(one, other, {edge.rule})
    return True


def _join_incomplete(joining: _Joining, loose: dict[int, list[Edge]]) -> None:
    """Bring each incomplete record to the one cluster it fits, by ever more steps.

    One that fits two clusters stays out, or it would chain works that differ: what it leaves out
    is what tells them apart. Records that reach no complete one join among themselves at last.
    """
    settled = {
        end
        for edges in loose.values()
        for edge in edges
        for end in (edge.left, edge.right)
        if end not in loose
    }
    waiting = sorted(loose, key=lambda each: content_order(joining.records[each]))
    while True:
        found = {number: _homes(joining, number, loose, settled) for number in waiting}
        ready = [number for number in waiting if found[number]]
        if not ready:
            break
        waiting = [number for number in waiting if not found[number]]
        for number in ready:
            _join_to_settled(joining, number, loose[number], settled, len(found[number]) == 1)
        settled |= {number for number in ready if len(found[number]) == 1}
    left = set(waiting)
    for number in waiting:
        for edge in loose[number]:
            if edge.left in left and edge.right in left:
                _join_edge(joining, edge)


def _join_to_settled(
    joining: _Joining, number: int, edges: list[Edge], settled: set[int], one_home: bool
) -> None:
    for edge in edges:
        if (edge.left if edge.right == number else edge.right) in settled:
            if one_home:
                _join_edge(joining, edge)
            else:
                joining.result.refused.append(edge)


def _homes(
    joining: _Joining, number: int, loose: dict[int, list[Edge]], settled: set[int]
) -> set[int]:
    """The clusters that hold what a rule joins this record with."""
    ends = {end for edge in loose[number] for end in (edge.left, edge.right)} - {number}
    return {joining.cluster_of(end) for end in ends & settled}
