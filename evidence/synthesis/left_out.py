"""The pooled effect without each study in turn, computed only where somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import overload

from evidence.model.synthesis import PooledEffect
from evidence.synthesis.between_study_variance import Numbers
from evidence.synthesis.pooling import leave_one_out

WithoutStudy = tuple[str, PooledEffect]


class LeftOut(Sequence[WithoutStudy]):
    """Each study's id with the pooled effect without it, fitted when first looked at.

    That takes one fit for each study, which reports show and an audit never looks at.
    """

    def __init__(
        self, studies: Sequence[str], values: Numbers, variances: Numbers, method: str
    ) -> None:
        self._studies = tuple(studies)
        self._values = values
        self._variances = variances
        self._method = method

    @cached_property
    def _fitted(self) -> tuple[WithoutStudy, ...]:
        effects = leave_one_out(self._values, self._variances, self._method)
        return tuple(zip(self._studies, effects, strict=True))

    def __len__(self) -> int:
        return len(self._studies)

    @overload
    def __getitem__(self, index: int) -> WithoutStudy: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[WithoutStudy]: ...

    def __getitem__(self, index: int | slice) -> WithoutStudy | Sequence[WithoutStudy]:
        return self._fitted[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (LeftOut, tuple)) and self._fitted == tuple(other)

    def __hash__(self) -> int:
        return hash(self._fitted)

    def __repr__(self) -> str:
        return repr(self._fitted)
