"""Which records of a library are one work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from references.garbage import collection_paused
from references.matching.blocking import candidate_pairs
from references.matching.clustering import Clustering, Edge, cluster
from references.matching.decision import IDENTICAL, LIKELY, comparison_of
from references.matching.matching import Cluster, Comparison, Matching, Outcome
from references.matching.prepare import Folded, prepare
from references.matching.workers import compare_pairs
from references.reference import Reference

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the stage, what is done of it and how much there is; 0 where that is not known."""


def find_duplicates(
    references: Iterable[Reference],
    *,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Matching:
    """Clusters of records that are one work, pairs for a person to look at, and related works.

    Any iterable will do, and no record is kept. ``workers`` is how many processes compare; the
    result is the same for any number.
    """
    with collection_paused():
        return _find(references, progress or _silent, workers)


def _find(references: Iterable[Reference], tell: Progress, workers: int | None) -> Matching:
    keys: list[str] = []
    records = prepare(_noting(references, keys), lambda done: tell("prepare", done, 0))
    tell("prepare", len(records), len(records))
    first_of, copies = _identical(records)
    _mark_generic(records, first_of)
    pairs = candidate_pairs(records, first_of, lambda done, total: tell("block", done, total))
    edges: list[Edge] = []
    asked: list[tuple[int, int]] = []
    linked: list[tuple[int, int]] = []
    told = partial(_tell_of, tell, "compare", len(pairs))
    for left, right, made in compare_pairs(records, pairs, workers, told):
        if made.outcome is Outcome.MERGE:
            edges.append(Edge(left, right, made.rule, made.strength))
        else:
            (asked if made.outcome is Outcome.REVIEW else linked).append((left, right))
    told(len(pairs))
    told = partial(_tell_of, tell, "cluster", len(edges))
    found = cluster(records, edges, told)
    told(len(edges))
    asked += [(edge.left, edge.right) for edge in found.refused]
    return replace(_matching(records, copies, found, asked, linked), keys=keys)


def _noting(references: Iterable[Reference], keys: list[str]) -> Iterator[Reference]:
    """The records, their keys noted as they pass."""
    for reference in references:
        keys.append(reference.key)
        yield reference


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _tell_of(tell: Progress, stage: str, total: int, done: int) -> None:
    tell(stage, done, total)


def _identical(records: Sequence[Folded]) -> tuple[list[int], dict[int, list[int]]]:
    """Numbers of the first of each set of identical records, and the later ones by the first."""
    first: dict[int, int] = {}
    copies: dict[int, list[int]] = {}
    alone: list[int] = []
    for number, record in enumerate(records):
        if not record.identity:
            continue
        earlier = first.setdefault(record.identity, number)
        if earlier == number:
            alone.append(number)
        else:
            copies.setdefault(earlier, []).append(number)
    return alone, copies


def _mark_generic(records: Sequence[Folded], numbers: Sequence[int]) -> None:
    """Mark titles that say little: short ones, and those under which several people wrote."""
    writers: dict[str, set[str]] = {}
    for number in numbers:
        record = records[number]
        if record.authors:
            writers.setdefault(record.title, set()).add(record.authors[:6])
    for number in numbers:
        record = records[number]
        squeezed = record.title.replace(" ", "")
        record.generic = len(squeezed) < 16 or len(writers.get(record.title, ())) > 2


def _matching(
    records: list[Folded],
    copies: dict[int, list[int]],
    found: Clustering,
    asked: list[tuple[int, int]],
    linked: list[tuple[int, int]],
) -> Matching:
    clusters: list[Cluster] = []
    home: dict[int, int] = {}
    for name, members in found.members.items():
        everyone = sorted(members + [copy for each in members for copy in copies.get(each, ())])
        for member in members:
            home[member] = name
        if len(everyone) > 1:
            rules = set(found.rules[name])
            if len(everyone) > len(members):
                rules.add(IDENTICAL)
            clusters.append(Cluster(tuple(everyone), tuple(sorted(rules))))
    clusters += [
        Cluster((first, *more), (IDENTICAL,)) for first, more in copies.items() if first not in home
    ]
    apart = partial(_apart, home)
    review = [comparison_of(*pair, records) for pair in dict.fromkeys(asked) if apart(pair)]
    related: dict[tuple[int, int], Comparison] = {}
    for pair in linked:
        if apart(pair):
            # Two clusters are linked once, however many records they hold.
            one, other = sorted(home.get(each, each) for each in pair)
            related.setdefault((one, other), comparison_of(*pair, records))
    return Matching(
        size=len(records),
        clusters=tuple(sorted(clusters, key=lambda each: each.members)),
        review=_ranked(review, len(records)),
        related=tuple(sorted(related.values(), key=lambda each: (each.left, each.right))),
        compare=partial(comparison_of, records=records),
    )


def _apart(home: dict[int, int], pair: tuple[int, int]) -> bool:
    """Whether two records did not end in one cluster."""
    left, right = (home.get(each, each) for each in pair)
    return left != right


REVIEWED = 0.01
"""The share of the records that a person is asked about at most, where no rule names a conflict."""


def _ranked(asked: Iterable[Comparison], size: int) -> tuple[Comparison, ...]:
    """The likeliest first; of those that are merely likely, no more than anyone would read."""
    ranked = sorted(asked, key=lambda each: (-each.score, each.left, each.right))
    most = max(10, int(REVIEWED * size))
    kept: list[Comparison] = []
    for each in ranked:
        if each.rule != LIKELY or len(kept) < most:
            kept.append(each)
    return tuple(kept)
