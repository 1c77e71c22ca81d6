"""Matching on labelled sets that lie beside the repository: no wrong pair, few missed."""

import csv
from itertools import combinations
from pathlib import Path

import pytest

from references.format import format_named
from references.matching import find_duplicates

ROOT = Path(__file__).resolve().parents[3]
SETS = ROOT.parent / "shared" / "data" / "dedupe"
CORRECTIONS = ROOT / "benchmarks" / "truth_corrections"

#: At record level against the corrected truth; the best other tool reaches .995 at most.
LEAST_F1 = {
    "cytology_screening": 0.997,
    "haematology": 0.99,
    "respiratory": 0.995,
    "stroke": 0.997,
}


def read_rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def truth_of(name):
    """The true clusters, corrected as the file for this set says."""
    clusters = [
        set(next(iter(row.values())).split(";")) for row in read_rows(SETS / name / "truth.csv")
    ]
    for row in read_rows(CORRECTIONS / f"{name}.csv"):
        groups = [set(group.split("+")) for group in row["ids"].split(";")]
        named = set().union(*groups)
        if row["change"] == "split":
            clusters = [cluster - named for cluster in clusters] + groups
        else:
            joined = named.union(*(cluster for cluster in clusters if cluster & named))
            clusters = [cluster for cluster in clusters if not cluster & named] + [joined]
    return [cluster for cluster in clusters if len(cluster) > 1]


def pairs_of(clusters):
    return {frozenset(pair) for cluster in clusters for pair in combinations(cluster, 2)}


@pytest.mark.parametrize("name", LEAST_F1)
def test_a_labelled_set_is_matched_without_a_wrong_pair(name):
    path = SETS / name / "records.csv"
    if not path.exists():
        pytest.skip("the labelled sets are not beside the repository")
    table = format_named("csv")
    library = table.read(table.decode(str(path), path.read_bytes()).value).value
    keys = [reference.key for reference in library]
    found = find_duplicates(library)
    truth = truth_of(name)
    predicted = [[keys[each] for each in cluster.members] for cluster in found.clusters]
    wrong = pairs_of(predicted) - pairs_of(truth)
    assert not wrong, sorted(sorted(pair) for pair in wrong)
    to_remove = sum(len(cluster) - 1 for cluster in truth)
    removed = sum(len(cluster) - 1 for cluster in predicted)
    recall = removed / to_remove
    assert 2 * recall / (1 + recall) >= LEAST_F1[name]
    assert len(found.review) <= 0.01 * len(keys)


def test_every_correction_gives_its_reason_and_names_records_of_its_set():
    paths = sorted(CORRECTIONS.glob("*.csv"))
    assert {path.stem for path in paths} == set(LEAST_F1)
    for path in paths:
        rows = read_rows(path)
        assert rows
        for row in rows:
            assert row["change"] in ("split", "join")
            assert row["reason"].endswith(".")
            assert all(each.startswith("id_") for each in row["ids"].replace("+", ";").split(";"))
