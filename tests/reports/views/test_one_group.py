"""Proportions of one group: drawn as such, with an interval of their own, and no line of none."""

import re

import pytest

from evidence.assessment import assess
from evidence.workspace.load import load_files
from reports.plots.forest_figure import ForestLayout
from reports.views.forest_view import forest_view
from reports.views.pictures import drawn

EVENTS = ((0, 24), (8, 60), (17, 44), (30, 30))


def files(**asked: str) -> dict[str, str]:
    keys = "".join(f", {key}: {value}" for key, value in asked.items())
    links = "".join(f"\n      - {{reference: r{at}, stance: supports}}" for at in range(4))
    studies = "".join(
        f"""
  - id: s{at}
    references: [r{at}]
    label: Series {at}
    design: cohort
    outcomes:
      jerks:
        arms: [{{role: intervention, label: all, events: {events}, total: {total}}}]
"""
        for at, (events, total) in enumerate(EVENTS)
    )
    return {
        "review.toml": '[review]\ntitle = "Jerks"\narticle = "article.md"\n'
        'references = ["references.bib"]\nclaims = ["claims.yaml"]\nstudies = ["studies.yaml"]\n'
        'framework = "grade"\ndate = 2026-11-22\n',
        "article.md": "# Jerks\n\nJerks are common.\n",
        "references.bib": "\n".join(
            f"@article{{r{at}, title = {{Series {at}}}, year = 2001}}" for at in range(4)
        ),
        "studies.yaml": f"studies:{studies}",
        "claims.yaml": "claims:\n  - id: common\n    quote: Jerks are common\n"
        f"    statement: Jerks are common.\n    kind: prevalence\n    evidence:{links}\n"
        f"    synthesis: {{outcome: jerks, measure: PLO{keys}}}\n",
    }


def claim_of(**asked: str):
    review = load_files(files(**asked))
    assert not review.problems
    (claim,) = assess(review).claims
    return claim


def shown(claim) -> list[str]:
    view = forest_view(claim, claim.synthesis)
    assert view is not None
    return [row.effect_text.replace("\xa0", " ") for row in view.rows]


def test_a_study_shows_what_it_saw_and_not_what_was_pooled():
    assert shown(claim_of()) == [
        "0.000 (0.000 to 0.138)",
        "0.133 (0.069 to 0.242)",
        "0.386 (0.257 to 0.534)",
        "1.000 (0.886 to 1.000)",
    ]


@pytest.mark.parametrize(
    ("method", "second"),
    [
        # By R: binom.test(8, 60), prop.test(8, 60, correct = FALSE), and Wald's by hand.
        ("clopper-pearson", "0.133 (0.059 to 0.246)"),
        ("wilson", "0.133 (0.069 to 0.242)"),
        ("normal", "0.133 (0.047 to 0.219)"),
        ("as-pooled", "0.133 (0.068 to 0.245)"),
    ],
)
def test_the_review_says_how_the_interval_is_made(method, second):
    assert shown(claim_of(**{"proportion-interval": method}))[1] == second


def test_the_axis_is_that_of_proportions_without_a_line_of_no_effect():
    svg = drawn(claim_of(), "forest", ForestLayout.REVMAN)
    words = re.findall(r">([^<>]+)</text>", svg)
    assert {"0.0", "1.0", "Proportion", "One group", "Total"} <= set(words)
    assert "Comparator" not in words
    assert not any("overall effect" in word for word in words)


def test_no_conclusion_is_read_off_a_proportion():
    from evidence.grading.body_analyses import analyses_of
    from reports.views.analysis_sections import analysis_sections

    claim = claim_of()
    parts = analysis_sections("common", claim.synthesis, analyses_of(claim.body), narrow=False)
    assert {part.identifier for part in parts} >= {"choices", "steps"}
    assert "conclu" not in " ".join(text for part in parts for text in part.sentences)
