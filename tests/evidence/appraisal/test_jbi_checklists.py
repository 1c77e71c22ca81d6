"""Published rows of JBI checklists, counted as their reviews counted them."""

from __future__ import annotations

import pytest

from evidence.appraisal.tool import tool_named
from evidence.model.study import StudyDesign

_WORDS = {"Y": "yes", "N": "no", "U": "unclear"}


# Table 1 of doi:10.11124/JBIES-22-00353, which adds two points for each yes and one for unclear.
@pytest.mark.parametrize(
    ("row", "points"),
    [("Y Y Y Y Y Y Y Y Y Y", 20), ("Y Y Y Y Y Y Y N Y Y", 18), ("Y Y Y Y Y Y Y U Y Y", 19)],
)
def test_the_qualitative_checklist_counts_what_a_review_counted(row: str, points: int) -> None:
    tool = tool_named("jbi-qualitative")
    ratings = [_WORDS[word] for word in row.split()]
    domains = {each.id: rating for each, rating in zip(tool.domains, ratings, strict=True)}
    met, unclear = ratings.count("yes"), ratings.count("unclear")
    assert 2 * met + unclear == points
    found = tool.overall(domains)
    assert found.rating == ""
    assert found.reason == f"{met} of 10 items met; the checklist has no cut-off"


def test_it_is_made_for_qualitative_studies() -> None:
    assert tool_named("jbi-qualitative").designs == (StudyDesign.QUALITATIVE_STUDY,)
