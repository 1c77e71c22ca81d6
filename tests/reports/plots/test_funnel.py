"""Funnel plots: contours around no effect, a funnel around the pooled effect, added studies."""

import math
import re

import pytest
from lxml import etree

from reports.plots.funnel import FunnelFigure, FunnelPoint, draw_funnel, funnel_table
from tests.reports.plots.drawn_text import SVG, assert_well_drawn
from tests.reports.plots.figures_of_risk import bcg_funnel, made_up_funnel

LONG = "The Multinational Collaborative Investigators Group 1998, arm"


def said(tree):
    return " ".join("".join(each.xpath("text()")) for each in tree.iter(SVG + "text"))


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("k", [1, 2, 5, 13, 20, 60])
def test_no_text_overlaps_or_leaves_the_frame(k, narrow):
    for label in ("A", LONG):
        for is_ratio in (False, True):
            figure = made_up_funnel(k, label, is_ratio=is_ratio)
            assert_well_drawn(draw_funnel(figure, narrow=narrow))
    assert len(draw_funnel(made_up_funnel(20, "Author 1998"))) < 25_000


def test_standard_errors_grow_downwards_and_effects_to_the_right():
    points = (FunnelPoint("precise", 0.0, 0.1), FunnelPoint("vague", 1.0, 0.5))
    tree = etree.fromstring(draw_funnel(FunnelFigure("i", "t", "d", "MD", False, points)))
    named = {
        circle[0].text: (float(circle.get("cx")), float(circle.get("cy")))
        for circle in tree.iter(SVG + "circle")
        if len(circle)
    }
    assert named["precise"][0] < named["vague"][0]
    assert named["precise"][1] < named["vague"][1]


def test_contours_meet_at_no_effect_and_open_by_the_quantiles_of_the_normal():
    points = (FunnelPoint("a", -1.0, 0.4), FunnelPoint("b", 1.0, 0.5))
    figure = FunnelFigure("i", "t", "d", "MD", False, points, contours=(0.95,))
    tree = etree.fromstring(draw_funnel(figure))
    (wedge,) = tree.iter(SVG + "polygon")
    (left, foot), (middle, top), (right, _) = (
        tuple(float(part) for part in pair.split(",")) for pair in wedge.get("points").split()
    )
    assert top < foot
    assert middle - left == pytest.approx(right - middle, abs=0.2)
    ticks = {t.text: float(t.get("x")) for t in tree.iter(SVG + "text") if t.text in ("0.0", "1.0")}
    unit = ticks["1.0"] - ticks["0.0"]
    # The axis of standard errors ends at 0.5.
    assert (right - middle) / unit == pytest.approx(1.959964 * 0.5, abs=0.005)


def test_ten_studies_or_more_need_no_warning_and_added_ones_do_not_count():
    assert "Only" not in said(etree.fromstring(draw_funnel(bcg_funnel())))
    few = etree.fromstring(draw_funnel(made_up_funnel(9)))
    assert "Only 9 studies" in said(few)
    assert "Only 1 study:" in said(etree.fromstring(draw_funnel(made_up_funnel(1))))


def test_added_studies_are_open_and_named_in_the_key():
    svg = draw_funnel(bcg_funnel())
    (group,) = re.findall(r'<g class="open stroke".*?</g>', svg)
    assert group.count("<title>") == 2
    assert "study added by trim and fill" in svg
    assert "trim and fill" not in draw_funnel(made_up_funnel(3))


def test_the_table_beside_gives_every_point():
    table = funnel_table(bcg_funnel())
    assert len(table.rows) == 15
    assert table.rows[0] == ("Aronson 1948", "0.41", "0.571", "observed")
    assert table.rows[-1][-1] == "imputed"


@pytest.mark.parametrize("contours", [(), (0.95,), (0.99, 0.9), (0.5, 0.6, 0.7, 0.8), (0.999,)])
def test_any_contours(contours):
    points = (FunnelPoint("a", math.log(0.5), 0.3), FunnelPoint("b", 3.0, 0.9))
    figure = FunnelFigure("i", "t", "d", "RR", True, points, 0.1, contours=contours)
    tree = assert_well_drawn(draw_funnel(figure))
    assert ("p >" in said(tree)) == bool(contours)
