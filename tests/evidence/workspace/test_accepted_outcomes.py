"""Accepting a claim accepts the judgements of its outcomes, each for what was seen of it."""

from __future__ import annotations

import datetime

import pytest

from evidence.assessment import assess
from evidence.audit.example import example
from evidence.audit.registry import rule_named
from evidence.workspace.load import load_review
from evidence.workspace.save import accept_judgement
from references.errors import InputError

DAY = datetime.date(2026, 11, 22)
LATER = datetime.date(2026, 12, 1)
CLAIMS = """\
claims:
  - id: c
    quote: q
    statement: s
    kind: therapy
    evidence:
      - {reference: a, stance: supports}
      - {reference: b, stance: supports}
    outcomes:
      - outcome: death   # first
        synthesis: {measure: RR}
        judgement:
          certainty: low   # why not
          domains:
            imprecision: {rating: serious, reason: few}
      - outcome: pain
        label: Pain, at rest
      - {outcome: fever, importance: limited, judgement: {certainty: high, reason: r}}

  - id: bare
    quote: q
    statement: t
    kind: therapy
    evidence: [{reference: a, stance: supports}]
    outcomes:
      - outcome: death
"""
STUDIES = """\
studies:
  - id: one
    references: [a]
    design: randomised-trial
    outcomes:
      death:
        arms:
          - {role: intervention, events: 6, total: 25}
          - {role: comparator, events: 18, total: 25}
      fever:
        arms:
          - {role: intervention, events: 3, total: 25}
          - {role: comparator, events: 4, total: 25}
    appraisals:
      - {tool: rob2, outcome: fever, overall: low}
  - id: two
    references: [b]
    design: randomised-trial
    outcomes:
      fever:
        arms:
          - {role: intervention, events: 1, total: 25}
          - {role: comparator, events: 2, total: 25}
"""


@pytest.fixture
def folder(tmp_path):
    files = {
        **example(references="@misc{a, title={T}}\n@misc{b, title={U}}"),
        "claims.yaml": CLAIMS,
        "studies.yaml": STUDIES,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def text_of(folder, name="claims.yaml"):
    return (folder / name).read_text(encoding="utf-8")


def change(folder, old, new, name="claims.yaml"):
    text = text_of(folder, name)
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def outcomes(folder):
    review = load_review(folder)
    assert not [each for each in review.problems if each.kind.startswith("review/")]
    return {each.outcome.id: each for each in assess(review).by_id["c"].outcomes}


def judgement(folder, outcome):
    return outcomes(folder)[outcome].outcome.judgement


def out_of_date(folder):
    return {name: each.out_of_date for name, each in outcomes(folder).items()}


def test_judged_outcomes_are_stamped_where_they_stand_and_nothing_else_moves(folder):
    done = accept_judgement(folder, ["c"], "AB", DAY)
    assert [(each.outcome, each.certainty, each.was) for each in done] == [
        ("death", "low", ""),
        ("pain", "", ""),
        ("fever", "high", ""),
    ]
    before, after = CLAIMS.splitlines(), text_of(folder).splitlines()
    added = [line for line in after if line not in before]
    changed = [line for line in before if line not in after]
    assert changed == [line for line in before if "{outcome: fever" in line]
    assert [line.split(":")[0] for line in added[:4]] == [
        f"          {key}" for key in ("by", "on", "fingerprint", "seen")
    ]
    assert len(added) == 5
    assert "judgement: {certainty: high, reason: r, by: AB, on: 2026-11-22, fing" in added[4]
    for name in ("death", "fever"):
        assert (judgement(folder, name).by, judgement(folder, name).on) == ("AB", DAY)
    assert judgement(folder, "pain") is None
    assert judgement(folder, "death").fingerprint != judgement(folder, "fever").fingerprint


def test_accepting_again_gives_the_same_bytes(folder):
    accept_judgement(folder, ["c"], "AB", DAY)
    once = text_of(folder)
    accept_judgement(folder, ["c"], "AB", DAY)
    assert text_of(folder) == once


def test_the_judgement_of_the_claim_is_stamped_beside_those_of_its_outcomes(folder):
    change(folder, "    outcomes:\n", "    judgement: {certainty: low}\n    outcomes:\n")
    accept_judgement(folder, ["c"], "AB", DAY)
    claim = load_review(folder).claim_by_id["c"]
    judged = [claim.judgement, *(each.judgement for each in claim.outcomes if each.judgement)]
    assert [each.by for each in judged] == ["AB"] * 3
    assert len({each.fingerprint for each in judged}) == 3


def test_a_claim_without_any_judgement_is_refused_and_nothing_is_written(folder):
    with pytest.raises(InputError, match="claim 'bare' has no judgement"):
        accept_judgement(folder, ["c", "bare"], "AB", DAY)
    assert text_of(folder) == CLAIMS


def test_each_outcome_keeps_its_own_history(folder):
    accept_judgement(folder, ["c"], "AB", DAY)
    change(folder, "certainty: low ", "certainty: moderate ")
    accept_judgement(folder, ["c"], "AB", LATER)
    (past,) = judgement(folder, "death").history
    assert (past.certainty, past.by, past.on) == ("low", "AB", DAY)
    assert judgement(folder, "fever").history == ()
    accept_judgement(folder, ["c"], "CD", LATER)
    assert [past.by for past in judgement(folder, "death").history] == ["AB", "AB"]
    assert [past.by for past in judgement(folder, "fever").history] == ["AB"]


@pytest.mark.parametrize(
    ("name", "old", "new", "death", "fever"),
    [
        ("claims.yaml", "statement: s", "statement: z", ("statement",), ("statement",)),
        ("claims.yaml", "label: Pain, at rest", "label: Pain", (), ()),
        ("claims.yaml", "measure: RR", "measure: OR", ("synthesis",), ()),
        ("claims.yaml", "reference: b, stance: supports", "reference: b, stance: disputes", (), 0),
        ("studies.yaml", "events: 6", "events: 7", ("studies",), ()),
        ("studies.yaml", "events: 3", "events: 2", (), ("studies",)),
        ("studies.yaml", "overall: low", "overall: high", (), ("studies",)),
        ("studies.yaml", "outcome: fever, overall", "overall", ("studies",), ("studies",)),
        ("references.bib", "title={U}", "title={RETRACTED: U}", (), ("retractions",)),
        ("claims.yaml", "kind: therapy", "kind: therapy\n    framework: ocebm-2011", 1, 1),
    ],
)
def test_what_bears_on_one_outcome_puts_only_that_out_of_date(folder, name, old, new, death, fever):
    accept_judgement(folder, ["c"], "AB", DAY)
    assert out_of_date(folder) == {"death": (), "pain": (), "fever": ()}
    whole = {0: ("links",), 1: ("framework",)}
    change(folder, old, new, name)
    found = out_of_date(folder)
    assert found == {
        "death": whole.get(death, death),
        "pain": (),
        "fever": whole.get(fever, fever),
    }


def test_a_study_that_comes_to_report_an_outcome_puts_it_out_of_date(folder):
    accept_judgement(folder, ["c"], "AB", DAY)
    text = text_of(folder, "studies.yaml")
    last = text.rindex("      fever:")
    more = text[last:].replace("fever", "death")
    (folder / "studies.yaml").write_text(text + more, encoding="utf-8")
    assert out_of_date(folder)["death"] == ("links", "studies")
    assert out_of_date(folder)["fever"] == ()


def hits(code, folder):
    return list(rule_named(code).check(assess(load_review(folder))))


def test_the_audit_speaks_of_outcomes_at_their_judgement(folder):
    lines = text_of(folder).splitlines()
    unaccepted = hits("GRD010", folder)
    assert [hit.message for hit in unaccepted] == [
        f"claim 'c', outcome {name!r}: the judgement was never accepted"
        for name in ("death", "fever")
    ]
    assert [lines[hit.location.line - 1].strip()[:9] for hit in unaccepted] == [
        "judgement",
        "- {outcom",
    ]
    assert {hit.subject for hit in unaccepted} == {"c"}
    assert len(hits("GRD009", folder)) == 2

    accept_judgement(folder, ["c"], "AB", DAY)
    assert not hits("GRD009", folder)
    assert not hits("GRD010", folder)
    assert not hits("GRD002", folder)
    change(folder, "events: 6", "events: 7", "studies.yaml")
    (hit,) = hits("GRD002", folder)
    assert hit.message.startswith("claim 'c', outcome 'death': ")
    assert hit.message.endswith("changed since: studies")


def test_other_rules_on_judgements_hear_of_outcomes_too(folder):
    (open_domain,) = {hit.message.split(":")[0] for hit in hits("GRD012", folder)} & {
        "claim 'c', outcome 'death'"
    }
    assert open_domain
    change(folder, "{certainty: high, reason: r}", "{certainty: high, framework: ocebm-2011}")
    (other,) = hits("GRD013", folder)
    assert other.message.startswith("claim 'c', outcome 'fever' is judged with 'ocebm-2011'")
