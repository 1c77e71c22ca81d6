"""What a retraction takes from a grade, and what the report tells of it."""

import pytest

from evidence.assessment import assess
from evidence.workspace.load import load_files

REVIEW = """
[review]
title = "A review"
article = "article.md"
references = "references.bib"
claims = "claims.yaml"
studies = "studies.yaml"
retractions = "retractions.index"
"""
REFERENCES = """
@article{guler2005, author = {Guler, A.}, title = {Magnesium before etomidate},
  journal = {Anesth Analg}, year = {2005}, doi = {10.1000/a}}
@article{un2011, author = {Un, B.}, title = {Magnesium and etomidate},
  journal = {J Anesth}, year = {2011}, doi = {10.1000/b}}
"""
STUDY = """
  - id: {key}
    references: [{key}]
    design: randomised-trial
    outcomes:
      myoclonus:
        arms:
          - {{role: intervention, label: magnesium, events: {events}, total: 400}}
          - {{role: comparator, label: saline, events: 200, total: 400}}
"""
CLAIMS = """
claims:
  - id: less-myoclonus
    quote: Magnesium before etomidate prevents myoclonus
    statement: Magnesium before etomidate prevents myoclonus.
    kind: therapy
    evidence:
      - {reference: guler2005, stance: supports}
      - {reference: un2011, stance: STANCE}
    synthesis: {outcome: myoclonus, measure: RR, method: REML}
"""


def assessed(index: str, stance: str = "supports"):
    review = load_files(
        {
            "review.toml": REVIEW,
            "article.md": "Magnesium before etomidate prevents myoclonus [@guler2005].\n",
            "references.bib": REFERENCES,
            "studies.yaml": "studies:"
            + STUDY.format(key="guler2005", events=90)
            + STUDY.format(key="un2011", events=95),
            "claims.yaml": CLAIMS.replace("STANCE", stance),
            "retractions.index": f"!evidence-review retractions 1\n{index}",
        }
    )
    assert not [each for each in review.problems if each.kind.startswith("review/")]
    return assess(review).claims[0]


def test_without_a_retraction_nothing_was_taken() -> None:
    assert assessed("").retraction_effects == ()
    assert assessed("d10.1000/a\tE\t2020-01-01\n").retraction_effects == ()


def test_the_grade_as_if_the_work_stood_beside_todays() -> None:
    whole, less = assessed(""), assessed("d10.1000/a\tR\t2020-01-01\t10.1000/n\n")
    assert less.body.retracted == {"guler2005"}
    assert [each.study for each in less.synthesis.effects] == ["un2011"]
    (effect,) = less.retraction_effects
    assert effect.event == "guler2005 had not been retracted"
    assert effect.level == whole.derivation.level
    assert effect.verdict is whole.verdict
    same = (effect.level, effect.verdict) == (less.derivation.level, less.verdict)
    assert ("the same level and verdict" in effect.explanation) is same


def test_two_retractions_are_told_one_by_one_and_together() -> None:
    both = assessed("d10.1000/a\tR\t2020-01-01\nd10.1000/b\tR\t2021\n")
    assert [each.event for each in both.retraction_effects] == [
        "guler2005 had not been retracted",
        "un2011 had not been retracted",
        "guler2005, un2011 had not been retracted",
    ]
    whole = assessed("")
    assert both.derivation.level is None
    assert both.retraction_effects[-1].level == whole.derivation.level
    assert "becomes" in both.retraction_effects[-1].explanation


def test_a_reinstatement_gives_the_work_back() -> None:
    again = assessed("d10.1000/a\tR\t2020-01-01\nd10.1000/a\tS\t2021-01-01\n")
    assert again.body.retracted == frozenset()
    assert len(again.synthesis.effects) == 2


def test_background_took_nothing_away() -> None:
    found = assessed("d10.1000/b\tR\t2020-01-01\n", stance="background")
    assert found.retraction_effects == ()


@pytest.mark.parametrize("index", ["", "other text\n"])
def test_what_is_no_index_is_said_where_it_is_named(index: str) -> None:
    review = load_files(
        {
            "review.toml": REVIEW.replace('claims = "claims.yaml"\nstudies = "studies.yaml"\n', ""),
            "article.md": "Text.\n",
            "references.bib": REFERENCES,
            "retractions.index": index,
        }
    )
    (problem,) = [each for each in review.problems if each.kind.startswith("review/")]
    assert str(problem.location).startswith("review.toml:6:")
    assert "retractions update" in problem.message
