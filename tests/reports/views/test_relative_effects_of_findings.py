"""The relative effect of a summary of findings, on the scale that people read."""

from __future__ import annotations

import pytest

from evidence.assessment import assess
from evidence.audit.example import example
from evidence.workspace.load import load_files
from reports.views.findings_table import findings_of, relative_text
from reports.views.forest_view import forest_view

REFERENCES = """
@article{one, title={A survey}, author={One, A}, year={2005}, journal={J}}
@article{two, title={Another}, author={Two, B}, year={2013}, journal={J}}
"""
STUDIES = """
studies:
  - {id: one, references: [one], design: cross-sectional,
     outcomes: {deficiency: {arms: [{role: intervention, events: 20, total: 100}]}}}
  - {id: two, references: [two], design: cross-sectional,
     outcomes: {deficiency: {arms: [{role: intervention, events: 40, total: 200}]}}}
"""
CLAIMS = """
claims:
  - id: common
    quote: One in five.
    statement: One in five lacks magnesium.
    kind: prevalence
    evidence:
      - {reference: one, stance: supports}
      - {reference: two, stance: supports}
    synthesis: {outcome: deficiency, measure: MEASURE, level: 0.9}
"""


@pytest.mark.parametrize("measure", ["PR", "PLN", "PLO", "PAS", "PFT"])
def test_a_proportion_is_shown_as_one_whatever_it_was_pooled_on(measure: str) -> None:
    files = example(
        article="One in five.\n",
        references=REFERENCES,
        studies=STUDIES,
        claims=CLAIMS.replace("MEASURE", measure),
    )
    (item,) = assess(load_files(files)).claims
    (row,) = findings_of(item).rows
    shown = relative_text(row).replace("\u00a0", " ")
    assert shown.startswith("proportion 0.20")
    assert "(90 % CI 0.16" in shown


def test_a_forest_names_the_level_of_its_intervals() -> None:
    files = example(
        article="One in five.\n",
        references=REFERENCES,
        studies=STUDIES,
        claims=CLAIMS.replace("MEASURE", "PLO"),
    )
    (item,) = assess(load_files(files)).claims
    view = forest_view(item, item.synthesis)
    assert view is not None
    assert view.interval == "90 % CI"
