"""Plots: well-formed, alike each time, within their frame, and legible with hostile labels."""

import math
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.plots.axis import make_axis
from reports.plots.forest import ForestFigure, PooledMark, draw_forest
from reports.plots.svg import fit, identifier, width_of
from reports.plots.verdict_bar import BarSegment, draw_verdict_bar
from reports.views.badges import verdict_badges
from reports.views.review_view import ForestRow

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert(1)</script>\x00\u202e & "quoted" ' + "long " * 40


def row(label="Guler 2005", value=-1.1, low=-1.8, high=-0.35, weight=50.0):
    return ForestRow(
        label, label, "6/25", "18/25", value, low, high, weight, "0.33 (0.16 to 0.70)", "50 %"
    )


ONE_ROW = (row(),)
POOLED = PooledMark(-1.1, -1.8, -0.35)


def figure(rows=ONE_ROW, pooled=POOLED, **changes):
    values = {
        "identifier": "claim-1-primary",
        "title": "Any myoclonus, risk ratio",
        "description": "RR 0.33",
        "measure": "RR",
        "is_ratio": True,
        "rows": tuple(rows),
        "heads": ("Intervention, n/N", "Comparator, n/N"),
        "pooled": pooled,
        "pooled_label": "Pooled (random effects, REML)",
        "pooled_text": "0.33 (0.16 to 0.70)",
        "favours": ("favours magnesium", "favours saline"),
    }
    return ForestFigure(**{**values, **changes})


def inherited(element, name):
    """An attribute of an element, or of the nearest group that gives it."""
    lineage = (element, *element.iterancestors())
    return next((each.get(name) for each in lineage if each.get(name)), None)


def corners(path):
    """The ends of the straight lines that a path is made of: ``M0 29H800``."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MHV])([-\d. ]+)", path):
        found = [float(each) for each in numbers.split()]
        x, y = found if command == "M" else (found[0], y) if command == "H" else (x, found[0])
        yield x, y


def texts(tree):
    return [(each.text or "") for each in tree.iter(SVG + "text")]


@pytest.mark.parametrize("narrow", [False, True])
def test_a_forest_plot_says_what_it_is(narrow):
    tree = etree.fromstring(draw_forest(figure(), narrow=narrow))
    assert tree.get("role") == "img"
    named = tree.get("aria-labelledby").split()
    assert [tree.xpath(f"//*[@id='{each}']")[0].text for each in named] == [
        "Any myoclonus, risk ratio",
        "RR 0.33",
    ]
    assert "← favours magnesium" in texts(tree)
    assert "favours saline →" in texts(tree)


@pytest.mark.parametrize("narrow", [False, True])
def test_hostile_labels_stay_text_and_are_shown_whole_in_the_tooltip(narrow):
    tree = etree.fromstring(
        draw_forest(figure([row(HOSTILE)], title=HOSTILE, identifier=HOSTILE), narrow=narrow)
    )
    assert not list(tree.iter(SVG + "script"))
    whole = " ".join(each.text or "" for each in tree.iter(SVG + "title"))
    assert "<script>alert(1)</script>" in whole
    assert "\u202e" not in etree.tostring(tree, encoding="unicode")


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_is_drawn_outside_the_frame(narrow):
    rows = [row(), row("Tiny 2020", 0.2, -9.0, 9.0, 1.0), row("Far 2021", 4.0, 3.0, 30.0, 9.0)]
    tree = etree.fromstring(draw_forest(figure(rows), narrow=narrow))
    _, _, width, height = (float(each) for each in tree.get("viewBox").split())
    for each in tree.iter():
        for name in ("x", "x1", "x2"):
            assert 0 <= float(each.get(name) or 0) <= width
        for name in ("y", "y1", "y2"):
            assert 0 <= float(each.get(name) or 0) <= height
        for x, y in re.findall(r"([\d.-]+),([\d.-]+)", each.get("points") or ""):
            assert -1 <= float(x) <= width + 1
            assert 0 <= float(y) <= height
    paths = list(tree.iter(SVG + "path"))
    assert len(paths) >= 3
    for each in paths:
        assert re.fullmatch(r"(M[\d.]+ [\d.]+[HV][\d.]+)+", each.get("d"))
        for x, y in corners(each.get("d")):
            assert 0 <= x <= width
            assert 0 <= y <= height
    for each in tree.iter(SVG + "text"):
        size = width_of("".join(each.xpath("text()")), float(inherited(each, "font-size")))
        start = float(each.get("x")) - {"end": size, "middle": size / 2}.get(
            inherited(each, "text-anchor"), 0
        )
        assert start > -9
        assert start + size < width + 9


def test_an_interval_that_goes_on_is_shown_with_an_arrow():
    plain = draw_forest(figure()).count("<polygon")
    clipped = draw_forest(figure([row(), row("Tiny", 0.0, -9.0, 9.0, 1.0)])).count("<polygon")
    assert clipped == plain + 2


def test_squares_grow_with_weight():
    rows = [row("A", weight=90.0), row("B", weight=10.0)]
    tree = etree.fromstring(draw_forest(figure(rows)))
    sides = [float(each.get("width")) for each in tree.iter(SVG + "rect")]
    assert sides[0] > sides[1] > 4


def test_a_prediction_interval_is_drawn_only_where_there_is_one():
    assert "prediction" not in draw_forest(figure())
    assert "prediction" in draw_forest(figure(pooled=PooledMark(-1.0, -2.0, -0.1, -3.0, 1.0)))


def test_the_usual_ticks_of_a_ratio_axis():
    axis = make_axis([-1.0, 1.0], [-2.0, 2.0], is_ratio=True, left=0, right=100)
    assert [label for _, label in axis.ticks] == ["0.1", "0.2", "0.5", "1", "2", "5", "10"]


@given(
    st.lists(st.floats(-40, 40), min_size=1, max_size=9),
    st.lists(st.floats(), max_size=9),
    st.booleans(),
)
def test_every_axis_holds_its_estimates_and_no_effect(estimates, bounds, is_ratio):
    axis = make_axis(estimates, bounds, is_ratio=is_ratio, left=10, right=200)
    assert axis.low < axis.high
    assert 2 <= len(axis.ticks) <= 9
    positions = [axis.position(value) for value, _ in axis.ticks]
    assert positions == sorted(positions)
    for value in (*estimates, 0.0):
        assert not axis.is_below(value)
        assert not axis.is_above(value)
        assert 10 <= axis.position(value) <= 200
    assert all(math.isfinite(each) for each in positions)


@given(st.lists(st.integers(0, 60), min_size=6, max_size=6), st.booleans())
def test_labels_of_the_verdict_bar_never_overlap(counts, narrow):
    segments = [
        BarSegment(badge, count)
        for badge, count in zip(verdict_badges(), counts, strict=True)
        if count
    ]
    tree = etree.fromstring(draw_verdict_bar(segments, narrow=narrow))
    boxes = []
    for each in tree.iter(SVG + "text"):
        size = width_of(each.text, 13)
        start = float(each.get("x")) - (size if each.get("text-anchor") == "end" else 0)
        boxes.append((start, start + size, float(each.get("y"))))
    assert len(boxes) == len(segments)
    for (start, end, y), (other_start, other_end, other_y) in combinations(boxes, 2):
        assert y != other_y or end <= other_start or other_end <= start
    for badge, count in zip(verdict_badges(), counts, strict=True):
        if count:
            assert any(f"{count} {badge.label.lower()}" in text for text in texts(tree))


@given(st.text(), st.text())
def test_ids_differ_when_names_differ(one, other):
    assert (identifier(one) == identifier(other)) == (one == other)
    assert re.fullmatch(r"[A-Za-z0-9_-]*", identifier(one))


@given(st.text(max_size=80), st.floats(20, 400))
def test_text_is_cut_to_its_room(content, width):
    shown = fit(content, width)
    assert shown == content or width_of(shown) <= width + 13


def test_the_same_figure_gives_the_same_bytes():
    assert draw_forest(figure()) == draw_forest(figure())
