"""The sheet for a second grader tells the evidence, and nothing of what the first made of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from evidence.assessment import assess
from evidence.model.judgement import DomainRating
from evidence.workspace.load import load_review
from evidence.workspace.read_sheet import read_sheet
from references.source import SourceFile
from reports.blind_sheet import blind_sheet, first_gradings

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "magnesium-myoclonus"


@pytest.fixture(scope="module")
def review():
    return load_review(EXAMPLE)


def sheet_of(review):
    return blind_sheet(assess(review).claims)


def judged_otherwise(judgement):
    return replace(
        judgement,
        certainty="low",
        start="low",
        reason="Quite another reason",
        by="QQ",
        domains=MappingProxyType({"imprecision": DomainRating("very-serious", "Another reason")}),
    )


def test_it_is_the_same_whatever_was_judged(review):
    changed = replace(
        review,
        claims=tuple(
            replace(
                claim,
                judgement=judged_otherwise(claim.judgement) if claim.judgement else None,
                outcomes=tuple(
                    replace(each, judgement=each.judgement and judged_otherwise(each.judgement))
                    for each in claim.outcomes
                ),
            )
            for claim in review.claims
        ),
    )
    ours = {claim.id: claim.judgement for claim in review.claims}
    kept = tuple(
        replace(claim, judgement=replace(claim.judgement, framework=ours[claim.id].framework))
        if claim.judgement
        else claim
        for claim in changed.claims
    )
    assert sheet_of(replace(changed, claims=kept)) == sheet_of(review)


def test_no_reason_of_the_first_person_is_in_it(review):
    text = sheet_of(review)
    for claim in review.claims:
        judgement = claim.judgement
        if judgement is None:
            continue
        reasons = [judgement.reason, *(each.reason for each in judgement.domains.values())]
        assert not [reason for reason in reasons if len(reason) > 30 and reason in text]


def test_it_holds_the_studies_and_the_pooled_effect(review):
    text = sheet_of(review)
    assert "guler2005 supports; Guler 2005: randomised trial" in text
    assert "RR 0.33 (95 % CI 0.16 to 0.70)" in text


def test_it_is_read_back_with_nothing_graded(review):
    claims = assess(review).claims
    graded = {each.key: each.framework for each in first_gradings(claims)}
    reading = read_sheet(SourceFile("sheet.yaml", blind_sheet(claims)), graded)
    assert [each.message for each in reading.problems] == ["the sheet does not say who graded"]
    assert not reading.value.judgements
    assert len(graded) >= len(claims)


def test_hostile_words_stay_words(review):
    claim = replace(review.claims[0], statement='a: "b"\n  - c: {d} # e', id="no", question=None)
    assessed = assess(replace(review, claims=(claim,))).claims
    graded = {each.key: each.framework for each in first_gradings(assessed)}
    reading = read_sheet(SourceFile("sheet.yaml", blind_sheet(assessed)), graded)
    assert len(reading.problems) == 1
