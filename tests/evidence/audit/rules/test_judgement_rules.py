"""GRD rules on what their own examples do not show."""

from __future__ import annotations

import dataclasses

import pytest

from evidence.assessment import Assessment, assess
from evidence.audit.example import example
from evidence.audit.registry import rule_named
from evidence.grading.framework import Discrepancy, frameworks
from evidence.workspace.load import load_files
from references.rule import Hit

CLAIM = """
claims:
  - id: etomidate
    quote: Magnesium may reduce myoclonus
    statement: Magnesium lowers the incidence of myoclonus.
    kind: therapy
    evidence: [{reference: guler2005, stance: supports}]
    judgement:
      framework: grade
      start: high
      domains:
        imprecision: {rating: serious, reason: fewer than 200 patients}
      certainty: moderate
      by: AB
      on: 2026-11-01
"""
KINDS = {
    "GRD003": ("change-without-reason",),
    "GRD004": ("upgrade-not-allowed",),
    "GRD005": ("differs-from-derived",),
    "GRD006": ("ignored-inconsistency",),
    "GRD007": ("unknown-level", "unknown-domain", "unknown-rating", "unknown-start"),
    "GRD008": ("arithmetic",),
}


def assessed(claims: str = CLAIM) -> Assessment:
    return assess(
        load_files(
            example(
                article="Magnesium may reduce myoclonus [@guler2005].\n",
                references="@article{guler2005, author={G, A.}, title={T}, year={2005}}",
                claims=claims,
                studies="studies: [{id: g, references: [guler2005], design: randomised-trial}]\n",
            )
        )
    )


def hits(code: str, assessment: Assessment) -> list[Hit]:
    return list(rule_named(code).check(assessment))


def with_discrepancy(kind: str, domain: str = "") -> Assessment:
    found = assessed()
    item = dataclasses.replace(
        found.claims[0], discrepancies=(Discrepancy(kind, "something is off", domain),)
    )
    return dataclasses.replace(found, claims=(item,), by_id={"etomidate": item})


@pytest.mark.parametrize(
    ("code", "kind"), [(code, kind) for code, kinds in KINDS.items() for kind in kinds]
)
def test_each_kind_of_discrepancy_has_its_rule_and_only_that(code: str, kind: str) -> None:
    found = with_discrepancy(kind)
    assert [other for other in KINDS if hits(other, found)] == [code]
    (hit,) = hits(code, found)
    assert hit.message == "claim 'etomidate': something is off"
    assert hit.subject == "etomidate"


def test_a_discrepancy_is_shown_at_the_word_concerned() -> None:
    lines = CLAIM.strip("\n").splitlines()
    (hit,) = hits("GRD003", with_discrepancy("change-without-reason", "imprecision"))
    assert "imprecision" in lines[hit.location.line - 1]
    (hit,) = hits("GRD008", with_discrepancy("arithmetic"))
    assert "certainty" in lines[hit.location.line - 1]


def test_a_judgement_out_of_date_says_what_changed() -> None:
    found = assessed()
    item = dataclasses.replace(found.claims[0], out_of_date=("links", "studies"))
    (hit,) = hits("GRD002", dataclasses.replace(found, claims=(item,)))
    assert hit.message.endswith("changed since: links, studies")
    assert not hits("GRD002", found)


@pytest.mark.parametrize(
    ("taken_out", "said"),
    [
        ("      by: AB\n", "does not say by (who judged)"),
        ("      on: 2026-11-01\n", "does not say on (when judged)"),
    ],
)
def test_an_unsigned_judgement_says_what_is_missing(taken_out: str, said: str) -> None:
    (hit,) = hits("GRD009", assessed(CLAIM.replace(taken_out, "")))
    assert said in hit.message


def test_a_claim_without_judgement_names_the_derived_level() -> None:
    bare = CLAIM[: CLAIM.index("    judgement:")]
    (hit,) = hits("GRD001", assessed(bare))
    assert "GRADE" in hit.message
    assert not hits("GRD001", assessed())


def test_no_rule_of_this_family_names_a_framework() -> None:
    names = {framework.name for framework in frameworks()}
    for code in (*KINDS, "GRD001", "GRD002", "GRD009", "GRD010", "GRD011", "GRD012", "GRD013"):
        constants = rule_named(code).check.__code__.co_consts
        assert not names & {each for each in constants if isinstance(each, str)}
