"""``accept``: a line for each judgement, and every refusal."""

from __future__ import annotations

import pytest

from evidence.audit.example import example

CLAIMS = """\
claims:
  - id: c
    quote: q
    statement: s
    kind: therapy
    evidence: [{reference: a, stance: supports}]
    judgement: {certainty: low, reason: "the lower of the two"}
    outcomes:
      - outcome: death
        judgement: {certainty: low, reason: few}
      - {outcome: pain, importance: important}
      - {outcome: fever, importance: important, judgement: {certainty: high, reason: r}}
  - {id: bare, quote: q, statement: t, kind: therapy}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    files = {**example(references="@misc{a, title={T}}"), "claims.yaml": CLAIMS}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def accept(run, *names, by="AB", on="2026-11-01"):
    return run("accept", ".", *names, "--by", by, "--on", on)


def change(folder, old, new):
    path = folder / "claims.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_each_outcome_has_a_line_from_the_old_level_to_the_new(folder, run):
    status, out, _ = accept(run, "c")
    first = "accepted for the first time by AB on 2026-11-01"
    assert status == 0
    assert out.splitlines() == [
        f"c: low, {first}",
        f"c, outcome death: low, {first}",
        "c, outcome pain: nothing to accept, because nobody has judged it",
        f"c, outcome fever: high, {first}",
    ]
    change(folder, "certainty: high", "certainty: moderate")
    change(folder, "reason: few", "reason: very few")
    out = accept(run, "c", on="2026-11-08")[1]
    assert out.splitlines() == [
        "c: low as before, nothing changed, stamped 2026-11-08",
        "c, outcome death: low as before, accepted anew by AB on 2026-11-08",
        "c, outcome pain: nothing to accept, because nobody has judged it",
        "c, outcome fever: high → moderate, accepted by AB on 2026-11-08",
    ]


def test_every_refusal_is_named_and_nothing_is_stamped(folder, run):
    status, out, err = accept(run, "c", "bare", "nobody")
    assert (status, out) == (2, "")
    assert "nothing is stamped" in err
    assert "claim 'bare' has no judgement to accept" in err
    assert "no claim 'nobody'" in err
    assert (folder / "claims.yaml").read_text(encoding="utf-8") == CLAIMS
