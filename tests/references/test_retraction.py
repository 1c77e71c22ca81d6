"""Retracted works, papers about retraction, and notices are told apart."""

from __future__ import annotations

import pytest

from references.reference import Field, Reference, ReferenceKind
from references.retraction import is_retracted, is_retraction_notice, retraction_mark
from references.source import Location

PLACE = Location("a.bib")


def reference(title: str = "Magnesium", note: str = "", **fields: str) -> Reference:
    kept = tuple(Field(name, value, value, PLACE) for name, value in fields.items())
    kind = ReferenceKind.ARTICLE_JOURNAL
    return Reference("key", kind, PLACE, title=title, note=note, fields=kept)


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED: Ileal-lymphoid-nodular hyperplasia",
        "Retracted: Ileal-lymphoid-nodular hyperplasia",
        "RETRACTED ARTICLE: Magnesium in cramps",
        "Retracted Article: Magnesium in cramps",
        "Retracted article: magnesium in cramps",
        "[RETRACTED] Magnesium in cramps",
        "[Retracted] Magnesium in cramps",
        "(Retracted) Magnesium in cramps",
        "WITHDRAWN: Magnesium for cramps",
        "WITHDRAWN - Magnesium for cramps",
        "[This article has been retracted] Magnesium",
        "Magnesium in cramps (Retracted article. See vol. 375, p. 445, 2010)",
        "Magnesium in cramps [retracted]",
    ],
)
def test_titles_that_say_so(title: str) -> None:
    assert is_retracted(reference(title))
    assert retraction_mark(reference(title)) == "title"


@pytest.mark.parametrize(
    "title",
    [
        "Retracted articles in surgery: a review",
        "RETRACTED ARTICLES IN SURGERY: A REVIEW",
        "Why and how do journals retract articles?",
        "The retracted Lancet paper and its aftermath",
        "Citing retracted papers (a study of 2,000)",
        "Retraction of articles in the biomedical literature: causes",
        "Retraction of the lung: a surgical technique",
        "Withdrawn behaviour in infants: a cohort study",
        "Magnesium withdrawal and myoclonus",
        "Withdrawn",
        "",
    ],
)
def test_titles_that_only_speak_of_it(title: str) -> None:
    assert not is_retracted(reference(title))
    assert not is_retraction_notice(reference(title))


@pytest.mark.parametrize(
    "title",
    [
        "Retraction: Magnesium in cramps",
        "Retraction—Ileal-lymphoid-nodular hyperplasia",
        "Retraction notice to “Magnesium in cramps”",
        "Retraction Note: Magnesium in cramps",
        "Retraction note to: Magnesium in cramps",
        "Retraction of: Magnesium in cramps",
        "Notice of retraction and replacement",
        "Statement of Retraction: Magnesium",
        "Retraction.",
    ],
)
def test_notices_are_no_retracted_work(title: str) -> None:
    noted = reference(title, note="Retraction in: Lancet 2010")
    assert is_retraction_notice(noted)
    assert not is_retracted(noted)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Retracted", True),
        ("Retracted 2010; 375:445", True),
        ("This article was retracted in 2010.", True),
        ("Retraction in: Lancet 2010;375:445", True),
        ("Retracted publication", True),
        ("not retracted", False),
        ("Has never been retracted", False),
        ("Discusses retracted papers", False),
        ("Retracted papers are its subject", False),
        ("Cites a paper that was retracted", False),
    ],
)
def test_notes(note: str, expected: bool) -> None:
    assert is_retracted(reference(note=note)) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"pubstate": "retracted"}, True),
        ({"retracted": "yes"}, True),
        ({"retracted": "no"}, False),
        ({"keywords": "Humans, Retracted Publication, Magnesium"}, True),
        ({"keywords": "Retraction of Publication as Topic"}, False),
        ({"keywords": "retracted publications, bibliometrics"}, False),
        ({"abstract": "Retracted"}, False),
    ],
)
def test_fields(fields: dict[str, str], expected: bool) -> None:
    assert is_retracted(reference(**fields)) is expected
