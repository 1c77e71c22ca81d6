"""Layers of a plot: marks that look alike, drawn together, so that their look is written once.

Lines of a layer become one path and texts stand in one group. A report may hold thousands of
plots, and attributes repeated on every mark were two thirds of its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, auto

from reports.plots.svg import attributes_of, fixed

INK, QUIET, RULE, MARK = "#1a1d21", "#5b6470", "#9aa3ad", "#1b5e8a"

TONES = ("#ffffff", "#eceff2", "#d5dae0", "#b9c0c8")
"""Fills of areas behind marks, from that of the page on; their classes are ``tone-0`` and so on."""


class Layer(IntEnum):
    """What marks have in common, in the order in which they are drawn."""

    SHADE = auto()
    BOX = auto()
    HAIR = auto()
    RULE = auto()
    GUIDE = auto()
    RULE_LINE = auto()
    FUNNEL = auto()
    CURVE = auto()
    STROKE = auto()
    INTERVAL = auto()
    PREDICTION = auto()
    ARROW = auto()
    BUBBLE = auto()
    SQUARE = auto()
    DIAMOND = auto()
    STUDY_DIAMOND = auto()
    PALE = auto()
    OPEN = auto()
    DOT = auto()
    CELL = auto()
    RISK_LOW = auto()
    RISK_SOME = auto()
    RISK_HIGH = auto()
    RISK_CRITICAL = auto()
    RISK_UNKNOWN = auto()
    TEXT = auto()
    TEXT_END = auto()
    TEXT_MIDDLE = auto()
    BOLD = auto()
    BOLD_END = auto()
    BOLD_MIDDLE = auto()
    SMALL = auto()
    SMALL_END = auto()
    SMALL_MIDDLE = auto()
    SMALL_BOLD_END = auto()
    SOFT = auto()
    SOFT_END = auto()
    SOFT_MIDDLE = auto()
    GLYPH = auto()
    LIGHT_GLYPH = auto()


_Look = dict[str, object]
_BOLD: _Look = {"font_weight": "bold"}
_SMALL: _Look = {"font_size": 12}
_END: _Look = {"text_anchor": "end"}
_MIDDLE: _Look = {"text_anchor": "middle"}
_SOFT: _Look = {"class_": "soft", "fill": QUIET, **_SMALL}
# Colours are attributes for the PDF; in HTML those of the style sheet's classes win. What has none
# is drawn in the ink that the whole plot is given.
_LINES: dict[Layer, _Look] = {
    Layer.RULE: {"class_": "rule", "stroke": RULE},
    Layer.GUIDE: {"class_": "guide", "stroke": MARK, "stroke_dasharray": "2 4"},
    Layer.HAIR: {"class_": "hair", "stroke": "#dfe3e8"},
    Layer.RULE_LINE: {"class_": "rule", "stroke": RULE, "fill": "none"},
    Layer.CURVE: {"class_": "guide", "stroke": MARK, "stroke_width": 2, "fill": "none"},
    Layer.FUNNEL: {"class_": "stroke", "stroke": INK, "stroke_dasharray": "6 3", "fill": "none"},
    Layer.STROKE: {"class_": "stroke", "stroke": INK},
    Layer.INTERVAL: {"class_": "stroke", "stroke": INK, "stroke_width": 1.4},
    Layer.PREDICTION: {"class_": "prediction", "stroke": MARK, "stroke_width": 3},
}


def _risk(name: str, fill: str) -> _Look:
    return {"class_": f"risk risk-{name}", "fill": fill, "stroke": INK, "stroke_width": 0.8}


_GROUPS: dict[Layer, _Look] = {
    Layer.SHADE: {},
    Layer.BOX: {"class_": "stroke", "stroke": INK},
    Layer.ARROW: {},
    Layer.BUBBLE: {"class_": "bubble", "fill": MARK, "fill_opacity": "0.35", "stroke": MARK},
    Layer.SQUARE: {"class_": "mark", "fill": MARK},
    Layer.DIAMOND: {"class_": "pooled", "fill": MARK},
    Layer.STUDY_DIAMOND: {"class_": "study", "fill": QUIET},
    Layer.PALE: {"class_": "pale", "fill": "#c9dced", "stroke": MARK, "stroke_width": 1.2},
    Layer.OPEN: {"class_": "open stroke", "fill": "#ffffff", "stroke": INK, "stroke_width": 1.4},
    Layer.DOT: {"class_": "dot", "fill": INK, "stroke": "#ffffff", "stroke_width": 0.8},
    Layer.CELL: {"stroke": INK, "stroke_width": 0.8},
    # Light is low and dark is high, so that the order survives in grey; hues as Cochrane's.
    Layer.RISK_LOW: _risk("low", "#bfe5bf"),
    Layer.RISK_SOME: _risk("some", "#f0b429"),
    Layer.RISK_HIGH: _risk("high", "#a3241c"),
    Layer.RISK_CRITICAL: _risk("critical", "#4d0d0a"),
    Layer.RISK_UNKNOWN: _risk("unknown", "#ffffff"),
    Layer.TEXT: {},
    Layer.TEXT_END: _END,
    Layer.TEXT_MIDDLE: _MIDDLE,
    Layer.BOLD: _BOLD,
    Layer.BOLD_END: {**_BOLD, **_END},
    Layer.BOLD_MIDDLE: {**_BOLD, **_MIDDLE},
    Layer.SMALL: _SMALL,
    Layer.SMALL_END: {**_SMALL, **_END},
    Layer.SMALL_MIDDLE: {**_SMALL, **_MIDDLE},
    Layer.SMALL_BOLD_END: {**_SMALL, **_BOLD, **_END},
    Layer.SOFT: _SOFT,
    Layer.SOFT_END: {**_SOFT, **_END},
    Layer.SOFT_MIDDLE: {**_SOFT, **_MIDDLE},
    Layer.GLYPH: {"class_": "on-light", "fill": INK, **_BOLD, **_MIDDLE},
    Layer.LIGHT_GLYPH: {"class_": "on-dark", "fill": "#ffffff", **_BOLD, **_MIDDLE},
}
_TAGS = {
    **{layer: (f'<path{attributes_of(look)} d="', '"/>') for layer, look in _LINES.items()},
    **{layer: (f"<g{attributes_of(look)}>", "</g>") for layer, look in _GROUPS.items()},
}

Part = tuple[Layer, str]
"""A mark as it stands within its layer: an element, or the commands of a path."""


def tone(number: int) -> dict[str, str]:
    """The look of an area behind marks: a class for the page, a fill for the PDF."""
    return {"class_": f"tone-{number}", "fill": TONES[number]}


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
