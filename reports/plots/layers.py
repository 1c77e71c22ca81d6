"""Layers of a plot: marks that look alike, drawn together, so that their look is written once.

Lines of a layer become one path and texts stand in one group. A report may hold thousands of
plots, and attributes repeated on every mark were two thirds of its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, auto

from reports.plots.svg import attributes_of, fixed

INK, QUIET, RULE, MARK = "#1a1d21", "#5b6470", "#9aa3ad", "#1b5e8a"


class Layer(IntEnum):
    """What marks have in common, in the order in which they are drawn."""

    RULE = auto()
    GUIDE = auto()
    STROKE = auto()
    INTERVAL = auto()
    PREDICTION = auto()
    ARROW = auto()
    SQUARE = auto()
    DIAMOND = auto()
    TEXT = auto()
    TEXT_END = auto()
    BOLD = auto()
    BOLD_END = auto()
    SMALL = auto()
    SMALL_END = auto()
    SMALL_BOLD_END = auto()
    SOFT_END = auto()
    SOFT_MIDDLE = auto()


_Look = dict[str, object]
_BOLD: _Look = {"font_weight": "bold"}
_SMALL: _Look = {"font_size": 12}
_END: _Look = {"text_anchor": "end"}
_SOFT: _Look = {"class_": "soft", "fill": QUIET, **_SMALL}
# Colours are attributes for the PDF; in HTML those of the style sheet's classes win. What has none
# is drawn in the ink that the whole plot is given.
_LINES: dict[Layer, _Look] = {
    Layer.RULE: {"class_": "rule", "stroke": RULE},
    Layer.GUIDE: {"class_": "guide", "stroke": MARK, "stroke_dasharray": "2 4"},
    Layer.STROKE: {"class_": "stroke", "stroke": INK},
    Layer.INTERVAL: {"class_": "stroke", "stroke": INK, "stroke_width": 1.4},
    Layer.PREDICTION: {"class_": "prediction", "stroke": MARK, "stroke_width": 3},
}
_GROUPS: dict[Layer, _Look] = {
    Layer.ARROW: {},
    Layer.SQUARE: {"class_": "mark", "fill": MARK},
    Layer.DIAMOND: {"class_": "pooled", "fill": MARK},
    Layer.TEXT: {},
    Layer.TEXT_END: _END,
    Layer.BOLD: _BOLD,
    Layer.BOLD_END: {**_BOLD, **_END},
    Layer.SMALL: _SMALL,
    Layer.SMALL_END: {**_SMALL, **_END},
    Layer.SMALL_BOLD_END: {**_SMALL, **_BOLD, **_END},
    Layer.SOFT_END: {**_SOFT, **_END},
    Layer.SOFT_MIDDLE: {**_SOFT, "text_anchor": "middle"},
}
_TAGS = {
    **{layer: (f'<path{attributes_of(look)} d="', '"/>') for layer, look in _LINES.items()},
    **{layer: (f"<g{attributes_of(look)}>", "</g>") for layer, look in _GROUPS.items()},
}

Part = tuple[Layer, str]
"""A mark as it stands within its layer: an element, or the commands of a path."""


def drawn(parts: Iterable[Part]) -> str:
    """The marks gathered by layer; within a layer they keep their order."""
    gathered: dict[Layer, list[str]] = {}
    for layer, markup in parts:
        gathered.setdefault(layer, []).append(markup)
    return "".join(
        "".join((_TAGS[layer][0], *gathered[layer], _TAGS[layer][1])) for layer in sorted(gathered)
    )


def horizontal(layer: Layer, start: float, end: float, y: float) -> Part:
    """A line from left to right."""
    return layer, f"M{fixed(start)} {fixed(y)}H{fixed(end)}"


def vertical(layer: Layer, x: float, start: float, end: float) -> Part:
    """A line downwards."""
    return layer, f"M{fixed(x)} {fixed(start)}V{fixed(end)}"
