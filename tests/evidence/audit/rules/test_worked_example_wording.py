"""The worked example keeps two overstatements on purpose; the audit must find them."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.assessment import assess
from evidence.audit.registry import rule_named
from evidence.workspace.load import load_review

EXAMPLE = Path(__file__).parents[4] / "examples" / "magnesium-myoclonus"


@pytest.mark.parametrize("words", ["strong evidence", "is highly effective"])
def test_overstatements_are_found_and_calibrated_words_proposed(words: str) -> None:
    found = rule_named("wording-stronger").check(assess(load_review(EXAMPLE)))
    (hit,) = [each for each in found if f"“{words}”" in each.message]
    assert hit.location.path.endswith("article.md")
    assert hit.hint.startswith("write: “")
    assert words not in hit.hint
