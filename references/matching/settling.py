"""What matching found with what was decided before put over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from references.matching.matching import Cluster, Comparison, Matching, Outcome
from references.matching.past_decisions import Answer, Identities, PastDecision, binding

DECIDED = "decided-before"


@dataclass(frozen=True, slots=True)
class Settled:
    """Clusters and open questions after every decision; ``missing`` are those that met no record.

    ``apart`` are pairs that were kept apart by a decision.
    """

    clusters: tuple[Cluster, ...]
    review: tuple[Comparison, ...]
    related: tuple[Comparison, ...]
    apart: tuple[tuple[int, int], ...]
    missing: tuple[PastDecision, ...]


def settle(matching: Matching, decisions: Sequence[PastDecision], names: Identities) -> Settled:
    """Merge what was decided to be one, part what was decided to be two, and ask no more of both.

    A decision outranks every rule. Where one says that two records are two works, the other
    records of their cluster go with the one that they are more like.
    """
    together: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    missing: list[PastDecision] = []
    for each in binding(decisions):
        left, right = names.find(each.left), names.find(each.right)
        if left is None or right is None or left == right:
            missing.append(each)
            continue
        pair = (left, right) if left < right else (right, left)
        (together if each.answer is Answer.MERGE else apart).append(pair)
    groups = _Groups(matching)
    for pair in apart:
        groups.part(pair, together)
    for pair in together:
        groups.join(pair)
    clusters = groups.clusters()
    home = {member: number for number, each in enumerate(clusters) for member in each.members}
    settled = {*apart, *together}
    review = tuple(
        each
        for each in matching.review
        if (each.left, each.right) not in settled
        and (each.left not in home or home[each.left] != home.get(each.right))
    )
    return Settled(clusters, review, matching.related, tuple(apart), tuple(missing))


class _Groups:
    """Clusters that decisions change."""

    def __init__(self, matching: Matching) -> None:
        self.compare = matching.compare
        self.members: dict[int, set[int]] = {}
        self.rules: dict[int, set[str]] = {}
        self.home: dict[int, int] = {}
        for each in matching.clusters:
            self._add(set(each.members), set(each.rules))

    def _add(self, members: set[int], rules: set[str]) -> None:
        name = min(members)
        self.members[name], self.rules[name] = members, rules
        for member in members:
            self.home[member] = name

    def part(self, pair: tuple[int, int], together: Sequence[tuple[int, int]]) -> None:
        """Part a cluster that holds both records, so that each record goes where it fits better."""
        name = self.home.get(pair[0])
        if name is None or name != self.home.get(pair[1]):
            return
        members, rules = self.members.pop(name), self.rules.pop(name)
        sides: tuple[set[int], set[int]] = ({pair[0]}, {pair[1]})
        for member in sorted(members.difference(pair)):
            sides[self._nearer(member, pair, together)].add(member)
        for side in sides:
            for member in side:
                self.home.pop(member)
            if len(side) > 1:
                self._add(side, rules | {DECIDED})

    def _nearer(
        self, member: int, pair: tuple[int, int], together: Sequence[tuple[int, int]]
    ) -> int:
        marks = []
        for other in pair:
            low, high = min(member, other), max(member, other)
            seen = self.compare(low, high)
            merged = seen.outcome is Outcome.MERGE
            marks.append(((low, high) in together, merged, seen.score))
        return 0 if marks[0] >= marks[1] else 1

    def join(self, pair: tuple[int, int]) -> None:
        """Make one cluster of those of both records."""
        members, rules = set(pair), {DECIDED}
        for end in pair:
            name = self.home.get(end)
            if name is not None and name in self.members:
                members |= self.members.pop(name)
                rules |= self.rules.pop(name)
        self._add(members, rules)

    def clusters(self) -> tuple[Cluster, ...]:
        """The clusters in the order of the library."""
        found = (
            Cluster(tuple(sorted(members)), tuple(sorted(self.rules[name])))
            for name, members in self.members.items()
        )
        return tuple(sorted(found, key=lambda each: each.members))
