"""One judgement of risk of bias as a mark: a filled circle with a symbol in it.

The fills keep their order in grey (light is low, dark is high) and the symbol says the same
without any colour. Their hues are those readers know from Cochrane reviews.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.plots.drawing import SIZE
from reports.plots.layers import Layer, Part
from reports.plots.svg import clean, element, text

MINUS = "\u2212"
_HIGH, _SOME, _WORST = 0.75, 0.25, "critical"


@dataclass(frozen=True, slots=True)
class RiskMark:
    """A rating in a tool's own words.

    ``symbol`` is ``+``, ``!``, ``-``, ``?`` or a blank where nothing applies; ``risk`` runs from 0
    (low) to 1 (high) and is ``None`` where nothing is said.
    """

    id: str
    label: str
    symbol: str
    risk: float | None

    @property
    def glyph(self) -> str:
        """The symbol as it is drawn: a true minus sign, a cross for what is worse than high."""
        if self.id == _WORST:
            return "×"
        return {"-": MINUS, " ": ""}.get(self.symbol, self.symbol)[:1]

    @property
    def layer(self) -> Layer:
        """Where its circle is drawn, which gives the fill."""
        if self.id == _WORST:
            return Layer.RISK_CRITICAL
        if self.risk is None:
            return Layer.RISK_UNKNOWN
        if self.risk >= _HIGH:
            return Layer.RISK_HIGH
        return Layer.RISK_SOME if self.risk > _SOME else Layer.RISK_LOW

    @property
    def glyph_layer(self) -> Layer:
        """Dark or light, whichever stands out from the fill by 4.5 to 1 and more."""
        is_dark = self.layer in (Layer.RISK_HIGH, Layer.RISK_CRITICAL)
        return Layer.LIGHT_GLYPH if is_dark else Layer.GLYPH


def risk_circle(mark: RiskMark, x: float, y: float, radius: float, tooltip: str) -> list[Part]:
    """The mark around a point; ``tooltip`` says what it is a judgement of."""
    whole = element("title", clean(tooltip))
    parts = [(mark.layer, element("circle", whole, cx=x, cy=y, r=radius))]
    if mark.glyph:
        size = round(radius * 1.6)
        glyph = text(
            mark.glyph, x, y + round(size * 0.36), font_size=None if size == SIZE else size
        )
        parts.append((mark.glyph_layer, glyph))
    return parts
