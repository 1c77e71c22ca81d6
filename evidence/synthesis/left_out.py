"""The pooled effect without each study in turn, computed only where somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import overload

from evidence.model.claim import SynthesisRequest
from evidence.model.synthesis import PooledEffect
from evidence.synthesis.fitted_model import fit_model
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.used_effects import UsedEffect

WithoutStudy = tuple[str, PooledEffect]


class LeftOut(Sequence[WithoutStudy]):
    """Each study's id with the pooled effect without it, fitted when first looked at.

    That takes one fit for each study, which reports show and an audit never looks at. A study
    without which nothing can be pooled is passed over.
    """

    def __init__(self, request: SynthesisRequest, used: Sequence[UsedEffect]) -> None:
        self._request = request
        self._used = tuple(used)

    @cached_property
    def _fitted(self) -> tuple[WithoutStudy, ...]:
        found = []
        for index, left_out in enumerate(self._used):
            others = (*self._used[:index], *self._used[index + 1 :])
            try:
                fitted = fit_model(self._request, others)
            except CannotComputeError:
                continue
            found.append((left_out.data.study.id, fitted.pooled))
        return tuple(found)

    def __len__(self) -> int:
        return len(self._fitted)

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
