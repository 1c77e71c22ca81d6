"""What every section on a synthesis needs: its claim, its effects and the words for them."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model.synthesis import PooledEffect, Synthesis
from evidence.synthesis.analyses import Analyses
from evidence.synthesis.measure import MEASURES
from reports.plots.data_table import DataTable
from reports.plots.forest_figure import EffectRange
from reports.views.drawn_scale import drawn
from reports.views.numerals import NO_BREAK, bare_effect, interval, p_value, places_of
from reports.views.section_view import PictureView
from reports.views.statement import capitalised
from reports.views.tables import table_view


@dataclass(frozen=True, slots=True)
class Analysed:
    """A synthesis of a claim with its analyses; ``narrow`` asks for drawings for phones as well."""

    claim: str
    synthesis: Synthesis
    analyses: Analyses
    narrow: bool

    @property
    def measure(self) -> str:
        """The effect measure in words."""
        return capitalised(self.measure_within)

    @property
    def measure_within(self) -> str:
        """The effect measure as it stands inside a sentence; names keep their capitals."""
        known = MEASURES.get(self.synthesis.measure)
        return known.label if known else self.synthesis.measure

    def words(self, pooled: PooledEffect) -> str:
        """An effect with its interval, as a column of a table has it."""
        return self.range_words(pooled.value, pooled.ci_low, pooled.ci_high)

    def range_words(self, value: float, low: float, high: float) -> str:
        """The same of three numbers on the analysis scale."""
        return bare_effect(
            self.synthesis.measure,
            value,
            low,
            high,
            is_ratio=self.synthesis.is_ratio,
            size=self.synthesis.typical_size,
        )

    def interval_words(self, low: float, high: float) -> str:
        """Two limits on the analysis scale."""
        known = MEASURES.get(self.synthesis.measure)
        return interval(
            low,
            high,
            is_ratio=self.synthesis.is_ratio,
            places=places_of(self.synthesis.measure),
            scale=known.scale if known and not self.synthesis.is_ratio else None,
            size=self.synthesis.typical_size,
        )

    def label(self, at: int) -> str:
        """A study's name by its place among the effects."""
        study = self.analyses.studies[at]
        return study.label or study.id

    def effect_range(self, pooled: PooledEffect) -> EffectRange:
        """A pooled effect as a plot marks it."""
        place = drawn(self.synthesis)
        return EffectRange(place(pooled.value), place(pooled.ci_low), place(pooled.ci_high))

    @property
    def number(self) -> int:
        """How many studies were pooled."""
        return len(self.analyses.studies)


def picture(
    identifier: str, title: str, description: str, drawings: tuple[str, str], table: DataTable
) -> PictureView:
    """A figure drawn wide and, where it is not empty, narrow."""
    return PictureView(
        identifier=identifier,
        title=title,
        description=description,
        svg=drawings[0],
        svg_narrow=drawings[1],
        table=table_view(title, table),
    )


def bare_p(value: float) -> str:
    """A p value for a column headed p."""
    text = p_value(value).removeprefix(f"p{NO_BREAK}").removeprefix(f"={NO_BREAK}")
    return text.replace(NO_BREAK, "")
