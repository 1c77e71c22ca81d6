"""The effect without each study: right, and fitted only when somebody looks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Study, StudyDesign
from evidence.synthesis import left_out
from evidence.synthesis.effects.effect_size import EffectSize
from evidence.synthesis.left_out import LeftOut
from evidence.synthesis.sensitivity.refit import leave_one_out
from evidence.synthesis.study_data import StudyData
from evidence.synthesis.study_tables.study_table import EventTable
from evidence.synthesis.used_effects import UsedEffect
from references.source import Location

HERE = Location("studies.yaml")
REQUEST = SynthesisRequest("pain", "RR", HERE)
VALUES, VARIANCES = np.array([0.1, 0.4, 0.9]), np.array([0.04, 0.05, 0.02])


def used(name: str, value: float, variance: float, table: EventTable | None = None) -> UsedEffect:
    study = Study(name, (name,), StudyDesign.RANDOMISED_TRIAL, HERE)
    data = StudyData(study, table or EventTable(1, 9, 2, 9))
    return UsedEffect(data, EffectSize(value, variance), "")


def three(names: str = "abc") -> list[UsedEffect]:
    pairs = zip(VALUES.tolist(), VARIANCES.tolist(), strict=True)
    return [used(name, *pair) for name, pair in zip(names, pairs, strict=True)]


def test_it_pairs_each_study_with_the_effect_without_it() -> None:
    found = LeftOut(REQUEST, three())
    refits = leave_one_out(VALUES, VARIANCES, "REML")
    expected = tuple(zip("abc", (each.pooled for each in refits), strict=True))
    assert tuple(found) == expected
    assert found == expected
    assert found == LeftOut(REQUEST, three())
    assert hash(found) == hash(expected)
    assert found != LeftOut(REQUEST, three("abd"))
    assert (found[0], found[1:], len(found)) == (expected[0], expected[1:], 3)


def test_nothing_is_fitted_before_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    fits: list[int] = []
    real = left_out.fit_model

    def counted(request: SynthesisRequest, effects: tuple[UsedEffect, ...]) -> object:
        fits.append(len(effects))
        return real(request, effects)

    monkeypatch.setattr(left_out, "fit_model", counted)
    found = LeftOut(REQUEST, three())
    assert fits == []
    assert [name for name, _ in found] == ["a", "b", "c"]
    assert found[2][0] == "c"
    assert fits == [2, 2, 2]


def test_a_study_without_which_nothing_can_be_pooled_is_passed_over() -> None:
    """Peto's method has no answer where no table has an event."""
    asked = replace(REQUEST, measure="OR", method="Peto")
    some, none = EventTable(3, 20, 8, 20), EventTable(0, 20, 0, 20)
    found = LeftOut(asked, [used("a", -1, 0.2, some), used("b", 0, 2, none)])
    assert [name for name, _ in found] == ["b"]
