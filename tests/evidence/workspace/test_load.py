"""A review as files: every value read, and nothing that makes loading raise."""

import datetime
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.audit.example import example
from evidence.model.claim import ClaimKind, Stance
from evidence.model.study import ArmRole, StudyDesign
from evidence.workspace.load import load_files
from evidence.workspace.schema_review import ReviewTable
from references.citation_style import citation_styles
from references.rule import Severity
from tests.counted_work import calls_during
from tests.evidence.workspace.whole_review import CLAIM, STUDY


def test_a_whole_claim():
    review = load_files(example(claims=CLAIM, studies=STUDY, article="x"))
    assert review.problems == ()
    (claim,) = review.claims
    assert (claim.id, claim.kind, claim.anchor.prefix) == ("etomidate", ClaimKind.THERAPY, "that ")
    assert str(claim.location) == "claims.yaml:2:5"
    assert [(link.reference, link.stance) for link in claim.links] == [
        ("guler2005", Stance.SUPPORTS),
        ("rashdi", Stance.DISPUTES),
    ]
    assert claim.links[0].locator == "705"
    assert claim.links[1].note == "no"
    assert [str(link.location) for link in claim.links] == [
        "claims.yaml:9:21",
        "claims.yaml:10:20",
    ]
    assert claim.question.population == "adults"
    assert claim.synthesis.exclude == ("rashdi-2010",)
    assert (claim.synthesis.threshold, claim.synthesis.method) == (0.75, "REML")
    judgement = claim.judgement
    assert (judgement.on, judgement.by) == (datetime.date(2026, 11, 22), "RN")
    assert judgement.domains["imprecision"].reason == "few"
    assert str(judgement.domains["imprecision"].location) == "claims.yaml:18:22"
    assert dict(judgement.seen) == {"links": "12e4"}
    assert str(claim.place_of("judgement.certainty")) == "claims.yaml:19:18"
    assert str(claim.place_of("judgement.domains.imprecision.rating")) == "claims.yaml:18:31"
    assert str(claim.place_of("judgement")) == "claims.yaml:14:5"
    assert str(claim.place_of("nowhere")) == "claims.yaml:2:5"


def test_a_whole_study():
    (study,) = load_files(example(studies=STUDY)).studies
    assert (study.design, study.size) == (StudyDesign.QUASI_RANDOMISED_TRIAL, 50)
    outcome = study.outcome("any")
    assert [(arm.role, arm.events, arm.total) for arm in outcome.arms] == [
        (ArmRole.INTERVENTION, 16.0, 25),
        (ArmRole.COMPARATOR, -15.0, 25),
    ]
    (estimate,) = outcome.estimates
    assert (estimate.ci_low, estimate.ci_high, estimate.standard_error) == (0.69, 1.65, 0.1)
    assert (estimate.p_relation, estimate.p_value) == ("<", 0.01)
    assert str(outcome.arms[1].location) == "studies.yaml:10:13"
    assert str(study.appraisals[0].location) == "studies.yaml:14:9"


def test_settings_are_read():
    review = load_files(
        {
            "review.toml": """
[review]
title = "T"
article = "article.md"
framework = "ocebm-2011"
date = 2026-01-02
language = "en-GB"
authors = "A. Writer"
[audit]
fail-on = "never"
select = ["CLM", "GRD001"]
stale-after-years = 5
severity = {CLM001 = "note"}
[[audit.suppress]]
code = "CLM002"
where = "x"
reason = "known"
""",
            "article.md": "text",
        }
    )
    assert review.problems == ()
    assert (review.framework, review.language, review.authors) == (
        "ocebm-2011",
        "en-GB",
        ("A. Writer",),
    )
    assert review.date == datetime.date(2026, 1, 2)
    audit = review.audit
    assert (audit.fail_on, audit.select, audit.stale_after_years) == (None, ("CLM", "GRD001"), 5)
    assert audit.severity == {"CLM001": Severity.NOTE}
    (suppression,) = audit.suppressions
    assert (suppression.code, suppression.where, str(suppression.location)) == (
        "CLM002",
        "x",
        "review.toml:14:1",
    )


def test_the_citation_styles_of_the_settings_are_those_there_are():
    style = ReviewTable.model_fields["citation_style"]
    assert get_args(style.annotation) == citation_styles()


def test_a_review_without_title_still_loads_the_rest():
    files = {**example(claims=CLAIM, studies=STUDY)}
    files["review.toml"] = files["review.toml"].replace("title =", "titel =")
    review = load_files(files)
    assert len(review.claims) == 1
    assert {item.kind for item in review.problems} == {"review/unknown-key", "review/missing-key"}


_NAMES = ("review.toml", "claims.yaml", "studies.yaml", "references.bib", "article.md")
_SNIPPETS = st.sampled_from(
    [
        "claims:",
        "studies:",
        "- id: a",
        "  quote: q",
        "kind: harm",
        "[review]",
        "title = 'x'",
        "{",
        "}",
        "[",
        "]",
        "article = 'article.md'",
        "@article{a,",
        "\x00",
        "é",
        "# T",
        "&a *a",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(_NAMES),
    st.lists(_SNIPPETS, max_size=8).map("\n".join) | st.text(max_size=80) | st.binary(max_size=80),
)
def test_no_content_of_any_file_makes_loading_raise(name, content):
    review = load_files({**example(claims=CLAIM, studies=STUDY), name: content})
    for problem in review.problems:
        assert problem.location.line >= 1
        assert problem.location.column >= 1


def test_work_grows_with_the_number_of_claims_and_not_with_its_square():
    claim = CLAIM.split("\n", 2)[2].rstrip("\n").replace("rashdi-2010", "s1")
    studies = "studies:\n  - {id: s1, references: [x], design: cohort}\n"

    def calls(count):
        claims = "claims:\n" + "\n".join(claim.replace("etomidate", f"c{i}") for i in range(count))
        files = {**example(), "claims.yaml": claims, "studies.yaml": studies}
        reviews = []
        made = calls_during(lambda: reviews.append(load_files(files)))
        assert len(reviews[0].claims) == count
        assert reviews[0].problems == ()
        return made

    calls(1)  # formats are collected once
    assert calls(400) < 5 * calls(100)
