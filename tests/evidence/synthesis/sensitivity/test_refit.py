"""Models refitted without a study, with one more, with some, and under other methods."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.sensitivity.conclusion import Conclusion, conclusion_of
from evidence.synthesis.sensitivity.method_choice import method_choice
from evidence.synthesis.sensitivity.refit import cumulative, leave_one_out
from evidence.synthesis.sensitivity.restriction import restriction

VALUES = np.array([0.6, 0.1, 0.5, -0.2, 0.9])
VARIANCES = np.array([0.04, 0.01, 0.09, 0.02, 0.2])

effects = st.lists(
    st.tuples(st.integers(-300, 300), st.integers(1, 200)), min_size=2, max_size=8
).map(lambda pairs: tuple(np.array(each) / 100 for each in zip(*pairs, strict=True)))
methods = st.sampled_from(sorted(ESTIMATORS))


@given(effects, methods)
def test_leaving_a_study_out_is_pooling_the_others(data, method) -> None:
    values, variances = data
    rows = leave_one_out(values, variances, method)
    assert [row.study for row in rows] == list(range(len(values)))
    for row in rows:
        others = np.delete(values, row.study), np.delete(variances, row.study)
        alone = pool(*others, method)
        assert (row.pooled, row.heterogeneity) == (alone.pooled, alone.heterogeneity)
        assert row.studies == len(values) - 1


@given(effects, methods, st.randoms(use_true_random=False))
def test_adding_up_ends_with_all_studies(data, method, random) -> None:
    values, variances = data
    order = list(range(len(values)))
    random.shuffle(order)
    rows = cumulative(values, variances, order, method)
    assert [row.study for row in rows] == order
    assert [row.studies for row in rows] == list(range(1, len(values) + 1))
    assert rows[0].pooled.value == values[order[0]]
    assert rows[0].pooled.standard_error == pytest.approx(variances[order[0]] ** 0.5)
    assert rows[0].pooled.between_study_variance == 0
    everything = pool(values[order], variances[order], method)
    assert rows[-1].pooled == everything.pooled


def test_a_test_is_kept_through_all_steps() -> None:
    rows = cumulative(VALUES, VARIANCES, [0, 1, 2, 3, 4], "REML", test="knapp-hartung", level=0.9)
    assert [row.pooled.degrees_of_freedom for row in rows] == [None, 1, 2, 3, 4]
    assert {row.pooled.level for row in rows} == {0.9}
    assert leave_one_out(VALUES, VARIANCES, "PM", test="t")[0].pooled.degrees_of_freedom == 3


@pytest.mark.parametrize("order", [[0, 1], [0, 0, 1, 2, 3], [1, 2, 3, 4, 5], []])
def test_an_order_names_each_study_once(order) -> None:
    with pytest.raises(CannotComputeError, match="names each study once"):
        cumulative(VALUES, VARIANCES, order, "DL")


def test_one_study_cannot_be_left_out() -> None:
    with pytest.raises(CannotComputeError, match="at least 2"):
        leave_one_out([0.1], [0.2], "DL")
    with pytest.raises(CannotComputeError, match="unknown method"):
        leave_one_out(VALUES, VARIANCES, "XX")


def test_conclusions_go_by_the_whole_interval() -> None:
    below, above, unclear = (
        pool(np.array([value]), np.array([0.01]), "common").pooled for value in (-0.5, 0.5, 0.1)
    )
    assert conclusion_of(below) is Conclusion.BELOW
    assert conclusion_of(above) is Conclusion.ABOVE
    assert conclusion_of(unclear) is Conclusion.UNCLEAR
    assert conclusion_of(above, null=1.0) is Conclusion.BELOW


def test_the_same_effects_under_every_method() -> None:
    found = method_choice(VALUES, VARIANCES)
    assert [(each.method, each.test) for each in found.fits] == [
        ("common", "z"),
        ("DL", "z"),
        ("DL", "knapp-hartung"),
        ("PM", "z"),
        ("PM", "knapp-hartung"),
        ("REML", "z"),
        ("REML", "knapp-hartung"),
    ]
    assert found.fits[1] == pool(VALUES, VARIANCES, "DL").pooled


def test_a_conclusion_that_hangs_on_the_method_is_not_settled() -> None:
    found = method_choice(VALUES + 0.2, VARIANCES)
    by_model = {(each.method, each.test): conclusion_of(each) for each in found.fits}
    assert by_model["REML", "z"] is Conclusion.ABOVE
    assert by_model["REML", "knapp-hartung"] is Conclusion.UNCLEAR
    assert found.conclusions == {Conclusion.ABOVE, Conclusion.UNCLEAR}
    assert not found.is_settled


def test_a_strong_effect_is_settled() -> None:
    found = method_choice(VALUES + 5, VARIANCES)
    assert found.is_settled
    assert found.conclusions == {Conclusion.ABOVE}
    assert method_choice(VALUES + 5, VARIANCES, null=10).conclusions == {Conclusion.BELOW}


def test_a_model_that_is_refused_is_named() -> None:
    found = method_choice([0.2, 0.2], [0.01, 0.02])
    assert [(method, test) for method, test, _ in found.refused] == [
        ("DL", "knapp-hartung"),
        ("PM", "knapp-hartung"),
        ("REML", "knapp-hartung"),
    ]
    assert all("no width" in reason for *_, reason in found.refused)
    with pytest.raises(CannotComputeError, match="unknown method"):
        method_choice(VALUES, VARIANCES, methods=["XX"])
    with pytest.raises(CannotComputeError, match="no method was named"):
        method_choice(VALUES, VARIANCES, methods=[])


def test_a_restriction_stands_beside_all_studies() -> None:
    found = restriction(VALUES, VARIANCES, [True, True, True, False, True], "DL")
    assert found.left_out == (3,)
    assert found.everything == pool(VALUES, VARIANCES, "DL")
    assert found.restricted == pool(np.delete(VALUES, 3), np.delete(VARIANCES, 3), "DL")
    assert found.weight_left_out == pytest.approx(found.everything.weights[3])
    assert found.shift > 0
    assert not found.keeps_conclusion
    assert restriction(VALUES, VARIANCES, [True] * 5, "DL").shift == 0


def test_a_restriction_needs_a_study() -> None:
    with pytest.raises(CannotComputeError, match="no study is left"):
        restriction(VALUES, VARIANCES, [False] * 5, "DL")
    with pytest.raises(CannotComputeError, match="kept or left out"):
        restriction(VALUES, VARIANCES, [True], "DL")
