"""A claim in several frameworks: each by its own rules, a judgement in its own alone."""

from __future__ import annotations

from dataclasses import replace

from evidence.grading.body import build_body
from evidence.grading.crosswalk import LEVELS_DO_NOT_CONVERT, crosswalk
from evidence.grading.framework import framework_named, frameworks
from tests.evidence.grading.published_bodies import body_of, judged, studies_of

WORDS = ("2 randomised-trial good",)
STUDIES = {study.id: (study,) for study in studies_of(*WORDS)}
GRADE = framework_named("grade")


def test_every_framework_grades_as_it_does_alone():
    body = body_of(*WORDS)
    found = crosswalk(body, GRADE, frameworks(), STUDIES)
    assert found.rows[0].framework is GRADE
    assert len(found.rows) == len(frameworks())
    for row in found.rows:
        assert row.derivation == row.framework.derive(body, None)
        assert row.judged is None
    assert found.note == LEVELS_DO_NOT_CONVERT
    assert "do not convert" in found.note


def test_a_judgement_counts_in_its_own_framework_alone():
    claim = body_of(*WORDS).claim
    judgement = judged("sort", "c", outcome="disease-oriented")
    body = build_body(replace(claim, judgement=judgement), STUDIES, frozenset())
    sort = framework_named("sort")
    found = crosswalk(body, sort, [GRADE], STUDIES)
    assert [row.judged.id if row.judged else None for row in found.rows] == ["c", None]
    assert found.rows[0].derivation.level.id == "c"
    assert found.rows[1].derivation == GRADE.derive(body, None)
    unnamed = replace(judgement, framework="")
    again = build_body(replace(claim, judgement=unnamed), STUDIES, frozenset())
    assert [row.judged is None for row in crosswalk(again, sort, [GRADE], STUDIES).rows] == [
        False,
        True,
    ]


def test_the_order_of_other_frameworks_is_the_one_asked_for():
    others = [framework_named(name) for name in ("sort", "ocebm-2011", "sort")]
    found = crosswalk(body_of(*WORDS), GRADE, others, STUDIES)
    assert [row.framework.name for row in found.rows] == ["grade", "sort", "ocebm-2011"]
