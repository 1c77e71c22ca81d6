"""What every drawing keeps to, whatever it shows, and the golden files that hold them still.

When a golden file differs and the change is meant: ``UPDATE_GOLDEN=1``, then read the difference.
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.reports.plots.drawn_text import SVG, assert_well_drawn, frame
from tests.reports.plots.every_drawing import DRAWINGS

GOLDEN = Path(__file__).with_name("golden")
LONG = "The Multinational Collaborative Investigators Group 1998, arm"
HOSTILE = '</text><script>alert(1)</script>\x00\u202e & "quoted" <b onload=x>'

every_drawing = pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda each: each.name)
both_widths = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


@every_drawing
@both_widths
def test_the_drawing_is_the_golden_one(drawing, narrow):
    path = GOLDEN / f"{drawing.name}-{'narrow' if narrow else 'wide'}.svg"
    svg = drawing.draw(drawing.golden(), narrow=narrow)
    # A line an element, so that a failure shows the difference and not two pages.
    lines = re.sub(r"(?<=>)(?=<(?!/))", "\n", svg) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(lines, encoding="utf-8", newline="\n")
    assert lines.splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_there_are_no_golden_files_of_drawings_that_are_gone():
    known = {f"{each.name}-{width}.svg" for each in DRAWINGS for width in ("wide", "narrow")}
    assert {path.name for path in GOLDEN.iterdir()} == known


@every_drawing
@both_widths
@pytest.mark.parametrize("k", [1, 2, 5, 13, 20, 60])
def test_no_text_overlaps_or_leaves_the_frame(drawing, narrow, k):
    for label in ("A", LONG):
        tree = assert_well_drawn(drawing.draw(drawing.made_up(k, label), narrow=narrow))
        assert frame(tree)[0] == 340 if narrow else frame(tree)[0] >= 500


@every_drawing
def test_twenty_studies_stay_small(drawing):
    assert len(drawing.draw(drawing.made_up(20, "Author 1998")).encode()) < 26_000


@every_drawing
@both_widths
def test_hostile_words_stay_words(drawing, narrow):
    tree = assert_well_drawn(drawing.draw(drawing.made_up(3, HOSTILE), narrow=narrow))
    names = {etree.QName(each).localname for each in tree.iter()}
    assert names <= {"svg", "title", "desc", "g", "path", "rect", "circle", "polygon", "text"}
    attributes = {name for each in tree.iter() for name in each.attrib}
    assert not {name for name in attributes if name.startswith("on") or name in ("href", "style")}


@every_drawing
@both_widths
@settings(max_examples=8, deadline=None)
@given(label=st.text(max_size=60), k=st.integers(1, 25))
def test_any_words_and_any_number_of_studies(drawing, narrow, label, k):
    assert_well_drawn(drawing.draw(drawing.made_up(k, label), narrow=narrow))


@every_drawing
def test_the_same_figure_gives_the_same_bytes_and_ids_of_its_own(drawing):
    figure = drawing.golden()
    wide, narrow = drawing.draw(figure), drawing.draw(figure, narrow=True)
    assert wide == drawing.draw(drawing.golden())
    ids = [set(re.findall(r' id="([^"]+)"', svg)) for svg in (wide, narrow)]
    assert not ids[0] & ids[1]
    assert all(figure.identifier in each for each in ids[0])
    named = etree.fromstring(wide).get("aria-labelledby").split()
    assert set(named) == ids[0]


@every_drawing
def test_the_table_beside_is_rectangular_and_says_every_name(drawing):
    figure = drawing.golden()
    table = drawing.table(figure)
    assert table.rows
    assert all(len(row) == len(table.heads) for row in table.rows)
    assert all(isinstance(cell, str) for row in (table.heads, *table.rows) for cell in row)
    beside = " ".join(cell for row in table.rows for cell in row)
    studies = getattr(figure, "studies", None) or getattr(figure, "rows", ())
    for each in studies:
        assert each.label in beside


@every_drawing
def test_colour_is_never_the_only_sign(drawing):
    """Every mark that is filled by its meaning has a symbol, a label or a number with it."""
    tree = etree.fromstring(drawing.draw(drawing.golden()))
    risks = tree.xpath("//*[starts-with(@class, 'risk ')]/*[local-name()='circle']")
    glyphs = [each for each in tree.iter(SVG + "text") if (each.text or "") in set("+!−?×")]
    assert len(glyphs) >= len(risks)
