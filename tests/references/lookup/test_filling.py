"""What is filled in, what never is, and how it gets into a file of any format."""

from dataclasses import replace

import pytest

from references.dates import PartialDate
from references.format import format_named, reference_formats
from references.library import Library
from references.lookup.compare import compare
from references.lookup.fill import filled, fillings
from references.lookup.outcome import Consulted, LookedUp, Outcome
from references.lookup.rewriting import rewritten
from references.notice import Notice, NoticeKind
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.registry import RegistryRecord, WorkId
from references.source import Location, SourceFile
from tests.references.lookup.conftest import NOON
from tests.references.lookup.registry_server import GULER

GIVEN = Reference(
    "guler2005",
    ReferenceKind.ARTICLE_JOURNAL,
    Location("a.bib"),
    title="Magnesium sulfate pretreatment reduces myoclonus after etomidate",
    doi=GULER,
)
KNOWN = replace(
    GIVEN,
    location=Location("crossref"),
    authors=(PersonName("Guler", "Aynur"), PersonName("Satilmis", "Tulin")),
    issued=PartialDate(2005, 9),
    container="Anesthesia & Analgesia",
    volume="101",
    issue="3",
    pages="705-709",
    article_number="e1",
    publisher="Ovid",
    pmid="16115978",
    abstract="An abstract.",
    keywords=("magnesium",),
    language="en",
)
OTHER = Reference(
    "other",
    ReferenceKind.ARTICLE_JOURNAL,
    Location("a.bib"),
    title="Another article of another kind",
    authors=(PersonName("Miller", "B."),),
    issued=PartialDate(1999),
    container="Stroke",
    volume="7",
    doi="10.1000/other",
)


def consulted(reference, record=KNOWN, name="crossref"):
    whole = RegistryRecord(record, "")
    return Consulted(name, WorkId("doi", GULER), NOON, whole, compare(reference, whole))


def attributes(reference, *records):
    return [each.attribute for each in fillings(reference, [consulted(reference, *records)])]


def test_what_a_citation_lacks_is_filled_and_nothing_else():
    found = attributes(GIVEN)
    assert found == ["authors", "issued", "container", "volume", "issue", "pages", "pmid"]


def test_what_is_there_is_never_replaced():
    given = replace(GIVEN, volume="101", container="Anesth Analg", pages="705")
    additions = fillings(given, [consulted(given)])
    whole = filled(given, additions)
    for attribute in ("volume", "container", "pages", "title", "doi"):
        assert getattr(whole, attribute) == getattr(given, attribute)
    assert whole.article_number == ""
    forced = [replace(each, attribute="volume", value="999") for each in additions]
    assert filled(given, forced).volume == "101"


def test_a_contradiction_anywhere_keeps_everything_out():
    wrong = replace(GIVEN, title="Propofol abolishes pain on injection")
    assert attributes(wrong) == []
    both = [consulted(GIVEN), consulted(wrong)]
    assert fillings(GIVEN, both) == ()


def test_editors_stand_for_authors():
    given = replace(GIVEN, editors=(PersonName("Guler", "A."),))
    assert "authors" not in attributes(given)


def test_a_book_gets_its_publisher_and_an_article_does_not():
    book = replace(GIVEN, kind=ReferenceKind.BOOK)
    assert "publisher" in attributes(book, replace(KNOWN, kind=ReferenceKind.BOOK))
    assert "publisher" not in attributes(GIVEN)


def test_every_value_says_where_it_comes_from():
    later = consulted(GIVEN, replace(KNOWN, volume="", pmcid="PMC1"), "pubmed")
    found = {each.attribute: each for each in fillings(GIVEN, [consulted(GIVEN), later])}
    assert found["volume"].registry == "crossref"
    assert found["pmcid"].registry == "pubmed"
    assert (found["volume"].work, found["volume"].asked) == (WorkId("doi", GULER), NOON)
    assert found["authors"].shown == "Aynur Guler; Tulin Satilmis"


def test_notices_are_filled_so_that_later_checks_know_of_them():
    notice = Notice(NoticeKind.RETRACTION, PartialDate(2010, 2, 6), "10.1000/n", source="crossref")
    retracted = consulted(GIVEN, replace(KNOWN, notices=(notice,)))
    *_, filling = fillings(GIVEN, [retracted], (notice,))
    assert filling.attribute == "notices"
    assert filling.shown == "retracted on 2010-02-06 (notice doi:10.1000/n; Crossref)"
    assert filled(GIVEN, [filling]).notices == (notice,)
    known = replace(GIVEN, notices=(notice,))
    assert "notices" not in [x.attribute for x in fillings(known, [retracted], (notice,))]


WRITABLE = [
    item for item in reference_formats() if {"doi", "title", "volume", "container"} <= item.carries
]


def looked_up(reference):
    additions = fillings(reference, [consulted(reference)])
    return LookedUp(reference, Outcome.VERIFIED, "", fillings=additions)


def test_most_formats_can_be_filled():
    assert {"bibtex", "csl-json"} <= {item.name for item in WRITABLE}


@pytest.mark.parametrize("reader", WRITABLE, ids=lambda item: item.name)
def test_a_file_of_any_format_is_filled(reader):
    text = reader.write(Library((GIVEN, OTHER)))
    source = SourceFile("library" + reader.suffixes[0], text)
    library = reader.read(source).value
    first = library.references[0]
    new = rewritten(source, reader, library, [looked_up(first)])
    one, two = reader.read(replace(source, text=new)).value.references
    assert (one.volume, one.container, one.doi) == ("101", KNOWN.container, GULER)
    assert (two.title, two.volume, two.doi) == (OTHER.title, "7", OTHER.doi)
    assert one.title == first.title


@pytest.mark.parametrize("reader", WRITABLE, ids=lambda item: item.name)
def test_a_file_to_which_nothing_is_added_stays_to_the_letter(reader):
    text = reader.write(Library((GIVEN, OTHER)))
    source = SourceFile("library" + reader.suffixes[0], text)
    library = reader.read(source).value
    found = [LookedUp(each, Outcome.VERIFIED, "") for each in library]
    assert rewritten(source, reader, library, found) == text


def test_an_empty_field_takes_the_value():
    bibtex = format_named("bibtex")
    text = (
        f"@article{{g,\n  title = {{{GIVEN.title}}},\n  volume = {{}},\n  doi = {{{GULER}}}\n}}\n"
    )
    source = SourceFile("a.bib", text)
    library = bibtex.read(source).value
    found = looked_up(library.references[0])
    only = replace(found, fillings=tuple(x for x in found.fillings if x.attribute == "volume"))
    new = rewritten(source, bibtex, library, [only])
    assert new == text.replace("volume = {}", "volume = {101}")
