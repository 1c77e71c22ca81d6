"""The words beside an interval name its level, whatever level a synthesis asks for."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.synthesis.analyses import analyse
from evidence.synthesis.synthesise import synthesise
from evidence.workspace.load import load_review
from reports.views.analysis_sections import analysis_sections

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def sections():
    review = load_review(ROOT / "examples" / "bcg-vaccine")
    claim = next(each for each in review.claims if each.id == "bcg-protects")
    asked = claim.outcomes[0].synthesis if claim.outcomes else claim.synthesis
    request = replace(asked, level=0.9)
    studies = review.studies_of(claim)
    analyses = analyse(request, studies)
    return analysis_sections("bcg", synthesise(request, studies), analyses, narrow=True)


def test_heads_of_tables(sections):
    tables = [table for section in sections for table in section.tables]
    tables += [picture.table for section in sections for picture in section.pictures]
    heads = [head for table in tables for head in table.heads if "CI" in head]
    assert len(heads) >= 4
    assert all("90% CI" in head for head in heads)


def test_words_of_drawings_and_sentences(sections):
    drawn = [each for section in sections for each in section.pictures]
    assert len(drawn) >= 4
    for each in drawn:
        # Contours and limits of a funnel have levels of their own.
        if "funnel" not in each.identifier:
            assert "95%" not in each.svg + each.svg_narrow
    assert not [each for part in sections for each in part.sentences if re.search("95.?%", each)]
