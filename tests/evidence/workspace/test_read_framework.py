"""Grading frameworks that a review declares in TOML, from the file to the grade."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.assessment import assess, framework_of
from evidence.grading.fingerprint import fingerprint
from evidence.workspace.load import load_files
from evidence.workspace.read_framework import read_framework
from references.source import SourceFile

PANEL = """\
well-supported = ["strong"]

[framework]
name = "panel-2026"
title = "Panel scale"
source = "The panel's handbook, 2026."
kinds = ["therapy"]

[[levels]]
id = "strong"
label = "Strong"
symbol = "++"
meaning = "More studies are unlikely to matter."
wording = "high"

[[levels]]
id = "weak"
label = "Weak"
symbol = "+"
meaning = "More studies are needed."
wording = "low"

[[starts]]
level = "strong"
designs = ["randomised-trial"]

[[starts]]
level = "weak"
designs = ["cohort"]

[[domains]]
id = "bias"
label = "Bias"
question = "May the methods mislead?"
data = "risk-of-bias"
ratings = [{id = "none"}, {id = "much", change = -1}]

[[verdicts]]
level = "weak"
direction = "disputes"
verdict = "limited"
"""
REVIEW = """\
[review]
title = "T"
article = "article.md"
references = ["references.bib"]
claims = ["claims.yaml"]
studies = ["studies.yaml"]
frameworks = ["panel.toml"]
framework = "panel-2026"
"""
CLAIMS = """\
claims:
  - id: c
    quote: Magnesium helps
    statement: Magnesium helps.
    kind: therapy
    evidence: [{reference: guler2005, stance: supports}]
    judgement:
      framework: panel-2026
      certainty: strong
      by: RN
      on: 2026-11-22
"""
STUDIES = """\
studies:
  - {id: g, references: [guler2005], design: randomised-trial, quality: high, size: 900}
"""
FILES = {
    "review.toml": REVIEW,
    "article.md": "Magnesium helps [@guler2005].\n",
    "references.bib": "@article{guler2005, title={T}, author={Guler, A}, year={2005}}\n",
    "claims.yaml": CLAIMS,
    "studies.yaml": STUDIES,
    "panel.toml": PANEL,
}


def problems(text):
    return read_framework(SourceFile("panel.toml", text)).problems


def test_a_review_is_graded_in_its_own_framework():
    review = load_files(FILES)
    assert not [each for each in review.problems if each.kind.startswith("review/")]
    (item,) = assess(review).claims
    assert item.framework.title == "Panel scale"
    assert item.derivation.level is not None
    assert item.derivation.level.id == "strong"
    assert item.discrepancies == ()
    assert item.verdict.value == "well-supported"
    assert framework_of(review, review.claims[0]).citation == "The panel's handbook, 2026."


def test_a_change_of_its_rules_changes_what_a_person_saw():
    before = load_files(FILES)
    changed = PANEL.replace("change = -1", "change = -2")
    after = load_files({**FILES, "panel.toml": changed})
    seen = [fingerprint(review, review.claims[0]).parts for review in (before, after)]
    differs = {name for name in seen[0] if seen[0][name] != seen[1][name]}
    assert differs == {"framework"}
    moved = load_files({**FILES, "panel.toml": "# a remark\n" + PANEL})
    assert fingerprint(moved, moved.claims[0]).parts == seen[0]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('name = "panel-2026"', 'name = "grade"', 4, "name of a published framework"),
        ('id = "weak"', 'id = "strong"', 17, "'strong' is given twice"),
        ('level = "weak"\ndesigns', 'level = "week"\ndesigns', 28, "did you mean 'weak'"),
        ('designs = ["cohort"]', 'designs = ["cohrt"]', 29, "cohrt"),
        ('{id = "none"}', '{id = "none", change = 1}', 36, "leaves the level as it is"),
        ('well-supported = ["strong"]', 'well-supported = ["weak"]', 1, "a weaker level"),
        (
            'well-supported = ["strong"]',
            'well-supported = ["strong", "weak"]',
            1,
            "the weakest level",
        ),
        ('verdict = "limited"', 'verdict = "well-supported"', 41, "said in well-supported"),
        ('wording = "low"', 'wording = "lowish"', 21, "lowish"),
        ('data = "risk-of-bias"', 'data = "bias"', 35, "bias"),
        ('id = "bias"', 'id = "start"', 32, "another name"),
        ('title = "Panel scale"\n', "", 3, "title"),
        ('title = "Panel scale"', 'titel = "Panel scale"', 5, "titel"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(old, new, line, told):
    text = PANEL.replace(old, new, 1)
    assert text != PANEL
    found = problems(text)
    assert [each for each in found if each.location.line == line and told in str(each)], found
    assert read_framework(SourceFile("panel.toml", text)).value is None


def test_an_unknown_framework_is_told_with_the_reviews_own():
    review = load_files({**FILES, "review.toml": REVIEW.replace('"panel-2026"', '"panel-2027"')})
    (found,) = [each for each in review.problems if each.kind == "review/unknown-id"]
    assert "did you mean 'panel-2026'" in found.message
    assert found.location.line == 8
    assert review.framework == "grade"


def test_a_name_declared_twice_counts_once():
    both = REVIEW.replace('["panel.toml"]', '["panel.toml", "again.toml"]')
    review = load_files({**FILES, "review.toml": both, "again.toml": PANEL})
    assert [each.kind for each in review.problems] == ["review/duplicate-id"]
    assert len(review.frameworks) == 1


@given(st.text(max_size=200), st.integers(0, len(PANEL)))
@settings(max_examples=60, deadline=None)
def test_no_file_makes_the_reader_fail(text, place):
    for each in (text, PANEL[:place] + text + PANEL[place:]):
        reading = read_framework(SourceFile("panel.toml", each))
        assert reading.value is not None or reading.problems
