"""Whether characteristics of studies go with their effects: subgroups and meta-regression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Study
from evidence.synthesis.characteristics import as_numbers, characteristic
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import Design, category_columns, design_of
from evidence.synthesis.regression.meta_regression import MetaRegression, meta_regression
from evidence.synthesis.regression.prediction import Prediction, predictions
from evidence.synthesis.regression.subgroups import (
    BetweenStudyVariance,
    SubgroupAnalysis,
    subgroup_analysis,
)

POINTS_OF_LINE = 25


@dataclass(frozen=True, slots=True)
class RegressionLine:
    """What a bubble plot shows: the moderator of each study, and the line with its interval."""

    moderator: str
    along: tuple[float, ...]
    at: tuple[float, ...]
    line: tuple[Prediction, ...]


@dataclass(frozen=True, slots=True)
class Moderation:
    """Subgroups by one characteristic, and the regression on moderators.

    ``groups`` has a name for each study of the subgroup analysis, in the order of ``of_groups``;
    ``of_regression`` are the studies of the regression, which leaves out those without a value.
    ``line`` is given for a single moderator that is a number; ``expected`` is the effect at each
    set of values that the review names.
    """

    subgroups: SubgroupAnalysis | None
    groups: tuple[str, ...]
    of_groups: tuple[Study, ...]
    regression: MetaRegression | None
    of_regression: tuple[Study, ...]
    line: RegressionLine | None
    expected: tuple[tuple[str, Prediction], ...]
    unknown: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def moderation(
    request: SynthesisRequest,
    studies: Sequence[Study],
    values: Numbers,
    variances: Numbers,
    method: str,
) -> Moderation:
    """The subgroups and the regression that a synthesis asks for; what fails is in ``refused``."""
    asked = _Asked(request, studies, values, variances, method)
    if request.subgroup:
        asked.by_subgroup(request.subgroup)
    if request.moderators:
        asked.by_moderators(request.moderators)
    return Moderation(
        subgroups=asked.subgroups,
        groups=asked.groups,
        of_groups=asked.of_groups,
        regression=asked.regression,
        of_regression=asked.of_regression,
        line=asked.line,
        expected=tuple(asked.expected),
        unknown=tuple(asked.unknown),
        refused=tuple(asked.refused),
    )


class _Asked:
    def __init__(
        self,
        request: SynthesisRequest,
        studies: Sequence[Study],
        values: Numbers,
        variances: Numbers,
        method: str,
    ) -> None:
        self.request = request
        self.studies = studies
        self.values = values
        self.variances = variances
        self.method = method
        self.subgroups: SubgroupAnalysis | None = None
        self.groups: tuple[str, ...] = ()
        self.of_groups: tuple[Study, ...] = ()
        self.regression: MetaRegression | None = None
        self.of_regression: tuple[Study, ...] = ()
        self.line: RegressionLine | None = None
        self.expected: list[tuple[str, Prediction]] = []
        self.unknown: list[str] = []
        self.refused: list[tuple[str, str]] = []

    def _words(self, name: str) -> list[str]:
        return [characteristic(study, name, self.request.outcome) for study in self.studies]

    def _known(self, *columns: Sequence[str]) -> list[int]:
        """The studies that have every value; the others are named once."""
        kept = [i for i in range(len(self.studies)) if all(column[i] for column in columns)]
        for i in sorted(set(range(len(self.studies))) - set(kept)):
            if self.studies[i].id not in self.unknown:
                self.unknown.append(self.studies[i].id)
        return kept

    def by_subgroup(self, name: str) -> None:
        words = self._words(name)
        kept = self._known(words)
        self.groups = tuple(words[i] for i in kept)
        self.of_groups = tuple(self.studies[i] for i in kept)
        if not kept:
            self.refused.append((f"subgroups by {name}", f"no study has a value for {name!r}"))
            return
        try:
            self.subgroups = subgroup_analysis(
                self.values[kept],
                self.variances[kept],
                self.groups,
                self.method,
                tau=BetweenStudyVariance(self.request.analyses.subgroup_variance),
                test=self.request.test,
                level=self.request.level,
            )
        except CannotComputeError as refusal:
            self.refused.append((f"subgroups by {name}", str(refusal)))

    def by_moderators(self, names: Sequence[str]) -> None:
        columns = {name: self._words(name) for name in names}
        kept = self._known(*columns.values())
        self.of_regression = tuple(self.studies[i] for i in kept)
        chosen = {name: [words[i] for i in kept] for name, words in columns.items()}
        try:
            self.regression = meta_regression(
                self.values[kept],
                self.variances[kept],
                _design(chosen),
                self.method,
                test=self.request.test,
                level=self.request.level,
            )
        except CannotComputeError as refusal:
            self.refused.append((f"regression on {', '.join(names)}", str(refusal)))
            return
        self._predict(chosen)
        if len(names) == 1 and (along := as_numbers(chosen[names[0]])) is not None:
            self.line = _line(self.regression, names[0], along)

    def _predict(self, chosen: dict[str, list[str]]) -> None:
        """The effect at the values of moderators that the review names."""
        for values in self.request.analyses.predict_at:
            name = ", ".join(f"{key} {value}" for key, value in values.items())
            try:
                assert self.regression is not None  # noqa: S101 - the caller has just made it
                (found,) = predictions(self.regression, [_coded(chosen, values)])
            except CannotComputeError as refusal:
                self.refused.append((f"effect at {name}", str(refusal)))
            else:
                self.expected.append((name, found))


def _coded(columns: dict[str, list[str]], values: Mapping[str, str]) -> dict[str, float]:
    """Values of moderators as those of the columns that ``_design`` makes of them."""
    coded: dict[str, float] = {}
    for name, words in columns.items():
        if name not in values:
            raise CannotComputeError(f"a prediction needs a value of moderator {name!r}")
        value = values[name]
        if as_numbers(words) is None:
            if value not in words:
                raise CannotComputeError(f"no study has {value!r} for {name!r}")
            coded |= {
                column: float(column == f"{name}: {value}")
                for column in category_columns(name, words)
            }
        elif (numbers := as_numbers([value])) is not None:
            coded[name] = numbers[0]
        else:
            raise CannotComputeError(f"{name!r} is a number in all studies, and {value!r} is none")
    for name in values:
        if name not in columns:
            raise CannotComputeError(f"the model has no moderator {name!r}")
    return coded


def _design(columns: dict[str, list[str]]) -> Design:
    """Numbers as they are, words as columns of zeros and ones."""
    if not columns or not next(iter(columns.values())):
        raise CannotComputeError("no study has a value for every moderator")
    made: dict[str, Numbers] = {}
    for name, words in columns.items():
        numbers = as_numbers(words)
        made |= category_columns(name, words) if numbers is None else {name: np.array(numbers)}
    return design_of(len(next(iter(columns.values()))), made)


def _line(fitted: MetaRegression, name: str, along: Sequence[float]) -> RegressionLine:
    at = np.linspace(min(along), max(along), POINTS_OF_LINE).tolist()
    found = predictions(fitted, [{name: each} for each in at])
    return RegressionLine(name, tuple(along), tuple(at), found)
