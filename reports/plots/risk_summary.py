"""How the judgements of each domain are spread, as one bar a domain, by studies or by weight."""

from __future__ import annotations

from dataclasses import dataclass

from reports.plots.data_table import DataTable
from reports.plots.drawing import NARROW, SIZE, WIDE, drawing
from reports.plots.layers import Layer, Part, horizontal, vertical
from reports.plots.legend import Swatch, legend
from reports.plots.plane import notes_below
from reports.plots.risk_mark import RiskMark, risk_circle
from reports.plots.svg import clean, element, text, width_of

_ROW, _BAR = 30.0, 20.0
_LONGEST_LABEL = 270.0


@dataclass(frozen=True, slots=True)
class RiskBar:
    """One domain: how much of the whole has each rating of the key, in the order of the key."""

    label: str
    amounts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RiskSummaryFigure:
    """What the summary shows; ``weighted`` says that amounts are weights of a meta-analysis."""

    identifier: str
    title: str
    description: str
    bars: tuple[RiskBar, ...]
    key: tuple[RiskMark, ...]
    weighted: bool = False


def draw_risk_summary(figure: RiskSummaryFigure, *, narrow: bool = False) -> str:
    """The bars as a whole SVG document; on a phone each domain's name stands above its bar."""
    width = NARROW if narrow else WIDE
    longest = max((width_of(bar.label, SIZE) for bar in figure.bars), default=0.0)
    left = 0.0 if narrow else min(longest, _LONGEST_LABEL) + 12
    right = width - 20
    parts: list[Part] = []
    y = 4.0
    for bar in figure.bars:
        if narrow:
            parts.append((Layer.TEXT, text(bar.label, 0, y + 10, width=width, size=SIZE)))
            y += 15
        else:
            parts.append((Layer.TEXT, text(bar.label, 0, y + 14, width=left - 12, size=SIZE)))
        parts += _bar(figure, bar, left, right, y)
        y += _ROW
    parts += _scale(left, right, y)
    entries = [(_sample(mark), mark.label) for mark in figure.key]
    key, bottom = legend(entries, 0, y + 24, width)
    unit = "the weight in the meta-analysis" if figure.weighted else "the number of studies"
    notes, height = notes_below((f"Bars show shares of {unit}.",), bottom + 6, width)
    return drawing(
        "risk-summary", figure, [*parts, *key, *notes], width=width, height=height, narrow=narrow
    )


def risk_summary_table(figure: RiskSummaryFigure) -> DataTable:
    """The shares in percent."""
    rows = [(bar.label, *(f"{100 * share:.0f}%" for share in _shares(bar))) for bar in figure.bars]
    return DataTable(("Domain", *(mark.label for mark in figure.key)), tuple(rows))


def _shares(bar: RiskBar) -> tuple[float, ...]:
    whole = sum(bar.amounts)
    return tuple(amount / whole if whole > 0 else 0.0 for amount in bar.amounts)


def _bar(
    figure: RiskSummaryFigure, bar: RiskBar, left: float, right: float, y: float
) -> list[Part]:
    parts: list[Part] = []
    x = left
    for mark, share in zip(figure.key, _shares(bar), strict=True):
        size = share * (right - left)
        if not size:
            continue
        said = f"{100 * share:.0f}%"
        tip = element("title", clean(f"{bar.label}: {mark.label} {said}"))
        box = element("rect", tip, x=x, y=y, width=size, height=_BAR)
        parts.append((mark.layer, box))
        words = next(
            (each for each in (f"{mark.glyph} {said}", mark.glyph) if each.strip()
             and width_of(each, SIZE) * 1.08 + 6 <= size),
            "",
        )  # fmt: skip
        if words:
            parts.append((mark.glyph_layer, text(words, x + size / 2, y + _BAR / 2 + 4)))
        x += size
    return parts


def _scale(left: float, right: float, y: float) -> list[Part]:
    parts = [horizontal(Layer.STROKE, left, right, y)]
    for percent in (0, 25, 50, 75, 100):
        x = left + percent / 100 * (right - left)
        parts.append(vertical(Layer.STROKE, x, y, y + 5))
        label = f"{percent}%"
        half = width_of(label, SIZE) / 2
        parts.append((Layer.SOFT_MIDDLE, text(label, max(x, half), y + 18)))
    return parts


def _sample(mark: RiskMark) -> Swatch:
    return lambda x, y: risk_circle(mark, x, y, 7.5, mark.label)
