"""Appraisals given by answers alone are shown as rated ones are."""

from evidence.assessment import assess
from evidence.audit.example import GULER
from evidence.workspace.load import load_files
from reports.views.link_views import link_views
from reports.views.study_views import study_views

FILES = {
    "review.toml": '[review]\ntitle = "T"\narticle = "article.md"\n'
    'references = ["references.bib"]\nclaims = ["claims.yaml"]\nstudies = ["studies.yaml"]\n',
    "article.md": "Magnesium cuts the number of patients who jerk.\n",
    "references.bib": GULER,
    "claims.yaml": """\
claims:
  - id: one
    quote: Magnesium cuts the number of patients who jerk
    statement: Magnesium lowers the incidence of myoclonus.
    kind: therapy
    evidence: [{reference: guler2005, stance: supports}]
""",
    "studies.yaml": """\
studies:
  - id: guler-2005
    references: [guler2005]
    design: randomised-trial
    appraisals:
      - tool: rob2
        by: ab
        answers: {3.1: N, 3.2: PN, 3.3: PY, 3.4: NI, 4.1: n, 4.2: n, 4.3: n}
      - {tool: rob2, by: cd, domains: {missing: low, measurement: low}, overall: low}
""",
}


def test_the_table_and_the_data_hold_the_ratings_that_follow() -> None:
    review = load_files(FILES)
    assert not [each for each in review.problems if each.kind.startswith("review/")]
    (claim,) = assess(review).claims
    (link,) = link_views(claim, {}, {}, frozenset())
    assert link.tool == "RoB 2"
    assert [(each.domain, each.rating) for each in link.appraisal] == [
        ("missing", "High risk of bias"),
        ("measurement", "Low risk of bias"),
    ]
    (study,) = study_views(review)
    assert study.appraisals[0] == ("rob2", "high", (("missing", "high"), ("measurement", "low")))
    assert study.appraisals[1] == ("rob2", "low", (("missing", "low"), ("measurement", "low")))
