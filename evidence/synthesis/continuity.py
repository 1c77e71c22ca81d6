"""What is done with tables that have an empty cell, where a logarithm or a variance fails.

The default is that of metafor's ``escalc`` and of most published analyses: 0.5 is added to all
four cells of a study that has a zero, and to no other study (Viechtbauer 2010, J Stat Softw
36(3), doi:10.18637/jss.v036.i03). A study without events in either arm, or with nothing but
events, says nothing about a ratio and is left out of RR and OR (Cochrane Handbook 10.4.4.2). It
does say something about a difference in risk and stays in RD.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CorrectedStudies(StrEnum):
    """Which studies get the correction."""

    WITH_ZERO = "only0"
    ALL = "all"
    ALL_IF_ANY_ZERO = "if0all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ContinuityCorrection:
    """How much is added to each cell, in which studies."""

    add: float = 0.5
    to: CorrectedStudies = CorrectedStudies.WITH_ZERO

    def for_study(self, *, has_zero: bool, any_zero: bool) -> float:
        """What is added to each cell of one study.

        ``has_zero`` speaks of this study, ``any_zero`` of all studies together.
        """
        applies = {
            CorrectedStudies.WITH_ZERO: has_zero,
            CorrectedStudies.ALL: True,
            CorrectedStudies.ALL_IF_ANY_ZERO: any_zero,
            CorrectedStudies.NONE: False,
        }
        return self.add if applies[self.to] else 0.0


STANDARD_CORRECTION = ContinuityCorrection()
