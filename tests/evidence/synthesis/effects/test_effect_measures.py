"""Every measure keeps the same contract, whatever the data."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.synthesis.effects.continuity import (
    NO_CORRECTION,
    ContinuityCorrection,
    CorrectedStudies,
    DoubleZeros,
)
from evidence.synthesis.effects.effect_size import EffectSize, NoEffect
from evidence.synthesis.effects.effect_sizes import FORMULAS, effect_of, effects_of, table_kind
from evidence.synthesis.effects.mean_effects import standardised_mean_difference_unequal
from evidence.synthesis.effects.small_sample import hedges_correction
from evidence.synthesis.measure import MEASURES, DataKind
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import (
    CorrelationTable,
    EventTable,
    LogRankTable,
    MeansTable,
    PairedMeansTable,
    ProportionTable,
    PublishedEstimate,
    RateTable,
)

REFERENCE = Path(__file__).resolve().parents[3] / "alignment" / "metafor"

counts = st.integers(0, 60)
sizes = st.integers(1, 60)
positive = st.floats(0.1, 50)
numbers = st.floats(-50, 50)
TABLES = {
    DataKind.EVENTS: st.builds(
        lambda a, b, c, d: EventTable(a, a + b + (a + b == 0), c, c + d + (c + d == 0)),
        counts,
        counts,
        counts,
        counts,
    ),
    DataKind.MEANS: st.builds(MeansTable, numbers, positive, sizes, numbers, positive, sizes),
    DataKind.RATES: st.builds(RateTable, counts, positive, counts, positive),
    DataKind.PROPORTION: st.builds(
        lambda x, m: ProportionTable(x, x + m + (x + m == 0)), counts, counts
    ),
    DataKind.CORRELATION: st.builds(CorrelationTable, st.floats(-1, 1), sizes),
    DataKind.PAIRED_MEANS: st.builds(
        PairedMeansTable, numbers, positive, numbers, positive, st.floats(-1, 1), sizes
    ),
    DataKind.SURVIVAL: st.builds(LogRankTable, numbers, positive),
}
COMPUTED = [measure for measure in MEASURES.values() if measure.id in FORMULAS]
COMPARING = [
    measure
    for measure in COMPUTED
    if measure.data in (DataKind.EVENTS, DataKind.MEANS, DataKind.RATES)
]


def named(measure):
    return measure.id


def answer(measure, table) -> EffectSize | str:
    """The effect, or the reason why there is none."""
    try:
        return effect_of(measure, table)
    except CannotComputeError as refusal:
        return str(refusal)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=named)
def test_every_measure_says_what_it_needs(measure) -> None:
    assert measure.label
    assert measure.id in FORMULAS or measure.data is DataKind.PUBLISHED
    if measure.data is not DataKind.PUBLISHED:
        assert table_kind(measure)
    assert measure.is_ratio == (measure.to_natural(0.0, size=10) == 1 and measure.null_value == 0)


@pytest.mark.parametrize("measure", COMPUTED, ids=named)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_an_effect_is_finite_with_a_positive_variance_or_refused(measure, data) -> None:
    found = answer(measure, data.draw(TABLES[measure.data]))
    if isinstance(found, str):
        assert found
        assert "\n" not in found
    else:
        assert math.isfinite(found.value)
        assert 0 < found.variance < math.inf


@pytest.mark.parametrize("measure", COMPUTED, ids=named)
def test_impossible_numbers_are_refused_in_one_line(measure) -> None:
    impossible = {
        DataKind.EVENTS: EventTable(5, 4, 1, 10),
        DataKind.MEANS: MeansTable(1, -1, 10, 1, 1, 10),
        DataKind.RATES: RateTable(3, 0, 1, 10),
        DataKind.PROPORTION: ProportionTable(-1, 10),
        DataKind.CORRELATION: CorrelationTable(1.2, 20),
        DataKind.PAIRED_MEANS: PairedMeansTable(1, 1, 1, math.nan, 0.5, 10),
        DataKind.SURVIVAL: LogRankTable(3, 0),
    }
    with pytest.raises(CannotComputeError) as refusal:
        effect_of(measure, impossible[measure.data])
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("measure", COMPARING, ids=named)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_exchanging_the_arms_turns_the_sign(measure, data) -> None:
    table = data.draw(TABLES[measure.data])
    if isinstance(table, EventTable):
        other = EventTable(
            table.comparator_events, table.comparator_total, table.events, table.total
        )
    elif isinstance(table, RateTable):
        other = RateTable(table.comparator_events, table.comparator_time, table.events, table.time)
    else:
        other = MeansTable(
            table.comparator_mean,
            table.comparator_sd,
            table.comparator_total,
            table.mean,
            table.sd,
            table.total,
        )
    try:
        found = effect_of(measure, table)
    except CannotComputeError:
        with pytest.raises(CannotComputeError):
            effect_of(measure, other)
        return
    turned = effect_of(measure, other)
    assert turned.value == pytest.approx(-found.value, rel=1e-9, abs=1e-12)
    assert turned.variance == pytest.approx(found.variance, rel=1e-9)


@pytest.mark.parametrize("measure", ["SMD", "SMDH", "ROM", "CVR", "VR", "D2ORL"])
@settings(deadline=None, max_examples=40)
@given(data=st.data(), unit=st.floats(1e-6, 1e6))
def test_the_unit_of_the_outcome_does_not_matter(measure, data, unit) -> None:
    table = data.draw(TABLES[DataKind.MEANS])
    other = MeansTable(
        table.mean * unit,
        table.sd * unit,
        table.total,
        table.comparator_mean * unit,
        table.comparator_sd * unit,
        table.comparator_total,
    )
    try:
        found = effect_of(MEASURES[measure], table)
    except CannotComputeError:
        return
    scaled = effect_of(MEASURES[measure], other)
    assert scaled.value == pytest.approx(found.value, rel=1e-6, abs=1e-9)
    assert scaled.variance == pytest.approx(found.variance, rel=1e-6)


@settings(deadline=None, max_examples=40)
@given(TABLES[DataKind.EVENTS])
def test_turning_event_and_non_event_turns_the_odds_ratio_alone(table) -> None:
    a, b, c, d = table.cells
    turned = EventTable(b, a + b, d, c + d)
    try:
        found = effect_of(MEASURES["OR"], table)
    except CannotComputeError:
        return
    assert effect_of(MEASURES["OR"], turned).value == pytest.approx(-found.value, abs=1e-12)
    assert effect_of(MEASURES["RD"], turned).value == pytest.approx(
        -effect_of(MEASURES["RD"], table).value, abs=1e-12
    )


def test_studies_without_events_say_nothing_about_ratios_and_something_about_differences() -> None:
    table = EventTable(0, 40, 0, 50)
    for measure in ("RR", "OR", "PETO", "OR2DL"):
        with pytest.raises(CannotComputeError, match="no events in both arms"):
            effect_of(MEASURES[measure], table)
    with pytest.raises(CannotComputeError, match="nothing but events in both arms"):
        effect_of(MEASURES["OR"], EventTable(40, 40, 50, 50))
    assert effect_of(MEASURES["RD"], table).value == pytest.approx(0.5 / 41 - 0.5 / 51)
    kept = ContinuityCorrection(double_zeros=DoubleZeros.KEPT)
    assert effect_of(MEASURES["OR"], table, correction=kept).variance > 0
    out = ContinuityCorrection(double_zeros=DoubleZeros.LEFT_OUT)
    with pytest.raises(CannotComputeError, match="no events"):
        effect_of(MEASURES["RD"], table, correction=out)


def test_corrections_go_to_the_studies_they_name() -> None:
    tables = [EventTable(0, 10, 3, 10), EventTable(4, 10, 3, 10)]
    with_zero, whole = effects_of(MEASURES["OR"], tables)
    assert isinstance(with_zero, EffectSize)
    assert with_zero.value == pytest.approx(math.log(0.5 * 7.5 / (10.5 * 3.5)))
    assert isinstance(whole, EffectSize)
    assert whole.value == pytest.approx(math.log(4 * 7 / (6 * 3)))
    to_all = ContinuityCorrection(0.5, CorrectedStudies.ALL_IF_ANY_ZERO)
    _, corrected = effects_of(MEASURES["OR"], tables, correction=to_all)
    assert isinstance(corrected, EffectSize)
    assert corrected.value == pytest.approx(math.log(4.5 * 7.5 / (6.5 * 3.5)))
    assert effects_of(MEASURES["OR"], tables[1:], correction=to_all) == (whole,)
    none, _ = effects_of(MEASURES["OR"], tables, correction=NO_CORRECTION)
    assert none == NoEffect("a cell is empty, so that the ratio of odds has no logarithm")


def test_measures_of_arcsines_and_of_peto_need_no_correction() -> None:
    table = EventTable(0, 10, 3, 12)
    assert effect_of(MEASURES["AS"], table) == effect_of(
        MEASURES["AS"], table, correction=NO_CORRECTION
    )
    assert effect_of(MEASURES["PETO"], table, correction=NO_CORRECTION).variance > 0


def test_a_table_of_another_kind_is_refused() -> None:
    with pytest.raises(CannotComputeError, match="mean difference needs means data"):
        effect_of(MEASURES["MD"], EventTable(1, 10, 2, 10))
    with pytest.raises(CannotComputeError, match="not computed from a table"):
        effect_of(MEASURES["GEN"], EventTable(1, 10, 2, 10))


def test_numbers_beyond_arithmetic_are_refused() -> None:
    with pytest.raises(CannotComputeError, match="too large or too small"):
        effect_of(MEASURES["MD"], MeansTable(1e200, 1e200, 10, 0, 1e200, 10))
    with pytest.raises(CannotComputeError, match="variance is zero"):
        effect_of(MEASURES["RD"], EventTable(0, 10, 0, 10), correction=NO_CORRECTION)


def test_published_estimates_serve_every_measure() -> None:
    printed = PublishedEstimate(0.5, ci_low=0.25, ci_high=1.0)
    for measure in ("HR", "RR", "IRR", "ROM"):
        found = effect_of(MEASURES[measure], printed)
        assert found.value == pytest.approx(math.log(0.5))
        assert found.standard_error == pytest.approx(math.log(4) / 2 / 1.959963984540054)
    assert effect_of(MEASURES["MD"], printed).value == 0.5


@pytest.mark.parametrize("freedom", [1.5, 2, 5, 10, 50, 199, 200.9, 201.1, 500, 3000])
def test_hedges_correction_agrees_with_gamma_functions(freedom) -> None:
    exact = math.exp(math.lgamma(freedom / 2) - math.lgamma((freedom - 1) / 2)) / math.sqrt(
        freedom / 2
    )
    assert hedges_correction(freedom) == pytest.approx(exact, rel=1e-11)


def test_hedges_correction_keeps_its_digits_for_any_size() -> None:
    assert hedges_correction(1e12) == pytest.approx(1 - 3 / (4e12 - 1), rel=1e-15)
    assert hedges_correction(201) < hedges_correction(201.0001) < 1
    with pytest.raises(CannotComputeError):
        hedges_correction(1)


def test_unequal_variances_by_default_as_metafor_since_version_4_6() -> None:
    document = json.loads((REFERENCE / "cases" / "normand1999.json").read_text("utf-8"))
    case = next(each for each in document["cases"] if each["id"] == "normand1999/SMDH/effect")
    rows = (REFERENCE / "inputs" / "normand1999.csv").read_text("utf-8").splitlines()
    names = [name.strip('"') for name in rows[0].split(",")]
    for line, variance in zip(rows[1:], case["metafor_5_1"]["vi"], strict=True):
        row = dict(zip(names, line.split(","), strict=True))
        columns = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
        table = MeansTable(*(float(row[name]) for name in columns))
        found = standardised_mean_difference_unequal(table)
        assert found.variance == pytest.approx(variance, rel=1e-12)
