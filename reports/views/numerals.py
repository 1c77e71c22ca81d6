"""Numbers as a reader meets them: true minus signs, unbreakable units, sane precision."""

from __future__ import annotations

import math

from evidence.synthesis.measure import MEASURES
from evidence.synthesis.scale import Scale

NO_BREAK = "\u00a0"
MINUS = "\u2212"


def decimal(value: float, places: int = 2) -> str:
    """A number with fixed decimals and a true minus sign; never a negative zero.

    What rounds to nothing but is not nothing is shown as a bound (``<0.01``), so that a ratio
    never reads as zero.
    """
    if not math.isfinite(value):
        return "∞" if value > 0 else f"{MINUS}∞" if value < 0 else "not a number"
    places = max(places - (abs(value) >= 10) - (abs(value) >= 100), 0)
    text = f"{abs(value):.{places}f}"
    if float(text) == 0:
        return text
    return f"{MINUS}{text}" if value < 0 else text


def ratio(value: float) -> str:
    """A ratio to two decimals; beyond what anyone can picture it is given as a bound."""
    if 0 < value < 0.005:
        return "<0.01"
    return ">10,000" if 10_000 < value < math.inf else decimal(value)


def variance(value: float) -> str:
    """A variance: two decimals, or two digits where it would read as zero and is not."""
    return f"{value:.2g}" if 1e-4 <= value < 0.01 else decimal(value)


def signed(change: int) -> str:
    """A change in levels with its sign: ``−1``, ``0``, ``+1``."""
    return f"{MINUS}{-change}" if change < 0 else f"+{change}" if change > 0 else "0"


def percentage(value: float) -> str:
    """A percentage without decimals, the unit kept on the line."""
    if 0 < value < 0.5:
        return f"<1{NO_BREAK}%"
    return f"{value:.0f}{NO_BREAK}%"


def p_value(value: float) -> str:
    """A p value with its relation: two decimals, three where they matter, never zero."""
    if value < 0.001:
        return f"p{NO_BREAK}<{NO_BREAK}0.001"
    places = 3 if value < 0.01 or 0.045 <= value < 0.055 else 2
    return f"p{NO_BREAK}={NO_BREAK}{value:.{places}f}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: ``1 trial``, ``2 trials``, ``1,204 people``."""
    noun = singular if number == 1 else plural or f"{singular}s"
    return f"{number:,}{NO_BREAK}{noun}"


_SHARES = frozenset({"RD", "PR", "PLN", "PLO", "PAS", "PFT", "IRD"})
_SHORT = {
    "SMDH": "SMD",
    "COR": "r",
    "ZCOR": "r",
    "GEN": "effect",
    "PR": "proportion",
    "PLN": "proportion",
    "PLO": "proportion",
    "PAS": "proportion",
    "PFT": "proportion",
}


def places_of(measure: str) -> int:
    """Decimals of a measure: a share, such as a difference in risk, needs the third."""
    return 3 if measure in _SHARES else 2


def short_name(measure: str) -> str:
    """A measure as it stands before a number: its letters, or a word where those mean nothing."""
    return _SHORT.get(measure, measure)


def estimate(
    value: float,
    *,
    is_ratio: bool = False,
    places: int = 2,
    scale: Scale | None = None,
    size: float | None = None,
) -> str:
    """A value of the analysis scale as it is printed, taken back from its transformation.

    ``size`` is the number of participants that Freeman and Tukey's transformation needs.
    """
    if is_ratio:
        return ratio(_exponential(value))
    if scale is None or scale is Scale.IDENTITY or (scale.needs_size and not size):
        return decimal(value, places)
    if scale is Scale.LOG:
        return decimal(_exponential(value), places)
    return decimal(scale.to_natural(value, size=size), places)


def interval(
    low: float,
    high: float,
    *,
    is_ratio: bool = False,
    places: int = 2,
    scale: Scale | None = None,
    size: float | None = None,
) -> str:
    """``0.16 to 0.70``: the ends joined by a word, since a dash would hide a minus sign."""
    ends = [
        estimate(end, is_ratio=is_ratio, places=places, scale=scale, size=size)
        for end in (low, high)
    ]
    return f"{ends[0]}{NO_BREAK}to{NO_BREAK}{ends[1]}"


def interval_head(level: float) -> str:
    """``95% CI``, for the head of a column and the words beside a plot."""
    return f"{100 * level:.4g}% CI"


def effect(
    measure: str,
    value: float,
    low: float,
    high: float,
    *,
    is_ratio: bool,
    level: float = 0.95,
    size: float | None = None,
) -> str:
    """``RR 0.33 (95 % CI 0.16 to 0.70)``."""
    bare = bare_effect(measure, value, low, high, is_ratio=is_ratio, size=size)
    percent = f"{100 * level:.4g}{NO_BREAK}%"
    return f"{short_name(measure)}{NO_BREAK}{bare.replace('(', f'({percent}{NO_BREAK}CI ', 1)}"


def bare_effect(
    measure: str,
    value: float,
    low: float,
    high: float,
    *,
    is_ratio: bool,
    size: float | None = None,
) -> str:
    """``0.33 (0.16 to 0.70)``, for a column whose head names the measure and the interval."""
    places = places_of(measure)
    known = MEASURES.get(measure)
    scale = known.scale if known and not is_ratio else None
    shown = estimate(value, is_ratio=is_ratio, places=places, scale=scale, size=size)
    ends = interval(low, high, is_ratio=is_ratio, places=places, scale=scale, size=size)
    return f"{shown} ({ends})"


def _exponential(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf
