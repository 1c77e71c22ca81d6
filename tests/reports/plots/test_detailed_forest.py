"""Forest plots in the manner of journals: what they say, and that it can be read."""

import re

import pytest
from lxml import etree

from reports.plots.detailed_forest import draw_detailed_forest
from reports.plots.forest_figure import (
    DetailedForestFigure,
    DetailedStudy,
    EffectRange,
    ForestGroup,
    ForestLayout,
)
from reports.plots.forest_lines import detailed_forest_table
from reports.plots.forest_manner import MANNERS, p_words
from tests.reports.plots.drawn_text import SVG, assert_well_drawn
from tests.reports.plots.figures_of_forests import bcg_figure, made_up

LONG = "The Multinational Collaborative Investigators Group 1998, arm"
LAYOUTS = tuple(ForestLayout)


def words(svg):
    tree = etree.fromstring(svg)
    return [(each.text or "").replace("\u00a0", " ") for each in tree.iter(SVG + "text")]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("k", [1, 5, 60])
def test_no_text_overlaps_or_leaves_the_frame(k, layout, narrow):
    for label in ("A", LONG):
        for means in (False, True):
            for groups in (1, min(k, 3)):
                figure = made_up(k, label, layout, means=means, groups=groups)
                assert_well_drawn(draw_detailed_forest(figure, narrow=narrow))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_twenty_studies_with_all_columns_stay_small(layout):
    assert len(draw_detailed_forest(made_up(20, "Author 1998", layout)).encode()) < 25_000


def test_revman_writes_brackets_chi_and_percent_signs():
    said = words(draw_detailed_forest(bcg_figure(ForestLayout.REVMAN)))
    assert "0.41 [0.13, 1.26]" in said
    assert "0.49 [0.34, 0.70]" in said
    assert "100.0%" in said
    assert "Heterogeneity: Tau² = 0.31; Chi² = 152.23, df = 12 (P < 0.00001); I² = 92%" in said
    assert "Test for overall effect: Z = −3.97 (P < 0.0001)" in said
    assert "Test for subgroup differences: Chi² = 1.86, df = 2 (P = 0.39); I² = 0%" in said
    assert [each for each in said if each in "ABCDEF"] == list("ABCDEF")


def test_the_bmj_merges_events_and_totals_and_marks_studies_by_grey_diamonds():
    svg = draw_detailed_forest(bcg_figure(ForestLayout.BMJ))
    said = words(svg)
    assert "0.41 (0.13 to 1.26)" in said
    assert "4/123" in said
    assert "1,510/166,283" in said
    assert "Heterogeneity: τ²=0.31, χ²=152.23, df=12 (P<0.001), I²=92%" in said
    tree = etree.fromstring(svg)
    (marks,) = tree.xpath("//*[local-name()='g'][@class='study']")
    assert len(marks) == 13
    assert not list(tree.iter(SVG + "rect"))


def test_jama_writes_p_without_a_leading_zero_and_favours_above_the_plot():
    svg = draw_detailed_forest(bcg_figure(ForestLayout.JAMA))
    said = words(svg)
    assert "0.41 (0.13–1.26)" in said
    assert any("(P < .001)" in each for each in said)
    assert any("(P = .39)" in each for each in said)
    assert not any(re.search(r"P [=<] 0", each) for each in said)
    tree = etree.fromstring(svg)
    heights = {each.text: float(each.get("y")) for each in tree.iter(SVG + "text")}
    assert heights["← favours BCG"] < heights["Aronson 1948"]


@pytest.mark.parametrize(
    ("p_value", "revman", "bmj", "jama"),
    [
        (0.39, "P = 0.39", "P=0.39", "P = .39"),
        (0.012, "P = 0.01", "P=0.01", "P = .01"),
        (0.0042, "P = 0.004", "P=0.004", "P = .004"),
        (0.00042, "P = 0.0004", "P<0.001", "P < .001"),
        (0.00003, "P < 0.0001", "P<0.001", "P < .001"),
        (1e-30, "P < 0.00001", "P<0.001", "P < .001"),
        (0.0, "P < 0.00001", "P<0.001", "P < .001"),
        (0.999, "P = 1.00", "P=1.00", "P > .99"),
        (1.0, "P = 1.00", "P=1.00", "P > .99"),
    ],
)
def test_p_values_as_each_journal_writes_them(p_value, revman, bmj, jama):
    found = [p_words(p_value, MANNERS[each]).replace("\u00a0", " ") for each in LAYOUTS]
    assert found == [revman, bmj, jama]


def test_a_range_below_zero_is_never_written_with_a_dash():
    study = DetailedStudy("One", EffectRange(-0.5, -1.2, 0.2))
    figure = DetailedForestFigure(
        "x", "t", "d", "Mean difference", False, (ForestGroup((study,)),), ForestLayout.JAMA
    )
    assert "−0.50 (−1.20 to 0.20)" in words(draw_detailed_forest(figure))


def test_squares_have_areas_and_diamonds_tips_that_mean_something():
    tree = etree.fromstring(draw_detailed_forest(bcg_figure(groups=False)))
    (pooled,) = tree.xpath("//*[@class='pooled']/*[local-name()='polygon']")
    xs = [float(each.split(",")[0]) for each in pooled.get("points").split()]
    ticks = {
        each.text: float(each.get("x"))
        for each in tree.iter(SVG + "text")
        if each.text in ("0.1", "1", "10")
    }
    one, ten = ticks["1"], ticks["10"]
    # The ends of the pooled interval, -0.7145 -+ 1.959964 * 0.1798 on the log scale.
    for x, end in ((min(xs), -1.0669), (max(xs), -0.3621)):
        assert x == pytest.approx(one + (ten - one) * end / 2.302585, abs=0.2)


def test_a_study_without_an_estimate_is_listed_without_a_mark():
    study = DetailedStudy("No events", None)
    figure = DetailedForestFigure("x", "t", "d", "RR", True, (ForestGroup((study,)),))
    svg = draw_detailed_forest(figure)
    assert "Not estimable" in words(svg)
    assert "<rect" not in svg


def test_the_table_beside_has_every_number_of_the_plot():
    figure = bcg_figure()
    table = detailed_forest_table(figure)
    assert all(len(row) == len(table.heads) for row in table.rows)
    cells = {cell for row in table.rows for cell in row}
    said = {
        each
        for each in words(draw_detailed_forest(figure))
        if re.search(r"\d", each) and not re.fullmatch(r"[\d.]+", each)
    }
    normal = {cell.replace("\u00a0", " ") for cell in cells} | set(table.heads)
    assert {each for each in said if each not in normal} <= {"IV, random, 95% CI"}
    assert "Low risk" in cells


def test_hostile_words_stay_words():
    hostile = '</text><script>alert(1)</script>\x00\u202e & "quoted"'
    tree = assert_well_drawn(draw_detailed_forest(made_up(3, hostile, groups=2)))
    assert not list(tree.iter(SVG + "script"))


def test_the_same_figure_gives_the_same_bytes():
    assert draw_detailed_forest(made_up(5)) == draw_detailed_forest(made_up(5))


def forest_of(*studies, layout=ForestLayout.REVMAN):
    return DetailedForestFigure("x", "t", "d", "RR", True, (ForestGroup(studies),), layout)


@pytest.mark.parametrize("narrow", [False, True])
def test_an_interval_that_goes_on_is_drawn_with_an_arrow_at_each_end(narrow):
    plain = DetailedStudy("Plain", EffectRange(-1.1, -1.8, -0.35))
    vast = DetailedStudy("Vast", EffectRange(0.0, -9.0, 9.0))
    before = draw_detailed_forest(forest_of(plain, plain), narrow=narrow).count("<polygon")
    after = draw_detailed_forest(forest_of(plain, plain, vast), narrow=narrow).count("<polygon")
    assert (before, after) == (0, 2)


def test_squares_grow_with_the_weight():
    tree = etree.fromstring(
        draw_detailed_forest(
            forest_of(*(DetailedStudy("S", EffectRange(0, -1, 1), (w,)) for w in (90.0, 10.0, 0.0)))
        )
    )
    sides = [float(each.get("width")) for each in tree.iter(SVG + "rect")]
    assert sides == sorted(sides, reverse=True)
    assert sides[0] > sides[1] > sides[2] >= 4


def test_common_and_random_effects_have_a_diamond_each_and_a_prediction_interval_a_bar():
    tree = etree.fromstring(draw_detailed_forest(made_up(5)))
    assert len(tree.xpath("//*[@class='pooled']/*[local-name()='polygon']")) == 2
    assert len(tree.xpath("//*[@class='prediction']")) == 1
    without = draw_detailed_forest(forest_of(DetailedStudy("One", EffectRange(0, -1, 1))))
    assert "pooled" not in without
    assert "prediction" not in without
