"""Records made to exhaust or to confuse a processor."""

from __future__ import annotations

import pytest

from references.citation_style import format_bibliography, format_citations
from references.dates import PartialDate
from references.people import PersonName
from references.printing.item_date import item_date
from references.reference import Reference, ReferenceKind
from references.source import Location
from tests.counted_work import calls_during


def printed(style: str = "apa", **values: object) -> str:
    item = Reference("k", ReferenceKind.ARTICLE_JOURNAL, Location("x"), **values)  # type: ignore[arg-type]
    return format_bibliography([item], style)[0].text


@pytest.mark.parametrize(
    "title",
    [
        "<i>" * 3000 + "x" + "</i>" * 3000,
        "“" * 3000 + "x" + "”" * 3000,
        '"a ' * 4000 + "x",
        "<i>" * 4000 + "</b>" * 4000 + "x",
        "x" * 200_000,
        "\x00x\u202e\ud800",
    ],
    ids=["nested tags", "nested quotes", "open quotes", "crossed tags", "long", "controls"],
)
def test_titles(title: str) -> None:
    assert "x" in printed(title=title, container="J")


@pytest.mark.parametrize("pages", ["9" * 6000, "9" * 6000 + "-" + "9" * 6000, "a1" * 20_000 + "-2"])
def test_pages(pages: str) -> None:
    assert pages[:50] in printed(title="T", container="J", pages=pages)


@pytest.mark.parametrize("edition", ["9" * 6000, "2nd", "12345678901"])
def test_editions(edition: str) -> None:
    item = Reference("k", ReferenceKind.BOOK, Location("x"), title="T", edition=edition)
    assert edition in format_bibliography([item], "apa")[0].text


def test_dates_in_words_of_any_size() -> None:
    for said in ("9" * 6000, "1 2 3 4", "-", "/", "2001/2002/2003", "99999999-01"):
        for date in (item_date({"raw": said}), item_date(said)):
            assert date is not None
            assert (date.start, date.words) == ((0, 0, 0), said)


def test_thousands_of_names_cost_in_proportion() -> None:
    def calls(count: int) -> int:
        names = tuple(PersonName(f"Name{number}", "A B") for number in range(count))
        return calls_during(lambda: printed(title="T", authors=names, issued=PartialDate(2001)))

    calls(2)
    assert calls(2000) < 4.6 * calls(500)


def test_a_key_may_repeat_and_may_be_anything() -> None:
    items = [
        Reference(key, ReferenceKind.BOOK, Location("x"), title=f"T{number}")
        for number, key in enumerate(["a", "a", "", "<b>", "0"])
    ]
    assert [entry.text for entry in format_bibliography(items, "vancouver")] == [
        "T0.", "T1.", "T2.", "T3.", "T4."
    ]  # fmt: skip
    (citation,) = format_citations(items, [["0", "<b>", "a"]], "vancouver")
    assert citation.text == "(1,4,5)"
