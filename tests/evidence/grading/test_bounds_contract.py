"""Every derived step says which bound decided, and whether it is published or ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from evidence.grading.framework import Framework, frameworks
from evidence.model.judgement import DomainRating, Judgement
from tests.evidence.grading.arbitrary_bodies import HERE, bodies, studies
from tests.evidence.grading.panel_framework import PANEL

EVERY = (*frameworks(), framework_from(PANEL))
ALL = pytest.mark.parametrize("framework", EVERY, ids=lambda each: each.name)


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
def test_every_derived_step_names_its_bound(framework: Framework, body) -> None:
    for step in framework.derive(body, None).steps:
        assert step.bound is not None
        says_who(step.bound)
        assert step.bound.rule not in step.reason, "said once"


@ALL
@given(body=bodies())
@settings(max_examples=10, deadline=None)
def test_a_step_of_a_person_has_no_bound(framework: Framework, body) -> None:
    ratings = {
        domain.id: DomainRating(next(iter(domain.ratings)), "because")
        for domain in framework.domains
    }
    judgement = Judgement(framework.name, framework.levels[-1].id, HERE, domains=ratings)
    for step in framework.derive(body, judgement).steps:
        assert (step.bound is None) == (step.decided_by == "person")
