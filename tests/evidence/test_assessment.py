"""A review assessed as a whole, from its files."""

from __future__ import annotations

import pytest

from evidence.assessment import assess
from evidence.audit.example import example
from evidence.grading.grade_changes.changes import MOST_TRIED
from evidence.model.claim import Verdict
from evidence.workspace.load import load_files

ARTICLE = """
# Magnesium

Magnesium before etomidate cuts jerks. Bananas cure jerks. Jerks are short.
"""
REFERENCES = """
@article{guler, title={A trial}, author={Guler, A}, year={2005}, journal={J}}
@article{rashdi, title={Another}, author={Rashdi, B}, year={2013}, journal={J}}
@article{gone, title={RETRACTED: A third}, author={Gone, C}, year={2010}, journal={J}}
"""
STUDIES = """
studies:
  - id: guler-2005
    references: [guler]
    design: randomised-trial
    size: 50
    outcomes:
      jerks:
        arms:
          - {role: intervention, events: 6, total: 25}
          - {role: comparator, events: 18, total: 25}
    appraisals:
      - {tool: rob2, overall: low}
  - id: rashdi-2013
    references: [rashdi]
    design: quasi-randomised-trial
    size: 50
    outcomes:
      jerks:
        arms:
          - {role: intervention, events: 16, total: 25}
          - {role: comparator, events: 15, total: 25}
"""
CLAIMS = """
claims:
  - id: etomidate
    quote: Magnesium before etomidate cuts jerks.
    statement: Magnesium before etomidate lowers the incidence of myoclonus.
    kind: therapy
    evidence:
      - {reference: guler, stance: supports}
      - {reference: rashdi, stance: disputes}
      - {reference: gone, stance: supports}
    synthesis: {outcome: jerks, measure: RR, method: REML, sensitivity: [rashdi-2013]}
  - id: bananas
    quote: Bananas cure jerks.
    statement: Bananas cure myoclonus.
    kind: therapy
    evidence:
      - {reference: gone, stance: supports}
  - id: short
    quote: Jerks are short.
    statement: Myoclonus is brief.
    kind: definition
    evidence:
      - {reference: guler, stance: supports}
    judgement: {framework: grade, certainty: high, reason: it is a definition, by: AB}
  - id: lost
    quote: Nothing like this is anywhere in the text at hand.
    statement: Lost.
    kind: therapy
"""


@pytest.fixture(scope="module")
def assessment():
    review = load_files(
        example(article=ARTICLE, references=REFERENCES, studies=STUDIES, claims=CLAIMS)
    )
    assert [str(problem) for problem in review.problems] == []
    return assess(review)


def test_every_claim_is_assessed_in_order(assessment) -> None:
    assert [each.claim.id for each in assessment.claims] == [
        "etomidate",
        "bananas",
        "short",
        "lost",
    ]
    assert assessment.retracted == {"gone"}
    assert assessment.by_id["lost"].wording is None


def test_verdicts(assessment) -> None:
    assert {each.claim.id: each.verdict for each in assessment.claims} == {
        "etomidate": Verdict.LIMITED,
        "bananas": Verdict.NO_EVIDENCE,
        "short": Verdict.WELL_SUPPORTED,
        "lost": Verdict.NO_EVIDENCE,
    }


def test_a_persons_level_counts_and_the_derived_stands_beside_it(assessment) -> None:
    found = assessment.by_id["short"]
    assert found.level is not None
    assert found.level.id == "high"
    assert found.derivation.level is None
    assert found.discrepancies == ()


def test_a_small_trial_is_imprecise(assessment) -> None:
    found = assessment.by_id["etomidate"]
    assert found.level is not None
    assert found.level.id == "low"
    assert [each.study for each in found.synthesis.effects] == ["guler-2005"]
    assert found.out_of_date == ()


def test_what_would_change_the_grade(assessment) -> None:
    changes = {each.kind: each for each in assessment.by_id["etomidate"].changes}
    assert set(changes) == {"retraction", "one-more-trial", "sensitivity"}
    assert changes["retraction"].verdict is Verdict.NO_EVIDENCE
    assert changes["retraction"].level is None
    assert changes["one-more-trial"].level is not None
    assert changes["one-more-trial"].level.id == "moderate"
    assert changes["one-more-trial"].verdict is Verdict.WELL_SUPPORTED
    assert "100 participants" in changes["one-more-trial"].explanation
    assert changes["sensitivity"].verdict is Verdict.CONFLICTING
    assert "rashdi-2013" in changes["sensitivity"].event


def test_nothing_changes_a_claim_without_evidence(assessment) -> None:
    assert assessment.by_id["lost"].changes == ()
    assert assessment.by_id["bananas"].changes == ()


def test_only_real_changes_are_reported(assessment) -> None:
    assert any(each.changes for each in assessment.claims)
    for each in assessment.claims:
        for change in each.changes:
            assert change.explanation
            assert (change.level, change.verdict) != (each.derivation.level, each.verdict)


def test_assessing_leaves_the_review_as_it_was() -> None:
    files = example(article=ARTICLE, references=REFERENCES, studies=STUDIES, claims=CLAIMS)
    review, again = load_files(files), load_files(files)
    first, second = assess(review), assess(again)
    assert review.claims == again.claims
    assert review.studies == again.studies
    assert [each.derivation for each in first.claims] == [each.derivation for each in second.claims]
    assert [each.changes for each in first.claims] == [each.changes for each in second.claims]


def many(count: int) -> str:
    return (
        "evidence: ["
        + ", ".join(f"{{reference: r{number}, stance: supports}}" for number in range(count))
        + "]"
    )


def test_the_cost_of_a_large_body_is_bounded() -> None:
    count = 60
    references = "\n".join(
        f"@article{{r{number}, title={{T{number}}}, author={{A, B}}, year={{2000}}, journal={{J}}}}"
        for number in range(count)
    )
    studies = "studies:\n" + "\n".join(
        f"  - {{id: s{number}, references: [r{number}], design: case-report, size: 1}}"
        for number in range(count)
    )
    claims = f"""
claims:
  - id: one
    quote: Bananas cure jerks.
    statement: Bananas cure jerks.
    kind: therapy
    {many(count)}
"""
    review = load_files(
        example(article=ARTICLE, references=references, studies=studies, claims=claims)
    )
    found = assess(review).claims[0]
    assert found.level is not None
    assert found.level.id == "very-low"
    assert len(found.changes) <= 3 * MOST_TRIED


@pytest.mark.parametrize("framework", ["grade", "ocebm-2011", "best-evidence-synthesis"])
def test_a_claim_may_be_graded_in_another_framework(framework: str) -> None:
    claims = CLAIMS.replace(
        "    kind: therapy\n", f"    kind: therapy\n    framework: {framework}\n"
    )
    review = load_files(
        example(article=ARTICLE, references=REFERENCES, studies=STUDIES, claims=claims)
    )
    assert assess(review).by_id["etomidate"].framework.name == framework


def test_an_unknown_framework_does_not_stop_the_rest() -> None:
    claims = CLAIMS.replace("framework: grade", "framework: magic")
    review = load_files(
        example(article=ARTICLE, references=REFERENCES, studies=STUDIES, claims=claims)
    )
    assert assess(review).by_id["short"].framework.name == "grade"


def test_an_empty_review() -> None:
    assert assess(load_files(example())).claims == ()
