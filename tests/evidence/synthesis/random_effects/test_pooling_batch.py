"""Many meta-analyses at once against each alone."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evidence.synthesis.intervals import Inference
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.random_effects.pooling_batch import PoolingBatch, pool_many
from evidence.synthesis.refusal import CannotComputeError

ROWS, COLUMNS = 40, 8


def collection(*, ragged: bool) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    variances = random.uniform(0.01, 0.4, (ROWS, COLUMNS)) * 10.0 ** random.integers(
        -4, 5, (ROWS, 1)
    )
    spread = np.sqrt(variances * random.choice([1, 3], (ROWS, 1)))
    values = random.normal(0.3 * np.sqrt(variances[:, :1]), spread)
    if ragged:
        for row in range(ROWS):
            hidden = random.permutation(COLUMNS)[1 + row % COLUMNS :]
            values[row, hidden] = variances[row, hidden] = np.nan
    return values, variances


def alone(values: np.ndarray, variances: np.ndarray, method: str, test: str) -> dict[str, object]:
    here = np.isfinite(values)
    fitted = pool(values[here], variances[here], method, test=test, level=0.9)
    pooled, found = fitted.pooled, fitted.heterogeneity
    return {
        "studies": int(here.sum()),
        "value": pooled.value,
        "standard_error": pooled.standard_error,
        "statistic": pooled.statistic,
        "degrees_of_freedom": pooled.degrees_of_freedom,
        "p_value": pooled.p_value,
        "ci_low": pooled.ci_low,
        "ci_high": pooled.ci_high,
        "prediction_low": pooled.prediction_low,
        "prediction_high": pooled.prediction_high,
        "between_study_variance": pooled.between_study_variance,
        "q": found.q,
        "q_p_value": found.p_value,
        "i_squared": found.i_squared,
        "i_squared_q": found.i_squared_q,
        "h_squared": found.h_squared,
    }


@pytest.mark.parametrize("ragged", [False, True])
@pytest.mark.parametrize("test", list(Inference))
@pytest.mark.parametrize("method", list(ESTIMATORS))
def test_each_row_is_what_it_is_alone(method: str, test: str, ragged: bool) -> None:
    values, variances = collection(ragged=ragged)
    together = pool_many(values, variances, method, test=test, level=0.9)
    for row in range(ROWS):
        for name, number in alone(values[row], variances[row], method, test).items():
            found = getattr(together, name)[row]
            if number is None:
                assert math.isnan(found), (row, name)
            else:
                assert found == pytest.approx(number, rel=1e-9, abs=1e-300), (row, name)
    assert together.without_width == ()


def test_every_field_has_a_number_for_every_row() -> None:
    values, variances = collection(ragged=False)
    together = pool_many(values, variances, "REML")
    for name in PoolingBatch.__slots__:
        if name != "without_width":
            assert getattr(together, name).shape == (ROWS,), name


def test_equal_effects_have_no_knapp_hartung_interval() -> None:
    values = np.array([[0.3, 0.3, 0.3], [0.1, 0.2, 0.9]])
    together = pool_many(values, np.full((2, 3), 0.1), "REML", test="knapp-hartung")
    assert together.without_width == (0,)
    assert np.isnan(together.ci_low[0])
    assert np.isnan(together.prediction_high[0])
    assert together.value[0] == 0.3
    assert np.isfinite(together.ci_low[1])


@pytest.mark.parametrize(
    ("values", "variances", "words"),
    [
        ([0.1, 0.2], [0.1, 0.2], "a row for each"),
        ([[0.1, 0.2]], [[0.1]], "a row for each"),
        ([[]], [[]], "a row for each"),
        ([[0.1, 0.2], [0.1, math.nan]], [[0.1, 0.2], [0.1, 0.2]], "row 1: every effect"),
        ([[0.1, 0.2]], [[0.1, 0.0]], "row 0: every effect"),
        ([[0.1, math.inf]], [[0.1, 1.0]], "row 0: every effect"),
        ([[0.1, 0.2], [math.nan] * 2], [[0.1, 0.2], [math.nan] * 2], "row 1 holds no study"),
    ],
)
def test_what_cannot_be_pooled_names_its_row(values, variances, words) -> None:
    with pytest.raises(CannotComputeError, match=words):
        pool_many(np.array(values), np.array(variances), "DL")


def test_an_unknown_method_is_said() -> None:
    with pytest.raises(CannotComputeError, match="unknown method 'magic'"):
        pool_many(np.ones((1, 2)), np.ones((1, 2)), "magic")
