"""A L'Abbé plot: the risk under the intervention against the risk under the comparator.

Studies below the diagonal had fewer events with the intervention; the dashed curve is where they
would lie if all had the pooled effect (L'Abbé and others 1987, doi:10.7326/0003-4819-107-2-224).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from reports.plots.axis import Axis
from reports.plots.data_table import DataTable
from reports.plots.drawing import drawing
from reports.plots.layers import Layer, Part
from reports.plots.legend import Swatch, legend
from reports.plots.plane import (
    Frame,
    LabelledPoint,
    along,
    axes,
    frame_for,
    linear_axis,
    point_labels,
)
from reports.plots.svg import clean, element

_STEPS = 40
_LARGEST, _SMALLEST = 16.0, 3.0


@dataclass(frozen=True, slots=True)
class LabbePoint:
    """One study's risks, each from 0 to 1, and its number of participants."""

    label: str
    comparator_risk: float
    intervention_risk: float
    participants: float


@dataclass(frozen=True, slots=True)
class LabbeFigure:
    """What a L'Abbé plot shows; ``pooled`` is on the analysis scale of ``measure``.

    ``measure`` is ``RR``, ``OR`` or ``RD``; others draw no curve.
    """

    identifier: str
    title: str
    description: str
    measure: str
    studies: tuple[LabbePoint, ...]
    pooled: float | None = None
    arm_labels: tuple[str, str] = ("intervention", "comparator")


def draw_labbe(figure: LabbeFigure, *, narrow: bool = False) -> str:
    """The plot as a whole SVG document; circles grow in area with the participants."""
    frame = frame_for(narrow=narrow, height=440)
    if not narrow:
        # Both axes are risks, so the plane is a square.
        frame = Frame(frame.width, frame.left, frame.left + 440, frame.top, frame.bottom)
    risks = [r for each in figure.studies for r in (each.comparator_risk, each.intervention_risk)]
    highest = min(max([*risks, 0.0]) * 1.05, 1.0) or 1.0
    x = _risk_axis(highest, frame.left, frame.right)
    y = _risk_axis(highest, frame.bottom, frame.top)
    most = max((each.participants for each in figure.studies), default=1.0) or 1.0
    ranked = sorted(figure.studies, key=lambda each: -each.participants)
    points = [
        LabelledPoint(
            x.position(each.comparator_risk),
            y.position(each.intervention_risk),
            max(_SMALLEST, _LARGEST * math.sqrt(max(each.participants, 0.0) / most)),
            each.label,
        )
        for each in ranked
    ]
    parts, bottom = axes(
        frame, x, y, f"Risk, {figure.arm_labels[1]}", f"Risk, {figure.arm_labels[0]}"
    )
    curve = _curve(figure, x)
    lines = [[(x.position(a), y.position(b)) for a, b in line] for line in (_equal(x), curve)]
    parts += [
        _path(layer, line)
        for layer, line in zip((Layer.RULE_LINE, Layer.FUNNEL), lines, strict=True)
        if len(line) > 1
    ]
    parts += [_bubble(each) for each in points]
    parts += point_labels(points, frame, [box for line in lines for box in along(line)])
    entries = _entries(figure, has_curve=len(curve) > 1)
    if narrow:
        key, bottom = legend(entries, 0, bottom + 4, frame.width)
    else:
        key, _ = legend(entries, frame.right + 20, frame.top, frame.width)
    return drawing(
        "labbe", figure, [*parts, *key], width=frame.width, height=bottom + 12, narrow=narrow
    )


def labbe_table(figure: LabbeFigure) -> DataTable:
    """Both risks of every study."""
    heads = ("Study", *(f"Risk, {name}" for name in figure.arm_labels), "Participants")
    rows = [
        (
            each.label,
            f"{100 * each.intervention_risk:.1f}%",
            f"{100 * each.comparator_risk:.1f}%",
            f"{each.participants:,.0f}",
        )
        for each in figure.studies
    ]
    return DataTable(heads, tuple(rows))


def risk_with(measure: str, effect: float, comparator_risk: float) -> float | None:
    """The risk under the intervention that an effect gives; nothing where it is no risk."""
    if measure == "RD":
        risk = comparator_risk + effect
    elif measure == "RR":
        risk = comparator_risk * math.exp(min(effect, 700.0))
    elif measure == "OR":
        odds = math.exp(min(effect, 700.0)) * comparator_risk
        risk = odds / (1 - comparator_risk + odds)
    else:
        return None
    return risk if 0 <= risk <= 1 else None


def _risk_axis(highest: float, start: float, end: float) -> Axis:
    axis = linear_axis(0.0, highest, start, end)
    ticks = tuple((value, f"{100 * value:g}%") for value, _ in axis.ticks if value <= 1 + 1e-9)
    return Axis(0.0, ticks[-1][0], start, end, ticks)


_Line = list[tuple[float, float]]


def _equal(x: Axis) -> _Line:
    return [(0.0, 0.0), (x.high, x.high)]


def _curve(figure: LabbeFigure, x: Axis) -> _Line:
    """Where studies would lie that have the pooled effect, as far as the plane reaches."""
    if figure.pooled is None:
        return []
    risks = (at * x.high / _STEPS for at in range(_STEPS + 1))
    found = ((risk, risk_with(figure.measure, figure.pooled, risk)) for risk in risks)
    return [(risk, other) for risk, other in found if other is not None and other <= x.high]


def _path(layer: Layer, points: _Line) -> Part:
    places = [f"{across:.1f} {down:.1f}" for across, down in points]
    return layer, f"M{places[0]}L{' '.join(places[1:])}"


def _bubble(point: LabelledPoint) -> Part:
    name = element("title", clean(point.label))
    return Layer.BUBBLE, element("circle", name, cx=point.x, cy=point.y, r=point.radius)


def _entries(figure: LabbeFigure, *, has_curve: bool) -> list[tuple[Swatch, str]]:
    def line(layer: Layer) -> Swatch:
        return lambda x, y: [(layer, f"M{x - 9:.1f} {y:.1f}L{x + 9:.1f} {y:.1f}")]

    entries = [(line(Layer.RULE_LINE), "equal risks")]
    if has_curve:
        entries.append((line(Layer.FUNNEL), f"pooled {figure.measure}"))
    return [*entries, (_circle, "study, area by participants")]


def _circle(x: float, y: float) -> list[Part]:
    return [(Layer.BUBBLE, element("circle", cx=x, cy=y, r=6.0))]
