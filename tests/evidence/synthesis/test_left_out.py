"""The effect without each study: right, and fitted only when somebody looks."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis import left_out
from evidence.synthesis.left_out import LeftOut
from evidence.synthesis.pooling import leave_one_out

VALUES, VARIANCES = np.array([0.1, 0.4, 0.9]), np.array([0.04, 0.05, 0.02])


def test_it_pairs_each_study_with_the_effect_without_it() -> None:
    found = LeftOut("abc", VALUES, VARIANCES, "REML")
    expected = tuple(zip("abc", leave_one_out(VALUES, VARIANCES, "REML"), strict=True))
    assert tuple(found) == expected
    assert found == expected
    assert found == LeftOut("abc", VALUES, VARIANCES, "REML")
    assert hash(found) == hash(expected)
    assert found != LeftOut("abd", VALUES, VARIANCES, "REML")
    assert (found[0], found[1:]) == (expected[0], expected[1:])


def test_nothing_is_fitted_before_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    fits: list[str] = []

    def counted(*numbers: object) -> tuple[str, ...]:
        fits.append("fitted")
        return ("effect",) * 3

    monkeypatch.setattr(left_out, "leave_one_out", counted)
    found = LeftOut("abc", VALUES, VARIANCES, "REML")
    assert len(found) == 3
    assert fits == []
    assert list(found) == [("a", "effect"), ("b", "effect"), ("c", "effect")]
    assert found[2][0] == "c"
    assert fits == ["fitted"]
