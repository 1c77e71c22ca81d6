"""No wrong datum is ever printed: what stands in an entry is what the record says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from references.citation_style import citation_styles, format_bibliography
from references.dates import PartialDate
from references.people import PersonName
from references.printing.page_ranges import page_range
from references.reference import Reference, ReferenceKind
from references.source import Location

FORMS = ("", "expanded", "minimal", "minimal-two", "chicago", "chicago-15", "chicago-16")
families = st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True)
given_names = st.lists(st.from_regex(r"[A-Z][a-z]{1,6}", fullmatch=True), min_size=1, max_size=2)


def article(**values: object) -> Reference:
    return Reference("k", ReferenceKind.ARTICLE_JOURNAL, Location("x"), **values)  # type: ignore[arg-type]


def read_back(printed: str) -> tuple[int, int]:
    """The two pages of a range as a reader completes them."""
    first, last = printed.split("–")
    return int(first), int(first[: max(0, len(first) - len(last))] + last)


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 99_999), st.integers(1, 2_000), st.sampled_from(FORMS))
def test_a_shortened_range_reads_back_as_the_same_pages(start: int, more: int, form: str) -> None:
    assert read_back(page_range(f"{start}-{start + more}", form, "–")) == (start, start + more)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 99_999), st.integers(1, 2_000), st.sampled_from(FORMS))
def test_a_range_that_came_shortened_is_understood_before_it_is_shortened(
    start: int, more: int, form: str
) -> None:
    first, last = str(start), str(start + more)
    same = 0
    while len(first) == len(last) and same < len(last) - 1 and first[same] == last[same]:
        same += 1
    printed = page_range(f"{first}-{last[same:]}", form, "–")
    assert read_back(printed) == (start, start + more)


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"[A-Za-z0-9 .,;:&\-–]{0,20}", fullmatch=True), st.sampled_from(FORMS))
def test_pages_of_any_shape_lose_no_first_number(pages: str, form: str) -> None:
    printed = page_range(pages, form, "–")
    before, after = re.findall(r"\d+", pages), re.findall(r"\d+", printed)
    assert len(before) == len(after)
    assert before[:1] == after[:1]


@pytest.mark.parametrize(
    ("pages", "form", "printed"),
    [
        ("1-14", "minimal", "1–14"),
        ("96-117", "minimal", "96–117"),
        ("321-8", "expanded", "321–328"),
        ("321-328", "minimal", "321–8"),
        ("45-12", "minimal", "45–12"),
        ("45-12", "expanded", "45–12"),
        ("S12-S18", "expanded", "S12–S18"),
        ("e1-e12", "minimal", "e1–e12"),
        ("110-N6", "expanded", "110-N6"),
        ("CD012345", "minimal", "CD012345"),
        ("1536-1538", "chicago-15", "1536–38"),
        ("1496-1504", "chicago-15", "1496–1504"),
        ("1496-1504", "chicago-16", "1496–504"),
    ],
)
def test_ranges(pages: str, form: str, printed: str) -> None:
    assert page_range(pages, form, "–") == printed


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(families, given_names), min_size=1, max_size=3, unique_by=lambda x: x[0]),
    st.integers(1500, 2026),
    st.integers(1, 999),
    st.integers(1, 9_999),
    st.integers(1, 400),
    st.from_regex(r"10\.[1-9][0-9]{3}/[a-zA-Z0-9._/-]{2,20}[a-zA-Z0-9]", fullmatch=True),
)
def test_an_article_is_printed_with_its_own_data(
    people: list[tuple[str, list[str]]], year: int, volume: int, start: int, more: int, doi: str
) -> None:
    item = article(
        title="Something about rats",
        container="Journal",
        authors=tuple(PersonName(family, " ".join(first)) for family, first in people),
        issued=PartialDate(year),
        volume=str(volume),
        pages=f"{start}-{start + more}",
        doi=doi,
    )
    for style in citation_styles():
        text = format_bibliography([item], style)[0].text
        for family, first in people:
            assert re.search(rf"\b{family}\b", text), style
            assert re.search(rf"\b{first[0][0]}", text), style
        assert re.search(rf"\b{year}\b", text), style
        assert re.search(rf"\b{volume}\b", text), style
        printed = re.search(rf"\b({start})[–-](\d+)", text)
        assert printed is not None, (style, text)
        assert read_back(f"{printed[1]}–{printed[2]}") == (start, start + more), style
        # Nature prints no DOI where there are pages.
        assert doi in text or style == "nature"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_raises_or_becomes_a_tag(title: str, name: str) -> None:
    item = article(title=title, container=title, authors=(PersonName(name, title),))
    for style in ("apa", "ieee", "vancouver"):
        (entry,) = format_bibliography([item], style)
        tags = set(re.findall(r"<[^<>]*>", entry.html))
        allowed = {f"<{slash}{tag}>" for tag in ("i", "b", "sup", "sub") for slash in ("", "/")}
        assert tags <= allowed | {'<span style="font-variant:small-caps">', "</span>"}


def test_joined_initials_are_initials_each() -> None:
    item = article(title="T", authors=(PersonName("Akinci", "SB"), PersonName("Lee", "Ke-Dong")))
    assert format_bibliography([item], "vancouver")[0].text.startswith("Akinci SB, Lee KD.")
    assert format_bibliography([item], "apa")[0].text.startswith("Akinci, S. B., & Lee, K.-D.")
