"""Who judged a claim and its outcomes, and what was judged before, in every document."""

from __future__ import annotations

import io
import json
import re

import pypdf
import pytest

from evidence.assessment import assess
from evidence.audit.example import example
from evidence.audit.runner import audit
from evidence.workspace.load import load_files
from reports.documents.document_format import document_format_named
from reports.documents.pdf_data import pdf_data
from reports.views.build import review_view
from reports.views.review_view import ReviewView

CLAIMS = """
claims:
  - id: c
    quote: It works.
    statement: It works.
    kind: therapy
    evidence: [{reference: one, stance: supports}]
    outcomes:
      - outcome: death
        label: early death
        judgement:
          certainty: moderate
          reason: one trial
          by: C. Grader
          on: 2026-03-04
          fingerprint: "1"
          history:
            - {certainty: low, by: A. Grader, on: 2026-01-02, reason: wide *interval*}
            - {certainty: high, by: B. Grader, on: 2026-02-03}
      - outcome: nausea
"""
STUDIES = """
studies:
  - id: one
    references: [one]
    design: randomised-trial
    outcomes:
      death:
        arms:
          - {role: intervention, events: 6, total: 25}
          - {role: comparator, events: 18, total: 25}
"""
FIRST = "low, A. Grader, 2026-01-02, wide *interval*"
SECOND = "high, B. Grader, 2026-02-03"


def view_of(claims: str = CLAIMS) -> ReviewView:
    found = assess(
        load_files(
            example(
                article="It works [@one].",
                references="@article{one, title={T}, author={O, A.}, year={2005}}",
                claims=claims,
                studies=STUDIES,
            )
        )
    )
    return review_view(found, audit(found), version="1")


def text_of(name: str, view: ReviewView) -> str:
    (document,) = document_format_named(name).render(view)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", document.content.decode()))


def test_a_judged_outcome_is_no_judgement_of_the_claim() -> None:
    (claim,) = view_of().claims
    assert claim.judgement is None
    (judged,) = claim.outcome_judgements
    assert (judged.outcome, judged.by, judged.history) == (
        "early death",
        "C. Grader",
        (FIRST, SECOND),
    )


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_documents_tell_what_was_judged_before_oldest_first(name: str) -> None:
    text = text_of(name, view_of()).replace("\\", "")
    assert "arly death: " in text
    assert "C. Grader" in text
    assert text.index(f"Judged before: {FIRST}") < text.index(f"Judged before: {SECOND}")
    assert "Nobody has judged this claim" not in text


def test_the_history_of_a_claim_is_told_too() -> None:
    own = CLAIMS.replace(
        "    outcomes:\n",
        "    judgement:\n      certainty: low\n"
        "      history: [{certainty: very-low, by: D. Grader}]\n    outcomes:\n",
    )
    (claim,) = view_of(own).claims
    assert claim.judgement is not None
    assert claim.judgement.history == ("very low, D. Grader",)
    assert "Judged before: very low, D. Grader" in text_of("html", view_of(own))


def test_the_pdf_is_given_them_and_can_be_set() -> None:
    view = view_of()
    (claim,) = pdf_data(view)["claims"]
    assert FIRST in json.dumps(claim["outcome_judgements"], ensure_ascii=False)
    (document,) = document_format_named("pdf").render(view)
    pages = pypdf.PdfReader(io.BytesIO(document.content)).pages
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    assert "Early death: judged" in text
    assert text.index(f"Judged before: {FIRST}") < text.index(f"Judged before: {SECOND}")
    assert "No person has judged this claim" not in text
