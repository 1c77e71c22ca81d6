"""Everything tried on a large claim: what a removal does not touch is worked out once."""

from collections import Counter

import pytest

from evidence.assessment import assess
from evidence.synthesis import chosen_studies as choosing
from evidence.workspace.load import load_files
from tests.reports.pooled_review import pooled_files

TRIALS = 16


def pooled(files):
    return assess(load_files(files)).by_id["pooled"]


@pytest.fixture
def read(monkeypatch):
    """How often the arms of each study were read."""
    counts = Counter()
    whole = choosing.study_data

    def counted(study, outcome, measure):
        counts[study.id] += 1
        return whole(study, outcome, measure)

    monkeypatch.setattr(choosing, "study_data", counted)
    return counts


def test_no_study_is_read_twice_for_all_that_is_tried(read):
    item = pooled(pooled_files(TRIALS))
    assert item.what_if.removal is not None
    assert [each.what_if.today for each in item.outcomes]
    trials = {f"s{at}" for at in range(TRIALS)}
    assert {name: read[name] for name in trials} == dict.fromkeys(trials, 1)


def test_a_claim_tried_first_or_last_has_the_same_answers():
    files = pooled_files(TRIALS)
    first, last = pooled(files), pooled(files)
    in_order = [first.what_if, *(each.what_if for each in first.outcomes)]
    reverse = [*(each.what_if for each in reversed(last.outcomes)), last.what_if]
    assert in_order == reverse[::-1]


def test_other_numbers_under_the_same_names_have_answers_of_their_own():
    files = pooled_files(TRIALS)
    item = pooled(files)
    before = item.what_if
    changed = dict(files)
    events = "events: 4, total: 80"
    assert events in files["studies.yaml"]
    changed["studies.yaml"] = files["studies.yaml"].replace(events, "events: 40, total: 80")
    other = pooled(changed)
    assert other.what_if.today.pooled != before.today.pooled
    shared = {each.event: each.pooled for each in before.tried if each.kind == "retraction"}
    moved = {each.event: each.pooled for each in other.what_if.tried if each.kind == "retraction"}
    assert shared["r0 is retracted"] == moved["r0 is retracted"]
    assert shared["r1 is retracted"] != moved["r1 is retracted"]
    assert item.what_if == before
