"""What every grading framework must keep, tried on arbitrary bodies of evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.grading.body import build_body
from evidence.grading.declared import framework_from
from evidence.grading.framework import Direction, Framework, framework_named, frameworks
from evidence.grading.verdict import verdict_of
from evidence.model.claim import (
    Anchor,
    Claim,
    ClaimKind,
    Link,
    Stance,
    Verdict,
)
from evidence.model.judgement import DomainRating, Judgement
from evidence.model.study import Study, StudyDesign
from references.errors import InputError
from tests.evidence.grading.arbitrary_bodies import HERE, bodies
from tests.evidence.grading.panel_framework import PANEL

EVERY = (*frameworks(), framework_from(PANEL))
ALL = pytest.mark.parametrize("framework", EVERY, ids=lambda each: each.name)


@ALL
def test_levels_run_from_strongest_to_weakest(framework: Framework) -> None:
    ranks = [level.rank for level in framework.levels]
    assert ranks == sorted(set(ranks), reverse=True)
    assert len({level.id for level in framework.levels}) == len(ranks)
    assert all(
        level.wording in ("high", "moderate", "low", "very-low") for level in framework.levels
    )
    assert all(level.label and level.symbol and level.meaning for level in framework.levels)


@ALL
def test_verdicts_are_total(framework: Framework) -> None:
    wanted = {(level.id, direction) for level in framework.levels for direction in Direction}
    assert set(framework.verdicts) == wanted
    for level in framework.levels:
        assert framework.verdicts[level.id, Direction.NONE] is Verdict.NO_EVIDENCE
        assert framework.verdicts[level.id, Direction.MIXED] is Verdict.CONFLICTING
        assert framework.verdicts[level.id, Direction.QUALIFIES] is not Verdict.WELL_SUPPORTED


@ALL
def test_a_weaker_level_never_reads_better(framework: Framework) -> None:
    supported = [framework.verdicts[level.id, Direction.SUPPORTS] for level in framework.levels]
    good = [verdict is Verdict.WELL_SUPPORTED for verdict in supported]
    assert good == sorted(good, reverse=True)
    assert good[0]
    assert not good[-1]


@ALL
def test_a_framework_cites_its_source(framework: Framework) -> None:
    assert framework.citation
    assert framework.url.startswith("https://")
    if framework in frameworks():
        assert framework_named(framework.name) is framework


def test_an_unknown_framework_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"known are .*best-evidence-synthesis, .*grade, "):
        framework_named("magic")


@ALL
@given(body=bodies())
@settings(max_examples=25, deadline=None)
def test_every_body_can_be_graded(framework: Framework, body) -> None:
    derivation = framework.derive(body, None)
    assert derivation.framework == framework.name
    if derivation.level is None:
        assert derivation.reason
    else:
        assert derivation.level in framework.levels
    if derivation.outside:
        assert derivation.level is None
        assert derivation.steps == derivation.undecided == ()
    assert all(step.reason for step in derivation.steps)
    known = {domain.id: domain for domain in framework.domains}
    for step in derivation.steps:
        if step.domain in known:
            assert known[step.domain].ratings[step.rating] == step.change
    assert all(left.question for left in derivation.undecided)


@ALL
@given(body=bodies(), rating=st.sampled_from(["not-serious", "serious", "very-serious", "??"]))
@settings(max_examples=10, deadline=None)
def test_checking_never_fails(framework: Framework, body, rating: str) -> None:
    for level in (*framework.levels, None):
        judgement = Judgement(
            framework.name,
            level.id if level else "nonsense",
            HERE,
            domains={domain.id: DomainRating(rating) for domain in framework.domains},
        )
        derivation = framework.derive(body, judgement)
        kinds = {found.kind for found in framework.check(body, judgement, derivation)}
        assert ("unknown-level" in kinds) == (level is None)


@ALL
@given(body=bodies())
@settings(max_examples=10, deadline=None)
def test_a_person_rating_down_never_raises_the_level(framework: Framework, body) -> None:
    before = framework.derive(body, None)
    for domain in framework.domains:
        for rating, change in domain.ratings.items():
            if change >= 0:
                continue
            judgement = Judgement(
                framework.name, "", HERE, domains={domain.id: DomainRating(rating, "because")}
            )
            after = framework.derive(body, judgement)
            if before.level is None or after.level is None:
                assert before.level is after.level
                continue
            mine = next((step for step in before.steps if step.domain == domain.id), None)
            if mine is not None and change <= mine.change:
                assert after.level.rank <= before.level.rank


@ALL
@given(body=bodies())
@settings(max_examples=10, deadline=None)
def test_a_judgement_that_follows_the_rules_breaks_none(framework: Framework, body) -> None:
    derivation = framework.derive(body, None)
    if derivation.level is None:
        return
    ids = {domain.id for domain in framework.domains}
    judgement = Judgement(
        framework.name,
        derivation.level.id,
        HERE,
        domains={
            step.domain: DomainRating(step.rating, step.reason)
            for step in derivation.steps
            if step.domain in ids
        },
    )
    again = framework.derive(body, judgement)
    assert framework.check(body, judgement, again) == ()


@ALL
def test_a_change_without_reason_is_seen(framework: Framework) -> None:
    if not framework.domains:
        return
    body = build_body(Claim("c", "s", ClaimKind.THERAPY, Anchor("q"), HERE), {}, frozenset())
    for domain in framework.domains:
        for rating, change in domain.ratings.items():
            judgement = Judgement(
                framework.name,
                framework.levels[0].id,
                HERE,
                domains={domain.id: DomainRating(rating, " ")},
            )
            found = framework.check(body, judgement, framework.derive(body, judgement))
            flagged = any(
                each.kind == "change-without-reason" and each.domain == domain.id for each in found
            )
            assert flagged or change == 0


@ALL
def test_a_level_other_than_the_derived_needs_a_reason(framework: Framework) -> None:
    study = Study("s", ("r",), StudyDesign.RANDOMISED_TRIAL, HERE, size=5000, quality="high")
    claim = Claim(
        "c", "s", ClaimKind.THERAPY, Anchor("q"), HERE, links=(Link("r", Stance.SUPPORTS, HERE),)
    )
    body = build_body(claim, {"r": (study,)}, frozenset())
    derived = framework.derive(body, None)
    if derived.level is None:
        assert derived.reason
        return
    for level in framework.levels:
        judgement = Judgement(framework.name, level.id, HERE)
        for reason in ("", "seen otherwise"):
            found = framework.check(body, replace(judgement, reason=reason), derived)
            differs = any(each.kind == "differs-from-derived" for each in found)
            assert differs == (level != derived.level and not reason)


@ALL
@given(body=bodies(), kind=st.sampled_from(ClaimKind))
@settings(max_examples=10, deadline=None)
def test_every_kind_and_direction_has_a_verdict(framework: Framework, body, kind) -> None:
    turned = replace(body, claim=replace(body.claim, kind=kind))
    for level in (*framework.levels, None):
        for direction in Direction:
            assert verdict_of(framework, replace(turned, direction=direction), level) in Verdict
    assert framework.derive(turned, None).framework == framework.name
