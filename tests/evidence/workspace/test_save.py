"""Accepting a judgement changes its stamp and nothing else."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.audit.example import example
from evidence.workspace.load import load_review
from evidence.workspace.positions import plain
from evidence.workspace.save import accept_judgement
from evidence.workspace.stamp import STAMP
from evidence.workspace.yaml_tree import read_yaml
from references.errors import InputError
from references.source import SourceFile

DAY = datetime.date(2026, 11, 22)
BEFORE = """\
# claims of the review

claims:
  - id: first     # kept
    quote: "some words"
    statement: >-
      Folded words
      of a statement.
    kind: therapy
    evidence: [{reference: a, stance: supports}]
    judgement:
      certainty: low      # a remark on the level
      domains:
        imprecision: {rating:   serious, reason: 'too few'}
      # the last remark

  - {id: second, quote: q, statement: s, kind: harm, judgement: {certainty: low}}
  - id: third
    quote: q
    statement: s
    kind: harm
    judgement:
        reason: |
          several
          lines
        certainty: high
        by: Somebody Else   # who
        on: 2020-01-01
        fingerprint: "0000"
        seen:
          links: abc
          studies: def
"""


@pytest.fixture
def folder(tmp_path):
    files = {**example(references="@misc{a, title={T}}"), "claims.yaml": BEFORE}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def text_of(folder):
    return (folder / "claims.yaml").read_bytes().decode()


def without_stamp(text):
    # A stock YAML reader would take the key ``on`` for true.
    content = plain(read_yaml(SourceFile("claims.yaml", text)).value)
    for claim in content["claims"]:
        for key in STAMP:
            claim.get("judgement", {}).pop(key, None)
    return content


def test_a_stamp_is_added_and_nothing_else_moves(folder):
    (done,) = accept_judgement(folder, ["first"], "R. Name", DAY)
    assert (done.path, done.claim, done.certainty) == (folder / "claims.yaml", "first", "low")
    before, after = BEFORE.splitlines(), text_of(folder).splitlines()
    added = [line for line in after if line not in before]
    assert [line for line in after if line in before] == before
    assert [line.split(":")[0] for line in added] == [f"      {key}" for key in STAMP[:-1]]
    assert added[:2] == ["      by: R. Name", "      on: 2026-11-22"]
    (claim, *_) = load_review(folder).claims
    assert (claim.judgement.by, claim.judgement.on) == ("R. Name", DAY)
    assert claim.judgement.fingerprint
    assert set(claim.judgement.seen) >= {"statement", "links", "studies"}


def test_a_judgement_in_brackets(folder):
    accept_judgement(folder, ["second"], "RN", DAY)
    changed = [
        line
        for line, old in zip(text_of(folder).splitlines(), BEFORE.splitlines(), strict=True)
        if line != old
    ]
    (line,) = changed
    assert line.startswith(
        "  - {id: second, quote: q, statement: s, kind: harm, judgement: {certai"
    )
    assert "by: RN, on: 2026-11-22, fingerprint: " in line


def test_an_old_stamp_is_replaced_where_it_stands(folder):
    accept_judgement(folder, ["third"], "RN", DAY)
    text = text_of(folder)
    assert "        by: RN   # who\n        on: 2026-11-22\n        fingerprint: " in text
    assert "links: abc" not in text
    assert text.count("seen:") == 1
    assert without_stamp(text) == without_stamp(BEFORE)


def test_accepting_twice_gives_the_same_bytes(folder):
    accept_judgement(folder, ["first", "second", "third"], "RN", DAY)
    once = text_of(folder)
    accept_judgement(folder, ["third", "first", "second", "first"], "RN", DAY)
    assert text_of(folder) == once
    assert without_stamp(once) == without_stamp(BEFORE)


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_encoding_stay(folder, newline, encoding):
    text = BEFORE.replace("some words", "wörds").replace("\n", newline)
    (folder / "claims.yaml").write_bytes(text.encode(encoding))
    accept_judgement(folder, ["first"], "RN", DAY)
    raw = (folder / "claims.yaml").read_bytes()
    assert raw.startswith(text.encode(encoding)[:3])
    after = raw.decode(encoding)
    assert after.count(newline) == text.count(newline) + 4
    assert after.count("\n") == text.count("\n") + 4


def test_a_file_without_a_last_line_end(folder):
    text = "claims:\n- {id: a, quote: q, statement: s, kind: harm,\n   judgement: {certainty: low}}"
    (folder / "claims.yaml").write_text(text)
    accept_judgement(folder, ["a"], "RN", DAY)
    (folder / "claims.yaml").write_text(
        "claims:\n- id: a\n  quote: q\n  statement: s\n  kind: harm\n"
        "  judgement:\n    certainty: low"
    )
    accept_judgement(folder, ["a"], "RN", DAY)
    assert load_review(folder).claims[0].judgement.by == "RN"


def test_empty_keys_of_a_stamp_are_filled(folder):
    (folder / "claims.yaml").write_text(
        "claims:\n- id: a\n  quote: q\n  statement: s\n  kind: harm\n"
        "  judgement:\n    certainty: low\n    by:\n    on: ~\n    seen: {}\n"
    )
    accept_judgement(folder, ["a"], "RN", DAY)
    assert "    by: RN\n    on: 2026-11-22\n    seen: {" in text_of(folder)


@settings(max_examples=40, deadline=None)
@given(name=st.text(min_size=1, max_size=30))
def test_any_name_is_read_back(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("review")
    for file, text in {**example(), "claims.yaml": BEFORE}.items():
        (folder / file).write_text(text, encoding="utf-8")
    who = " ".join(name.split())
    if not who:
        with pytest.raises(InputError, match="--by"):
            accept_judgement(folder, ["second"], name, DAY)
        return
    accept_judgement(folder, ["first", "second"], name, DAY)
    review = load_review(folder)
    assert review.problems == ()
    assert {review.claim_by_id[each].judgement.by for each in ("first", "second")} == {who}


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        (["nobody"], "no claim 'nobody'"),
        (["first", "nobody"], "no claim 'nobody'"),
        (["nobody", "first", "nothing"], "stamped: .*no claim 'nobody'.*; .*no claim 'nothing'"),
    ],
)
def test_nothing_is_written_when_a_claim_is_unknown(folder, claims, message):
    with pytest.raises(InputError, match=message):
        accept_judgement(folder, claims, "RN", DAY)
    assert text_of(folder) == BEFORE


def test_a_claim_without_judgement_is_refused(folder):
    text = BEFORE.replace(", judgement: {certainty: low}", "")
    (folder / "claims.yaml").write_text(text)
    with pytest.raises(InputError, match="no judgement"):
        accept_judgement(folder, ["second"], "RN", DAY)


def test_a_review_with_problems_is_refused(folder):
    (folder / "claims.yaml").write_text(BEFORE.replace("kind: therapy", "kind: magic"))
    with pytest.raises(InputError, match="problems"):
        accept_judgement(folder, ["second"], "RN", DAY)


def test_an_unsafe_name_cannot_add_keys(folder):
    accept_judgement(folder, ["second"], "x}, id: evil, {y: '", DAY)
    review = load_review(folder)
    assert review.claim_by_id["second"].judgement.by == "x}, id: evil, {y: '"


def test_a_changed_study_is_noticed_after_accepting(folder):
    accept_judgement(folder, ["first"], "RN", DAY)
    before = load_review(folder).claims[0].judgement
    (folder / "studies.yaml").write_text("studies:\n  - {id: s, references: [a], design: cohort}\n")
    accept_judgement(folder, ["first"], "RN", DAY)
    after = load_review(folder).claims[0].judgement
    assert before.fingerprint != after.fingerprint
    assert [part for part in after.seen if after.seen[part] != before.seen[part]] == ["studies"]
