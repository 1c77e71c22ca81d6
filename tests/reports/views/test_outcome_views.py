"""Outcomes pooled beside the leading one: each has its forest, its certainty and its analyses."""

import pytest

from evidence.assessment import assess
from evidence.audit.runner import audit
from evidence.grading.body_analyses import analyses_of
from evidence.workspace.load import load_files
from reports.views.build import review_view
from reports.views.numerals import variance
from tests.reports.outcomes_review import FALL_TRIALS, PAIN_TRIALS, outcome_files
from tests.reports.pooled_review import pooled_files


def made(files):
    review = load_files(files)
    assert not review.problems
    assessment = assess(review)
    view = review_view(assessment, audit(assessment), version="1")
    (claim,) = (each for each in view.claims if each.id == "pooled")
    return assessment.by_id["pooled"], claim


@pytest.fixture(scope="module")
def several():
    return made(outcome_files())


@pytest.fixture(scope="module")
def outcomes(several):
    return {each.anchor: each for each in several[1].other_outcomes}


def test_the_most_important_comes_first_and_what_nobody_pooled_is_absent(several, outcomes):
    assert several[1].forest.outcome == "Death plain"
    assert several[1].forest.anchor == "outcome-death"
    assert list(outcomes) == ["outcome-pain", "outcome-fall"]
    assert [each.importance for each in outcomes.values()] == ["important", "limited"]


def test_the_leading_outcome_is_shown_as_it_is_without_others(several):
    _, alone = made(pooled_files(FALL_TRIALS))
    assert alone.other_outcomes == ()
    assert several[1].forest == alone.forest
    assert several[1].sections[1:] == alone.sections[1:]


def test_each_certainty_and_effect_is_that_of_its_outcome(several, outcomes):
    for each in several[0].outcomes:
        shown = outcomes.get(f"outcome-{each.outcome.id}")
        if shown is not None:
            assert shown.certainty.id == each.level.id
            assert len(shown.forest.rows) == len(each.synthesis.effects)
            assert [row.value for row in shown.forest.rows] == [
                found.value for found in each.synthesis.effects
            ]
    assert outcomes["outcome-pain"].forest.measure == "MD"
    assert outcomes["outcome-fall"].forest.measure == "OR"


def test_the_sensitivity_view_of_an_outcome_adds_its_study(outcomes):
    pain = outcomes["outcome-pain"]
    assert len(pain.forest.rows) == PAIN_TRIALS - 1
    assert len(pain.sensitivity.rows) == PAIN_TRIALS
    assert outcomes["outcome-fall"].sensitivity is None


def test_analyses_are_those_of_the_outcome(several, outcomes):
    item = next(each for each in several[0].outcomes if each.outcome.id == "fall")
    parts = {part.identifier: part for part in outcomes["outcome-fall"].sections}
    found = analyses_of(item.body).between_study
    assert (
        f"between {variance(found.low)} and {variance(found.high)}"
        in (parts["differences"].sentences[0])
    )
    assert list(parts) == ["differences", "small-studies", "choices", "steps"]


def test_each_row_of_the_summary_leads_to_the_outcome_it_sums_up(several, outcomes):
    summary, profile = several[1].sections[0].tables
    rows = dict(zip((row[0] for row in summary.rows), summary.links, strict=True))
    assert rows == {
        "Death plain (critical; plain weeks)": "outcome-death",
        "Falls plain (limited)": "outcome-fall",
        "Nausea plain (important)": "",
        "Pain plain (important)": "outcome-pain",
    }
    assert profile.links == ()


def test_drawings_of_one_claim_have_names_of_their_own(several, outcomes):
    claim = several[1]
    forests = [claim.forest, *(each.forest for each in outcomes.values())]
    forests.append(outcomes["outcome-pain"].sensitivity)
    parts = [*claim.sections, *(part for each in outcomes.values() for part in each.sections)]
    names = [each.identifier for each in forests]
    names += [picture.identifier for part in parts for picture in part.pictures]
    assert len(names) == len(set(names))


def test_appraisals_said_already_are_not_said_again_and_others_are():
    files = outcome_files()
    assert not [
        part
        for each in made(files)[1].other_outcomes
        for part in each.sections
        if part.identifier.startswith("risk-of-bias")
    ]
    own = "{tool: own-list, outcome: pain, domains: {counting: flawed}}"
    common = "{tool: own-list, domains: {counting: sound}}"
    assert common in files["studies.yaml"]
    files["studies.yaml"] = files["studies.yaml"].replace(common, f"{common}\n      - {own}", 1)
    pain, _ = made(files)[1].other_outcomes
    assert pain.sections[0].identifier == "risk-of-bias-own-list"
