"""Effect sizes of a correlation, raw and by Fisher's transformation."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import CorrelationTable


def _check(table: CorrelationTable) -> None:
    table.check()
    if table.total <= 3:
        raise CannotComputeError("a correlation of three pairs or fewer has no usable variance")


def raw_correlation(table: CorrelationTable) -> EffectSize:
    """The correlation itself, with its large-sample variance (1 − r²)²/(n − 1)."""
    _check(table)
    return checked(table.correlation, (1 - table.correlation**2) ** 2 / (table.total - 1))


def fisher_z(table: CorrelationTable) -> EffectSize:
    """Inverse hyperbolic tangent of the correlation (Fisher 1921), with variance 1/(n − 3)."""
    _check(table)
    if abs(table.correlation) == 1:
        raise CannotComputeError("a correlation of 1 or -1 has no Fisher transformation")
    return checked(math.atanh(table.correlation), 1 / (table.total - 3))


CORRELATION_EFFECTS: Mapping[str, Callable[[CorrelationTable], EffectSize]] = MappingProxyType(
    {"COR": raw_correlation, "ZCOR": fisher_z}
)
