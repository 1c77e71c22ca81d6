"""Claims judged by several outcomes: a body for each, and the certainty across them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.assessment import ClaimAssessment, assess
from evidence.audit.example import example
from evidence.audit.runner import audit
from evidence.grading.body import build_body
from evidence.grading.outcomes import derive
from evidence.model.review import Review
from evidence.workspace.load import load_files
from evidence.workspace.read_claims import read_claims
from references.source import SourceFile
from tests.evidence.grading.panel_framework import PANEL

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
      nausea:
        arms:
          - {role: intervention, events: 2, total: 40}
          - {role: comparator, events: 12, total: 40}
    appraisals:
      - {tool: rob2, overall: low}
  - id: two
    references: [two]
    design: randomised-trial
    size: 2000
    outcomes:
      death:
        arms:
          - {role: intervention, events: 160, total: 1000}
          - {role: comparator, events: 310, total: 1000}
    appraisals:
      - {tool: rob2, overall: low}
"""
CLAIM = """
claims:
  - id: c
    quote: It works.
    statement: It works.
    kind: therapy
    question: {{population: adults, intervention: it, comparator: placebo, outcome: anything}}
    evidence:
      - {{reference: one, stance: supports}}
      - {{reference: two, stance: supports}}
    outcomes:
      - outcome: death
        importance: {death}
        follow-up: 1 year
        synthesis: {{measure: RR}}
        {judged}
      - outcome: nausea
        label: severe nausea
        importance: {nausea}
        synthesis: {{measure: RR}}
      - outcome: cost
        importance: {cost}
    {claim}
"""


def review_of(
    death: str = "critical",
    nausea: str = "critical",
    cost: str = "limited",
    judged: str = "",
    claim: str = "",
) -> Review:
    text = CLAIM.format(death=death, nausea=nausea, cost=cost, judged=judged, claim=claim)
    files = example(article="It works.", references=REFERENCES, studies=STUDIES, claims=text)
    review = load_files(files)
    assert [str(problem) for problem in review.problems] == []
    return review


def assessed(**given: str) -> ClaimAssessment:
    return assess(review_of(**given)).by_id["c"]


def test_each_outcome_has_the_studies_that_report_it() -> None:
    death, nausea, cost = assessed().outcomes
    assert [each.study for each in death.synthesis.effects] == ["one", "two"]
    assert [each.study for each in nausea.synthesis.effects] == ["one"]
    assert cost.synthesis is None
    assert cost.level is None
    assert [link.reference for link in nausea.claim.links] == ["one"]
    assert nausea.claim.question.outcome == "severe nausea"


def test_the_certainty_is_the_lowest_of_the_critical_outcomes() -> None:
    found = assessed()
    assert [each.level.id for each in found.outcomes if each.level] == ["high", "low"]
    assert found.derivation.level.id == "low"
    assert "the lowest of 2 critical outcomes: severe nausea" in found.derivation.reason
    assert "may let the highest stand" in found.derivation.reason
    assert [step.label for step in found.derivation.steps] == ["death", "severe nausea", "cost"]


def test_outcomes_that_are_not_critical_do_not_decide() -> None:
    found = assessed(nausea="important")
    assert found.derivation.level.id == "high"
    assert found.derivation.steps[1].reason == "important, does not decide: low"
    assert "benefit" not in found.derivation.reason


@pytest.mark.parametrize(("weight", "level"), [("important", "low"), ("limited", "high")])
def test_where_none_is_critical_the_next_weight_decides(weight: str, level: str) -> None:
    assert assessed(death="important", nausea=weight).derivation.level.id == level


def test_a_critical_outcome_without_a_grade_is_left_to_a_person() -> None:
    found = assessed(cost="critical")
    assert found.derivation.level.id == "low"
    assert [each.domain for each in found.derivation.undecided] == ["cost"]


def test_a_persons_level_of_an_outcome_counts_for_the_claim() -> None:
    judged = "judgement: {framework: grade, certainty: very-low, reason: I saw the trials, by: AB}"
    found = assessed(judged=judged)
    assert found.outcomes[0].level.id == "very-low"
    assert found.level.id == "very-low"
    assert found.derivation.level.id == "low"


def test_a_judgement_of_an_outcome_is_held_against_the_rules() -> None:
    found = assessed(judged="judgement: {framework: grade, certainty: low, by: AB}")
    assert {each.kind for each in found.outcomes[0].discrepancies} >= {"differs-from-derived"}
    assert found.discrepancies == ()


def test_a_judgement_of_the_whole_is_held_against_the_lowest() -> None:
    claim = "judgement: {framework: grade, certainty: high, by: AB}"
    found = assessed(claim=claim)
    assert [each.kind for each in found.discrepancies] == ["differs-from-derived"]
    assert "judged high, while the rules give low" in found.discrepancies[0].message
    assert found.level.id == "high"
    agrees = assessed(claim="judgement: {framework: grade, certainty: low, by: AB}")
    assert agrees.discrepancies == ()


def test_what_changes_a_claim_with_outcomes_goes_through_all_of_them() -> None:
    found = assessed()
    # Without the only trial that counted nausea, death alone is graded.
    changes = {each.event: each for each in found.changes if each.kind == "retraction"}
    assert set(changes) == {"one is retracted"}
    assert changes["one is retracted"].level.id == "high"


def test_an_outcome_has_changes_of_its_own() -> None:
    nausea = assessed().outcomes[1]
    assert {each.kind for each in nausea.changes} >= {"retraction"}


def test_the_audit_shows_where_a_judgement_of_an_outcome_breaks_a_rule() -> None:
    judged = (
        "judgement: {framework: grade, certainty: low, by: AB, "
        "domains: {imprecision: {rating: serious}}}"
    )
    found = audit(assess(review_of(judged=judged))).findings
    of_outcome = {each.code: each for each in found if "outcome 'death'" in each.message}
    codes = {"GRD003", "GRD005", "GRD008", "GRD009", "GRD010", "GRD012"}
    assert set(of_outcome) == codes
    assert {each.location.line for each in of_outcome.values()} == {15}
    assert of_outcome["GRD003"].location.column > of_outcome["GRD005"].location.column
    assert {each.subject for each in of_outcome.values()} == {"c"}


def test_judgements_of_the_outcomes_that_decide_are_one_of_the_claim() -> None:
    judged = "judgement: {framework: grade, certainty: high, start: high, by: AB}"

    def unjudged(**given: str) -> bool:
        found = audit(assess(review_of(judged=judged, **given))).findings
        return "GRD001" in {each.code for each in found}

    assert unjudged(nausea="critical")
    assert not unjudged(nausea="important")


def test_an_outcome_may_be_judged_in_a_framework_of_the_review() -> None:
    judged = "judgement: {framework: panel-2026, certainty: fair, by: AB}"
    review = review_of()
    text = CLAIM.format(
        death="critical", nausea="critical", cost="limited", judged=judged, claim=""
    )
    claims = read_claims(SourceFile("claims.yaml", text), (PANEL,)).value
    found = assess(replace(review, claims=claims, frameworks=(PANEL,))).claims[0]
    death = found.outcomes[0]
    assert death.framework.name == "panel-2026"
    assert death.level is not None
    assert death.level.label == "Fair"
    # Levels do not convert, so that the other critical outcome alone decides, today and after
    # whatever could happen.
    assert "in Panel scale, which does not convert" in found.derivation.steps[0].reason
    assert found.level == found.outcomes[1].level
    assert found.changes
    after = build_body(found.claim, found.studies, frozenset({"two"}), declared=found.body.declared)
    assert "in Panel scale" in derive(found.framework, after, found.studies).steps[0].reason
