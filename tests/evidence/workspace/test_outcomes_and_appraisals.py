"""Several outcomes of a claim, and what studies say beyond their arms."""

import textwrap

import pytest

from evidence.grading.fingerprint import fingerprint
from evidence.model.claim import ContinuityChoice, Importance, Magnitudes
from evidence.workspace.load import load_files

SETTINGS = """
[review]
title = "T"
article = "article.md"
references = ["references.bib"]
claims = ["claims.yaml"]
studies = ["studies.yaml"]
"""
CLAIMS = """
claims:
  - id: bcg
    quote: BCG prevents tuberculosis
    statement: BCG prevents tuberculosis.
    kind: therapy
    evidence:
      - {reference: a, stance: supports}
    outcomes:
      - {outcome: rash, importance: 5, synthesis: {measure: RD}}
      - outcome: tb
        label: Tuberculosis
        importance: 9
        follow-up: 15 years
        synthesis:
          measure: RR
          test: knapp-hartung-floor
          continuity: {add: 0.25, to: all-studies}
          subgroup: allocation
          moderators: [latitude]
          baseline-risk: 0.02
          magnitudes: {small: 1, moderate: 5, large: 20}
        judgement:
          certainty: moderate
          history:
            - {certainty: low, by: A, on: 2026-01-02, reason: fewer trials}
"""
STUDIES = """
studies:
  - id: one
    references: [a]
    design: randomised-trial
    year: 1948
    characteristics: {latitude: 44, allocation: random}
    baseline:
      - variable: age
        arms: [{role: intervention, mean: 30, sd: 4, total: 10}]
    outcomes:
      tb:
        instrument: register
        arms:
          - {role: intervention, events: 4, total: 123, person-time: 900}
          - {role: comparator, median: 4, q1: 2, q3: 8, total: 20}
        estimates:
          - {measure: HR, observed-minus-expected: -3.5, variance: 6}
    appraisals:
      - tool: rob2
        variant: assignment
        outcome: tb
        domains:
          randomisation: low
          deviations: {rating: high, reason: open label}
          missing: {reason: only a reason}
        answers: {"1.1": y}
        on: 2026-01-02
        consensus: true
"""


def review(claims=CLAIMS, studies=STUDIES):
    texts = {"review.toml": SETTINGS, "claims.yaml": claims, "studies.yaml": studies}
    return load_files(
        {name: textwrap.dedent(text) for name, text in texts.items()}
        | {"article.md": "BCG prevents tuberculosis [@a].", "references.bib": "@misc{a, title={T}}"}
    )


def test_outcomes_are_read_with_their_syntheses_and_judgements():
    loaded = review()
    assert loaded.problems == ()
    rash, tb = loaded.claims[0].outcomes
    assert (rash.importance, tb.importance) == (Importance.IMPORTANT, Importance.CRITICAL)
    assert (tb.id, tb.label, tb.follow_up) == ("tb", "Tuberculosis", "15 years")
    request = tb.synthesis
    assert request.outcome == "tb"
    assert request.continuity == ContinuityChoice(0.25, "all-studies")
    assert request.magnitudes == Magnitudes(1, 5, 20)
    assert (request.subgroup, request.moderators) == ("allocation", ("latitude",))
    assert tb.judgement.history[0].certainty == "low"


def test_a_claim_without_its_own_synthesis_has_that_of_its_most_important_outcome():
    claim = review().claims[0]
    assert claim.synthesis is claim.outcomes[1].synthesis


def test_studies_keep_what_subgroups_rates_and_appraisals_need():
    study = review().studies[0]
    assert dict(study.characteristics) == {"latitude": "44", "allocation": "random"}
    assert study.baseline[0].arms[0].mean == 30
    outcome = study.outcome("tb")
    assert outcome.arms[0].person_time == 900
    assert (outcome.arms[1].q1, outcome.arms[1].median, outcome.arms[1].q3) == (2, 4, 8)
    assert outcome.estimates[0].observed_minus_expected == -3.5
    appraisal = study.appraisals[0]
    assert dict(appraisal.domains) == {"randomisation": "low", "deviations": "high"}
    assert dict(appraisal.reasons) == {"deviations": "open label", "missing": "only a reason"}
    assert dict(appraisal.answers) == {"1.1": "y"}
    assert (appraisal.variant, appraisal.outcome, appraisal.consensus) == ("assignment", "tb", True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("importance: 9", "importance: 11", "importance"),
        ("to: all-studies", "to: everywhere", "continuity.to"),
        ("test: knapp-hartung-floor", "test: hartung", "test"),
        ("measure: RD", "measure: XX", "measure"),
        ("measure: RD}", "measure: RD, exclude: [nobody]}", "unknown study 'nobody'"),
    ],
)
def test_what_no_word_of_the_format_is_named_with_its_place(old, new, words):
    problems = review(claims=CLAIMS.replace(old, new)).problems
    assert len(problems) == 1, problems
    assert words in problems[0].message
    assert problems[0].location.line > 1


def test_a_part_at_its_default_does_not_change_what_was_seen():
    with_default = CLAIMS.replace("measure: RD", "measure: RD, test: z, level: 0.95")
    first, second = review(), review(claims=with_default)
    seen = [fingerprint(each, each.claims[0]).whole for each in (first, second)]
    assert seen[0] == seen[1]


def test_another_outcome_or_weight_changes_what_was_seen():
    first = review()
    for old, new in (("importance: 5", "importance: 3"), ("baseline-risk: 0.02", "level: 0.9")):
        second = review(claims=CLAIMS.replace(old, new))
        parts = [fingerprint(each, each.claims[0]).parts for each in (first, second)]
        assert {key for key in parts[0] if parts[0][key] != parts[1][key]} == {"synthesis"}
