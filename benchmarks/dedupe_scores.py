"""Scores of a deduplication against labelled truth, by two protocols that are never mixed.

Record level: one record of each predicted cluster is kept. A record without a true copy that is
removed is FP, kept is TN. Of a true cluster of k records, none kept gives FP + 1 and TP + (k - 1);
n kept give TN + 1, FN + (n - 1) and TP + (k - n). A wrong merge of two papers costs one.

Pair level: unordered pairs within clusters, both sides closed transitively.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

Clusters: TypeAlias = list[list[str]]
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and the rates that follow from them."""

    tp: int
    fp: int
    fn: int
    tn: int

    @property
    def precision(self) -> float:
        """Of what was called a copy, the share that is one."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """Of the copies, the share that was found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def record_level(ids: Sequence[str], truth: Clusters, predicted: Clusters) -> Score:
    """The score by records removed."""
    removed = {each for cluster in predicted for each in sorted(cluster)[1:]}
    labelled = {each for cluster in truth for each in cluster}
    fp = sum(each in removed for each in ids if each not in labelled)
    tn = len(ids) - len(labelled) - fp
    tp = fn = 0
    for cluster in truth:
        kept = sum(each not in removed for each in cluster)
        if kept:
            tn, fn, tp = tn + 1, fn + kept - 1, tp + len(cluster) - kept
        else:
            fp, tp = fp + 1, tp + len(cluster) - 1
    return Score(tp, fp, fn, tn)


def pairs_of(clusters: Iterable[Iterable[str]]) -> set[Pair]:
    """Every two records of one cluster."""
    return {(a, b) for cluster in clusters for a, b in combinations(sorted(cluster), 2)}


def pair_level(ids: Sequence[str], truth: Clusters, predicted: Clusters) -> Score:
    """The score by pairs."""
    true, found = pairs_of(truth), pairs_of(predicted)
    every = len(ids) * (len(ids) - 1) // 2
    return Score(len(true & found), len(found - true), len(true - found), every - len(true | found))


def exact_clusters(truth: Clusters, predicted: Clusters) -> float:
    """The share of true clusters found with exactly their members."""
    found = {frozenset(cluster) for cluster in predicted}
    return sum(frozenset(cluster) in found for cluster in truth) / len(truth) if truth else 1.0


def read_truth(folder: Path) -> tuple[list[str], Clusters]:
    """The ids of a labelled set, and its clusters of two records or more."""
    with (folder / "records.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["ID"] for row in csv.DictReader(file)]
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = [next(iter(row.values())).split(";") for row in csv.DictReader(file)]
    clusters = [[each.strip() for each in row] for row in rows]
    return ids, [cluster for cluster in clusters if len(cluster) > 1]


def corrected(truth: Clusters, corrections: Path) -> Clusters:
    """The truth with the corrections of a file, or as it is when there is no such file."""
    if not corrections.exists():
        return truth
    clusters = [set(cluster) for cluster in truth]
    with corrections.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups = [set(group.split("+")) for group in row["ids"].split(";")]
            named = set().union(*groups)
            if row["change"] == "split":
                clusters = [cluster - named for cluster in clusters] + groups
            else:
                touched = [cluster for cluster in clusters if cluster & named]
                clusters = [cluster for cluster in clusters if not cluster & named]
                clusters.append(named.union(*touched))
    return [sorted(cluster) for cluster in clusters if len(cluster) > 1]
