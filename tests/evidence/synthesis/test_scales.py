"""Transformations and their way back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.synthesis.effects.effect_sizes import effect_of
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.scale import Scale, harmonic_mean
from evidence.synthesis.study_tables.study_table import ProportionTable

TWO_WAY = [Scale.IDENTITY, Scale.LOG, Scale.LOGIT, Scale.ARCSINE, Scale.FISHER_Z]


@pytest.mark.parametrize("scale", TWO_WAY)
@settings(deadline=None)
@given(share=st.floats(0.001, 0.999))
def test_there_and_back_again(scale, share) -> None:
    assert scale.to_natural(scale.to_analysis(share)) == pytest.approx(share, rel=1e-12)


@settings(deadline=None)
@given(st.integers(1, 500), st.data())
def test_freeman_and_tukey_go_back_to_the_proportion(total, data) -> None:
    events = data.draw(st.integers(0, total))
    found = effect_of(MEASURES["PFT"], ProportionTable(events, total))
    back = MEASURES["PFT"].to_natural(found.value, size=total)
    assert back == pytest.approx(events / total, abs=1e-9)


@settings(deadline=None)
@given(st.floats(-10, 10), st.floats(1, 1000))
def test_freeman_and_tukey_never_leave_0_to_1(value, size) -> None:
    assert 0 <= Scale.FREEMAN_TUKEY.to_natural(value, size=size) <= 1


def test_what_has_no_way_is_refused() -> None:
    with pytest.raises(CannotComputeError, match="sample size"):
        Scale.FREEMAN_TUKEY.to_natural(1.0)
    with pytest.raises(CannotComputeError, match="-1 has no log transformation"):
        Scale.LOG.to_analysis(-1)
    with pytest.raises(CannotComputeError, match="too large"):
        Scale.LOG.to_natural(1e4)
    for scale, value in ((Scale.LOGIT, 1.0), (Scale.FISHER_Z, 1.0), (Scale.ARCSINE, 1.5)):
        with pytest.raises(CannotComputeError):
            scale.to_analysis(value)


def test_harmonic_mean() -> None:
    assert harmonic_mean([1, 2, 4]) == pytest.approx(12 / 7)
    assert math.isclose(harmonic_mean([5.0]), 5)
    for sizes in ([], [0.0, 3.0]):
        with pytest.raises(CannotComputeError):
            harmonic_mean(sizes)
