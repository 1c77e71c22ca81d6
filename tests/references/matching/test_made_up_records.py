"""Records made by rule, which no rule of matching was chosen by: works, copies and near misses."""

import importlib.util
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from references.matching import find_duplicates

PATH = Path(__file__).resolve().parents[3] / "benchmarks" / "synthetic_records.py"


@pytest.fixture(scope="module")
def synthetic():
    spec = importlib.util.spec_from_file_location("synthetic_records", PATH)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.mark.parametrize("seed", [11, 12])
def test_near_misses_are_not_merged_and_copies_are(synthetic, seed):
    labelled = list(synthetic.records(2500, seed=seed, near_misses=0.4))
    labels = [label for _, label in labelled]
    found = find_duplicates(reference for reference, _ in labelled)
    joined = {pair for cluster in found.clusters for pair in combinations(cluster.members, 2)}
    wrong = [pair for pair in joined if labels[pair[0]] != labels[pair[1]]]
    assert not wrong
    copies = sum(count * (count - 1) // 2 for count in Counter(labels).values())
    assert copies > 400
    assert len(joined) >= 0.98 * copies
    assert len(found.review) <= 25


def test_every_change_and_near_miss_is_made(synthetic):
    """Each change leaves a record that differs, now and then; each near miss gives two works."""
    world = synthetic.Scholarship(5)
    works = [world.work() for _ in range(200)]
    for change in synthetic.CHANGES:
        assert any(change(world, work) != work for work in works)
    for near_miss in synthetic.NEAR_MISSES:
        one, other = near_miss(world, works[0])
        assert one != other


def test_the_same_seed_gives_the_same_records(synthetic):
    assert list(synthetic.records(300, seed=2)) == list(synthetic.records(300, seed=2))
    assert list(synthetic.records(300, seed=2)) != list(synthetic.records(300, seed=3))
