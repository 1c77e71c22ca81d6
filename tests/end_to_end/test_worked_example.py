"""The worked example says what its data say, and shows the contrast it was made to show."""

import math
import re
from collections import Counter
from pathlib import Path

import pytest

from evidence.assessment import assess
from evidence.audit.runner import audit
from evidence.grading.framework import framework_named
from evidence.model.anchoring import AnchorState
from evidence.model.claim import ClaimKind, Verdict
from evidence.workspace.load import load_review
from references.rule import Severity
from reports.views.claim_views import ClaimSurroundings, claim_view
from reports.views.summary import assessed_in_order, summary_rows

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "magnesium-myoclonus"
ON_ETOMIDATE = "etomidate-pretreatment"
ON_CHRONIC = ("chronic-myoclonus-mixed", "chronic-myoclonus-limited-benefit")
# From the worst news for a reader to the best.
STRENGTH = (
    Verdict.CONTRADICTED,
    Verdict.UNGRADED,
    Verdict.NO_EVIDENCE,
    Verdict.CONFLICTING,
    Verdict.LIMITED,
    Verdict.WELL_SUPPORTED,
)


@pytest.fixture(scope="module")
def assessment():
    return assess(load_review(EXAMPLE))


@pytest.fixture(scope="module")
def review(assessment):
    return assessment.review


@pytest.fixture(scope="module")
def findings(assessment):
    return audit(assessment).findings


def test_its_files_have_no_problem(review):
    assert review.problems == ()


def test_the_article_has_the_length_of_an_article():
    text = (EXAMPLE / "article.md").read_text(encoding="utf-8")
    words = re.sub(r"\[@[^\]]*\]", " ", text)
    assert 900 <= len(re.findall(r"[^\W_]+(?:['’.,-][^\W_]+)*", words)) <= 1300


def test_there_are_at_least_35_claims_and_none_is_bare(review):
    assert len(review.claims) >= 35
    assert all(claim.links for claim in review.claims)


def test_every_anchor_is_exact_and_unambiguous(assessment):
    wrong = {
        each.claim.id: each.anchor
        for each in assessment.claims
        if each.anchor.state is not AnchorState.EXACT or each.anchor.candidates != 1
    }
    assert wrong == {}


def test_every_link_has_its_reference_and_every_reference_its_study(review):
    keys = {link.reference for claim in review.claims for link in claim.links}
    assert keys <= {reference.key for reference in review.library}
    assert keys <= set(review.studies_by_reference)


def test_every_record_of_the_bibliography_is_used(review):
    used = set(review.claims_by_reference) | review.articles[0].cited_keys
    assert {reference.key for reference in review.library} <= used


def test_every_judgement_is_signed_and_gives_reasons(review):
    for claim in review.claims:
        judgement = claim.judgement
        assert judgement is not None, claim.id
        assert (judgement.by, judgement.on) == ("evidence-review maintainers", review.date)
        assert judgement.reason or judgement.domains, claim.id
        for domain, rating in judgement.domains.items():
            assert rating.reason, (claim.id, domain)


def test_no_judgement_breaks_the_rules_of_its_framework(assessment):
    broken = {
        each.claim.id: [item.message for item in each.discrepancies]
        for each in assessment.claims
        if each.discrepancies
    }
    assert broken == {}


def test_a_judgement_that_differs_from_the_rules_says_why(assessment):
    for each in assessment.claims:
        judgement, derived = each.claim.judgement, each.derivation.level
        if judgement is not None and (derived is None or derived.id != judgement.certainty):
            assert len(judgement.reason) > 20, each.claim.id


def test_judgements_are_accepted_and_current(assessment):
    for each in assessment.claims:
        assert each.claim.judgement is not None
        assert each.claim.judgement.fingerprint, each.claim.id
        assert each.out_of_date == (), each.claim.id


def test_what_could_not_be_verified_is_named_for_every_trial_of_magnesium(review):
    for study_id in ("guler-2005", "un-2011", "isfahan-six-arm-trial", "sedighinejad-2016"):
        assert review.study_by_id[study_id].unverified, study_id


# --- The numbers ----------------------------------------------------------------------------


def ratio(effect):
    return tuple(round(math.exp(part), 2) for part in (effect.value, effect.ci_low, effect.ci_high))


def test_the_primary_body_for_etomidate_is_the_randomised_trial_with_counts(assessment):
    synthesis = assessment.by_id[ON_ETOMIDATE].synthesis
    (guler,) = synthesis.effects
    assert guler.study == "guler-2005"
    assert guler.data == ("6/25", "18/25")
    # Hand-checked: log RR -1.09861, standard error 0.37712.
    assert (guler.value, guler.standard_error) == pytest.approx((-1.09861, 0.37712), abs=1e-5)
    assert ratio(guler) == (0.33, 0.16, 0.70)
    assert ratio(synthesis.pooled) == (0.33, 0.16, 0.70)


def test_studies_left_out_of_the_primary_body_are_named_with_their_reason(assessment):
    synthesis = assessment.by_id[ON_ETOMIDATE].synthesis
    assert {each.study for each in synthesis.excluded} >= {
        "un-2011",
        "rashdi-quasi",
        "sedighinejad-2016",
    }
    assert all(each.reason for each in synthesis.excluded)


def test_the_sensitivity_view_lets_the_quasi_randomised_trial_in(assessment):
    view = assessment.by_id[ON_ETOMIDATE].synthesis.sensitivity
    assert {each.study for each in view.effects} == {"guler-2005", "rashdi-quasi"}
    # Hand-checked for two trials, where REML and DerSimonian-Laird are one: tau² 0.5808.
    assert ratio(view.pooled) == (0.62, 0.20, 1.94)
    assert view.heterogeneity.tau_squared == pytest.approx(0.5808, abs=1e-4)
    assert view.heterogeneity.i_squared == pytest.approx(85.85, abs=0.01)


def test_a_sensitivity_view_is_shown_only_where_it_adds_a_study(assessment):
    around = ClaimSurroundings({}, {}, frozenset(), {})
    shown = {
        claim_id: claim_view(assessment.by_id[claim_id], 1, around).sensitivity is not None
        for claim_id in (ON_ETOMIDATE, "succinylcholine-muscle-pain")
    }
    assert shown == {ON_ETOMIDATE: True, "succinylcholine-muscle-pain": False}
    left_out = assessment.by_id["succinylcholine-muscle-pain"].synthesis.excluded
    assert "to which it adds no number" in left_out[0].reason


def test_the_second_outcome_is_pooled_from_two_trials(assessment):
    synthesis = assessment.by_id["succinylcholine-muscle-pain"].synthesis
    assert {each.study: each.data for each in synthesis.effects} == {
        "kousar-2021": ("18/35", "35/35"),
        "jdnmch-trial": ("15/40", "27/40"),
    }
    assert ratio(synthesis.pooled) == (0.53, 0.41, 0.69)
    assert synthesis.heterogeneity.i_squared == 0


# --- The contrast ---------------------------------------------------------------------------


def test_etomidate_is_at_the_well_supported_end_of_what_magnesium_is_said_to_do(assessment):
    best = assessment.by_id[ON_ETOMIDATE]
    assert best.verdict is Verdict.WELL_SUPPORTED
    about_jerks = [
        each
        for each in assessment.claims
        if each.claim.kind is ClaimKind.THERAPY
        and "magnesium" in (each.claim.question.intervention if each.claim.question else "")
    ]
    assert len(about_jerks) >= 10
    for each in about_jerks:
        assert STRENGTH.index(each.verdict) <= STRENGTH.index(best.verdict), each.claim.id
        if each.claim.id != ON_ETOMIDATE:
            assert each.level.rank < best.level.rank, each.claim.id


@pytest.mark.parametrize("claim_id", ON_CHRONIC)
def test_chronic_myoclonus_is_at_the_other_end_because_nothing_bears_on_it(assessment, claim_id):
    each = assessment.by_id[claim_id]
    assert each.verdict is Verdict.NO_EVIDENCE
    assert each.derivation.level is None
    assert STRENGTH.index(each.verdict) < STRENGTH.index(assessment.by_id[ON_ETOMIDATE].verdict)


def test_the_first_screen_shows_the_contrast_at_its_ends(assessment):
    claims = assessed_in_order(assessment)
    best = summary_rows(claims, Verdict.WELL_SUPPORTED)
    assert best[0].claim_id == ON_ETOMIDATE
    rest = summary_rows(claims, *(set(Verdict) - {Verdict.WELL_SUPPORTED}))
    treatments = [
        row.claim_id
        for row in rest
        if assessment.by_id[row.claim_id].claim.kind is ClaimKind.THERAPY
    ]
    assert [row.claim_id for row in rest][: len(treatments)] == treatments
    assert set(ON_CHRONIC) <= set(treatments[-3:])


def test_what_only_qualifies_the_etomidate_claim_is_not_in_its_grade(assessment):
    start = assessment.by_id[ON_ETOMIDATE].derivation.steps[0]
    assert start.reason == "starts high: 2 randomised trials"


def test_a_trial_with_a_saline_arm_and_no_counts_is_linked_all_the_same(review):
    claim = review.claim_by_id[ON_ETOMIDATE]
    assert "isfahan-six-arm" in {link.reference for link in claim.links}


def test_the_grade_of_etomidate_names_the_readings_that_carry_it(review):
    reason = review.claim_by_id[ON_ETOMIDATE].judgement.reason
    for words in ("two readings in its favour", "it is low", "very low", "fragile"):
        assert words in reason


def test_the_grade_of_etomidate_rests_on_reasons_and_says_that_it_is_fragile(assessment):
    each = assessment.by_id[ON_ETOMIDATE]
    ratings = {key: found.rating for key, found in each.claim.judgement.domains.items()}
    assert ratings == {
        "risk-of-bias": "not-serious",
        "inconsistency": "not-serious",
        "indirectness": "not-serious",
        "imprecision": "serious",
        "publication-bias": "undetected",
    }
    weaker = {
        change.kind
        for change in each.changes
        if change.level is not None and change.level.rank < each.level.rank
    }
    assert "sensitivity" in weaker


def test_the_channel_block_is_told_as_what_it_is(assessment):
    assert assessment.by_id["nmda-block"].verdict is Verdict.WELL_SUPPORTED
    assert assessment.by_id["kale-is-rich"].verdict is Verdict.CONTRADICTED


def test_all_kinds_of_verdict_but_ungraded_occur(assessment):
    found = Counter(each.verdict for each in assessment.claims)
    assert set(found) == set(Verdict) - {Verdict.UNGRADED}


# --- The audit ------------------------------------------------------------------------------


def named(findings, name):
    return {item.subject or item.message: item for item in findings if item.name == name}


def test_the_audit_finds_no_error(findings):
    assert [item.message for item in findings if item.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("claim_id", "words"),
    [
        (ON_ETOMIDATE, "reduces"),
        ("strong-evidence-chemical-myoclonus", "strong evidence"),
        ("highly-effective", "highly effective"),
    ],
)
def test_words_stronger_than_the_evidence_are_named(findings, assessment, claim_id, words):
    (finding,) = [
        item
        for item in findings
        if item.name == "wording-stronger" and f"'{claim_id}'" in item.message
    ]
    assert words in finding.message
    check = assessment.by_id[claim_id].wording
    assert check is not None
    assert check.outcome == "stronger"
    assert check.suggestion
    assert words not in check.suggestion.replace("probably reduces", "")


@pytest.mark.parametrize(
    "claim_id", [ON_ETOMIDATE, "strong-evidence-chemical-myoclonus", "highly-effective"]
)
def test_evidence_that_the_article_leaves_out_is_named(findings, claim_id):
    assert any(
        item.name == "unmentioned-dispute"
        and f"'{claim_id}'" in item.message
        and "rashdi" in item.message
        for item in findings
    )


def test_mixed_results_are_found_to_lack_studies(findings):
    (finding,) = [item for item in findings if item.name == "mixed-results-without-studies"]
    assert "'chronic-myoclonus-mixed'" in finding.message
    assert "mixed results" in finding.message


@pytest.mark.parametrize("claim_id", ON_CHRONIC)
def test_claims_on_chronic_myoclonus_are_found_to_rest_on_background(findings, claim_id):
    assert any(
        item.name == "background-only" and f"'{claim_id}'" in item.message for item in findings
    )


def test_every_framework_of_the_product_is_used(review):
    used = {claim.framework or review.framework for claim in review.claims}
    assert {framework_named(name).name for name in used} >= {
        "grade",
        "ocebm-2011",
        "best-evidence-synthesis",
    }
