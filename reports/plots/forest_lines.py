"""A forest plot as lines of a table: what each line says in each column and where its mark is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from reports.plots.data_table import DataTable
from reports.plots.forest_figure import (
    ArmData,
    Arms,
    DetailedForestFigure,
    DetailedStudy,
    EffectRange,
    EffectTest,
    HeterogeneityTest,
    PooledLine,
)
from reports.plots.forest_manner import (
    MANNERS,
    Manner,
    effect_test_words,
    effect_words,
    heterogeneity_words,
    range_words,
    subgroup_words,
    weight_words,
)
from reports.plots.risk_mark import RiskMark
from reports.views.numerals import interval_head


class LineKind(Enum):
    """What a line of a forest plot is."""

    HEADING = auto()
    STUDY = auto()
    POOLED = auto()
    PREDICTION = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class ForestLine:
    """One line: its words in each column, and the mark that is drawn beside them.

    ``whole`` says that a pooled line or a note is of all studies, not of a subgroup. ``weight``
    is the share of the weight that sizes a study's mark.
    """

    kind: LineKind
    label: str
    arms: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    effect: str = ""
    mark: EffectRange | None = None
    weight: float = 0.0
    risk: tuple[RiskMark, ...] = ()
    whole: bool = False


_NOT_ESTIMABLE = "Not estimable"


def arm_heads(figure: DetailedForestFigure) -> tuple[str, ...]:
    """The columns of one arm: none, ``n/N``, events and total, or mean, SD and total."""
    arms = [arm for study in figure.studies for arm in study.arms or ()]
    manner = MANNERS[figure.layout]
    if any(arm.mean for arm in arms):
        return ("Mean (SD)", "No") if manner.merges_counts else ("Mean", "SD", "Total")
    if any(arm.events for arm in arms):
        return ("n/N",) if manner.merges_counts else ("Events", "Total")
    return ("Total",) if any(arm.total for arm in arms) else ()


def forest_lines(figure: DetailedForestFigure) -> tuple[ForestLine, ...]:
    """Every line between the heads and the axis, from above."""
    return tuple(_Sheet(figure, MANNERS[figure.layout], arm_heads(figure)).lines())


def closing_notes(figure: DetailedForestFigure) -> tuple[str, ...]:
    """What is said of all studies below the axis."""
    manner = MANNERS[figure.layout]
    notes = _notes(figure.heterogeneity, figure.effect_test, manner)
    if figure.subgroup_test is not None:
        notes.append(subgroup_words(figure.subgroup_test, manner))
    return tuple(notes)


def shown_weights(figure: DetailedForestFigure) -> tuple[str, ...]:
    """The heads of the columns of weights; none where no study has any."""
    if not any(study.weights for study in figure.studies):
        return ()
    head = MANNERS[figure.layout].weight_head
    return tuple(f"{head}\n{name}".strip() for name in figure.weight_labels)


def detailed_forest_table(figure: DetailedForestFigure) -> DataTable:
    """The lines of the plot as a table, notes in the first column."""
    heads, weights = arm_heads(figure), shown_weights(figure)
    columns = (
        MANNERS[figure.layout].study_head,
        *(f"{name}, {head}" for name in figure.arm_labels for head in heads),
        *(head.replace("\n", " ") for head in weights),
        f"{figure.measure} ({interval_head(figure.level)})",
        *figure.risk_domains,
    )
    rows = []
    for line in (*forest_lines(figure), *_as_lines(closing_notes(figure))):
        arms = line.arms or ("",) * (len(figure.arm_labels) * len(heads))
        shares = line.weights or ("",) * len(weights)
        ratings = tuple(mark.label for mark in line.risk[: len(figure.risk_domains)])
        row = (line.label, *arms, *shares, line.effect, *ratings)
        rows.append((*row, *("" for _ in range(len(columns) - len(row)))))
    return DataTable(columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A figure with what all its lines have in common."""

    figure: DetailedForestFigure
    manner: Manner
    heads: tuple[str, ...]

    def lines(self) -> Iterator[ForestLine]:
        for group in self.figure.groups:
            if group.label:
                yield ForestLine(LineKind.HEADING, group.label)
            for study in group.studies:
                yield self._study(study)
            for at, pooled in enumerate(group.pooled):
                yield from self._pooled(pooled, group.totals if at == 0 else None, whole=False)
            yield from _as_lines(_notes(group.heterogeneity, group.effect_test, self.manner))
        for at, pooled in enumerate(self.figure.pooled):
            yield from self._pooled(pooled, self.figure.totals if at == 0 else None, whole=True)

    def _study(self, study: DetailedStudy) -> ForestLine:
        return ForestLine(
            LineKind.STUDY,
            study.label,
            arms=self._arms(study.arms),
            weights=self._weights(study.weights),
            effect=self._effect(study.effect),
            mark=study.effect,
            weight=study.weights[-1] if study.weights else 0.0,
            risk=study.risk,
        )

    def _pooled(
        self, pooled: PooledLine, totals: Arms | None, *, whole: bool
    ) -> Iterator[ForestLine]:
        yield ForestLine(
            LineKind.POOLED,
            pooled.label,
            arms=self._arms(totals),
            weights=self._weights(pooled.weights),
            effect=self._effect(pooled.effect),
            mark=pooled.effect,
            whole=whole,
        )
        if pooled.prediction is not None:
            low, high = pooled.prediction
            yield ForestLine(
                LineKind.PREDICTION,
                "Prediction interval",
                arms=self._arms(None),
                weights=self._weights(()),
                effect=range_words(
                    low, high, self.manner, self.figure.is_ratio, self.figure.places
                ),
                mark=EffectRange(pooled.effect.value, low, high),
                whole=whole,
            )

    def _weights(self, given: Sequence[float | None]) -> tuple[str, ...]:
        shown = len(shown_weights(self.figure))
        words = ("" if each is None else weight_words(each, self.manner) for each in given[:shown])
        return (*words, *("" for _ in range(shown - len(given))))

    def _effect(self, effect: EffectRange | None) -> str:
        if effect is None:
            return _NOT_ESTIMABLE
        figure = self.figure
        return effect_words(effect, self.manner, is_ratio=figure.is_ratio, places=figure.places)

    def _arms(self, arms: Arms | None) -> tuple[str, ...]:
        if arms is None:
            return ("",) * (len(self.figure.arm_labels) * len(self.heads))
        return tuple(_arm_cell(arm, head) for arm in arms for head in self.heads)


def _arm_cell(arm: ArmData, head: str) -> str:
    if head == "n/N":
        return "/".join(each for each in (arm.events, arm.total) if each)
    if head == "Mean (SD)":
        return f"{arm.mean} ({arm.sd})" if arm.mean and arm.sd else arm.mean
    cells = {"Events": arm.events, "Total": arm.total, "No": arm.total, "Mean": arm.mean}
    return cells.get(head, arm.sd)


def _as_lines(notes: Iterable[str]) -> Iterator[ForestLine]:
    return (ForestLine(LineKind.NOTE, note) for note in notes)


def _notes(
    heterogeneity: HeterogeneityTest | None, effect_test: EffectTest | None, manner: Manner
) -> list[str]:
    notes = []
    if heterogeneity is not None:
        notes.append(heterogeneity_words(heterogeneity, manner))
    if effect_test is not None:
        notes.append(effect_test_words(effect_test, manner))
    return notes
