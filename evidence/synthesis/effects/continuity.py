"""What is done with tables that have an empty cell, where a logarithm or a variance fails.

The default is that of metafor's ``escalc`` and of most published analyses: 0.5 is added to all
four cells of a study that has a zero, and to no other study (Viechtbauer 2010, J Stat Softw
36(3), doi:10.18637/jss.v036.i03). A study without events in either arm, or with nothing but
events, says nothing about a ratio and is left out of RR and OR (Cochrane Handbook 10.4.4.2). It
does say something about a difference in risk and stays in RD.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from evidence.synthesis.study_tables.study_table import EventTable, ProportionTable, RateTable

Counts = TypeVar("Counts", EventTable, RateTable, ProportionTable)


class CorrectedStudies(StrEnum):
    """Which studies get the correction."""

    WITH_ZERO = "only0"
    ALL = "all"
    ALL_IF_ANY_ZERO = "if0all"
    NONE = "none"


class DoubleZeros(StrEnum):
    """What becomes of studies in which neither arm, or everybody in both, has the event."""

    LEFT_OUT_OF_RATIOS = "left-out-of-ratios"
    LEFT_OUT = "left-out"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class ContinuityCorrection:
    """How much is added to each cell, in which studies, and what becomes of double zeros."""

    add: float = 0.5
    to: CorrectedStudies = CorrectedStudies.WITH_ZERO
    double_zeros: DoubleZeros = DoubleZeros.LEFT_OUT_OF_RATIOS

    def for_study(self, *, has_zero: bool, any_zero: bool) -> float:
        """What is added to each cell of one study.

        ``has_zero`` speaks of this study, ``any_zero`` of all studies together.
        """
        if self.to is CorrectedStudies.WITH_ZERO:
            return self.add if has_zero else 0.0
        if self.to is CorrectedStudies.ALL_IF_ANY_ZERO:
            return self.add if any_zero else 0.0
        return self.add if self.to is CorrectedStudies.ALL else 0.0

    def corrected(self, table: Counts, *, any_zero: bool) -> Counts:
        """One study's table after the correction; ``any_zero`` speaks of all studies."""
        add = self.for_study(has_zero=table.has_zero, any_zero=any_zero)
        return table.plus(add) if add else table

    def corrected_all(self, tables: Sequence[Counts]) -> tuple[Counts, ...]:
        """Every study's table after the correction."""
        any_zero = any(table.has_zero for table in tables)
        return tuple(self.corrected(table, any_zero=any_zero) for table in tables)

    def leaves_out(self, table: EventTable | RateTable | ProportionTable, *, ratio: bool) -> bool:
        """Whether a study without contrast in its events is left out of the analysis."""
        if self.double_zeros is DoubleZeros.KEPT or not table.is_uninformative_for_ratios:
            return False
        return ratio or self.double_zeros is DoubleZeros.LEFT_OUT


STANDARD_CORRECTION = ContinuityCorrection()
NO_CORRECTION = ContinuityCorrection(0.0, CorrectedStudies.NONE)
