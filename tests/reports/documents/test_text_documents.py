"""Markdown, JSON and CSV reports: golden files, escaping, guards, and the same bytes each time."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reports.documents.document_format import document_format_named
from reports.documents.formats.csv import guarded
from reports.documents.formats.json import SCHEMA
from reports.documents.markdown_text import escaped
from reports.views.review_view import ArmView, EstimateView, OutcomeView, StudyView
from tests.reports.documents.small_view import a_claim, a_finding, a_view

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
STUDY = StudyView(
    id="guler-2005",
    label="Guler 2005",
    design="randomised-trial",
    blinding="double",
    size=50,
    quality="",
    population="adults",
    references=("guler2005",),
    claims=("claim-1",),
    unverified=("blinding",),
    note="",
    outcomes=(
        OutcomeView(
            "any-myoclonus",
            "Any myoclonus",
            "",
            (
                ArmView("intervention", "magnesium", 6.0, 25, None, None, None),
                ArmView("comparator", "saline", 18.0, 25, None, None, None),
            ),
            (EstimateView("RR", 0.33, None, 0.16, 0.7, 0.95, 0.001, "<"),),
        ),
    ),
    appraisals=(("rob2", "some-concerns", (("randomisation", "low"),)),),
)


def view():
    return replace(a_view(), studies=(STUDY,))


def printed(name, shown):
    return {each.filename: each.content for each in document_format_named(name).render(shown)}


@pytest.mark.parametrize(("name", "filename"), [("markdown", "report.md"), ("json", "report.json")])
def test_the_report_is_the_golden_one(name, filename):
    content = printed(name, view())[filename]
    golden = GOLDEN / filename
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(content)
    assert content.decode() == golden.read_bytes().decode()


@pytest.mark.parametrize("name", ["markdown", "json", "csv"])
def test_the_same_view_gives_the_same_bytes(name):
    assert printed(name, view()) == printed(name, view())


# JSON


def test_json_holds_what_other_programs_rely_on():
    content = json.loads(printed("json", view())["report.json"])
    assert content["schema"] == SCHEMA == 1
    claim = content["claims"][0]
    assert {
        key: claim[key] for key in ("id", "statement", "verdict", "certainty", "framework")
    } == {
        "id": "claim-1",
        "statement": "Magnesium lowers the incidence of myoclonus.",
        "verdict": "well-supported",
        "certainty": "moderate",
        "framework": "grade",
    }
    assert claim["kind"] == "therapy"
    assert claim["links"][0]["reference"] == "guler2005"
    assert claim["links"][0]["stance"] == "supports"
    assert claim["counts"] == {"supports": 1}
    assert content["studies"][0]["outcomes"][0]["arms"][1]["events"] == 18.0
    assert content["findings"][0]["code"] == "CLM014"
    assert "<svg" not in json.dumps(content)


def test_json_has_no_number_that_json_has_not():
    arm = ArmView("intervention", "", float("nan"), 1, float("inf"), None, None)
    outcome = replace(STUDY.outcomes[0], arms=(arm,))
    shown = replace(view(), studies=(replace(STUDY, outcomes=(outcome,)),))
    content = json.loads(printed("json", shown)["report.json"])
    assert content["studies"][0]["outcomes"][0]["arms"][0]["events"] is None


# Markdown


HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) **bold** `code` # head\n\n# Head\n- item"
    " ![i](http://evil.example/p.png) <https://evil.example> | cell ~~gone~~ &lt; \u202eevil"
)


def tokens(text):
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def test_no_text_of_a_review_becomes_markup():
    claim = a_claim(statement=HOSTILE)
    claim = replace(
        claim,
        id=HOSTILE,
        note=HOSTILE,
        article_words=HOSTILE,
        limit=HOSTILE,
        findings=(a_finding(HOSTILE),),
        links=tuple(replace(link, note=HOSTILE, quote=HOSTILE) for link in claim.links),
    )
    clean = tokens(printed("markdown", view())["report.md"].decode())
    shown = replace(a_view(title=HOSTILE, claims=(claim,)), answer=HOSTILE, disclaimer=HOSTILE)
    hostile = printed("markdown", shown)["report.md"].decode()
    kinds = {each.type for each in clean} | {
        child.type for each in clean for child in each.children or ()
    }
    for token in tokens(hostile):
        assert token.type != "html_block"
        for child in token.children or ():
            assert child.type in kinds | {"text_special"}
            assert child.type not in {"html_inline", "image", "code_inline", "s_open"}
            if child.type == "link_open":
                assert "evil" not in child.attrs["href"]


@given(st.text(max_size=80))
def test_escaped_text_prints_as_it_stands(text):
    words = escaped(text)
    (opened, inline, _) = tokens(f"- x {words}")[2:5]
    assert opened.type == "paragraph_open"
    shown = "".join(child.content for child in inline.children)
    if text.isprintable():
        assert shown.split() == f"x {text}".split()
    assert {child.type for child in inline.children} <= {"text", "text_special"}


@given(st.text(alphabet="#+-=>:1234.) ab*_`", max_size=12))
def test_escaped_text_begins_no_block(text):
    found = {token.type for token in tokens(escaped(text))}
    assert found <= {"paragraph_open", "inline", "paragraph_close"}


# CSV


def rows(name, shown):
    content = printed("csv", shown)[f"{name}.csv"].decode()
    assert content.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_csv_tables_hold_the_view():
    assert sorted(printed("csv", view())) == [
        "changes.csv",
        "claims.csv",
        "findings.csv",
        "links.csv",
        "parts.csv",
        "studies.csv",
        "tables.csv",
    ]
    first = rows("claims", view())[0]
    assert (first["claim"], first["verdict"], first["supports"]) == (
        "claim-1",
        "well-supported",
        "1",
    )
    assert (first["framework"], first["kind"]) == ("grade", "therapy")
    link = rows("links", view())[0]
    assert (link["claim"], link["study"], link["retracted"]) == ("claim-1", "guler-2005", "false")
    studies = rows("studies", view())
    assert [(row["arm_role"], row["events"], row["total"], row["mean"]) for row in studies] == [
        ("intervention", "6", "25", ""),
        ("comparator", "18", "25", ""),
    ]
    assert rows("findings", view())[0]["line"] == "3"


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u200b=1"],
)
def test_no_cell_is_a_formula(cell):
    assert guarded(cell) == f"'{cell}"
    shown = a_view(claims=(a_claim(statement=cell),))
    assert rows("claims", shown)[0]["statement"] == f"'{cell}"


@pytest.mark.parametrize("cell", ["-2", "+3.5", "-1e-05", "a=b", "", "−1", "p < 0.05", "5 - 3"])
def test_plain_numbers_and_text_stay_as_they_are(cell):
    assert guarded(cell) == cell


def test_tables_without_rows_keep_their_heads():
    content = printed("csv", replace(a_view(claims=()), findings=()))
    assert content["claims.csv"].startswith(b"claim,number,statement,kind,verdict,certainty,")
    assert content["findings.csv"].count(b"\r\n") == 1


def test_only_the_tables_load_pandas():
    code = (
        "import sys; from reports.documents.document_format import document_formats;"
        "document_formats(); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
