"""Drawings of effects with any numbers: finite, within the frame, without overlapping words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.plots.baujat import BaujatFigure, BaujatPoint, draw_baujat
from reports.plots.bubble import BubbleFigure, BubblePoint, FittedPoint, draw_bubble
from reports.plots.detailed_forest import draw_detailed_forest
from reports.plots.evidence_map import EvidenceMapFigure, EvidenceMapRow, draw_evidence_map
from reports.plots.forest_figure import (
    DetailedForestFigure,
    DetailedStudy,
    EffectRange,
    EffectTest,
    ForestGroup,
    ForestLayout,
    HeterogeneityTest,
    PooledLine,
)
from reports.plots.funnel import FunnelFigure, FunnelPoint, draw_funnel
from reports.plots.gosh import GoshFigure, draw_gosh
from reports.plots.labbe import LabbeFigure, LabbePoint, draw_labbe
from reports.plots.step_forest import Step, StepForestFigure, StepKind, draw_step_forest
from tests.reports.plots.drawn_text import assert_well_drawn

SCALES = st.sampled_from([1e-9, 1e-3, 1.0, 1e3, 1e9])
SHARES = st.floats(0, 1)
POSITIVE = st.floats(1e-6, 1e6)
VALUES = st.floats(-40, 40)


@st.composite
def effects(draw, scale=1.0):
    value = draw(VALUES) * scale
    return EffectRange(value, value - draw(POSITIVE) * scale, value + draw(POSITIVE) * scale)


def both(draw, figure):
    for narrow in (False, True):
        assert_well_drawn(draw(figure, narrow=narrow))


@settings(max_examples=25, deadline=None)
@given(st.data(), SCALES, st.booleans(), st.sampled_from(ForestLayout), st.integers(1, 8))
def test_forests(data, scale, is_ratio, layout, k):
    ranges = effects(1.0 if is_ratio else scale)
    studies = tuple(
        DetailedStudy(f"Study {at}", data.draw(ranges), (data.draw(st.floats(0, 100)),))
        for at in range(k)
    )
    pooled = data.draw(ranges)
    test = HeterogeneityTest(
        data.draw(st.floats(0, 1e9)), k, data.draw(SHARES), 100 * data.draw(SHARES),
        data.draw(st.floats(0, 1e9)),
    )  # fmt: skip
    figure = DetailedForestFigure(
        "i", "t", "d", "Measure", is_ratio, (ForestGroup(studies),), layout,
        pooled=(PooledLine("All", pooled, (100.0,), (pooled.low - 1, pooled.high + 1)),),
        heterogeneity=test, effect_test=EffectTest("t", data.draw(VALUES), data.draw(SHARES), 3.5),
        favours=("favours one", "favours other"),
    )  # fmt: skip
    both(draw_detailed_forest, figure)


@settings(max_examples=20, deadline=None)
@given(st.data(), SCALES, st.booleans(), st.integers(1, 8), st.sampled_from(StepKind))
def test_steps(data, scale, is_ratio, k, kind):
    ranges = effects(1.0 if is_ratio else scale)
    steps = tuple(Step(f"Study {at}", data.draw(ranges)) for at in range(k))
    both(
        draw_step_forest,
        StepForestFigure("i", "t", "d", kind, "MD", is_ratio, steps, data.draw(ranges)),
    )


@settings(max_examples=25, deadline=None)
@given(st.data(), SCALES, st.booleans(), st.integers(1, 12))
def test_funnels(data, scale, is_ratio, k):
    scale = 1.0 if is_ratio else scale
    points = [
        FunnelPoint(f"Study {at}", data.draw(VALUES) * scale, data.draw(POSITIVE) * scale)
        for at in range(k)
    ]
    pooled = data.draw(VALUES) * scale
    figure = FunnelFigure(
        "i", "t", "d", "MD", is_ratio, tuple(points[:-1]), pooled, tuple(points[-1:]), -pooled
    )
    both(draw_funnel, figure)


@settings(max_examples=25, deadline=None)
@given(st.data(), SCALES, SCALES, st.booleans(), st.integers(1, 12))
def test_planes(data, scale, other_scale, is_ratio, k):
    def value(by):
        return data.draw(VALUES) * by

    up = 1.0 if is_ratio else scale
    points = tuple(
        BubblePoint(f"Study {at}", value(other_scale), value(up), data.draw(POSITIVE))
        for at in range(k)
    )
    middle = value(up)
    fitted = tuple(
        FittedPoint(at * other_scale, middle, middle - up, middle + up) for at in range(3)
    )
    both(draw_bubble, BubbleFigure("i", "t", "d", "MD", is_ratio, "year", points, fitted))
    influence = tuple(
        BaujatPoint(f"Study {at}", abs(value(scale)), abs(value(other_scale))) for at in range(k)
    )
    both(draw_baujat, BaujatFigure("i", "t", "d", influence))
    risks = tuple(
        LabbePoint(f"Study {at}", data.draw(SHARES), data.draw(SHARES), data.draw(POSITIVE))
        for at in range(k)
    )
    for measure in ("RR", "OR", "RD", "HR"):
        both(draw_labbe, LabbeFigure("i", "t", "d", measure, risks, value(1.0)))
    subsets = tuple((value(up), 100 * data.draw(SHARES)) for _ in range(k))
    both(draw_gosh, GoshFigure("i", "t", "d", "MD", is_ratio, subsets, middle))


@settings(max_examples=20, deadline=None)
@given(st.data(), st.integers(0, 5), st.booleans(), st.integers(1, 8))
def test_evidence_maps(data, levels, by_participants, k):
    rows = tuple(
        EvidenceMapRow(
            f"Claim {at}",
            data.draw(st.integers(0, levels - 1)) if levels and at % 3 else None,
            data.draw(st.integers(0, 10**6)),
            data.draw(st.none() | st.integers(0, 10**9)),
        )
        for at in range(k)
    )
    names = tuple(f"Level {at}" for at in range(levels))
    both(draw_evidence_map, EvidenceMapFigure("i", "t", "d", names, rows, by_participants))
