"""Parts on a synthesis: their numbers are those of the analyses; too few studies have none."""

import math
from dataclasses import replace

import pytest

from evidence.assessment import assess
from evidence.audit.runner import audit
from evidence.grading.body_analyses import analyses_of
from evidence.model.prisma import ExclusionReason, PrismaCounts
from evidence.workspace.load import load_files
from reports.documents.formats.html import render
from reports.views.build import review_view
from reports.views.numerals import decimal, percentage, variance
from tests.reports.pooled_review import pooled_files
from tests.reports.small_review import HOSTILE

TRIALS = 10


def made(files):
    review = load_files(files)
    assert not review.problems
    assessment = assess(review)
    return assessment, review_view(assessment, audit(assessment), version="1")


@pytest.fixture(scope="module")
def pooled():
    return made(pooled_files(TRIALS))


@pytest.fixture(scope="module")
def analyses(pooled):
    item = next(each for each in pooled[0].claims if each.claim.id == "pooled")
    return analyses_of(item.body)


@pytest.fixture(scope="module")
def parts(pooled):
    claim = next(each for each in pooled[1].claims if each.id == "pooled")
    return {part.identifier: part for part in claim.sections}


def identifiers(trials):
    _, view = made(pooled_files(trials))
    return {part.identifier for claim in view.claims for part in claim.sections}


def test_the_most_telling_part_comes_first(parts):
    assert list(parts) == [
        "findings",
        "risk-of-bias-own-list",
        "regression",
        "differences",
        "small-studies",
        "choices",
        "steps",
    ]
    assert [name for name, part in parts.items() if part.is_open] == ["findings"]


def test_parts_are_absent_where_too_few_studies_are_pooled():
    assert identifiers(1) == {"findings"}
    two = identifiers(2)
    assert "choices" in two
    assert not two & {"small-studies", "steps", "differences", "regression"}
    four = identifiers(4)
    assert {"small-studies", "steps", "regression"} <= four
    assert "differences" not in four


def test_a_claim_without_evidence_has_no_parts(pooled):
    (bare,) = (claim for claim in pooled[1].claims if claim.id == "bare")
    assert bare.sections == ()


def test_the_summary_has_an_outcome_a_row_and_letters_for_its_reasons(parts):
    found = parts["findings"]
    summary, profile = found.tables
    assert [row[0] for row in summary.rows] == [
        "Death plain (critical; plain weeks)",
        "Fall plain (important)",
    ]
    assert "Risk with the drug" in summary.heads
    assert "200 per 1,000" in summary.rows[0]
    assert "plain register" in summary.caption
    letters = [letter for letter, _ in found.footnotes]
    assert letters == sorted(letters)
    assert set(summary.marks[0]) == set(letters)
    assert summary.marks == profile.marks
    assert "death plain" in found.sentences[0]
    assert "Death" not in found.sentences[0]
    assert all(text[0].isupper() and text.endswith(".") for _, text in found.footnotes)


def test_risk_of_bias_counts_the_studies_by_rating(parts):
    lights, summary = parts["risk-of-bias-own-list"].pictures
    assert "flawed: 4, plain sound: 6" in parts["risk-of-bias-own-list"].sentences[0]
    assert len(lights.table.rows) == TRIALS
    assert "plain list" in summary.title


def test_coefficients_are_those_of_the_regression(parts, analyses):
    found = analyses.moderation.regression
    (table,) = parts["regression"].tables
    assert [row[1] for row in table.rows] == [decimal(e.value, 4) for e in found.coefficients]
    assert [row[0] for row in table.rows] == ["Intercept", "Dose"]
    assert percentage(found.residual.i_squared) in parts["regression"].sentences[0]
    (bubbles,) = parts["regression"].pictures
    assert len(bubbles.table.rows) >= TRIALS


def test_the_interval_of_the_variance_is_that_of_the_analysis(parts, analyses):
    (sentence,) = parts["differences"].sentences
    found = analyses.between_study
    assert f"between {variance(found.low)} and {variance(found.high)}" in sentence
    assert percentage(found.i_squared_high) in sentence
    assert [each.title for each in parts["differences"].pictures] == ["Baujat plot", "L’Abbé plot"]


def test_tests_of_asymmetry_are_those_of_the_analysis(parts, analyses):
    (table,) = parts["small-studies"].tables
    tests = analyses.small_study.tests
    assert len(table.rows) == len(tests) + 1
    for row, test in zip(table.rows, tests, strict=False):
        assert row[1].endswith(decimal(test.statistic))


def test_each_model_and_each_restriction_has_a_row(parts, analyses):
    (table,) = parts["choices"].tables
    rows = len(analyses.by_method.fits) + len(analyses.restricted)
    assert len(table.rows) == rows + (analyses.bayesian is not None)
    kept = [row[2] for row in table.rows if row[0] == "Without high risk of bias"]
    assert kept == ["6"]


def test_each_study_has_a_step_and_a_row_of_influence(parts, analyses):
    in_turn, by_year = parts["steps"].pictures
    assert len(in_turn.table.rows) >= TRIALS
    assert len(by_year.table.rows) >= TRIALS
    table, own = parts["steps"].tables
    assert [row[3] for row in table.rows] == [decimal(e.cooks_distance) for e in analyses.influence]
    assert [row[1].split(" ")[0] for row in own.rows] == [
        decimal(math.exp(each.value)) for each in analyses.best_linear_predictions
    ]


def test_what_small_studies_bias_less_stands_with_them(parts, analyses):
    (note,) = [each for each in parts["small-studies"].notes if each.startswith("Henmi")]
    assert decimal(math.exp(analyses.henmi_copas.ci_high)) in note


def test_changes_are_those_of_the_what_if(pooled):
    assessment, view = pooled
    item = next(each for each in assessment.claims if each.claim.id == "pooled")
    claim = next(each for each in view.claims if each.id == "pooled")
    events = {each.event for each in claim.changes}
    for change in item.what_if.changes:
        if change.kind != "domain":
            assert {change.event, change.event[:1].upper() + change.event[1:]} & events
    assert len(set(claim.change_notes)) == len(claim.change_notes)


def test_every_note_is_words(parts):
    told = [text for part in parts.values() for text in (*part.sentences, *part.notes)]
    assert told
    assert not [text for text in told if "object at 0x" in text or "<function" in text]


def test_pictures_and_parts_have_names_of_their_own(parts):
    names = [each.identifier for part in parts.values() for each in part.pictures]
    assert len(names) == len(set(names))


def test_hostile_words_of_outcomes_tools_and_places_are_shown_and_inert():
    words = HOSTILE.replace('"', "'").replace("\\", "").replace("\u202e", "").replace("\u202c", "")
    _, view = made(pooled_files(4, words))
    page = render(view)[0].content.decode()
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "&lt;img src=x" in page
    assert "{{ 7*7 }}" in page


def test_the_flow_is_shown_where_there_is_one_and_its_reasons_are_inert(pooled):
    assert "flow" not in {part.identifier for part in pooled[1].overview}
    words = HOSTILE.replace("\u202e", "").replace("\u202c", "")
    counts = PrismaCounts(
        databases=120,
        records_screened=120,
        reports_assessed=30,
        reports_excluded=(ExclusionReason(words, 12),),
    )
    assessment = assess(replace(load_files(pooled_files(1)), flow=counts))
    view = review_view(assessment, audit(assessment), version="1")
    (flow,) = view.overview
    assert flow.identifier == "flow"
    assert any("120" in cell for row in flow.pictures[0].table.rows for cell in row)
    page = render(view)[0].content.decode()
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "&lt;img src=x" in page
