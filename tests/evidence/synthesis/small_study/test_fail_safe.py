"""Each fail-safe N does what its definition says when the studies are really added."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.fail_safe import orwin, rosenberg, rosenthal

effects = st.lists(
    st.tuples(st.integers(-300, 300), st.integers(1, 100)), min_size=1, max_size=10
).map(lambda pairs: tuple(np.array(each) / 100 for each in zip(*pairs, strict=True)))


@given(effects)
def test_rosenthals_studies_undo_stouffers_test(data) -> None:
    values, variances = data
    found = rosenthal(values, variances)
    total = abs(float((values / np.sqrt(variances)).sum()))

    def p_value(added: int) -> float:
        return float(ndtr(-total / math.sqrt(len(values) + added)))

    assert found.p_value == pytest.approx(p_value(0))
    assert p_value(found.number) >= 0.05 - 1e-9
    assert found.number == 0 or p_value(found.number - 1) < 0.05


@given(effects)
def test_orwins_studies_halve_the_mean(data) -> None:
    values, variances = data
    for weights, given_variances in ((np.ones_like(values), None), (1 / variances, variances)):
        mean = float(weights @ values) / weights.sum()
        if abs(mean) < 1e-9:
            continue
        found = orwin(values, given_variances)
        # Half the mean needs as many studies without an effect as there are.
        assert found.number == len(values)
        assert found.mean_effect == pytest.approx(mean)
        assert found.target == pytest.approx(mean / 2)


def test_orwins_target_takes_the_side_of_the_mean() -> None:
    found = orwin([-0.4, -0.6], target=0.1)
    assert found.target == -0.1
    assert found.number == 8
    assert orwin([0.4, 0.6], target=2.0).number == 0


@given(effects)
def test_rosenbergs_studies_undo_the_pooled_test(data) -> None:
    values, variances = data
    found = rosenberg(values, variances)
    weights = 1 / variances

    def p_value(added: int) -> float:
        total = weights.sum() + added * weights.mean()
        return 2 * float(ndtr(-abs(float(weights @ values)) / math.sqrt(total)))

    assert found.p_value == pytest.approx(p_value(0))
    assert p_value(found.number) >= 0.05 - 1e-9
    assert found.number == 0 or p_value(found.number - 1) < 0.05


@pytest.mark.parametrize("definition", [rosenthal, orwin, rosenberg])
def test_every_number_comes_with_its_caution(definition) -> None:
    assert "no evidence that publication bias is absent" in definition([0.5], [0.01]).caution
    with pytest.raises(CannotComputeError, match="at least 1"):
        definition([], [])


def test_a_mean_of_zero_has_no_orwin_number() -> None:
    with pytest.raises(CannotComputeError, match="brings a mean to zero"):
        orwin([-0.3, 0.3])
