"""Frames of the library API: four tables with typed columns, from a review or its assessment."""

from pathlib import Path

import pytest

from evidence.assessment import assess
from evidence.workspace.load import load_review
from reports.frames import review_frames

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "magnesium-myoclonus"


@pytest.fixture(scope="module")
def review():
    return load_review(EXAMPLE)


@pytest.fixture(scope="module")
def frames(review):
    return review_frames(review)


def test_there_is_one_row_for_each_claim_link_and_finding(review, frames):
    assert list(frames) == [
        "claims",
        "links",
        "studies",
        "changes",
        "parts",
        "tables",
        "findings",
    ]
    assert sorted(frames["claims"]["claim"]) == sorted(claim.id for claim in review.claims)
    assert len(frames["links"]) >= sum(len(claim.links) for claim in review.claims)
    assert set(frames["studies"]["study"]) == {study.id for study in review.studies}


def test_ids_join_the_tables(review, frames):
    assert set(frames["links"]["claim"]) <= set(frames["claims"]["claim"])
    studies = set(frames["links"]["study"].dropna()) - {""}
    assert studies <= set(frames["studies"]["study"])
    assert set(frames["links"]["reference"]) <= set(review.library.by_key)
    assert set(frames["claims"]["kind"]) <= {claim.kind.value for claim in review.claims}
    assert set(frames["links"]["design"]) - {""} <= {s.design.value for s in review.studies}


def test_numbers_are_numbers_and_gaps_are_gaps(frames):
    studies = frames["studies"]
    assert str(studies["total"].dtype) == "Int64"
    assert str(studies["events"].dtype) == "Float64"
    assert str(frames["links"]["retracted"].dtype) == "boolean"
    arms = studies[(studies["study"] == "guler-2005") & studies["events"].notna()]
    assert (arms["events"] <= arms["total"]).all()
    assert len(arms) >= 2
    assert studies["mean"].isna().any()


def test_an_assessment_gives_the_same_frames(review, frames):
    again = review_frames(assess(review))
    assert frames.keys() == again.keys() >= {"claims", "links", "studies"}
    for name, frame in frames.items():
        assert frame.equals(again[name])
