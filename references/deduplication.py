"""From what matching found to one library: records merged, keys told apart, decisions noted."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from references.keys.making import make_keys
from references.keys.pattern import parse_pattern
from references.keys.unique import UniqueKeys
from references.matching.matching import Cluster
from references.matching.merging import MergedRecord, merge_records
from references.matching.past_decisions import (
    Answer,
    Identities,
    PastDecision,
    binding,
    described,
)
from references.matching.settling import Settled
from references.reference import Reference


def records_in_question(records: Iterable[Reference], settled: Settled) -> dict[int, Reference]:
    """The records that were matched or stand in a question, by position."""
    wanted = {member for cluster in settled.clusters for member in cluster.members}
    for pair in (*settled.review, *settled.related):
        wanted |= {pair.left, pair.right}
    wanted |= {end for pair in settled.apart for end in pair}
    if not wanted:
        return {}
    return {number: each for number, each in enumerate(records) if number in wanted}


def merged_records(
    held: Mapping[int, Reference], clusters: Sequence[Cluster]
) -> dict[Cluster, MergedRecord]:
    """One record for each cluster, from the records at its positions."""
    return {
        cluster: merge_records([held[number] for number in cluster.members]) for cluster in clusters
    }


def without_duplicates(
    records: Iterable[Reference], merged: dict[Cluster, MergedRecord]
) -> Iterator[Reference]:
    """The records in their order, each merged one where the first of its members stood."""
    first = {cluster.members[0]: record for cluster, record in merged.items()}
    gone = {number for cluster in merged for number in cluster.members[1:]}
    for number, reference in enumerate(records):
        if number in first:
            yield first[number].reference
        elif number not in gone:
            yield reference


def with_keys(
    records: Callable[[], Iterator[Reference]], pattern: str | None
) -> Iterator[Reference]:
    """The records with keys by the pattern; without one, only a key of two works is changed.

    Exports number their records from 1, so that two works of two files often share a key.
    """
    if pattern is not None:
        keys = make_keys(records(), parse_pattern(pattern))
    else:
        taken = UniqueKeys()
        first = [(each.key, taken.take(each.key)) for each in records()]
        keys = [key if is_free else taken.make(key) for key, is_free in first]
    for reference, key in zip(records(), keys, strict=True):
        yield reference if reference.key == key else dataclasses.replace(reference, key=key)


def all_decisions(
    references: Mapping[int, Reference],
    names: Identities,
    settled: Settled,
    past: Sequence[PastDecision],
) -> list[PastDecision]:
    """What was decided before, what was merged now, and what a person is asked."""
    made = {each.pair: each for each in binding(past)}

    def add(answer: Answer, left: int, right: int, rule: str, score: float = 0.0) -> None:
        new = PastDecision(
            answer,
            names.names[left],
            names.names[right],
            rule,
            score,
            described(references[left]),
            described(references[right]),
        )
        known = made.get(new.pair)
        if new.left != new.right:
            made[new.pair] = (
                dataclasses.replace(new, answer=known.answer, rule=known.rule) if known else new
            )

    for left, right in settled.apart:
        add(Answer.DISTINCT, left, right, "by-hand")
    for cluster in settled.clusters:
        for member in cluster.members[1:]:
            add(Answer.MERGE, cluster.members[0], member, " ".join(cluster.rules))
    for pair in settled.review:
        add(Answer.REVIEW, pair.left, pair.right, pair.rule, pair.score)
    return list(made.values())
