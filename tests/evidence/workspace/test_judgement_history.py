"""What accepting keeps of the judgement that it replaces, and how it is written."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.audit.example import example
from evidence.workspace.load import load_review
from evidence.workspace.save import accept_judgement

FIRST, SECOND, THIRD = (datetime.date(2026, 11, day) for day in (1, 8, 15))
BLOCK = """\
claims:
  - id: c
    quote: q
    statement: s
    kind: therapy
    evidence: [{reference: a, stance: supports}]
    judgement:
      certainty: low   # as it stands
      reason: 'few: people'
      domains:
        imprecision: {rating: serious, reason: few}

  - id: last
    quote: q
    statement: t
    kind: therapy
"""
FLOW = """\
claims:
  - {id: c, quote: q, statement: s, kind: therapy, judgement: {certainty: low, reason: why}}
"""


@pytest.fixture(params=[BLOCK, FLOW], ids=["block", "flow"])
def folder(request, tmp_path):
    files = {**example(references="@misc{a, title={T}}"), "claims.yaml": request.param}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(folder, old, new):
    path = folder / "claims.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def history(folder):
    review = load_review(folder)
    assert not [each for each in review.problems if each.kind.startswith("review/")]
    return review.claim_by_id["c"].judgement.history


def test_the_first_judgement_replaces_none(folder):
    accept_judgement(folder, ["c"], "AB", FIRST)
    assert history(folder) == ()


def test_the_same_judgement_again_is_no_history(folder):
    accept_judgement(folder, ["c"], "AB", FIRST)
    accept_judgement(folder, ["c"], "AB", SECOND)
    assert history(folder) == ()


def test_what_was_judged_is_kept_though_the_file_was_edited(folder):
    accept_judgement(folder, ["c"], "AB", FIRST)
    before = load_review(folder).claim_by_id["c"].judgement
    change(folder, "certainty: low", "certainty: moderate")
    accept_judgement(folder, ["c"], "AB", SECOND)
    (past,) = history(folder)
    assert (past.certainty, past.by, past.on) == ("low", "AB", FIRST)
    assert past.fingerprint == before.fingerprint
    assert past.reason == before.reason


def test_a_reason_that_was_edited_away_is_not_made_up(folder):
    accept_judgement(folder, ["c"], "AB", FIRST)
    old = load_review(folder).claim_by_id["c"].judgement.reason
    change(folder, "reason: 'few: people'" if ":" in old else "reason: why", "reason: other")
    accept_judgement(folder, ["c"], "AB", SECOND)
    (past,) = history(folder)
    assert (past.certainty, past.reason) == ("low", "")


@pytest.mark.parametrize("what", ["person", "evidence"])
def test_another_person_or_other_evidence_is_a_change(folder, what):
    accept_judgement(folder, ["c"], "AB", FIRST)
    if what == "evidence":
        change(folder, "statement: s", "statement: another")
    accept_judgement(folder, ["c"], "AB" if what == "evidence" else "CD", SECOND)
    (past,) = history(folder)
    assert (past.certainty, past.by, past.on) == ("low", "AB", FIRST)


def test_the_oldest_stands_first_one_on_a_line(folder):
    accept_judgement(folder, ["c"], "AB", FIRST)
    accept_judgement(folder, ["c"], "CD", SECOND)
    before = (folder / "claims.yaml").read_text(encoding="utf-8").splitlines()
    accept_judgement(folder, ["c"], "EF", THIRD)
    after = (folder / "claims.yaml").read_text(encoding="utf-8").splitlines()
    assert [past.by for past in history(folder)] == ["AB", "CD"]
    if len(before) > 2:
        assert len(after) == len(before) + 1
        assert sum("      - {certainty: low, by: " in line for line in after) == 2


def test_a_history_in_brackets_and_an_empty_one_are_continued(tmp_path):
    for number, written in enumerate(("[]", "[{certainty: high, by: ZZ}]", "", "~")):
        folder = tmp_path / str(number)
        folder.mkdir()
        text = BLOCK.replace("    judgement:\n", f"    judgement:\n      history: {written}\n", 1)
        for name, content in {**example(references=""), "claims.yaml": text}.items():
            (folder / name).write_text(content, encoding="utf-8")
        accept_judgement(folder, ["c"], "AB", FIRST)
        accept_judgement(folder, ["c"], "CD", SECOND)
        expected = ["ZZ", "AB"] if "ZZ" in written else ["AB"]
        assert [past.by for past in history(folder)] == expected


@given(
    st.text(min_size=1, max_size=30).filter(str.strip),
    st.text(max_size=40).filter(lambda text: "\x00" not in text),
)
@settings(max_examples=25, deadline=None)
def test_any_name_is_kept(tmp_path_factory, name, other):
    folder = tmp_path_factory.mktemp("history")
    for file, content in {**example(references=""), "claims.yaml": FLOW}.items():
        (folder / file).write_text(content, encoding="utf-8")
    accept_judgement(folder, ["c"], name, FIRST)
    accept_judgement(folder, ["c"], f"X{other}", SECOND)
    read = load_review(folder).claim_by_id["c"].judgement
    assert len(read.history) == (read.by != " ".join(name.split()))
    assert all(past.by == " ".join(name.split()) for past in read.history)
