"""What could happen to a grade, asked of arbitrary bodies in every framework."""

from __future__ import annotations

from hypothesis import given, settings

from evidence.grading.framework import Body, frameworks
from evidence.grading.grade_changes.what_if import what_if
from evidence.model.study import Study
from tests.evidence.grading.test_framework_contract import bodies


def studies_of(body: Body) -> dict[str, tuple[Study, ...]]:
    found: dict[str, dict[str, Study]] = {}
    for item in body.items:
        if item.study is not None:
            found.setdefault(item.link.reference, {})[item.study.id] = item.study
    return {key: tuple(studies.values()) for key, studies in found.items()}


@given(bodies())
@settings(max_examples=25, deadline=None)
def test_every_body_can_be_asked_and_tells_what_changed(body: Body) -> None:
    studies = studies_of(body)
    for framework in frameworks():
        derivation = framework.derive(body, body.claim.judgement)
        found = what_if(framework, body, derivation, studies)
        assert found.today.level == derivation.level
        assert len(found.changes) + len(found.unchanged) == len(found.tried)
        for each in found.tried:
            same = (each.level, each.verdict) == (found.today.level, found.today.verdict)
            assert each.changed is not same
            assert each.event
        if found.removal is not None:
            assert found.removal.change.level != derivation.level
