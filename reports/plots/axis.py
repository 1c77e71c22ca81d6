"""Where values stand on the axis of a forest plot, and which ticks it has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

_STEPS = (1, 2, 5)
_MOST_TICKS = 7
_FINEST = 1e-6
_LONGEST_LABEL = 8
_LEAST_SPAN = 1e-290
_BALANCE = math.log(2)
"""A ratio axis shows at least a halving and a doubling, so that no effect is never its edge."""

_REACH = math.log(5)
"""How far beyond the outermost estimate a log axis follows any interval before it is clipped."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of the analysis scale laid over a range of pixels.

    ``ticks`` are pairs of a value on the analysis scale and its label.
    """

    low: float
    high: float
    left: float
    right: float
    ticks: tuple[tuple[float, str], ...]

    def position(self, value: float) -> float:
        """The pixel of a value; values outside come to stand on the edge."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def is_below(self, value: float) -> bool:
        """Whether a value lies left of the axis."""
        return value < self.low - 1e-9

    def is_above(self, value: float) -> bool:
        """Whether a value lies right of the axis."""
        return value > self.high + 1e-9


def make_axis(
    estimates: Sequence[float],
    bounds: Sequence[float],
    *,
    is_ratio: bool,
    left: float,
    right: float,
    most_ticks: int = _MOST_TICKS,
) -> Axis:
    """An axis that holds every estimate and no effect, and intervals as far as is useful.

    One study with a boundless interval must not press all others into a few pixels: such an
    interval is clipped, and the plot shows an arrow. What is boundless is measured by the others,
    so that it does not depend on the unit.
    """
    estimates = [value for value in estimates if math.isfinite(value)] or [0.0]
    ends = [abs(bound) for bound in bounds if math.isfinite(bound)] or [0.0]
    usual = median_low(ends)
    spread, largest = max(estimates) - min(estimates), max(abs(value) for value in estimates)
    reach = max(_REACH, usual) if is_ratio else max(2 * spread, 10 * largest, 3 * usual)
    floor, ceiling = min(*estimates, 0.0) - reach, max(*estimates, 0.0) + reach
    inside = [min(max(bound, floor), ceiling) for bound in bounds if math.isfinite(bound)]
    low, high = min([*estimates, *inside, 0.0]), max([*estimates, *inside, 0.0])
    if is_ratio:
        low, high = min(low, -_BALANCE), max(high, _BALANCE)
    ticks = ratio_ticks(low, high, most_ticks) if is_ratio else linear_ticks(low, high)
    return Axis(min(low, ticks[0][0]), max(high, ticks[-1][0]), left, right, ticks)


def ratio_ticks(low: float, high: float, most: int = _MOST_TICKS) -> tuple[tuple[float, str], ...]:
    """Ticks at 1, 2 and 5 times powers of ten, fewer where they would crowd."""
    first = math.floor(max(low, -35.0) / math.log(10)) - 1
    last = math.ceil(min(high, 35.0) / math.log(10)) + 1
    values = [step * 10.0**power for power in range(first, last + 1) for step in _STEPS]
    enough = _cover(values, math.exp(max(low, -35.0)), math.exp(min(high, 35.0)))
    if len(enough) > most:
        decades = [10.0**power for power in range(first, last + 1)]
        enough = _cover(decades, math.exp(max(low, -35.0)), math.exp(min(high, 35.0)))
    if len(enough) > most:
        stride = -(-len(enough) // (most - 1))
        origin = next((at for at, value in enumerate(enough) if value == 1), 0) % stride
        enough = [enough[0], *enough[origin::stride], enough[-1]]
        enough = sorted(set(enough))
    return tuple((math.log(value), f"{value:g}") for value in enough)


def linear_ticks(low: float, high: float) -> tuple[tuple[float, str], ...]:
    """About five ticks at 1, 2 or 5 times a power of ten, one at or beyond either end."""
    size = max(abs(low), abs(high))
    span = high - low if high - low > _FINEST * size else size
    span = span if span > _LEAST_SPAN else 1.0
    power = 10.0 ** math.floor(math.log10(span / 4))
    step = next((each * power for each in (1, 2, 5, 10) if span / (each * power) <= 5), 10 * power)
    first, last = math.floor(low / step + _FINEST), math.ceil(high / step - _FINEST)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    return tuple(
        (index * step, _tick_label(index * step, places))
        for index in range(first, max(last, first + 1) + 1)
    )


def _tick_label(value: float, places: int) -> str:
    label = f"{value:.{places}f}"
    if len(label) > _LONGEST_LABEL:
        label = f"{value:.3g}"
    return label.replace("-", "−")


def _cover(values: Sequence[float], low: float, high: float) -> list[float]:
    """The values within a range and the next one on either side; always at least two."""
    tolerance = 1 + 1e-9
    below = [value for value in values if value <= low * tolerance]
    above = [value for value in values if value >= high / tolerance]
    start = below[-1] if below else values[0]
    end = above[0] if above else values[-1]
    if start == end:
        start = max((value for value in values if value < start), default=start)
        end = min((value for value in values if value > end), default=end)
    return [value for value in values if start <= value <= end]
