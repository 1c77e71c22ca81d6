"""Works as they are cited in a text."""

from __future__ import annotations

import pytest

from references.citation_style import format_citations
from references.dates import PartialDate
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location


def work(key: str, year: int, *families: str, title: str = "T") -> Reference:
    return Reference(
        key,
        ReferenceKind.ARTICLE_JOURNAL,
        Location("x"),
        title=title,
        authors=tuple(PersonName(*family.split(" ", 1)) for family in families),
        issued=PartialDate(year),
    )


LIBRARY = [
    work("guler-b", 2005, "Guler A", "Un B", "Lee C", title="Second"),
    work("guler-a", 2005, "Guler A", "Un B", "Lee C", title="First"),
    work("un", 2011, "Un B"),
    work("kim", 2012, "Kim A", "Lee B"),
    work("kim-2", 2013, "Kim B", "Lee B"),
]


def cited(style: str, *clusters: str, locale: str = "") -> list[str]:
    keys = [cluster.split() for cluster in clusters]
    return [each.text for each in format_citations(LIBRARY, keys, style, locale=locale)]


@pytest.mark.parametrize(
    ("style", "clusters", "texts"),
    [
        ("apa", ["guler-a un"], ["(Guler et al., 2005a; Un, 2011)"]),
        ("apa", ["un", "un"], ["(Un, 2011)", "(Un, 2011)"]),
        ("apa", ["guler-b guler-a"], ["(Guler et al., 2005a, 2005b)"]),
        ("apa", ["kim kim-2"], ["(A. Kim & Lee, 2012; B. Kim & Lee, 2013)"]),
        ("ieee", ["guler-a guler-b un", "un"], ["[1], [2], [3]", "[3]"]),
        ("vancouver", ["guler-a guler-b un", "kim un"], ["(1–3)", "(3,4)"]),
        ("ama", ["guler-a guler-b un kim-2"], ["1–3,5"]),
        ("nature", ["guler-a guler-b un kim-2"], ["1–3,5"]),
        ("chicago-author-date", ["guler-a un"], ["(Guler et al. 2005a; Un 2011)"]),
    ],
)
def test_clusters(style: str, clusters: list[str], texts: list[str]) -> None:
    assert cited(style, *clusters) == texts


def test_words_are_those_of_the_language() -> None:
    assert cited("apa", "kim", locale="de-DE") == ["(A. Kim & Lee, 2012)"]
    assert cited("chicago-author-date", "kim", locale="de-DE") == ["(A. Kim und Lee 2012)"]
    assert cited("chicago-author-date", "kim", locale="fr") == ["(A. Kim et Lee 2012)"]


def test_unknown_keys_are_left_out() -> None:
    assert cited("apa", "un nobody", "nobody") == ["(Un, 2011)", ""]


def test_superscripts_are_marked_up() -> None:
    (citation,) = format_citations(LIBRARY, [["un"]], "nature")
    assert (citation.html, citation.markdown) == ("<sup>3</sup>", "<sup>3</sup>")
