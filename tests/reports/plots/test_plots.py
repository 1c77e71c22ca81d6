"""Axes, words and the bar of verdicts: what every drawing is made of."""

import math
import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.plots.axis import make_axis
from reports.plots.svg import fit, identifier, width_of
from reports.plots.verdict_bar import BarSegment, draw_verdict_bar
from reports.views.badges import verdict_badges

SVG = "{http://www.w3.org/2000/svg}"


def texts(tree):
    return [(each.text or "") for each in tree.iter(SVG + "text")]


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
