"""A retracted reference in the documents: struck, with its notice, and what it cost each grade."""

import pytest

from evidence.assessment import assess
from evidence.audit.runner import audit
from evidence.workspace.load import load_files
from reports.documents.document_format import document_format_named
from reports.views.build import review_view

FILES = {
    "review.toml": """
[review]
title = "A review"
article = "article.md"
references = "references.bib"
claims = "claims.yaml"
retractions = "retractions.index"
""",
    "article.md": "Magnesium prevents myoclonus [@guler2005]. It was seen again [@un2011].\n",
    "references.bib": """
@article{guler2005, author = {Guler, A.}, title = {Magnesium before etomidate},
  journal = {Anesth Analg}, year = {2005}, doi = {10.1000/a}}
@article{un2011, author = {Un, B.}, title = {Magnesium and etomidate},
  journal = {J Anesth}, year = {2011}, doi = {10.1000/b}}
""",
    "claims.yaml": """
claims:
  - id: less-myoclonus
    quote: Magnesium prevents myoclonus
    statement: Magnesium prevents myoclonus.
    kind: therapy
    evidence:
      - {reference: guler2005, stance: supports}
      - {reference: un2011, stance: supports}
""",
    "retractions.index": (
        "!evidence-review retractions 1\n"
        "d10.1000/a\tR\t2020-01-02\t10.1000/<n>\n"
        "d10.1000/b\tE\t2021-03-04\t10.1000/e\n"
    ),
}


@pytest.fixture(scope="module")
def view():
    assessment = assess(load_files(FILES))
    return review_view(assessment, audit(assessment), version="1")


def rendered(view, name: str) -> str:
    return document_format_named(name).render(view)[0].content.decode()


def test_the_page_strikes_the_reference_and_names_the_notice(view) -> None:
    page = rendered(view, "html")
    struck = page[page.index("<s>", page.index('id="references"')) :]
    assert "Magnesium before etomidate" in struck[: struck.index("</s>")]
    assert "Retracted on 2020-01-02 (notice doi:10.1000/&lt;n&gt;; Retraction Watch)." in page
    assert "Under an expression of concern on 2021-03-04 (notice doi:10.1000/e;" in page
    assert page.count("<s>") == 2  # in the claim's evidence and in the list
    assert "What retraction did to this grade" in page


def test_markdown_strikes_it_too(view) -> None:
    text = rendered(view, "markdown")
    assert "**RETRACTED.** ~~" in text
    assert "Retracted on 2020-01-02" in text.replace("\\", "")
    assert "guler2005 had not been retracted" in text


def test_a_work_in_doubt_still_counts(view) -> None:
    (claim,) = view.claims
    assert [(link.reference, link.retracted) for link in claim.links] == [
        ("guler2005", True),
        ("un2011", False),
    ]
    assert {finding.code for finding in view.findings} >= {"REF024", "REF088"}
