"""Identifiers: what people write becomes one normal form, and slips are caught."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from references.identifiers import (
    ARXIV,
    DOI,
    IDENTIFIER_KINDS,
    ISBN,
    ISSN,
    ORCID,
    PMCID,
    PMID,
    IdentifierKind,
    isbn10_check,
    isbn13_check,
    issn_check,
    orcid_check,
)

KINDS = pytest.mark.parametrize("kind", IDENTIFIER_KINDS, ids=lambda kind: kind.name)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@pytest.mark.parametrize(
    ("kind", "written", "normal"),
    [
        (DOI, "10.1213/01.ANE.0000160529.95019.E6", "10.1213/01.ane.0000160529.95019.e6"),
        (DOI, "https://doi.org/10.1213/ABC", "10.1213/abc"),
        (DOI, "http://dx.doi.org/10.1016/S0140-6736(05)66790-4", "10.1016/s0140-6736(05)66790-4"),
        (DOI, "doi: 10.1000/182.", "10.1000/182"),
        (
            DOI,
            "DOI:10.1002/(SICI)1097<1::AID-X>3.0.CO;2-Y",
            "10.1002/(sici)1097<1::aid-x>3.0.co;2-y",
        ),
        (DOI, "https://doi.org/10.1002/%28SICI%291", "10.1002/(sici)1"),
        (DOI, "(10.1000/182)", ""),
        (DOI, "10.1000/182)", "10.1000/182"),
        (DOI, "10.1371/journal.pone.0000–1", "10.1371/journal.pone.0000-1"),
        (DOI, "10.1000", ""),
        (DOI, "1213/x", ""),
        (DOI, "10.1000/a b", ""),
        (DOI, "", ""),
        (PMID, "PMID: 22973352", "22973352"),
        (PMID, "https://pubmed.ncbi.nlm.nih.gov/22973352/", "22973352"),
        (PMID, "0012", "12"),
        (PMID, "PMC3430068", ""),
        (PMID, "123456789", ""),
        (PMID, "²³", "23"),
        (PMCID, "PMC3430068", "PMC3430068"),
        (PMCID, "pmcid: pmc3430068", "PMC3430068"),
        (PMCID, "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3430068/", "PMC3430068"),
        (PMCID, "PMC", ""),
        (ISBN, "0-471-16240-X", "9780471162407"),
        (ISBN, "ISBN-13: 978-0-471-16240-7", "9780471162407"),
        (ISBN, "978–0–471–16240–7", "9780471162407"),
        (ISBN, "0-471-16240-1", ""),
        (ISBN, "9770471162407", ""),
        (ISSN, "0317-8471", "0317-8471"),
        (ISSN, "1050124x", "1050-124X"),
        (ISSN, "eISSN 2049-3630", "2049-3630"),
        (ISSN, "0317-8470", ""),
        (ORCID, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        (ORCID, "0000-0002-1694-233x", "0000-0002-1694-233X"),
        (ORCID, "0000-0002-1825-0098", ""),
        (ARXIV, "arXiv:2005.14165v4", "2005.14165"),
        (ARXIV, "https://arxiv.org/pdf/2005.14165v4.pdf", "2005.14165"),
        (ARXIV, "https://doi.org/10.48550/arXiv.2005.14165", "2005.14165"),
        (ARXIV, "math.GT/0309136", "math.GT/0309136"),
        (ARXIV, "hep-th/9901001", "hep-th/9901001"),
        (ARXIV, "0704.0001 [hep-ph]", "0704.0001"),
        (ARXIV, "2013.14165", ""),
        (ARXIV, "2005-14165", ""),
    ],
)
def test_what_people_write(kind: IdentifierKind, written: str, normal: str) -> None:
    parsed = kind.parse(written)
    assert parsed.value == normal
    assert bool(parsed) is bool(normal)
    assert bool(parsed.reason) is not bool(normal)


@pytest.mark.parametrize(
    ("kind", "value", "url"),
    [
        (DOI, "10.1002/(sici)1<1::aid>3.0", "https://doi.org/10.1002/(sici)1%3C1::aid%3E3.0"),
        (PMID, "22973352", "https://pubmed.ncbi.nlm.nih.gov/22973352/"),
        (PMCID, "PMC1", "https://pmc.ncbi.nlm.nih.gov/articles/PMC1/"),
        (ORCID, "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        (ARXIV, "2005.14165", "https://arxiv.org/abs/2005.14165"),
    ],
)
def test_links(kind: IdentifierKind, value: str, url: str) -> None:
    assert kind.url(value) == url
    if kind is not DOI:
        assert kind.normalise(url) == value


@KINDS
@given(text=st.text(max_size=60))
def test_any_text_gives_a_value_or_a_reason(kind: IdentifierKind, text: str) -> None:
    parsed = kind.parse(text)
    assert bool(parsed.value) is not bool(parsed.reason)
    if parsed:
        assert kind.parse(parsed.value) == parsed, "a normal form is its own normal form"


@given(
    suffix=st.text(st.characters(codec="ascii", categories=("L", "Nd")), min_size=1), n=digits(5)
)
def test_a_doi_is_one_however_it_is_written(suffix: str, n: str) -> None:
    doi = f"10.{n}/{suffix}"
    forms = (doi, doi.upper(), f"https://doi.org/{doi}", f"doi:{doi}", f" {doi}. ")
    assert {DOI.normalise(form) for form in forms} == {doi.lower()}


CHECKED = [
    (ISBN, 12, lambda body: "978" + body[:9], isbn13_check),
    (ISBN, 9, lambda body: body, isbn10_check),
    (ISSN, 7, lambda body: body, issn_check),
    (ORCID, 15, lambda body: body, orcid_check),
]


@pytest.mark.parametrize(("kind", "length", "shape", "check"), CHECKED)
@given(data=st.data())
def test_check_characters_catch_every_wrong_digit(kind, length, shape, check, data) -> None:
    body = shape(data.draw(digits(length)))
    whole = body + check(body)
    assert kind.parse(whole)
    place = data.draw(st.integers(min_value=3 if len(body) == 12 else 0, max_value=len(body) - 1))
    wrong = data.draw(st.sampled_from("0123456789"))
    assume(wrong != body[place])
    assert not kind.parse(whole[:place] + wrong + whole[place + 1 :])


@pytest.mark.parametrize(("kind", "length", "shape", "check"), CHECKED[1:])
@given(data=st.data())
def test_modulus_11_catches_every_exchange_of_neighbours(kind, length, shape, check, data) -> None:
    body = shape(data.draw(digits(length)))
    whole = body + check(body)
    place = data.draw(st.integers(min_value=0, max_value=len(body) - 2))
    assume(whole[place] != whole[place + 1])
    turned = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert not kind.parse(turned)


@given(body=digits(9))
def test_isbn_10_and_13_of_a_book_are_one(body: str) -> None:
    ten, twelve = body + isbn10_check(body), "978" + body
    assert ISBN.normalise(ten) == twelve + isbn13_check(twelve)
