"""What every grading framework must keep, tried on arbitrary bodies of evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.appraisal.tool import tools
from evidence.grading.body import build_body
from evidence.grading.bound import OURS, Bound
from evidence.grading.declared import framework_from
from evidence.grading.domain_rules.consistency import consistency
from evidence.grading.domain_rules.imprecision import imprecision_concern
from evidence.grading.domain_rules.inconsistency import inconsistency_concern
from evidence.grading.domain_rules.indirectness import indirectness_concern
from evidence.grading.domain_rules.large_effect import large_effect
from evidence.grading.domain_rules.publication_bias import publication_bias_concern
from evidence.grading.domain_rules.risk_of_bias import risk_of_bias_concern
from evidence.grading.domain_rules.robins_start import robins_concern
from evidence.grading.framework import Direction, Framework, framework_named, frameworks
from evidence.grading.verdict import verdict_of
from evidence.model.claim import (
    Anchor,
    Claim,
    ClaimKind,
    Link,
    Stance,
    SynthesisRequest,
    Verdict,
)
from evidence.model.judgement import DomainRating, Judgement
from evidence.model.study import Appraisal, Arm, ArmRole, Outcome, Study, StudyDesign
from references.errors import InputError
from references.source import Location
from tests.evidence.grading.panel_framework import PANEL

HERE = Location("claims.yaml")
EVERY = (*frameworks(), framework_from(PANEL))
ALL = pytest.mark.parametrize("framework", EVERY, ids=lambda each: each.name)

texts = st.text(max_size=8)
numbers = st.one_of(st.none(), st.integers(-5, 60))
arms = st.builds(
    Arm,
    role=st.sampled_from(ArmRole),
    location=st.just(HERE),
    events=numbers,
    total=numbers,
    mean=st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True)),
    sd=st.one_of(st.none(), st.floats(-1, 5)),
)
outcomes = st.builds(
    Outcome, id=st.just("o"), location=st.just(HERE), arms=st.lists(arms, max_size=3).map(tuple)
)
appraisals = st.builds(
    Appraisal,
    tool=st.sampled_from([*(tool.name for tool in tools()), "unknown"]),
    location=st.just(HERE),
    domains=st.dictionaries(
        st.sampled_from(["randomisation", "confounding", "item-2", "x"]),
        st.sampled_from(["low", "high", "some-concerns", "no", "nonsense"]),
        max_size=3,
    ),
    overall=st.sampled_from(["", "low", "high", "serious", "nonsense"]),
)


def studies(number: int) -> st.SearchStrategy[Study]:
    return st.builds(
        Study,
        id=st.just(f"s{number}"),
        references=st.just((f"r{number}",)),
        design=st.sampled_from(StudyDesign),
        location=st.just(HERE),
        size=st.one_of(st.none(), st.integers(0, 5000)),
        quality=st.sampled_from(["", "high", "low"]),
        outcomes=st.lists(outcomes, max_size=1).map(tuple),
        appraisals=st.lists(appraisals, max_size=2).map(tuple),
    )


requests = st.builds(
    SynthesisRequest,
    outcome=st.just("o"),
    measure=st.sampled_from(["RR", "OR", "RD", "MD", "SMD", "nonsense"]),
    location=st.just(HERE),
    method=st.sampled_from(["REML", "DL", "common", "nonsense"]),
    exclude=st.sampled_from([(), ("s0",)]),
    sensitivity=st.sampled_from([(), ("s1",)]),
    threshold=st.one_of(st.none(), st.sampled_from([0.75, 0.0, -2.0, float("nan")])),
)


@st.composite
def bodies(draw):
    count = draw(st.integers(0, 5))
    links = tuple(
        Link(f"r{draw(st.integers(0, 5))}", draw(st.sampled_from(Stance)), HERE)
        for _ in range(count)
    )
    claim = Claim(
        "c",
        "statement",
        draw(st.sampled_from(ClaimKind)),
        Anchor("quote"),
        HERE,
        links=links,
        synthesis=draw(st.one_of(st.none(), requests)),
    )
    known = {f"r{number}": (draw(studies(number)),) for number in range(4)}
    retracted = frozenset(draw(st.sets(st.sampled_from(["r0", "r1"]), max_size=2)))
    return build_body(claim, known, retracted)


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


def says_who(bound: Bound) -> None:
    """A bound is a rule, and says of all of it whether it is published or ours."""
    assert bound.rule
    assert bound.is_published == (bool(bound.source) and not bound.ours)
    assert str(bound).endswith(f"({bound.source})" if bound.is_published else f"{OURS})")
    assert bound.source in str(bound)


@given(
    body=bodies(), studies=st.lists(studies(9), min_size=1, max_size=4), threshold=st.floats(-2, 2)
)
@settings(max_examples=150, deadline=None)
def test_every_domain_rule_names_its_bound(body, studies, threshold: float) -> None:
    rules = (
        risk_of_bias_concern((), None),
        risk_of_bias_concern(studies, body.synthesis),
        robins_concern(studies, body.synthesis),
        inconsistency_concern(body, studies, studies, threshold=threshold),
        indirectness_concern(body, studies),
        imprecision_concern(studies, body.synthesis, threshold),
        publication_bias_concern(studies, body.synthesis, threshold=threshold),
        large_effect(body.synthesis),
        consistency(body, studies),
    )
    for found in rules:
        says_who(found.bound)
        assert found.reason
        assert found.bound.rule not in found.reason


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
    for step in derivation.steps:
        assert (step.bound is None) == (step.decided_by == "person")
        if step.bound is not None:
            says_who(step.bound)
            assert step.bound.rule not in step.reason, "said once"


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
