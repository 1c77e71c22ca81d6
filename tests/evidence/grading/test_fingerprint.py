"""A fingerprint changes when what a person saw changes, and only then."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from evidence.grading.fingerprint import changed_parts, fingerprint
from evidence.model.claim import (
    Anchor,
    Claim,
    ClaimKind,
    Link,
    Question,
    Stance,
    SynthesisRequest,
)
from evidence.model.judgement import Judgement
from evidence.model.review import Review
from evidence.model.study import (
    Appraisal,
    Arm,
    ArmRole,
    Estimate,
    Outcome,
    Study,
    StudyDesign,
)
from references.library import Library
from references.reference import Reference, ReferenceKind
from references.source import Location

HERE = Location("x", 3, 4)
THERE = Location("elsewhere", 30, 40)
ARMS = (
    Arm(ArmRole.INTERVENTION, HERE, events=6, total=25),
    Arm(ArmRole.COMPARATOR, HERE, events=18, total=25),
)
OUTCOME = Outcome("o", HERE, arms=ARMS, estimates=(Estimate("RR", HERE, 0.3, 0.1),))
STUDY = Study(
    "s",
    ("r1",),
    StudyDesign.RANDOMISED_TRIAL,
    HERE,
    size=50,
    outcomes=(OUTCOME, Outcome("p", HERE)),
    appraisals=(Appraisal("rob2", HERE, domains={"missing": "low", "selection": "high"}),),
    unverified=("blinding", "size"),
)
LINKS = (Link("r1", Stance.SUPPORTS, HERE, locator="p. 1"), Link("r2", Stance.DISPUTES, HERE))
CLAIM = Claim(
    "c",
    "Magnesium lowers it",
    ClaimKind.THERAPY,
    Anchor("quote"),
    HERE,
    question=Question("adults"),
    links=LINKS,
    synthesis=SynthesisRequest("o", "RR", HERE, exclude=("a", "b")),
)
REFERENCES = tuple(
    Reference(key, ReferenceKind.ARTICLE_JOURNAL, HERE, title="A trial") for key in ("r1", "r2")
)
REVIEW = Review("t", "grade", HERE, library=Library(REFERENCES), claims=(CLAIM,), studies=(STUDY,))
SEEN = fingerprint(REVIEW, CLAIM)


def changed(review: Review, claim: Claim) -> set[str]:
    now = fingerprint(review, claim)
    different = {name for name in now.parts if now.parts[name] != SEEN.parts[name]}
    assert bool(different) == (now.whole != SEEN.whole)
    return different


def with_study(study: Study) -> Review:
    return replace(REVIEW, studies=(study,))


def test_it_is_short_and_stable() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", SEEN.whole)
    assert set(SEEN.parts) == {
        "statement",
        "links",
        "studies",
        "synthesis",
        "framework",
        "retractions",
    }
    assert fingerprint(REVIEW, CLAIM) == SEEN


@pytest.mark.parametrize(
    ("review", "claim"),
    [
        (REVIEW, replace(CLAIM, links=LINKS[::-1])),
        (REVIEW, replace(CLAIM, location=THERE, places={"quote": THERE})),
        (REVIEW, replace(CLAIM, statement="  Magnesium\n lowers it ")),
        (REVIEW, replace(CLAIM, anchor=Anchor("other words"), note="a note", id="other")),
        (REVIEW, replace(CLAIM, links=tuple(replace(each, location=THERE) for each in LINKS))),
        (
            REVIEW,
            replace(CLAIM, synthesis=replace(CLAIM.synthesis, location=THERE, exclude=("b", "a"))),
        ),
        (with_study(replace(STUDY, location=THERE, unverified=("size", "blinding"))), CLAIM),
        (with_study(replace(STUDY, outcomes=(Outcome("p", THERE), OUTCOME))), CLAIM),
        (
            with_study(
                replace(STUDY, outcomes=(replace(OUTCOME, arms=ARMS[::-1]), Outcome("p", HERE)))
            ),
            CLAIM,
        ),
        (
            with_study(
                replace(
                    STUDY,
                    outcomes=(
                        replace(OUTCOME, arms=(replace(ARMS[0], events=6.0), ARMS[1])),
                        Outcome("p", HERE),
                    ),
                )
            ),
            CLAIM,
        ),
        (
            replace(
                REVIEW,
                studies=(STUDY, Study("other", ("r9",), StudyDesign.COHORT, HERE)),
                title="other",
            ),
            CLAIM,
        ),
        (
            with_study(
                replace(
                    STUDY,
                    appraisals=(
                        Appraisal("rob2", THERE, domains={"selection": "high", "missing": "low"}),
                    ),
                )
            ),
            CLAIM,
        ),
    ],
)
def test_what_does_not_bear_on_the_grade_changes_nothing(review: Review, claim: Claim) -> None:
    assert changed(review, claim) == set()


@pytest.mark.parametrize(
    ("review", "claim", "part"),
    [
        (REVIEW, replace(CLAIM, statement="Magnesium raises it"), "statement"),
        (REVIEW, replace(CLAIM, kind=ClaimKind.HARM), "statement"),
        (REVIEW, replace(CLAIM, question=Question("children")), "statement"),
        (
            REVIEW,
            replace(CLAIM, links=(LINKS[0], replace(LINKS[1], stance=Stance.QUALIFIES))),
            "links",
        ),
        (REVIEW, replace(CLAIM, links=(replace(LINKS[0], locator="p. 2"), LINKS[1])), "links"),
        (REVIEW, replace(CLAIM, synthesis=None), "synthesis"),
        (
            REVIEW,
            replace(CLAIM, synthesis=SynthesisRequest("o", "OR", HERE, exclude=("a", "b"))),
            "synthesis",
        ),
        (with_study(replace(STUDY, size=51)), CLAIM, "studies"),
        (with_study(replace(STUDY, design=StudyDesign.COHORT)), CLAIM, "studies"),
        (
            with_study(
                replace(
                    STUDY,
                    outcomes=(
                        replace(OUTCOME, arms=(replace(ARMS[0], events=7), ARMS[1])),
                        Outcome("p", HERE),
                    ),
                )
            ),
            CLAIM,
            "studies",
        ),
        (
            with_study(replace(STUDY, appraisals=(Appraisal("rob2", HERE, overall="low"),))),
            CLAIM,
            "studies",
        ),
        (replace(REVIEW, framework="ocebm-2011"), CLAIM, "framework"),
        (REVIEW, replace(CLAIM, framework="ocebm-2011"), "framework"),
        (
            replace(
                REVIEW,
                library=Library(
                    (replace(REFERENCES[0], title="RETRACTED: A trial"), REFERENCES[1])
                ),
            ),
            CLAIM,
            "retractions",
        ),
    ],
)
def test_what_a_person_saw_changes_its_part(review: Review, claim: Claim, part: str) -> None:
    assert changed(review, claim) == {part}


def accepted(**given) -> Claim:
    judgement = Judgement("grade", "high", HERE, fingerprint=SEEN.whole, seen=SEEN.parts)
    return replace(CLAIM, judgement=replace(judgement, **given))


def test_nothing_is_out_of_date_that_was_never_accepted() -> None:
    assert changed_parts(REVIEW, CLAIM) == ()
    assert changed_parts(REVIEW, accepted(fingerprint="", seen={})) == ()


def test_a_judgement_stands_while_nothing_changes() -> None:
    assert changed_parts(REVIEW, accepted()) == ()


def test_what_changed_is_named() -> None:
    changed_review = with_study(replace(STUDY, size=51))
    assert changed_parts(changed_review, accepted()) == ("studies",)
    claim = replace(accepted(), statement="Other", links=LINKS[:1])
    assert changed_parts(REVIEW, claim) == ("statement", "links")


def test_without_the_parts_it_is_only_said_that_something_changed() -> None:
    assert changed_parts(REVIEW, accepted(fingerprint="beef", seen={})) == ("evidence",)
