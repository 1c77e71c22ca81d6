"""Long plots in pages: every line once, heads and axis on each, none taller than a page."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.plots.detailed_forest import draw_detailed_forest, forest_pages
from reports.plots.evidence_map import (
    EvidenceMapFigure,
    EvidenceMapRow,
    evidence_map_pages,
)
from reports.plots.forest_figure import ForestLayout
from reports.plots.forest_manner import MANNERS
from reports.plots.paging import PAGE_SHAPE, page_bounds
from reports.plots.step_forest import StepKind, draw_step_forest, step_forest_pages
from tests.reports.plots.drawn_text import SVG, assert_well_drawn
from tests.reports.plots.figures_of_effects import made_up_steps
from tests.reports.plots.figures_of_forests import made_up


def words(svg):
    return [
        (each.text or "").replace("\u00a0", " ")
        for each in etree.fromstring(svg).iter(SVG + "text")
    ]


def assert_fits(svg):
    _, _, width, height = map(float, etree.fromstring(svg).get("viewBox").split())
    assert height <= PAGE_SHAPE * width


@given(st.lists(st.floats(5, 60), min_size=1, max_size=200), st.floats(200, 900), st.data())
def test_pages_hold_every_line_once_and_little_more_than_they_may(heights, most, data):
    keep = data.draw(st.lists(st.booleans(), min_size=len(heights), max_size=len(heights)))
    # A heading is never followed by another one.
    keep = [each and not before for before, each in pairwise((False, *keep))]
    bounds = page_bounds(heights, most, keep=keep)
    assert [at for start, end in bounds for at in range(start, end)] == list(range(len(heights)))
    assert all(start < end for start, end in bounds)
    assert not any(keep[end - 1] for _, end in bounds[:-1])
    assert all(sum(heights[start:end]) <= most + 2 * max(heights) for start, end in bounds)


@pytest.mark.parametrize("layout", ForestLayout)
@pytest.mark.parametrize(("k", "groups"), [(90, 1), (90, 2), (150, 3), (90, 30)])
def test_a_long_forest_has_each_study_once_and_heads_on_each_page(k, groups, layout):
    figure = made_up(k, layout=layout, groups=groups)
    pages = forest_pages(figure)
    assert len(pages) >= 2
    whole = words(draw_detailed_forest(figure))
    said = [words(page) for page in pages]
    for study in figure.studies:
        assert sum(each.count(study.label) for each in said) == whole.count(study.label) == 1
    for page, each in zip(pages, said, strict=True):
        assert_well_drawn(page)
        assert_fits(page)
        assert MANNERS[layout].study_head in each
        assert any("favours Study" in word for word in each)
    last = "Random effects (95% CI)"
    assert last in said[-1]
    if groups == 1:
        assert not any(last in each for each in said[:-1])


def test_a_subgroup_that_goes_on_is_named_again():
    pages = forest_pages(made_up(80, groups=1 + 1))
    headings = [[each for each in words(page) if "Study group" in each] for page in pages]
    assert headings[0][0] == "Study group 0"
    for before, after in pairwise(headings):
        assert after[0] in (
            f"{before[-1].removesuffix(' (continued)')} (continued)",
            "Study group 1",
        )
    assert sum("(continued)" in each for page in headings for each in page) >= 1


def test_marks_of_all_pages_stand_on_one_axis():
    pages = forest_pages(made_up(80))
    ticks = [[each for each in words(page) if each.replace(".", "").isdigit()] for page in pages]
    on_each = set.intersection(*(set(each) for each in ticks))
    assert len(on_each) >= 3


def test_a_map_of_many_claims_has_each_once_and_circles_of_one_measure():
    rows = tuple(
        EvidenceMapRow(f"Claim {at} says so", at % 4, 1 + at % 9, verdict="● Well supported")
        for at in range(70)
    )
    levels = ("Very low", "Low", "Moderate", "High")
    figure = EvidenceMapFigure("grade", "Map", "70 claims", levels, rows)
    pages = evidence_map_pages(figure)
    assert len(pages) >= 3
    said = [each for page in pages for each in words(page) if each.startswith("Claim ")]
    assert said == [row.label for row in rows]
    sizes = [sorted(set(etree.fromstring(page).xpath("//@r"))) for page in pages]
    assert sizes[0] == sizes[1]
    for page in pages:
        assert_well_drawn(page)
        assert_fits(page)
        assert "Moderate" in words(page)
    assert evidence_map_pages(replace(figure, rows=rows[:20])) == ()


@pytest.mark.parametrize("k", [1, 13, 35])
def test_what_fits_has_no_pages(k):
    assert forest_pages(made_up(k)) == ()
    assert step_forest_pages(made_up_steps(k)) == ()


@pytest.mark.parametrize("kind", StepKind)
def test_long_steps_have_each_study_once_and_all_studies_last(kind):
    figure = made_up_steps(120, kind=kind)
    pages = step_forest_pages(figure)
    assert len(pages) >= 3
    said = [words(page) for page in pages]
    whole = words(draw_step_forest(figure))
    of_study = re.compile(r"(\+ )?Study \d+").fullmatch
    assert [each for page in said for each in filter(of_study, page)] == [*filter(of_study, whole)]
    assert sum(map(bool, map(of_study, whole))) == 120
    assert ["All studies" in each for each in said] == [False] * (len(pages) - 1) + [True]
    for page, each in zip(pages, said, strict=True):
        assert_well_drawn(page)
        assert_fits(page)
        assert figure.label_head in each
    ids = [name for page in pages for name in etree.fromstring(page).xpath("//@id")]
    assert len(ids) == len(set(ids))
