"""Parts of a report in every format: all their words are there, and none of them is markup."""

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise

import pypdf
import pytest
from lxml import html
from markdown_it import MarkdownIt

from reports.documents.document_format import document_format_named
from reports.documents.pdf_data import ZERO_WIDTH_SPACE
from reports.views.review_view import ChangeView
from tests.reports.documents.small_view import MODERATE, WELL, a_claim, a_part, a_view

HOSTILE = '</details><script>window.harmed=1</script><img src=x> [x](javascript:1) #read("a") =1+1'


def a_view_of(words, *, is_open=False):
    part = replace(a_part(words), is_open=is_open)
    change = ChangeView(f"Event {words}", MODERATE, WELL, f"Why {words}", f"RR {words}")
    claim = replace(
        a_claim(), sections=(part,), changes=(change,), change_notes=(f"Unmoved {words}.",)
    )
    return replace(a_view(claims=(claim, a_claim(2))), overview=(part,))


def documents(name, view):
    return {each.filename: each.content for each in document_format_named(name).render(view)}


def page_of(view):
    return html.fromstring(documents("html", view)["report.html"])


def table_rows(name, view):
    text = documents("csv", view)[f"{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("words", ["Latitude", HOSTILE])
def test_html_says_all_of_a_part_and_runs_none(words):
    page = page_of(a_view_of(words))
    (part,) = page.xpath("//*[@id='claim-claim-1.made-up']")
    text = part.text_content()
    for said in ("Heading", "Sentence", "Second", "Title", "Table of", "Numbers of", "Note"):
        assert f"{said} {words}" in text
    assert part.tag == "details"
    assert [each.text_content() for each in part.xpath(".//ol/li")] == [
        f"First {words}.",
        f"Other {words}.",
    ]
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    changes = page.xpath("//table[contains(@class, 'changes')]")[0].text_content()
    assert f"Event {words}" in changes
    assert f"RR {words}" in changes


def test_html_leads_from_each_letter_to_its_footnote():
    page = page_of(a_view_of("Latitude"))
    (part,) = page.xpath("//*[@id='claim-claim-1.made-up']")
    letters = part.xpath(".//sup/a")
    assert [each.text for each in letters] == ["a", "b"]
    for each in letters:
        (target,) = page.xpath("//*[@id=$id]", id=each.get("href").removeprefix("#"))
        assert target.tag == "li"


@pytest.mark.parametrize("is_open", [False, True])
def test_html_gives_every_part_an_address_and_every_id_once(is_open):
    page = page_of(a_view_of("Latitude", is_open=is_open))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"made-up", "claim-claim-1.made-up"} <= set(ids)
    levels = [int(each.tag[1]) for each in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_without_a_drawing_for_phones_scroll():
    view = a_view_of("Latitude")
    part = a_part()
    wide = replace(part, pictures=(replace(part.pictures[0], svg_narrow=""),))
    page = page_of(replace(view, overview=(wide,)))
    (figure,) = page.xpath("//*[@id='made-up']//figure")
    assert "scroll" in figure.get("class")


@pytest.mark.parametrize("words", ["Latitude", HOSTILE])
def test_markdown_says_it_all_as_text(words):
    text = documents("markdown", a_view_of(words))["report.md"].decode()
    page = html.fromstring(MarkdownIt("commonmark").enable("table").render(text))
    shown = " ".join(page.text_content().split())
    for said in ("Heading", "Sentence", "Table of", "Numbers of", "Note", "First", "Event", "Why"):
        assert f"{said} {words}" in shown
    assert "Low (a, b)" in shown
    assert f"Unmoved {words}." in shown
    assert not page.xpath("//script|//img|//a[contains(@href, 'javascript')]")


def test_json_has_the_parts_and_no_drawing():
    text = documents("json", a_view_of(HOSTILE))["report.json"].decode()
    content = json.loads(text)
    claim = content["claims"][0]
    (part,) = claim["sections"]
    assert part["identifier"] == "made-up"
    assert part["sentences"] == [f"Sentence {HOSTILE}.", f"Second {HOSTILE}."]
    assert part["tables"][0]["marks"] == [["a", "b"]]
    assert part["footnotes"][0] == ["a", f"First {HOSTILE}."]
    assert part["pictures"][0]["table"]["rows"] == [[HOSTILE, "2"]]
    assert claim["change_notes"] == [f"Unmoved {HOSTILE}."]
    assert claim["changes"][0]["effect"] == f"RR {HOSTILE}"
    assert content["overview"][0]["heading"] == f"Heading {HOSTILE}"
    assert "<svg" not in text


def test_csv_has_a_row_for_each_text_cell_and_change():
    view = a_view_of("=1+1")
    parts = table_rows("parts", view)
    assert {each["kind"] for each in parts} == {"sentence", "footnote", "note"}
    assert [each["text"] for each in parts if each["part"] == "what-if"] == ["Unmoved =1+1."]
    cells = table_rows("tables", view)
    assert [each["claim"] for each in cells] == [""] * 5 + ["claim-1"] * 5
    assert cells[2]["footnotes"] == "a; b"
    assert cells[3]["value"] == "'=1+1"
    change = table_rows("changes", view)[0]
    assert (change["kind"], change["certainty"]) == ("what-if", "moderate")


@pytest.mark.parametrize("words", ["Latitude", HOSTILE])
def test_pdf_says_it_all_and_runs_none(words):
    content = documents("pdf", a_view_of(words))["report.pdf"]
    reader = pypdf.PdfReader(io.BytesIO(content))
    text = "".join(page.extract_text() for page in reader.pages)
    shown = "".join(text.replace(ZERO_WIDTH_SPACE, "").replace("\xad", "").split())
    for said in ("Heading", "Sentence", "Second", "Title", "Note", "First", "Other", "Unmoved"):
        assert "".join(f"{said} {words}".split()) in shown


@pytest.mark.parametrize("words", ["Latitude", "Hyperparathyroidism" * 8, "W" * 120])
def test_no_text_of_the_pdf_begins_or_must_end_outside_its_page(words):
    content = documents("pdf", a_view_of(words))["report.pdf"]
    outside = []
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        width = float(page.mediabox.width)

        def seen(text, around, within, _, size, width=width):
            x = within[4] * around[0] + within[5] * around[2] + around[4]
            longest = max((len(line.strip()) for line in text.split("\n")), default=0)
            # No letter of the fonts is narrower than a fifth of its size.
            least = 0.2 * longest * size * within[0] * around[0]
            if text.strip() and not 20 < x < x + least < width - 20:
                outside.append((x, least, text))

        page.extract_text(visitor_text=seen)
    assert not outside


def test_the_pdf_prints_letters_of_risk_of_bias_and_names_the_domains_once():
    content = documents("pdf", a_view())["report.pdf"]
    reader = pypdf.PdfReader(io.BytesIO(content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert text.count("left to right. RoB 2: randomisation, deviations") == 2
    assert "Randomisation +" not in text


def test_the_pdf_prints_a_plot_taller_than_a_page_in_parts():
    forest = a_claim().forest
    long = replace(forest, svg_pages=(forest.svg, forest.svg, forest.svg))
    part = a_part("Latitude")
    steps = replace(part.pictures[0], svg_pages=(forest.svg, forest.svg))
    claim = replace(a_claim(), forest=long, sections=(replace(part, pictures=(steps,)),))
    content = documents("pdf", a_view(claims=(claim,)))["report.pdf"]
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    told = " ".join(text.split())
    assert [told.count(f"({at} of 3)") for at in (1, 2, 3)] == [1, 1, 1]
    assert [told.count(f"({at} of 2)") for at in (1, 2)] == [1, 1]
