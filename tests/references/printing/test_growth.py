"""What printing costs grows with the references, not with their pairs."""

from __future__ import annotations

import pytest

from references.citation_style import format_bibliography, format_citations
from references.dates import PartialDate
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location
from tests.counted_work import calls_during


def works(count: int, *, alike: bool) -> list[Reference]:
    return [
        Reference(
            f"k{number}",
            ReferenceKind.ARTICLE_JOURNAL,
            Location("x"),
            title=f"Title {number}",
            authors=tuple(
                PersonName(f"{name}{'' if alike else number}", "A B")
                for name in ("Lee", "Un", "Abe")
            ),
            issued=PartialDate(2001),
            container="J",
            pages=f"{number}-{number + 9}",
        )
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("alike", [False, True], ids=["different", "alike"])
@pytest.mark.parametrize("style", ["apa", "vancouver"])
def test_a_bibliography_grows_in_proportion(style: str, alike: bool) -> None:
    def calls(count: int) -> int:
        references = works(count, alike=alike)
        return calls_during(lambda: format_bibliography(references, style))

    calls(2)  # the style is compiled once
    assert calls(100) < 4.6 * calls(25)


def test_citations_grow_in_proportion() -> None:
    def calls(count: int) -> int:
        references = works(count, alike=False)
        clusters = [[each.key] for each in references]
        return calls_during(lambda: format_citations(references, clusters, "apa"))

    calls(2)
    assert calls(100) < 4.6 * calls(25)


def test_letters_go_on_after_z() -> None:
    texts = [entry.text for entry in format_bibliography(works(30, alike=True), "apa")]
    letters = [text.partition("(2001")[2].partition(")")[0] for text in texts]
    assert letters[:2] + letters[25:28] == ["a", "b", "z", "aa", "ab"]
