"""What each side of no effect favours, beside the line of no effect."""

from __future__ import annotations

from reports.plots.axis import Axis
from reports.plots.drawing import SIZE
from reports.plots.layers import Layer, Part
from reports.plots.svg import fit, text, width_of

_APART = 8.0


def favours_parts(
    favours: tuple[str, str], axis: Axis, y: float, left: float, right: float, *, line: float
) -> tuple[list[Part], float]:
    """The words within ``left`` to ``right``, and the height they take.

    Each stands on its side of no effect, in the middle of its half of the axis where there is
    room; words too long for that stand closer to the edge, or one above the other.
    """
    shown = [f"← {favours[0]}" if favours[0] else "", f"{favours[1]} →" if favours[1] else ""]
    room = right - left
    first, second = (min(width_of(each, SIZE), room) for each in shown)
    if first + second + _APART > room:
        return [
            (Layer.SMALL, text(shown[0], left, y, width=room, size=SIZE)),
            (Layer.SMALL_END, text(shown[1], right, y + line, width=room, size=SIZE)),
        ], 2 * line
    null = axis.position(0.0)
    border = min(max(null, left + first + _APART / 2), right - second - _APART / 2)
    ends = ((axis.left + null) / 2 + first / 2, (null + axis.right) / 2 - second / 2)
    end = max(min(ends[0], border - _APART / 2), left + first)
    start = min(max(ends[1], border + _APART / 2), right - second)
    parts = []
    if shown[0]:
        parts.append((Layer.SMALL_END, text(fit(shown[0], room, SIZE), end, y)))
    if shown[1]:
        parts.append((Layer.SMALL, text(fit(shown[1], room, SIZE), start, y)))
    return parts, line if any(shown) else 0.0
