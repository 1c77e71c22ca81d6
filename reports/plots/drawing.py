"""A drawing as a whole SVG document that says what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from reports.plots.layers import INK, Part, drawn
from reports.plots.svg import FONT, clean, element, identifier

SIZE = 12.0
"""Letters of every figure drawn here, in pixels at a width of 800 or, on a phone, of 340."""

WIDE, NARROW = 800.0, 340.0


class Captioned(Protocol):
    """What every figure has: an id, and the title and description that are read aloud."""

    @property
    def identifier(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102


def drawing(
    kind: str,
    figure: Captioned,
    parts: Iterable[Part],
    *,
    width: float,
    height: float,
    narrow: bool,
    size: float = SIZE,
) -> str:
    """The marks of a figure in a frame; ids come from its kind and its own id."""
    name = identifier(kind, figure.identifier, "narrow" if narrow else "wide")
    return element(
        "svg",
        element("title", clean(figure.title), id=f"{name}-title"),
        element("desc", clean(figure.description), id=f"{name}-desc"),
        drawn(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_=f"plot {kind} {'narrow' if narrow else 'wide'}",
        font_family=FONT,
        font_size=size,
        fill=INK,
    )
