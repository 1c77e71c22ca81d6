"""Summaries of findings and evidence profiles, from a review's files to each kind of file."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from lxml import html

from evidence.assessment import assess
from evidence.audit.example import example
from evidence.grading.summary_of_findings import SummaryOfFindings
from evidence.workspace.load import load_files
from references.errors import InputError
from reports.documents.findings_files import SUFFIXES, profile_file, summary_file
from reports.views.findings_table import findings_of, profile_view, sof_view

REFERENCES = """
@article{one, title={A trial}, author={One, A}, year={2005}, journal={J}}
@article{two, title={Another}, author={Two, B}, year={2013}, journal={J}}
"""
STUDIES = """
studies:
  - id: one
    references: [one]
    design: randomised-trial
    size: 2000
    outcomes:
      death:
        arms:
          - {role: intervention, events: 150, total: 1000}
          - {role: comparator, events: 300, total: 1000}
      pain:
        arms:
          - {role: intervention, mean: 40, sd: 10, total: 1000}
          - {role: comparator, mean: 45, sd: 10, total: 1000}
    appraisals:
      - {tool: rob2, overall: high}
  - id: two
    references: [two]
    design: randomised-trial
    size: 40
    outcomes:
      nausea:
        estimates:
          - {measure: RR, value: 1.4, ci: [0.6, 3.2]}
    appraisals:
      - {tool: rob2, overall: high}
"""
CLAIMS = """
claims:
  - id: works
    quote: It works.
    statement: "=Zinc <b>works</b> | well."
    kind: therapy
    question: {population: adults, intervention: zinc, comparator: placebo, outcome: health}
    evidence:
      - {reference: one, stance: supports}
      - {reference: two, stance: disputes}
    outcomes:
      - outcome: nausea
        importance: important
      - outcome: death
        label: "=death <i>"
        follow-up: 1 year
        synthesis:
          measure: RR
          baseline-risk: 0.2
          baseline-source: a national register
          magnitudes: {small: 10, moderate: 50, large: 90}
      - outcome: pain
        synthesis:
          measure: MD
          instrument: points of 100
          magnitudes: {small: 4, moderate: 8, large: 12}
"""


@pytest.fixture(scope="module")
def found() -> SummaryOfFindings:
    files = example(article="It works.", references=REFERENCES, studies=STUDIES, claims=CLAIMS)
    review = load_files(files)
    assert [str(problem) for problem in review.problems] == []
    return findings_of(assess(review).by_id["works"])


def test_rows_stand_in_the_order_of_their_weight(found: SummaryOfFindings) -> None:
    assert [row.outcome for row in found.rows] == ["death", "pain", "nausea"]


def test_events_get_risks_from_the_baseline(found: SummaryOfFindings) -> None:
    row = sof_view(found).rows[0]
    assert row.baseline == "200 per 1,000"
    assert row.baseline_source == "a national register"
    assert row.with_intervention == "100 per 1,000 (84 to 119)"
    assert row.difference == "100 fewer per 1,000 (116 fewer to 81 fewer)"
    assert row.needed == "NNTB 10 (9 to 13)"
    assert row.statement == (
        "Zinc may result in a large reduction in =death <i> compared with placebo."
    )


def test_means_get_a_difference_in_their_unit(found: SummaryOfFindings) -> None:
    row = sof_view(found).rows[1]
    assert row.difference == "5.00 lower points of 100 (5.88 lower to 4.12 lower)"
    assert row.statement == "Zinc may reduce pain slightly compared with placebo."


def test_what_was_not_pooled_is_told(found: SummaryOfFindings) -> None:
    row = sof_view(found).rows[2]
    assert row.relative == ""
    assert row.narrative == (
        "1 study, not pooled: 0 for and 1 against; RR 1.4 (widest interval 0.6 to 3.2)"
    )
    assert row.certainty.id == "very-low"
    assert row.statement == (
        "The evidence is very uncertain about the effect of zinc on nausea compared with placebo."
    )


def test_a_reason_stands_once_under_a_letter_that_rows_share(found: SummaryOfFindings) -> None:
    shared = sof_view(found)
    letters = [row.letters for row in shared.rows]
    assert letters[0] == letters[1] == ("a",)
    assert "a" not in letters[2]
    texts = [text for _, text in shared.footnotes]
    assert len(set(texts)) == len(texts)
    assert texts[0].startswith("Rated down two levels for risk of bias: ")


def test_the_profile_has_every_domain(found: SummaryOfFindings) -> None:
    profile = profile_view(found)
    assert profile.domains[:5] == (
        "Risk of bias",
        "Inconsistency",
        "Indirectness",
        "Imprecision",
        "Publication bias",
    )
    cells = {cell.label: cell.change for cell in profile.rows[0].cells}
    assert cells["Risk of bias"] == "−2"
    assert {len(row.cells) for row in profile.rows} == {len(profile.domains)}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("render", [summary_file, profile_file])
def test_every_kind_of_file_gives_the_same_bytes_again(
    found: SummaryOfFindings, suffix: str, render
) -> None:
    first = render([found, found], f"x{suffix}")
    assert first == render([found, found], f"x{suffix}")
    assert first


def test_a_spreadsheet_takes_no_cell_for_a_formula(found: SummaryOfFindings) -> None:
    rows = list(csv.reader(io.StringIO(summary_file([found], "x.csv").decode(), newline="")))
    assert rows[0][:2] == ["Claim", "Outcome"]
    assert rows[1][1] == "'=death <i> (1 year)"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(summary_file([found], "x.xlsx")))
    sheet = book["works"]
    assert sheet["A6"].value == "=death <i> (1 year)"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_text_is_never_markup(found: SummaryOfFindings) -> None:
    page = html.fromstring(summary_file([found], "x.html"))
    assert page.xpath("//b | //i | //script") == []
    assert page.xpath("string(//tbody/tr[1]/th)") == "=death <i> (1 year)"
    assert len(page.xpath("//tbody/tr[1]/*")) == len(page.xpath("//thead/tr/th"))
    text = summary_file([found], "-").decode()
    assert "\\=Zinc \\<b\\>works" in text or "=Zinc \\<b\\>works" in text
    assert "works\\</b\\> \\| well" in text


def test_json_holds_the_numbers(found: SummaryOfFindings) -> None:
    content = json.loads(summary_file([found], "x.json"))
    assert content["schema"] == 1
    row = content["summary_of_findings"][0]["rows"][0]
    assert row["risks"]["risk"] == pytest.approx(0.1)
    assert row["risks"]["difference"] == pytest.approx(-0.1)
    assert row["certainty"]["id"] == "low"
    assert json.loads(profile_file([found], "x.json"))["evidence_profile"][0]["rows"][0]["domains"]


def test_two_claims_of_one_name_have_a_sheet_each(found: SummaryOfFindings) -> None:
    book = openpyxl.load_workbook(io.BytesIO(profile_file([found, found], "x.xlsx")))
    assert book.sheetnames == ["works", "works-2"]
    assert openpyxl.load_workbook(io.BytesIO(summary_file([], "x.xlsx"))).sheetnames


def test_a_name_that_gives_no_format_is_refused(found: SummaryOfFindings) -> None:
    with pytest.raises(InputError, match=r"\.csv, \.xlsx, \.html, \.md, \.json"):
        summary_file([found], "x.docx")
