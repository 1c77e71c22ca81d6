"""Mantel-Haenszel and Peto: published examples, symmetry and refusals."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evidence.synthesis.counts.mantel_haenszel import MANTEL_HAENSZEL_MEASURES, mantel_haenszel
from evidence.synthesis.counts.peto import peto
from evidence.synthesis.effects.continuity import STANDARD_CORRECTION
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import EventTable, RateTable

cells = st.tuples(*[st.integers(0, 40)] * 4).map(
    lambda each: EventTable(each[0], each[0] + each[1] + 1, each[2], each[2] + each[3] + 1)
)
tables = st.lists(cells, min_size=1, max_size=8)
rates = st.lists(
    st.builds(
        RateTable, st.integers(0, 30), st.floats(1, 99), st.integers(0, 30), st.floats(1, 99)
    ),
    min_size=1,
    max_size=8,
)
OF_EVENTS = ("OR", "RR", "RD")


def pooled(measure, studies, **options):
    try:
        return mantel_haenszel(measure, studies, **options)
    except CannotComputeError:
        return None


def exchanged(table):
    if isinstance(table, RateTable):
        return RateTable(table.comparator_events, table.comparator_time, table.events, table.time)
    return EventTable(table.comparator_events, table.comparator_total, table.events, table.total)


@pytest.mark.parametrize("measure", MANTEL_HAENSZEL_MEASURES)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_exchanging_the_arms_turns_the_sign(measure, data) -> None:
    studies = data.draw(tables if measure in OF_EVENTS else rates)
    one, other = pooled(measure, studies), pooled(measure, [exchanged(each) for each in studies])
    assert (one is None) == (other is None)
    assume(one is not None)
    assert other.value == pytest.approx(-one.value, rel=1e-9, abs=1e-12)
    assert other.standard_error == pytest.approx(one.standard_error, rel=1e-9)
    assert other.heterogeneity.statistic == pytest.approx(
        one.heterogeneity.statistic, rel=1e-6, abs=1e-9
    )
    if one.homogeneity is not None and other.homogeneity is not None:
        assert other.homogeneity.statistic == pytest.approx(
            one.homogeneity.statistic, rel=1e-5, abs=1e-7
        )


@pytest.mark.parametrize("measure", MANTEL_HAENSZEL_MEASURES)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_the_order_of_studies_does_not_matter(measure, data) -> None:
    studies = data.draw(tables if measure in OF_EVENTS else rates)
    order = data.draw(st.permutations(range(len(studies))))
    one, other = pooled(measure, studies), pooled(measure, [studies[each] for each in order])
    assume(one is not None)
    assert other.value == pytest.approx(one.value, rel=1e-9, abs=1e-12)
    assert [other.weights[each] for each in range(len(order))] == pytest.approx(
        [one.weights[each] for each in order]
    )
    assert sum(one.weights) == pytest.approx(100)


@settings(deadline=None)
@given(tables)
def test_studies_without_contrast_change_no_ratio(studies) -> None:
    for measure in ("OR", "RR"):
        one = pooled(measure, studies)
        assume(one is not None)
        more = mantel_haenszel(measure, [*studies, EventTable(0, 50, 0, 70)])
        assert more.value == pytest.approx(one.value, rel=1e-12)
        assert more.studies == one.studies + 1
        assert more.heterogeneity.degrees_of_freedom == one.heterogeneity.degrees_of_freedom


def test_one_study_gives_its_own_effect() -> None:
    table = EventTable(12, 50, 20, 48)
    assert mantel_haenszel("OR", [table]).value == pytest.approx(math.log(12 * 28 / (38 * 20)))
    assert mantel_haenszel("RR", [table]).value == pytest.approx(math.log(12 * 48 / (50 * 20)))
    assert mantel_haenszel("RD", [table]).value == pytest.approx(12 / 50 - 20 / 48)
    found = mantel_haenszel("IRR", [RateTable(12, 50, 20, 48)])
    assert found.value == pytest.approx(math.log(12 * 48 / (50 * 20)))
    assert found.heterogeneity.statistic == 0
    assert found.homogeneity is None


def test_what_the_sums_do_not_give_is_refused() -> None:
    nobody = [EventTable(0, 10, 3, 10), EventTable(0, 12, 0, 12)]
    for measure in ("OR", "RR"):
        with pytest.raises(CannotComputeError):
            mantel_haenszel(measure, nobody)
    assert mantel_haenszel("RR", nobody, correction=STANDARD_CORRECTION).value < 0
    with pytest.raises(CannotComputeError, match="no studies"):
        mantel_haenszel("OR", [])
    with pytest.raises(CannotComputeError, match="does not pool MD"):
        mantel_haenszel("MD", nobody)
    with pytest.raises(CannotComputeError, match="more events than people"):
        mantel_haenszel("OR", [EventTable(11, 10, 0, 10)])


def test_peto_refuses_studies_that_say_nothing() -> None:
    with pytest.raises(CannotComputeError):
        peto([EventTable(0, 10, 0, 10), EventTable(5, 5, 7, 7)])
    with pytest.raises(CannotComputeError):
        peto([])


@settings(deadline=None)
@given(tables)
def test_peto_is_symmetric_and_near_the_odds_ratio_without_effect(studies) -> None:
    try:
        one = peto(studies)
    except CannotComputeError:
        return
    other = peto([exchanged(each) for each in studies])
    assert other.value == pytest.approx(-one.value, abs=1e-12)
    assert sum(one.weights) == pytest.approx(100)
    assert one.ci_low < one.value < one.ci_high


def test_the_test_of_association_with_and_without_continuity() -> None:
    """The admissions example as R's mantelhaen.test gives it for UCBAdmissions."""
    admitted = [
        (512, 825, 89, 108),
        (353, 560, 17, 25),
        (120, 325, 202, 593),
        (138, 417, 131, 375),
        (53, 191, 94, 393),
        (22, 373, 24, 341),
    ]
    studies = [EventTable(*row) for row in admitted]
    corrected = mantel_haenszel("OR", studies).association
    plain = mantel_haenszel("OR", studies, continuity=False)
    assert corrected is not None
    assert plain.association is not None
    assert corrected.statistic == pytest.approx(1.4269, abs=5e-5)
    assert corrected.p_value == pytest.approx(0.2323, abs=5e-5)
    assert plain.association.statistic == pytest.approx(1.5246, abs=5e-5)
    assert math.exp(plain.value) == pytest.approx(0.9046968, abs=5e-8)
    assert plain.association.degrees_of_freedom == 1
