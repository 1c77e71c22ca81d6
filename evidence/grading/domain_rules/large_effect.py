"""Whether an effect is so large that bias alone is unlikely to explain it.

GRADE guidelines 9 (Guyatt and others 2011, doi:10.1016/j.jclinepi.2011.06.004): a risk ratio above
2 or below 0.5 is large, above 5 or below 0.2 very large. An odds ratio is first turned into a risk
ratio with the risk in the comparator arms; without that risk nothing is said. The interval must
exclude no effect.
"""

from __future__ import annotations

import math

from evidence.model.synthesis import Synthesis

_LARGE = math.log(2)
_VERY_LARGE = math.log(5)
_NAMES = {"RR": "risk ratio", "OR": "risk ratio", "PETO": "risk ratio", "HR": "hazard ratio"}


def large_effect_levels(synthesis: Synthesis | None) -> tuple[int, str]:
    """Levels a pooled effect may add by its size, and why."""
    if synthesis is None or synthesis.pooled is None or not synthesis.is_ratio:
        return 0, "no pooled ratio"
    pooled = synthesis.pooled
    if pooled.ci_low <= 0 <= pooled.ci_high:
        return 0, "the interval includes no effect"
    value: float | None = pooled.value
    if synthesis.measure in ("OR", "PETO"):
        value = _log_risk_ratio(pooled.value, synthesis.comparator_risk)
    if value is None:
        return 0, "the risk in the comparator arms is not known"
    levels = 2 if abs(value) > _VERY_LARGE else int(abs(value) > _LARGE)
    return levels, f"{_NAMES.get(synthesis.measure, 'ratio')} {math.exp(value):.2f}"


def _log_risk_ratio(log_odds_ratio: float, risk: float | None) -> float | None:
    if risk is None or not 0 < risk < 1:
        return None
    odds_ratio = math.exp(log_odds_ratio)
    return math.log(odds_ratio / (1 - risk * (1 - odds_ratio)))
