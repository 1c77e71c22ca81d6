"""All subsets, against pooling each of them alone."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.sensitivity.gosh import SAMPLED_SUBSETS, all_subsets

VALUES = np.array([0.6, 0.1, 0.5, -0.2, 0.9])
VARIANCES = np.array([0.04, 0.01, 0.09, 0.02, 0.2])


@pytest.mark.parametrize("method", sorted(ESTIMATORS))
def test_every_subset_is_what_pooling_it_gives(method) -> None:
    found = all_subsets(VALUES, VARIANCES, method)
    assert found.is_complete
    assert len({tuple(row) for row in found.members.tolist()}) == 2**5 - 1
    for index, row in enumerate(found.members):
        alone = pool(VALUES[row], VARIANCES[row], method)
        assert found.values[index] == pytest.approx(alone.pooled.value, rel=1e-9)
        assert found.between_study_variances[index] == pytest.approx(
            alone.pooled.between_study_variance, rel=1e-7, abs=1e-12
        )
        assert found.i_squared[index] == pytest.approx(alone.heterogeneity.i_squared, abs=1e-5)
        assert found.sizes[index] == row.sum()


def test_equal_effects_pool_to_themselves_in_every_subset() -> None:
    found = all_subsets(np.full(6, 0.3), np.arange(1.0, 7.0), "DL")
    assert set(found.values) == {0.3}
    assert not found.i_squared.any()
    assert found.quantiles([0, 0.5, 1]).tolist() == [0.3, 0.3, 0.3]


@pytest.mark.parametrize("count", [16, 64, 70])
def test_many_studies_are_sampled_alike_every_time(count) -> None:
    values, variances = np.linspace(-1, 1, count), np.linspace(0.1, 2, count)
    one = all_subsets(values, variances, subsets=500)
    again = all_subsets(values, variances, subsets=500)
    other = all_subsets(values, variances, subsets=500, seed=1)
    assert not one.is_complete
    assert one.members.shape == (500, count)
    assert one.sizes.min() >= 1
    assert (one.members == again.members).all()
    assert (one.members != other.members).any()
    assert one.members.mean() == pytest.approx(0.5, abs=0.03)
    # Every study takes part in about half of the subsets: no bit of the stream is stuck.
    assert np.abs(one.members.mean(axis=0) - 0.5).max() < 0.12


def test_a_sample_is_the_same_on_every_machine() -> None:
    found = all_subsets(np.arange(20.0), np.ones(20), subsets=2, seed=3)
    assert ["".join("01"[int(bit)] for bit in row) for row in found.members] == [
        "11111000110000101011",
        "11110101110100111110",
    ]


def test_fifteen_studies_are_taken_in_full() -> None:
    found = all_subsets(np.arange(15.0), np.ones(15))
    assert found.is_complete
    assert len(found.values) == SAMPLED_SUBSETS - 1
    # Every study weighs the same, so subsets and their complements mirror each other.
    assert found.quantiles(0.5) == pytest.approx(7)


@pytest.mark.parametrize(
    ("values", "asked", "reason"),
    [
        ([0.1], {}, "at least 2"),
        ([0.1, 0.2], {"method": "XX"}, "unknown method"),
        (np.zeros(20), {"subsets": 0}, "at least one"),
    ],
)
def test_no_subsets_of_nothing(values, asked, reason) -> None:
    with pytest.raises(CannotComputeError, match=reason):
        all_subsets(values, np.ones(len(values)), **asked)
