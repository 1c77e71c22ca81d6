"""Traffic lights and summary bars: every judgement said by symbol, words and fill."""

from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree

from reports.plots.risk_mark import RiskMark
from reports.plots.risk_summary import (
    RiskBar,
    RiskSummaryFigure,
    draw_risk_summary,
    risk_summary_table,
)
from reports.plots.traffic_light import (
    draw_traffic_light,
    traffic_light_pages,
    traffic_light_table,
)
from tests.reports.plots.drawn_text import SVG, assert_well_drawn, inherited
from tests.reports.plots.figures_of_forests import HIGH, LOW, MARKS, UNKNOWN
from tests.reports.plots.figures_of_risk import made_up_summary, made_up_traffic_light

LONG = "The Multinational Collaborative Investigators Group 1998, arm"


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("k", [1, 5, 60])
def test_no_text_overlaps_or_leaves_the_frame(k, narrow):
    for label in ("A", LONG):
        for domains in (1, 3, 7, 16, 22):
            figure = made_up_traffic_light(k, label, domains)
            assert_well_drawn(draw_traffic_light(figure, narrow=narrow))
        assert_well_drawn(draw_risk_summary(made_up_summary(k, label), narrow=narrow))


def test_twenty_studies_stay_small():
    assert len(draw_traffic_light(made_up_traffic_light(20, "Author 1998", 5)).encode()) < 25_000


def test_every_cell_says_whose_judgement_it_is():
    figure = made_up_traffic_light(3)
    tree = etree.fromstring(draw_traffic_light(figure))
    tips = [each[0].text for each in tree.iter(SVG + "circle")]
    assert "Study 0, D1: Low risk" in tips
    assert "Study 2, overall: High risk" in tips
    given = sum(mark is not None for row in figure.rows for mark in (*row.marks, row.overall))
    assert len(tips) == given + len(MARKS)


def test_pages_are_even_and_lose_nothing():
    figure = made_up_traffic_light(60)
    pages = traffic_light_pages(figure)
    assert [len(page.rows) for page in pages] == [20, 20, 20]
    assert tuple(row for page in pages for row in page.rows) == figure.rows
    assert len({page.identifier for page in pages}) == 3
    assert "Part 2 of 3: studies 21 to 40 of 60." in draw_traffic_light(pages[1])
    assert traffic_light_pages(made_up_traffic_light(25)) == (made_up_traffic_light(25),)


def luminance(colour):
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_fills_differ_in_grey_and_symbols_stand_out_from_them():
    tree = etree.fromstring(draw_traffic_light(made_up_traffic_light(5)))
    fills = {}
    for circle in tree.iter(SVG + "circle"):
        fills[circle.getparent().get("class")] = circle.getparent().get("fill")
    assert len(fills) == 5
    ranked = ("unknown", "low", "some", "high", "critical")
    shades = [luminance(fills[f"risk risk-{name}"]) for name in ranked]
    assert all(a - b > 0.05 for a, b in pairwise(shades))
    by_place = {
        (float(c.get("cx")), round(float(c.get("cy")))): c.getparent().get("fill")
        for c in tree.iter(SVG + "circle")
    }
    glyphs = [each for each in tree.iter(SVG + "text") if each.text in "+!−?×"]
    assert len(glyphs) == len(by_place)
    for glyph in glyphs:
        near = min(
            by_place,
            key=lambda at: abs(at[0] - float(glyph.get("x"))) + abs(at[1] - float(glyph.get("y"))),
        )
        shades = sorted((luminance(by_place[near]), luminance(inherited(glyph, "fill"))))
        assert (shades[1] + 0.05) / (shades[0] + 0.05) >= 4.5


def test_a_domain_that_was_not_judged_is_a_dash_and_said_to_be_so():
    figure = made_up_traffic_light(20)
    table = traffic_light_table(figure)
    assert all(len(row) == len(table.heads) for row in table.rows)
    assert "Not rated" in {cell for row in table.rows for cell in row}
    assert "Not rated" in draw_traffic_light(figure)
    whole = replace(figure, rows=figure.rows[:1])
    assert None not in whole.rows[0].marks
    assert "Not rated" not in draw_traffic_light(whole)


def test_bars_are_shares_of_the_whole():
    figure = RiskSummaryFigure(
        "i", "t", "d", (RiskBar("Missing data", (1.0, 2.0, 1.0)),), (LOW, HIGH, UNKNOWN)
    )
    tree = etree.fromstring(draw_risk_summary(figure))
    widths = {rect[0].text: float(rect.get("width")) for rect in tree.iter(SVG + "rect")}
    assert set(widths) == {
        "Missing data: Low risk 25%",
        "Missing data: High risk 50%",
        "Missing data: No information 25%",
    }
    assert max(widths.values()) == pytest.approx(2 * min(widths.values()), abs=0.2)
    assert risk_summary_table(figure).rows == (("Missing data", "25%", "50%", "25%"),)


def test_a_mark_of_any_tool_has_a_layer_of_its_own():
    assert RiskMark("x", "Probably low", "+", 0.25).layer is LOW.layer
    assert RiskMark("x", "Probably high", "-", 0.75).layer is HIGH.layer
    assert RiskMark("not-applicable", "Not applicable", " ", None).glyph == ""
