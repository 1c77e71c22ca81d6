"""Settings of a synthesis that no analysis can have are refused where they stand."""

import pytest

from evidence.workspace.load import load_files

_SETTINGS = """
[review]
title = "T"
article = "article.md"
references = ["references.bib"]
claims = ["claims.yaml"]
"""
_CLAIMS = """\
claims:
  - id: c
    quote: A helps
    statement: A helps.
    kind: therapy
    evidence: [{reference: a, stance: supports}]
    synthesis:
      outcome: death
      measure: RR
      WRITTEN
"""


def problems_of(written):
    review = load_files(
        {
            "review.toml": _SETTINGS,
            "article.md": "A helps [@a].",
            "references.bib": "@article{a, title={T}, author={B, C}, journal={J}, year={2001}}",
            "claims.yaml": _CLAIMS.replace("WRITTEN", written),
        }
    )
    return [str(each) for each in review.problems if each.kind.startswith("review/")]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("baseline-risk: 30", "10:22: claim 'c': synthesis.baseline-risk must be a share"),
        ("baseline-risk: -0.1", "must be a share from 0 to 1, such as 0.2 for 20 %, not '-0.1'"),
        ("level: 95", "must be a level between 0 and 1, such as 0.95 for 95 %, not '95'"),
        ("level: 1", "must be a level between 0 and 1"),
        ("continuity: {add: -1}", "synthesis.continuity.add must be a number that is not negative"),
        ("baseline-sd: 0", "synthesis.baseline-sd must be a number above 0, not '0'"),
        ("magnitudes: {small: -1, moderate: 2, large: 3}", "magnitudes.small must be a number"),
        (
            "magnitudes: {small: 5, moderate: 2, large: 9}",
            "synthesis.magnitudes: small, moderate and large must not fall",
        ),
    ],
)  # fmt: skip
def test_a_value_out_of_bounds_is_told_with_its_place(written, told):
    (problem,) = problems_of(written)
    assert problem.startswith("claims.yaml:10:")
    assert told in problem


@pytest.mark.parametrize(
    "written",
    [
        "baseline-risk: 0",
        "baseline-risk: 1",
        "level: 0.9",
        "continuity: {add: 0}",
        "magnitudes: {small: 5, moderate: 5, large: 9}",
    ],
)
def test_the_ends_of_the_bounds_are_taken(written):
    assert not problems_of(written)
