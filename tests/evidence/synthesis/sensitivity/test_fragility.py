"""Fragility of trials and of meta-analyses, and Fisher's exact test beneath it."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence.synthesis.measure import MEASURES
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.sensitivity.conclusion import Conclusion
from evidence.synthesis.sensitivity.fisher_exact import fisher_exact
from evidence.synthesis.sensitivity.fragility import fragility
from evidence.synthesis.sensitivity.pooled_fragility import pooled_fragility
from evidence.synthesis.study_tables.study_table import EventTable

tables = st.tuples(st.integers(1, 40), st.integers(1, 40), st.floats(0, 1), st.floats(0, 1)).map(
    lambda drawn: EventTable(
        round(drawn[0] * drawn[2]), drawn[0], round(drawn[1] * drawn[3]), drawn[1]
    )
)


def by_definition(table: EventTable) -> float:
    """With whole numbers alone: counts of arrangements instead of logarithms."""
    a, n1, n2 = int(table.events), int(table.total), int(table.comparator_total)
    events = a + int(table.comparator_events)
    ways = {
        each: comb(n1, each) * comb(n2, events - each)
        for each in range(max(0, events - n2), min(events, n1) + 1)
    }
    return sum(way for way in ways.values() if way <= ways[a]) / comb(n1 + n2, events)


@given(tables)
def test_fishers_test_counts_arrangements(table) -> None:
    assert fisher_exact(table) == pytest.approx(by_definition(table), rel=1e-9)
    swapped = EventTable(table.comparator_events, table.comparator_total, table.events, table.total)
    assert fisher_exact(swapped) == pytest.approx(fisher_exact(table), rel=1e-9)


def test_the_lady_tasting_tea() -> None:
    # Fisher (1935), The Design of Experiments, chapter 2: all of eight cups right, 1 in 70.
    assert fisher_exact(EventTable(4, 4, 0, 4)) == pytest.approx(2 / 70)
    assert fisher_exact(EventTable(3, 4, 1, 4)) == pytest.approx(34 / 70)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (EventTable(1.5, 4, 1, 4), "whole numbers"),
        (EventTable(5, 4, 1, 4), "more events than people"),
        (EventTable(0, 0, 1, 4), "no participants"),
    ],
)
def test_counts_that_cannot_be_are_refused(table, reason) -> None:
    with pytest.raises(CannotComputeError, match=reason):
        fragility(table)


def test_a_trial_that_hangs_on_one_event() -> None:
    # 1 of 100 against 9 of 100 is the example of Walsh and others (2014): P = 0.02, then 0.06.
    found = fragility(EventTable(1, 100, 9, 100))
    assert found.p_value == pytest.approx(0.01848767988)
    assert found.index == 1
    assert found.changed == EventTable(2, 100, 9, 100)
    assert found.changed_p_value == pytest.approx(0.05822071758)
    assert found.quotient == 1 / 200


def test_a_published_index() -> None:
    # Tenecteplase for pulmonary embolism (Meyer and others 2014): 13 of 506 against 28 of 499 have
    # an index of 3, as PMC10171299 works out.
    assert fragility(EventTable(13, 506, 28, 499)).index == 3
    assert fragility(EventTable(28, 499, 13, 506)).index == 3


def test_the_reverse_index_leads_into_significance() -> None:
    found = fragility(EventTable(4, 50, 9, 50))
    assert found.is_reverse
    assert found.p_value > 0.05 > found.changed_p_value
    assert found.changed == EventTable(4 - found.index, 50, 9, 50)


@given(tables)
def test_the_index_is_the_first_step_that_turns(table) -> None:
    try:
        found = fragility(table)
    except CannotComputeError as refusal:
        assume("turns this trial" not in str(refusal))
        raise
    assert (found.p_value >= 0.05) == found.is_reverse
    assert (found.changed_p_value >= 0.05) != found.is_reverse
    moved = abs(found.changed.events - table.events) + abs(
        found.changed.comparator_events - table.comparator_events
    )
    assert moved == found.index >= 1
    assert (found.changed.total, found.changed.comparator_total) == (
        table.total,
        table.comparator_total,
    )


def test_a_trial_without_a_way_is_refused() -> None:
    with pytest.raises(CannotComputeError, match="no number of events"):
        fragility(EventTable(0, 3, 1, 3))


TRIALS = (
    EventTable(4, 40, 9, 40),
    EventTable(12, 80, 22, 82),
    EventTable(30, 310, 45, 300),
    EventTable(2, 30, 6, 30),
)


@pytest.mark.parametrize("measure", ["RR", "OR", "RD"])
@pytest.mark.parametrize("method", ["common", "DL", "REML"])
def test_the_conclusion_turns_with_the_last_change_and_not_before(measure, method) -> None:
    found = pooled_fragility(TRIALS, MEASURES[measure], method)
    assert found.conclusion_before is Conclusion.BELOW
    assert found.conclusion_after is Conclusion.UNCLEAR
    assert found.index == len(found.changes) >= 1
    assert found.studies <= {0, 1, 2, 3}
    # Towards no effect: more events with the intervention, fewer without.
    assert all(change.step == (-1 if change.in_comparator else 1) for change in found.changes)
    assert found.before.ci_high < 0 <= found.after.ci_high


def test_no_single_change_turns_what_needs_more() -> None:
    found = pooled_fragility(TRIALS, MEASURES["RR"], "common")
    assert found.index > 1
    for study, table in enumerate(TRIALS):
        for arm in (0, 1):
            changed = EventTable(
                table.events + (arm == 0),
                table.total,
                table.comparator_events - (arm == 1),
                table.comparator_total,
            )
            others = (*TRIALS[:study], changed, *TRIALS[study + 1 :])
            turned = pooled_fragility(others, MEASURES["RR"], "common")
            assert turned.conclusion_before is Conclusion.BELOW


def test_exchanging_the_arms_mirrors_the_changes() -> None:
    swapped = tuple(
        EventTable(each.comparator_events, each.comparator_total, each.events, each.total)
        for each in TRIALS
    )
    one = pooled_fragility(TRIALS, MEASURES["OR"], "DL")
    other = pooled_fragility(swapped, MEASURES["OR"], "DL")
    assert other.index == one.index
    assert other.conclusion_before is Conclusion.ABOVE
    assert other.after.ci_low == pytest.approx(-one.after.ci_high)


def test_an_unclear_result_is_moved_to_the_side_it_leans_to() -> None:
    unclear = tuple(
        EventTable(
            1.3 * each.events // 1 + 1, each.total, each.comparator_events, each.comparator_total
        )
        for each in TRIALS
    )
    found = pooled_fragility(unclear, MEASURES["RR"], "common")
    assert found.conclusion_before is Conclusion.UNCLEAR
    assert found.before.value < 0
    assert found.conclusion_after is Conclusion.BELOW
    assert all(change.step == (1 if change.in_comparator else -1) for change in found.changes)


def test_without_an_effect_there_is_nothing_to_turn() -> None:
    with pytest.raises(CannotComputeError, match="at least one study"):
        pooled_fragility([EventTable(0, 10, 0, 10)], MEASURES["RR"], "common")
    with pytest.raises(CannotComputeError, match="at least one study"):
        pooled_fragility([], MEASURES["RR"], "common")


def test_a_result_that_thousands_support_is_refused_after_two_hundred() -> None:
    huge = [EventTable(1000, 100000, 3000, 100000)]
    with pytest.raises(CannotComputeError, match="no 200 events"):
        pooled_fragility(huge, MEASURES["RR"], "common")
    assert np.isfinite(pooled_fragility(TRIALS[:1], MEASURES["RR"], "common").after.value)
