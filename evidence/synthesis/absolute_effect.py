"""What a relative effect means at a stated baseline risk."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evidence.synthesis.refusal import CannotComputeError


@dataclass(frozen=True, slots=True)
class AbsoluteEffect:
    """Risks of both groups and their difference, as shares of 1."""

    baseline_risk: float
    intervention_risk: float

    @property
    def difference(self) -> float:
        """Risk with the intervention minus risk without."""
        return self.intervention_risk - self.baseline_risk

    @property
    def number_needed(self) -> float | None:
        """People to treat for one event more or fewer; ``None`` where nothing differs."""
        return None if self.difference == 0 else 1 / abs(self.difference)

    def per(self, people: float) -> float:
        """Events more (or fewer, negative) among so many people."""
        return people * self.difference


def absolute_effect(measure: str, ratio: float, baseline_risk: float) -> AbsoluteEffect:
    """The absolute effect behind a relative one on its natural scale, at a baseline risk.

    Cochrane Handbook 14.1.5 for RR, OR (and PETO) and RD; for HR the risk at the time of the
    baseline risk, 1 − (1 − p)^HR.

    Raises:
        CannotComputeError: for a risk outside 0 to 1, given or resulting, and other measures.
    """
    if not 0 <= baseline_risk <= 1:
        raise CannotComputeError(f"a baseline risk of {baseline_risk:.3g} is not between 0 and 1")
    if not math.isfinite(ratio) or (measure != "RD" and ratio < 0):
        raise CannotComputeError(f"{ratio:.3g} is no possible {measure}")
    if measure == "RR":
        risk = baseline_risk * ratio
    elif measure in ("OR", "PETO"):
        risk = baseline_risk * risk_ratio_of_odds_ratio(ratio, baseline_risk)
    elif measure == "HR":
        risk = 1 - (1 - baseline_risk) ** ratio
    elif measure == "RD":
        risk = baseline_risk + ratio
    else:
        raise CannotComputeError(f"{measure} does not give a risk")
    if not 0 <= risk <= 1:
        raise CannotComputeError(
            f"{measure} {ratio:.3g} on a baseline risk of {baseline_risk:.3g} gives a risk outside "
            "0 to 1"
        )
    return AbsoluteEffect(baseline_risk, risk)


def risk_ratio_of_odds_ratio(odds_ratio: float, baseline_risk: float) -> float:
    """The risk ratio of an odds ratio at a baseline risk (Zhang and Yu 1998).

    doi:10.1001/jama.280.19.1690. For an unadjusted odds ratio it is exact; for an adjusted one it
    is biased.

    Raises:
        CannotComputeError: for a negative odds ratio or a risk outside 0 to 1.
    """
    if not 0 <= baseline_risk <= 1 or not 0 <= odds_ratio < math.inf:
        raise CannotComputeError("an odds ratio and a baseline risk between 0 and 1 are needed")
    denominator = 1 - baseline_risk + baseline_risk * odds_ratio
    if denominator == 0:
        raise CannotComputeError("an odds ratio of 0 at a baseline risk of 1 gives no risk ratio")
    return odds_ratio / denominator
