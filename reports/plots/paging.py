"""Which lines of a long plot stand on which page, where a drawing must not be taller than one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import Field, replace
from itertools import pairwise
from typing import Any, ClassVar, Protocol, TypeVar

PAGE_SHAPE = 1.38
"""Height of a page's type area for its width, with room for a caption."""


def page_bounds(
    heights: Sequence[float], most: float, *, keep: Sequence[bool] = ()
) -> tuple[tuple[int, int], ...]:
    """First and last line, from 0 and exclusive, of as few pages as there must be, alike in height.

    ``heights`` are those of the lines; ``most`` is what a page holds; ``keep`` says which lines
    stand on the page of the next.
    """
    count = max(1, math.ceil(sum(heights) / most))
    share = sum(heights) / count
    starts, filled = [0], 0.0
    for at, height in enumerate(heights):
        middle = filled + height / 2
        if middle > share * len(starts) and starts[-1] < at:
            starts.append(at - 1 if keep and keep[at - 1] else at)
        filled += height
    return tuple(pairwise((*starts, len(heights))))


class Figure(Protocol):
    """What a plot is drawn from."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def identifier(self) -> str:
        """The id of the drawing in its page."""

    @property
    def title(self) -> str:
        """What the plot shows."""


Drawn = TypeVar("Drawn", bound=Figure)


def drawn_pages(
    figure: Drawn,
    bounds: Sequence[tuple[int, int]],
    draw: Callable[[Drawn, tuple[int, int]], str],
) -> tuple[str, ...]:
    """Each part under an id of its own and ``Death, risk ratio (2 of 3)``; none of a single one."""
    count = len(bounds)
    if count == 1:
        return ()
    return tuple(
        draw(
            replace(
                figure,
                identifier=f"{figure.identifier}-{number}",
                title=f"{figure.title} ({number} of {count})",
            ),
            part,
        )
        for number, part in enumerate(bounds, 1)
    )
