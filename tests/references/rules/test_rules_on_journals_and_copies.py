"""Rules that look at several records at once."""

from __future__ import annotations

import pytest

from references.checking.journals import is_same_journal, journal_key, may_abbreviate
from tests.references.rules.rule_hits import hits


def article(key: str, **fields: str) -> str:
    usual = {"author": "Guler, A.", "title": f"Magnesium {key}", "journal": "Pain", "year": "2005"}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in {**usual, **fields}.items())
    return f"@article{{{key},\n{lines}}}\n"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("J Clin Anesth", "Journal of Clinical Anesthesia"),
        ("Dtsch Med Wochenschr", "Deutsche Medizinische Wochenschrift"),
        ("J. Natl. Cancer Inst.", "Journal of the National Cancer Institute"),
        ("Phys. Rev. A", "Physical Review A"),
    ],
)
def test_short_forms_of_journals(short: str, full: str) -> None:
    assert may_abbreviate(journal_key(short), journal_key(full))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Physical Review", "Physiological Review"),
        ("Journal of Physiology", "Journal of Psychophysiology"),
        ("Current Opinion in Neurology", "Current Opinion in Neurobiology"),
        ("Phys. Rev. A", "Phys. Rev. Appl."),
        ("J Neurol", "J Neurol Sci"),
    ],
)
def test_like_journals_are_no_short_forms(one: str, other: str) -> None:
    assert not may_abbreviate(journal_key(one), journal_key(other))
    assert not may_abbreviate(journal_key(other), journal_key(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PNAS", "Proceedings of the National Academy of Sciences"),
        ("JAMA", "JAMA: the journal of the American Medical Association"),
        ("AIJ", "Artificial Intelligence"),
        ("Lancet (London, England)", "The Lancet"),
        ("J Pain Symptom Manage", "Journal of Pain and Symptom Management"),
    ],
)
def test_journals_that_may_be_one(one: str, other: str) -> None:
    assert is_same_journal(journal_key(one), journal_key(other))


def test_sections_are_journals_of_their_own() -> None:
    assert journal_key("Physica Status Solidi (a)") != journal_key("Physica Status Solidi (b)")
    assert journal_key("Physical Review A") != journal_key("Physical Review E")


def test_a_journal_that_lends_its_doi_is_found_by_both_names() -> None:
    neuron = "".join(
        article(f"n{n}", journal="Neuron", doi=f"10.1016/j.neuron.2005.01.00{n}") for n in range(4)
    )
    pain = "".join(
        article(f"p{n}", journal="Pain", doi=f"10.1016/j.pain.2005.01.00{n}") for n in range(2)
    )
    wrong = article("w", journal="Pain", doi="10.1016/j.neuron.2005.02.001")
    assert [hit.subject for hit in hits("REF051", neuron + pain + wrong)] == ["w"]
    # The one record of "Pain" tells nothing of how its DOIs look.
    assert hits("REF051", neuron + wrong) == []
    # A journal under two names, each with DOIs of one make.
    twice = "".join(
        article(f"x{n}", journal="Neuron (Cambridge)", doi=f"10.1016/j.neuron.2005.03.00{n}")
        for n in range(3)
    )
    assert hits("REF051", neuron + twice) == []


def book(key: str, title: str, **fields: str) -> str:
    lines = "".join(f", {name} = {{{value}}}" for name, value in fields.items())
    return f"@book{{{key}, title = {{{title}}}, isbn = {{978-0-471-16240-7}}{lines}}}\n"


def test_one_isbn_may_be_of_volumes_editions_and_a_series() -> None:
    assert len(hits("REF052", book("a", "Sampling techniques") + book("b", "Human anatomy"))) == 1
    for other in (
        book("b", "Sampling techniques: second part"),
        book("b", "Tables", volume="2"),
        book("b", "Wiley classics"),
    ):
        first = book("a", "Sampling techniques", volume="1", series="Wiley classics")
        assert hits("REF052", first + other) == [], other


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("10.1002/14651858.CD002755", "10.1002/14651858.CD002755.pub2"),
        ("10.12688/f1000research.1234.1", "10.12688/f1000research.1234.2"),
        ("10.21203/rs.3.rs-1234/v1", "10.21203/rs.3.rs-1234/v3"),
        ("10.26434/chemrxiv-2021-abc12", ""),
    ],
)
def test_versions_are_counted_by_their_dois(earlier: str, later: str) -> None:
    found = hits("REF053", article("b", doi=later) + article("a", doi=earlier))
    assert [hit.subject for hit in found] == (["a"] if later else [])


def test_other_reviews_and_other_journals_are_no_versions() -> None:
    one = article("a", doi="10.1002/14651858.CD002755.pub2")
    assert hits("REF053", one + article("b", doi="10.1002/14651858.CD002756.pub3")) == []
    same_day = ("10.1101/2021.02.22.432360", "10.1101/2021.02.22.432361")
    assert hits("REF053", "".join(article(doi[-2:], doi=doi) for doi in same_day)) == []
    assert (
        hits("REF053", article("a", doi="10.1101/gad.1.1") + article("b", doi="10.1101/gad.1.2"))
        == []
    )


def test_an_issn_goes_with_whom_most_records_give_it_to() -> None:
    many = "".join(article(f"a{n}", issn="0003-2999", journal="Anesth Analg") for n in range(3))
    full = article("b", issn="0003-2999", journal="Anesthesia and Analgesia")
    other = article("c", issn="0003-2999, 0025-6196", journal="Mayo Clinic Proceedings")
    assert [hit.subject for hit in hits("REF054", many + full + other)] == ["c"]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Anesthesia and Analgesia", "Anesthesia & Analgesia", 1),
        ("Anesthesia and Analgesia", "Anesth Analg", 1),
        ("The Lancet", "Lancet", 1),
        ("Cancer", "Cancers", 0),
        ("Brain Research", "Brain Researches", 0),
        ("Physical Review A", "Physical Review B", 0),
        ("Journal of Urology", "Journal of Neurology", 0),
        ("Biology Letters", "Biologia Letters", 0),
    ],
)
def test_journals_in_two_ways(one: str, other: str, count: int) -> None:
    text = article("a", journal=one) + article("b", journal=one) + article("c", journal=other)
    found = hits("REF055", text)
    assert [hit.subject for hit in found] == ["c"] * count


def test_a_slip_in_a_journal_is_told_from_the_title_used_more() -> None:
    right = "".join(article(f"a{n}", journal="Journal of Neuroscience") for n in range(2))
    [hit] = hits("REF055", right + article("b", journal="Journal of Neurosceince"))
    assert (hit.subject, "“Journal of Neuroscience”" in hit.message) == ("b", True)


def test_a_short_form_that_fits_two_journals_is_left_alone() -> None:
    two = article("a", journal="Journal of Neurology") + article(
        "b", journal="Journal of Neurologists"
    )
    assert hits("REF055", two + article("c", journal="J Neurol")) == []


COPY = {
    "title": "Magnesium sulfate before etomidate",
    "journal": "Anesthesia",
    "volume": "60",
    "pages": "705--709",
}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"year": "2006"}, "year"),
        ({"volume": "61"}, "volume"),
        ({"pages": "706--709"}, "first page"),
        ({"pages": "1--9"}, ""),
        ({"year": "2015"}, "year"),
        ({"year": "1987"}, ""),
        ({"year": "2006", "volume": "61"}, ""),
        ({"journal": "Nutrients"}, ""),
        ({"volume": "60 ( Pt 1)"}, ""),
        ({"author": "Un, B."}, ""),
        ({"title": "Magnesium sulfate before etomidate, again"}, ""),
    ],
)
def test_copies_contradict_each_other_in_one_datum(change: dict[str, str], name: str) -> None:
    found = hits("REF056", article("a", **COPY) + article("b", **{**COPY, **change}))
    assert [name in hit.message for hit in found] == ([True] if name else [])


def test_relations_lead_to_records_or_their_aliases() -> None:
    old = "@book{old, title = {T}, ids = {older, oldest}}\n"
    assert hits("REF057", old + "@book{new, title = {U}, related = {old, oldest}}\n") == []
    [hit] = hits("REF057", old + "@book{new, title = {U}, related = {old, young}}\n")
    assert "“young”" in hit.message


@pytest.mark.parametrize(("chain", "rings"), [("ab", 1), ("a", 1), ("abc", 1)])
def test_rings_of_crossrefs_are_told_once(chain: str, rings: int) -> None:
    following = chain[1:] + chain[0]
    text = "".join(
        f"@inbook{{{key}, title = {{T}}, crossref = {{{parent}}}}}\n"
        for key, parent in zip(chain, following, strict=True)
    )
    assert len(hits("REF057", text + "@inbook{z, title = {T}, crossref = {a}}\n")) == rings
