"""Several pooled outcomes of a claim in every format: each with its forest and its certainty."""

import csv
import io
import json
from itertools import pairwise

import pypdf
import pytest
from lxml import html

from reports.documents.document_format import document_format_named
from tests.reports.outcomes_review import FALL_TRIALS, outcome_files
from tests.reports.small_review import HOSTILE, view_of


@pytest.fixture(scope="module")
def view():
    return view_of(outcome_files())


def documents(name, view):
    return {each.filename: each.content for each in document_format_named(name).render(view)}


def test_html_has_a_part_with_a_drawing_for_each_and_every_id_once(view):
    page = html.fromstring(documents("html", view)["report.html"])
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    here = "claim-pooled.outcome"
    drawn = {
        name: len(page.xpath(f"//*[@id='{here}-{name}']/figure/*[name()='svg']"))
        for name in ("death", "pain", "fall")
    }
    # A wide drawing and one for phones; pain has a sensitivity view with two more.
    assert drawn == {"death": 2, "pain": 4, "fall": 2}
    (pain,) = page.xpath(f"//*[@id='{here}-pain']")
    assert "Important outcome, certainty ⊕⊕◯◯ Low" in " ".join(pain.text_content().split())
    levels = [int(each.tag[1]) for each in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_html_leads_from_the_summary_to_each_outcome(view):
    page = html.fromstring(documents("html", view)["report.html"])
    targets = page.xpath("//*[@id='claim-pooled.findings']//th/a/@href")
    assert [each.rpartition(".")[2] for each in targets] == [
        "outcome-death",
        "outcome-pain",
        "outcome-fall",
    ]
    assert all(page.xpath("//*[@id=$id]", id=each.removeprefix("#")) for each in targets)


def test_markdown_has_a_table_and_a_line_for_each_analysis(view):
    text = documents("markdown", view)["report.md"].decode()
    _, _, fall = text.partition("**Falls plain, odds ratio**")
    fall = fall[: fall.index("**How the rules grade it**")]
    assert fall.count("| Trial ") == FALL_TRIALS
    assert "Importance: limited. Certainty: ⊕⊕⊕◯ Moderate." in fall
    assert "- One study at a time: " in fall
    assert "- Small-study effects: " in fall


def test_json_and_csv_name_the_outcome_of_each_analysis(view):
    content = json.loads(documents("json", view)["report.json"])
    (claim,) = (each for each in content["claims"] if each["id"] == "pooled")
    assert [each["forest"]["outcome"] for each in claim["other_outcomes"]] == [
        "Pain plain",
        "Falls plain",
    ]
    text = documents("csv", view)["parts.csv"].decode()
    parts = {each["part"] for each in csv.DictReader(io.StringIO(text, newline=""))}
    assert {"choices", "outcome-pain.choices", "outcome-fall.choices"} <= parts


def test_the_pdf_has_a_heading_for_each_and_the_summary_leads_there(view):
    reader = pypdf.PdfReader(io.BytesIO(documents("pdf", view)["report.pdf"]))

    def titles(entries):
        for each in entries:
            yield from titles(each) if isinstance(each, list) else (each.title,)

    found = list(titles(reader.outline))
    wanted = [
        "Death plain, risk ratio",
        "Pain plain, mean difference",
        "Sensitivity analysis: Pain plain, mean difference",
        "Falls plain, odds ratio",
    ]
    assert [each for each in found if each in wanted] == wanted
    assert {f"claim-1-outcome-{at}" for at in range(3)} <= set(reader.named_destinations)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Important outcome · certainty" in text


def test_hostile_words_of_several_outcomes_are_shown_and_inert():
    words = HOSTILE.replace('"', "'").replace("\\", "").replace("\u202e", "").replace("\u202c", "")
    view = view_of(outcome_files(words))
    page = documents("html", view)["report.html"].decode()
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert len(documents("pdf", view)["report.pdf"]) > 10_000
