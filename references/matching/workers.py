"""Pairs compared, in this process or spread over several; the answers are the same."""

from __future__ import annotations

import multiprocessing
import os
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from references.matching.decision import Decision, decide
from references.matching.matching import Outcome
from references.matching.prepare import Folded

Found: TypeAlias = tuple[int, int, Decision]
"""Two record numbers and what is to be done with them, where that is anything."""

CHUNK = 20_000
WORTHWHILE = 150_000
"""Pairs below which starting a process costs more than it saves."""

# What a child process works on: inherited where processes fork, handed over where they spawn.
_records: Sequence[Folded] = ()
_pairs: array[int] = array("q")


def compare_pairs(
    records: Sequence[Folded],
    pairs: array[int],
    workers: int | None,
    told: Callable[[int], None],
) -> Iterator[Found]:
    """Every pair that is to be merged, reviewed or linked, in the order of the pairs.

    ``workers`` is how many processes compare; by default one a core, and none beside this one
    for what is soon done.
    """
    starts = range(0, len(pairs), CHUNK)
    if workers is None:
        workers = (os.cpu_count() or 1) if len(pairs) >= WORTHWHILE else 1
    if workers <= 1 or len(starts) < 2:
        for start in starts:
            told(start)
            yield from _compare(records, pairs[start : start + CHUNK])
        return
    yield from _spread(records, pairs, starts, min(workers, len(starts)), told)


def _spread(
    records: Sequence[Folded],
    pairs: array[int],
    starts: range,
    workers: int,
    told: Callable[[int], None],
) -> Iterator[Found]:
    # A forked child has the records at no cost, but must not be forked while threads run.
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    if forks:
        _receive(records, pairs)
    try:
        with context.Pool(
            workers, None if forks else _receive, () if forks else (records, pairs)
        ) as pool:
            for start, found in zip(starts, pool.imap(_compare_chunk, starts), strict=True):
                told(start)
                yield from found
    finally:
        _receive((), array("q"))


def _receive(records: Sequence[Folded], pairs: array[int]) -> None:
    global _records, _pairs
    _records, _pairs = records, pairs


def _compare_chunk(start: int) -> list[Found]:
    return _compare(_records, _pairs[start : start + CHUNK])


def _compare(records: Sequence[Folded], pairs: array[int]) -> list[Found]:
    found: list[Found] = []
    for pair in pairs:
        left, right = pair >> 32, pair & 0xFFFFFFFF
        made = decide(records[left], records[right])
        if made.outcome is not Outcome.DISTINCT or made.relation is not None:
            found.append((left, right, made))
    return found
