"""Whether an effect is so large that bias alone is unlikely to explain it.

GRADE guidelines 9 (Guyatt and others 2011, doi:10.1016/j.jclinepi.2011.06.004): at least a two-fold
change of risk is large, at least a five-fold one very large. An odds ratio is first turned into a
risk ratio with the risk in the comparator arms; without that risk nothing is said. The interval
must exclude no effect.
"""

from __future__ import annotations

import math

from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import Concern, number_shown
from evidence.model.synthesis import Synthesis

_LARGE = math.log(2)
_VERY_LARGE = math.log(5)
_ROUNDING = 1e-12
_GUIDE_9 = "GRADE guidelines 9"
_ONLY_RATIOS = Bound("only a risk ratio that is known can be large", _GUIDE_9)
_EXCLUDED = Bound("large only where the interval excludes no effect", _GUIDE_9)
_BOUNDS = (
    Bound("between 0.5 and 2: not large", _GUIDE_9),
    Bound("2 or more, or 0.5 or less: large", _GUIDE_9),
    Bound("5 or more, or 0.2 or less: very large", _GUIDE_9),
)
_NAMES = {"RR": "risk ratio", "OR": "risk ratio", "PETO": "risk ratio", "HR": "hazard ratio"}


def large_effect(synthesis: Synthesis | None) -> Concern:
    """What a pooled effect may add by its size: levels taken off, so below 0 where it adds."""
    if synthesis is None or synthesis.pooled is None or not synthesis.is_ratio:
        return Concern(0, "no pooled ratio", bound=_ONLY_RATIOS)
    pooled = synthesis.pooled
    if pooled.ci_low <= 0 <= pooled.ci_high:
        low, high = (number_shown(math.exp(end)) for end in (pooled.ci_low, pooled.ci_high))
        return Concern(0, f"the interval ({low} to {high}) includes no effect", bound=_EXCLUDED)
    value: float | None = pooled.value
    if synthesis.measure in ("OR", "PETO"):
        value = _log_risk_ratio(pooled.value, synthesis.comparator_risk)
    if value is None:
        return Concern(0, "the risk in the comparator arms is not known", bound=_ONLY_RATIOS)
    size = abs(value) + _ROUNDING
    levels = 2 if size >= _VERY_LARGE else int(size >= _LARGE)
    reason = f"{_NAMES.get(synthesis.measure, 'ratio')} {number_shown(math.exp(value))}"
    return Concern(-levels, reason, bound=_BOUNDS[levels])


def _log_risk_ratio(log_odds_ratio: float, risk: float | None) -> float | None:
    if risk is None or not 0 < risk < 1:
        return None
    odds_ratio = math.exp(log_odds_ratio)
    return math.log(odds_ratio / (1 - risk * (1 - odds_ratio)))
