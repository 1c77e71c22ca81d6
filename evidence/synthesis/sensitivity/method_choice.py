"""Whether a conclusion hangs on the model: the same effects under several estimators and tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from evidence.model.synthesis import PooledEffect
from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.random_effects.pooling import COMMON, pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.sensitivity.conclusion import Conclusion, conclusion_of

METHODS = (COMMON, "DL", "PM", "REML")
TESTS = (Inference.Z, Inference.KNAPP_HARTUNG)


@dataclass(frozen=True, slots=True)
class MethodChoice:
    """One pooled effect for each model that could be fitted, and for each other its reason."""

    fits: tuple[PooledEffect, ...]
    refused: tuple[tuple[str, str, str], ...]
    null: float

    @property
    def conclusions(self) -> frozenset[Conclusion]:
        """What the models conclude, all together."""
        return frozenset(conclusion_of(each, null=self.null) for each in self.fits)

    @property
    def is_settled(self) -> bool:
        """Whether all models conclude the same."""
        return len(self.conclusions) == 1


def method_choice(
    values: ArrayLike,
    variances: ArrayLike,
    *,
    methods: Sequence[str] = METHODS,
    tests: Sequence[str] = TESTS,
    null: float = 0.0,
    level: float = LEVEL,
) -> MethodChoice:
    """The same effects under each method with each test.

    The common-effect model is tested by z alone: the scale of Knapp and Hartung stands for
    variation between studies, which that model denies.

    Raises:
        CannotComputeError: when no model can be fitted.
    """
    found, spread = checked_effects(values, variances, least=1, purpose="a choice of methods")
    fits: list[PooledEffect] = []
    refused: list[tuple[str, str, str]] = []
    for method in methods:
        for test in tests:
            if method == COMMON and test != Inference.Z:
                continue
            try:
                fits.append(pool(found, spread, method, test=test, level=level).pooled)
            except CannotComputeError as refusal:
                refused.append((method, test, str(refusal)))
    if not fits:
        raise CannotComputeError(refused[0][2] if refused else "no method was named")
    return MethodChoice(tuple(fits), tuple(refused), null)
