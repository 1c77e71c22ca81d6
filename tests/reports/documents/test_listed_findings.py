"""Where a page lists findings: each once, with its claims or in the table of the rest."""

import re
from dataclasses import replace

from lxml import html

from reports.documents.formats.html import render
from reports.documents.listed_findings import listed_findings
from reports.views.review_view import FindingView
from tests.reports.documents.small_view import a_claim, a_view
from tests.reports.small_review import FILES, view_of


def finding(code, severity="note", line=1, subject=""):
    return FindingView(
        code, f"name-{code}", severity, f"f:{line}:1", "f", line, 1, f"m{line}", "", subject
    )


def test_findings_are_parted_into_those_of_claims_and_the_rest():
    early, late = finding("GRD010", line=1), finding("GRD010", line=2)
    grave, shared = finding("CLM015", "error", 3), finding("STU010", line=4)
    elsewhere = finding("GRD010", line=9)
    view = replace(
        a_view(
            claims=(
                replace(a_claim(1), findings=(early, shared)),
                replace(a_claim(2), findings=(late, grave, shared)),
            )
        ),
        findings=(early, late, grave, shared, elsewhere),
        finding_counts=(("error", 1), ("warning", 0), ("note", 4)),
    )
    listed = listed_findings(view)
    assert [(each.code, each.severity, each.count) for each in listed.with_claims] == [
        ("CLM015", "error", 1),
        ("GRD010", "note", 2),
        ("STU010", "note", 1),
    ]
    assert [[claim.number for claim in each.claims] for each in listed.with_claims] == [
        [2],
        [1, 2],
        [1, 2],
    ]
    assert listed.elsewhere == (elsewhere,)


def test_the_page_says_every_finding_and_counts_it_once():
    view = view_of(FILES)
    tree = html.document_fromstring(render(view)[0].content)
    text = re.sub(r"\s+", " ", tree.text_content())
    for each in view.findings:
        assert re.sub(r"\s+", " ", each.message[1:]) in text
        assert each.place in text
    section = tree.get_element_by_id("findings")
    counted = [
        int(each.text)
        for each in section.xpath(".//table[contains(@class,'by-rule')]//td[@class='number']")
    ]
    others = section.xpath(".//table[contains(@class,'findings')]/tbody/tr")
    assert counted
    assert sum(counted) + len(others) == len(view.findings)
