"""``synthesize`` on a claim that is judged by several outcomes: each is pooled and shown."""

import json
from pathlib import Path

import pytest

_EXAMPLES = Path(__file__).resolve().parents[3] / "examples"

_STUDIES = """\
studies:
  - id: one
    references: [r1]
    design: randomised-trial
    outcomes:
      infection:
        arms:
          - {role: intervention, events: 4, total: 40}
          - {role: comparator, events: 8, total: 40}
      death:
        arms:
          - {role: intervention, events: 3, total: 40}
          - {role: comparator, events: 2, total: 40}
"""
_CLAIMS = """\
claims:
  - id: prophylaxis
    quote: Prophylaxis helps
    statement: Prophylaxis helps.
    kind: therapy
    evidence: [{reference: r1, stance: supports}]
    outcomes:
      - {outcome: infection, importance: important, synthesis: {measure: OR}}
      - {outcome: death, importance: critical, synthesis: {measure: RR}}
      - {outcome: pain, importance: limited, synthesis: {measure: MD}}
"""


@pytest.fixture
def several(folder):
    (folder / "studies.yaml").write_text(_STUDIES, encoding="utf-8")
    (folder / "claims.yaml").write_text(_CLAIMS, encoding="utf-8")
    (folder / "references.bib").write_text(
        "@article{r1, title={Trial}, author={A, B}, journal={J}, year={2001}}", encoding="utf-8"
    )
    return folder


def test_every_outcome_is_in_the_text_and_in_the_json(several, run):
    status, text, _ = run("synthesize", several)
    assert status == 0
    assert "OR 0.44 (95 % CI 0.12 to 1.62)" in text.replace("\u00a0", " ")
    assert "RR 1.50 (95 % CI 0.26 to 8.50)" in text.replace("\u00a0", " ")
    assert "MD for pain: no study gave an effect" in text
    claims = json.loads(run("synthesize", several, "--format", "json")[1])["claims"]
    assert [(each["id"], each["outcome"], each["measure"]) for each in claims] == [
        ("prophylaxis", "infection", "OR"),
        ("prophylaxis", "death", "RR"),
        ("prophylaxis", "pain", "MD"),
    ]


def test_one_outcome_can_be_chosen_and_drawn(several, run):
    _, text, _ = run("synthesize", several, "prophylaxis", "--outcome", "death")
    assert "RR 1.50" in text.replace("\u00a0", " ")
    assert "infection" not in text
    plot = several / "death.svg"
    run("synthesize", several, "prophylaxis", "--outcome", "death", "--plot", plot)
    assert "Death, risk ratio" in plot.read_text(encoding="utf-8")


def test_an_unknown_outcome_names_the_closest(several, run):
    status, _, told = run("synthesize", several, "--outcome", "deaths")
    assert status == 2
    assert "nothing is pooled for outcome 'deaths'; did you mean 'death'?" in told


def test_subgroups_are_tested_and_tables_of_models_are_shown(run):
    _, text, _ = run("synthesize", _EXAMPLES / "bcg-vaccine", "bcg-protects")
    text = text.replace("\u00a0", " ")
    assert "Q = 1.86 (df = 2, p = 0.39)" in text
    assert "Latitude   −0.0291" in text
    assert "Harbord’s test" in text
    assert "Studentised residual" not in text
