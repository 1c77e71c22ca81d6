"""Drawings on two axes, lines of pooled effects, maps of claims and flow diagrams."""

import re

import pytest
from lxml import etree

from evidence.model.prisma import PrismaCounts
from reports.plots.evidence_map import EvidenceMapFigure, EvidenceMapRow, draw_evidence_map
from reports.plots.labbe import LabbeFigure, LabbePoint, draw_labbe, risk_with
from reports.plots.prisma import draw_prisma, prisma_table
from reports.plots.step_forest import StepKind, draw_step_forest, step_forest_table
from tests.reports.plots.drawn_text import SVG, assert_well_drawn
from tests.reports.plots.figures_of_counts import NEW, UPDATED, prisma_figure
from tests.reports.plots.figures_of_effects import bcg_steps


def words(svg):
    tree = etree.fromstring(svg)
    return [
        "".join(each.xpath("text()")).replace("\u00a0", " ") for each in tree.iter(SVG + "text")
    ]


def test_the_last_cumulative_line_is_that_of_all_studies():
    table = step_forest_table(bcg_steps(StepKind.CUMULATIVE))
    assert table.rows[-2][-1] == table.rows[-1][-1]
    assert table.heads[0] == "Study added"
    said = words(draw_step_forest(bcg_steps(StepKind.CUMULATIVE)))
    assert "Aronson 1948" in said
    assert "+ Ferguson & Simes 1949" in said


def test_leaving_a_study_out_is_said_and_never_adds_a_plus():
    said = words(draw_step_forest(bcg_steps(StepKind.LEAVE_ONE_OUT)))
    assert "Study left out" in said
    assert not any(each.startswith("+") for each in said)


@pytest.mark.parametrize(
    ("measure", "effect", "risk", "expected"),
    [
        ("RR", -0.693147, 0.4, 0.2),
        ("OR", 0.693147, 0.5, 2 / 3),
        ("OR", 0.0, 1.0, 1.0),
        ("RD", -0.1, 0.3, 0.2),
        ("RD", -0.4, 0.3, None),
        ("RR", 2.0, 0.5, None),
        ("HR", 0.5, 0.5, None),
    ],
)
def test_the_risk_that_an_effect_gives(measure, effect, risk, expected):
    assert risk_with(measure, effect, risk) == (
        None if expected is None else pytest.approx(expected, abs=1e-6)
    )


def test_areas_of_circles_compare_as_participants_do():
    points = (LabbePoint("a", 0.5, 0.4, 400), LabbePoint("b", 0.2, 0.6, 100))
    tree = etree.fromstring(draw_labbe(LabbeFigure("i", "t", "d", "RR", points)))
    radius = {c[0].text: float(c.get("r")) for c in tree.iter(SVG + "circle") if len(c)}
    assert radius["a"] ** 2 / radius["b"] ** 2 == pytest.approx(4)


def test_a_study_below_the_diagonal_had_fewer_events_with_the_intervention():
    points = (LabbePoint("fewer", 0.5, 0.2, 100),)
    tree = etree.fromstring(draw_labbe(LabbeFigure("i", "t", "d", "RR", points)))
    (circle,) = [each for each in tree.iter(SVG + "circle") if len(each)]
    (line,) = [each for each in tree.iter(SVG + "path") if each.get("class") == "rule"]
    start, end = re.findall(r"([\d.]+) ([\d.]+)", line.get("d"))[:2]
    (x1, y1), (x2, y2) = (tuple(map(float, each)) for each in (start, end))
    on_the_line = y1 + (float(circle.get("cx")) - x1) * (y2 - y1) / (x2 - x1)
    assert float(circle.get("cy")) > on_the_line


def test_a_claim_stands_under_its_certainty():
    rows = (
        EvidenceMapRow("one", 0, 3),
        EvidenceMapRow("two", 1, 4),
        EvidenceMapRow("bare", None, 0),
    )
    tree = assert_well_drawn(
        draw_evidence_map(EvidenceMapFigure("i", "t", "d", ("Low", "High"), rows))
    )
    heads = {each.text: float(each.get("x")) for each in tree.iter(SVG + "text")}
    circles = {c[0].text: float(c.get("cx")) for c in tree.iter(SVG + "circle")}
    assert circles["one: 3 studies"] == heads["Low"]
    assert circles["two: 4 studies"] == heads["High"]
    assert circles["bare: 0 studies"] == heads["No grade"]


def test_a_flow_diagram_says_every_count():
    said = " ".join(words(draw_prisma(prisma_figure())))
    for count in ("1,204", "31", "310", "925", "800", "125", "120", "105", "60", "35", "13", "15"):
        assert f"(n = {count})" in said
    assert "Previous" not in said
    assert "Other methods" not in said


def test_a_count_that_was_not_given_is_left_out_and_none_is_said():
    said = " ".join(words(draw_prisma(prisma_figure(PrismaCounts(databases=0)))))
    assert "Databases (n = 0)" in said
    assert "Registers" not in said


def test_an_empty_flow_diagram_is_still_a_drawing():
    assert_well_drawn(draw_prisma(prisma_figure(PrismaCounts())))


@pytest.mark.parametrize("counts", [NEW, UPDATED], ids=["new", "updated"])
def test_arrows_end_at_boxes(counts):
    tree = etree.fromstring(draw_prisma(prisma_figure(counts)))
    boxes = [
        tuple(float(each.get(name)) for name in ("x", "y", "width", "height"))
        for each in tree.xpath("//*[local-name()='g'][@class='stroke']/*[local-name()='rect']")
    ]
    heads = list(tree.iter(SVG + "polygon"))
    assert len(heads) >= len(boxes) - 4
    for head in heads:
        x, y = (float(part) for part in head.get("points").split()[0].split(","))
        assert any(
            left - 0.2 <= x <= left + width + 0.2 and top - 0.2 <= y <= top + height + 0.2
            and (min(abs(x - left), abs(x - left - width), abs(y - top)) < 0.2)
            for left, top, width, height in boxes
        )  # fmt: skip


def test_the_table_of_an_update_tells_the_ways_apart():
    table = prisma_table(prisma_figure(UPDATED))
    assert {row[1] for row in table.rows} == {
        "Previous studies", "Databases and registers", "Other methods", "",
    }  # fmt: skip
    assert {row[0] for row in table.rows} == {"Identification", "Screening", "Included"}
