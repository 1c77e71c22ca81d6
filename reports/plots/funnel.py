"""A funnel plot with contours of significance, and the studies that trim and fill would add.

Contours are centred at no effect, not at the pooled effect, so that they show whether missing
studies would lie where results are not significant (Peters and others 2008,
doi:10.1016/j.jclinepi.2007.11.010). Standard errors grow downwards (Sterne and Egger 2001,
doi:10.1016/S0895-4356(01)00377-8). Fewer than ten studies are drawn with a warning (Sterne and
others 2011, doi:10.1136/bmj.d4002).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.synthesis.intervals import quantile
from evidence.synthesis.small_study.asymmetry import FEWEST_STUDIES
from reports.plots.axis import Axis
from reports.plots.data_table import DataTable
from reports.plots.drawing import drawing
from reports.plots.layers import INK, Layer, Part, horizontal, tone, vertical
from reports.plots.legend import Swatch, legend
from reports.plots.plane import Frame, axes, effect_axis, frame_for, linear_axis, notes_below
from reports.plots.svg import clean, element
from reports.views.numerals import decimal, estimate

_TONES = (3, 2, 1)
"""From just outside the inmost contour to beyond the outermost."""


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """A study's effect on the analysis scale and its standard error."""

    label: str
    value: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class FunnelFigure:
    """What a funnel plot shows.

    ``imputed`` are the studies that trim and fill adds, ``adjusted`` the pooled effect with them.
    ``contours`` are confidence levels around no effect; an empty tuple leaves the plane white.
    ``pseudo_level`` is that of the funnel around the pooled effect.
    """

    identifier: str
    title: str
    description: str
    measure: str
    is_ratio: bool
    studies: tuple[FunnelPoint, ...]
    pooled: float | None = None
    imputed: tuple[FunnelPoint, ...] = ()
    adjusted: float | None = None
    contours: tuple[float, ...] = (0.90, 0.95, 0.99)
    pseudo_level: float = 0.95


def draw_funnel(figure: FunnelFigure, *, narrow: bool = False) -> str:
    """The plot as a whole SVG document."""
    frame = frame_for(narrow=narrow)
    points = (*figure.studies, *figure.imputed)
    deepest = max((each.standard_error for each in points), default=1.0) or 1.0
    y = linear_axis(0.0, deepest, frame.top, frame.bottom)
    x = _effect_axis(figure, points, y.high, frame)
    parts = [*_contours(figure, x, y), *_funnel(figure, x, y)]
    parts += [vertical(Layer.RULE, x.position(0.0), frame.top, frame.bottom)]
    for value, layer in ((figure.pooled, Layer.STROKE), (figure.adjusted, Layer.GUIDE)):
        if value is not None:
            parts.append(vertical(layer, x.position(value), frame.top, frame.bottom))
    parts += [_point(each, x, y, Layer.DOT) for each in figure.studies]
    parts += [_point(each, x, y, Layer.OPEN) for each in figure.imputed]
    scale = " (log scale)" if figure.is_ratio else ""
    lines, bottom = axes(frame, x, y, f"{figure.measure}{scale}", "Standard error")
    key, bottom = legend(_entries(figure), 0 if narrow else frame.left, bottom + 4, frame.width)
    notes, height = notes_below(funnel_notes(figure), bottom + 4, frame.width)
    parts += [*lines, *key, *notes]
    return drawing("funnel", figure, parts, width=frame.width, height=height, narrow=narrow)


def funnel_notes(figure: FunnelFigure) -> tuple[str, ...]:
    """The warning that belongs under the plot, if any."""
    count = len(figure.studies)
    if count >= FEWEST_STUDIES:
        return ()
    noun = "study" if count == 1 else "studies"
    return (
        f"Only {count} {noun}: with fewer than {FEWEST_STUDIES}, "
        "chance cannot be told from asymmetry.",
    )


def funnel_table(figure: FunnelFigure) -> DataTable:
    """The points as a table, imputed studies last."""
    rows = [
        (
            each.label,
            estimate(each.value, is_ratio=figure.is_ratio),
            decimal(each.standard_error, 3),
            kind,
        )
        for points, kind in ((figure.studies, "observed"), (figure.imputed, "imputed"))
        for each in points
    ]
    return DataTable(("Study", figure.measure, "Standard error", "Kind"), tuple(rows))


def _effect_axis(
    figure: FunnelFigure, points: Sequence[FunnelPoint], deepest: float, frame: Frame
) -> Axis:
    values = [each.value for each in points]
    values += [each for each in (figure.pooled, figure.adjusted) if each is not None]
    middle = figure.pooled if figure.pooled is not None else 0.0
    reach = quantile(figure.pseudo_level) * deepest
    bounds = [middle - reach, middle + reach]
    return effect_axis(values, bounds, frame, is_ratio=figure.is_ratio)


def _contours(figure: FunnelFigure, x: Axis, y: Axis) -> list[Part]:
    """The outermost shade over the whole plane, each level's region upon it, the inmost white."""
    levels = _levels(figure)[::-1]
    if not levels:
        return []
    tones = _TONES[-len(levels) :]
    outermost = element(
        "rect", x=x.left, y=y.left, width=x.right - x.left, height=y.right - y.left,
        **tone(tones[-1]),
    )  # fmt: skip
    parts = [(Layer.SHADE, outermost)]
    for at, level in enumerate(levels):
        shade = tone(0 if at == len(levels) - 1 else tones[-2 - at])
        corners = _wedge(0.0, quantile(level), x, y)
        points = " ".join(f"{across:.1f},{down:.1f}" for across, down in corners)
        parts.append((Layer.SHADE, element("polygon", points=points, **shade)))
    return parts


def _levels(figure: FunnelFigure) -> list[float]:
    """The contours from the inmost, no more than there are tones."""
    return sorted(each for each in set(figure.contours) if 0 < each < 1)[: len(_TONES)]


def _wedge(middle: float, z: float, x: Axis, y: Axis) -> list[tuple[float, float]]:
    """The region within ``z`` standard errors of the middle, cut off at the edges of the plane."""
    left, right = _edge(middle, -z, x, y), _edge(middle, z, x, y)
    return [*reversed(left), (x.position(middle), y.left), *right]


def _edge(middle: float, z: float, x: Axis, y: Axis) -> list[tuple[float, float]]:
    """One side of a funnel from the top to the foot of the plane, by way of its edge."""
    end = middle + z * y.high
    limit = x.high if z > 0 else x.low
    if (end - limit) * z <= 0:
        return [(x.position(end), y.right)]
    meets = (limit - middle) / z
    return [(x.position(limit), y.position(meets)), (x.position(limit), y.right)]


def _funnel(figure: FunnelFigure, x: Axis, y: Axis) -> list[Part]:
    if figure.pooled is None:
        return []
    z = quantile(figure.pseudo_level)
    top = f"M{x.position(figure.pooled):.1f} {y.left:.1f}"
    ends = (_edge(figure.pooled, sign * z, x, y)[0] for sign in (-1, 1))
    return [(Layer.FUNNEL, f"{top}L{across:.1f} {down:.1f}") for across, down in ends]


def _point(point: FunnelPoint, x: Axis, y: Axis, layer: Layer) -> Part:
    name = element("title", clean(point.label))
    across, down = x.position(point.value), y.position(point.standard_error)
    return layer, element("circle", name, cx=across, cy=down, r=4.0)


def _entries(figure: FunnelFigure) -> list[tuple[Swatch, str]]:
    entries: list[tuple[Swatch, str]] = [(_dot(Layer.DOT), "study")]
    if figure.imputed:
        entries.append((_dot(Layer.OPEN), "study added by trim and fill"))
    if figure.pooled is not None:
        level = f"{100 * figure.pseudo_level:.0f}%"
        entries.append((_line(Layer.STROKE), "pooled effect"))
        entries.append((_line(Layer.FUNNEL), f"{level} limits without heterogeneity"))
    if figure.adjusted is not None:
        entries.append((_line(Layer.GUIDE), "pooled effect with added studies"))
    levels = _levels(figure)
    if not levels:
        return entries
    bounds = [f"{1 - level:.2f}" if level <= 0.99 else f"{1 - level:.2g}" for level in levels]
    tones = (0, *_TONES[-len(levels) :])
    words = [f"p > {bounds[0]}"]
    words += [f"p {low} to {high}" for high, low in pairwise(bounds)]
    words += [f"p < {bounds[-1]}"]
    entries += [(_box(tones[at]), each) for at, each in enumerate(words)]
    return entries


def _dot(layer: Layer) -> Swatch:
    return lambda x, y: [(layer, element("circle", cx=x, cy=y, r=4.0))]


def _line(layer: Layer) -> Swatch:
    return lambda x, y: [horizontal(layer, x - 9, x + 9, y)]


def _box(number: int) -> Swatch:
    sample = {"width": 16.0, "height": 10.0, **tone(number), "stroke": INK, "stroke_width": 0.6}
    return lambda x, y: [(Layer.SHADE, element("rect", x=x - 8, y=y - 5, **sample))]
