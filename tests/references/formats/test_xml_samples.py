"""What the samples of the XML formats say, field by field."""

import dataclasses

import pytest

from references.dates import PartialDate
from references.formats.endnote_xml import FORMAT as ENDNOTE
from references.formats.jats import FORMAT as JATS
from references.formats.pubmed_xml import FORMAT as PUBMED
from references.notice import Notice, NoticeKind, RelatedWork, Relation
from references.people import OTHERS, PersonName
from references.reference import ReferenceKind
from tests.references.formats.xml_samples import (
    GROUP,
    GULER,
    assert_holds,
    read,
    sample,
)


def test_pubmed_article_field_by_field() -> None:
    article = PUBMED.read(sample(PUBMED)).value.references[0]
    assert_holds(
        article,
        {
            "key": "guler2005",
            "kind": ReferenceKind.ARTICLE_JOURNAL,
            "title": "Pretreatment with Mg2+ & etomidate-induced myoclonus",
            "original_title": "Magnesium vor Etomidat.",
            "authors": (
                dataclasses.replace(GULER, orcid="0000-0002-1825-0097"),
                PersonName("Berg", "JP", "van den", "Jr"),
                GROUP,
                OTHERS,
            ),
            "issued": PartialDate(2005, 9, end=PartialDate(2005, 10)),
            "container": "Journal of cardiothoracic and vascular anesthesia",
            "container_short": "J Cardiothorac Vasc Anesth",
            "volume": "19",
            "issue": "5",
            "pages": "705-9",
            "doi": "10.1053/j.jvca.2005.07.007",
            "pmid": "16198233",
            "pmcid": "PMC1234567",
            "issn": ("1053-0770",),
            "language": "eng",
            "abstract": "OBJECTIVE: To find out. RESULTS: Fewer (p < 0.05).",
            "keywords": ("Myoclonus/prevention & control", "etomidate"),
            "publication_types": ("Randomized Controlled Trial", "Retracted Publication"),
            "notices": (
                Notice(
                    NoticeKind.RETRACTION,
                    PartialDate(2009, 2),
                    "10.1053/j.jvca.2008.12.001",
                    "19217000",
                    "pubmed",
                    citation="J Cardiothorac Vasc Anesth. 2009 Feb;23(1):134. "
                    "doi: 10.1053/j.jvca.2008.12.001",
                ),
                Notice(
                    NoticeKind.EXPRESSION_OF_CONCERN,
                    PartialDate(2008, 12, 3),
                    source="pubmed",
                    citation="J Cardiothorac Vasc Anesth. 2008 Dec 3;22(6):900",
                ),
            ),
            "related": (
                RelatedWork(
                    Relation.COMMENTED_WORK,
                    pmid="14693567",
                    citation="Anesth Analg. 2004;98(1):1-2",
                ),
            ),
        },
    )
    chemicals = article.field("MedlineCitation/ChemicalList")
    assert chemicals is not None
    assert chemicals.raw.startswith("<ChemicalList><Chemical>")
    assert chemicals.location.line == 43


def test_pubmed_book_chapter_field_by_field() -> None:
    assert_holds(
        PUBMED.read(sample(PUBMED)).value.references[1],
        {
            "key": "williams2024",
            "kind": ReferenceKind.CHAPTER,
            "title": "Etomidate",
            "container": "StatPearls",
            "authors": (PersonName("Williams", "Lea M"),),
            "editors": (PersonName("Keeper", "Ann"),),
            "issued": PartialDate(2024, 1),
            "publisher": "StatPearls Publishing",
            "place": "Treasure Island (FL)",
            "isbn": ("9780306406157",),
            "accession": "NBK100001",
            "pmid": "30000001",
        },
    )


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("<Year>2005</Year><Month>Sep</Month><Day>03</Day>", PartialDate(2005, 9, 3)),
        ("<Year>2005</Year><Month>09</Month>", PartialDate(2005, 9)),
        ("<Year>2013</Year><Season>Spring</Season>", PartialDate(2013, season=1)),
        (
            "<MedlineDate>2005 Sep-Oct</MedlineDate>",
            PartialDate(2005, 9, end=PartialDate(2005, 10)),
        ),
        (
            "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>",
            PartialDate(1998, 12, end=PartialDate(1999, 1)),
        ),
        (
            "<MedlineDate>2000 Dec 23-2001 Jan 5</MedlineDate>",
            PartialDate(2000, 12, 23, end=PartialDate(2001, 1, 5)),
        ),
        (
            "<MedlineDate>2012 Winter-2013 Spring</MedlineDate>",
            PartialDate(2012, season=4, end=PartialDate(2013, season=1)),
        ),
        ("<MedlineDate>1999-2000</MedlineDate>", PartialDate(1999, end=PartialDate(2000))),
        ("<Year>2005</Year><Month>Feb</Month><Day>31</Day>", PartialDate(2005, 2)),
    ],
)
def test_dates_of_pubmed(said: str, date: PartialDate) -> None:
    text = (
        "<PubmedArticle><MedlineCitation><Article><Journal><JournalIssue>"
        f"<PubDate>{said}</PubDate></JournalIssue></Journal><ArticleTitle>T</ArticleTitle>"
        "</Article></MedlineCitation></PubmedArticle>"
    )
    (reference,), problems = read(PUBMED, text)
    assert (reference.issued, problems) == (date, [])


def test_a_date_that_says_nothing_is_a_problem() -> None:
    text = (
        "<MedlineCitation><Article><Journal><JournalIssue><PubDate><MedlineDate>some day"
        "</MedlineDate></PubDate></JournalIssue></Journal><ArticleTitle>T</ArticleTitle></Article>"
        "</MedlineCitation>"
    )
    (reference,), problems = read(PUBMED, text)
    assert (reference.title, reference.issued, problems) == ("T", None, ["library/bad-date"])


def test_endnote_article_and_chapter_field_by_field() -> None:
    article, chapter = ENDNOTE.read(sample(ENDNOTE)).value.references
    assert_holds(
        article,
        {
            "key": "7",
            "entry_type": "Journal Article",
            "kind": ReferenceKind.ARTICLE_JOURNAL,
            "title": "Mg2+ and etomidate",
            "authors": (GULER, GROUP),
            "container": "Journal of cardiothoracic and vascular anesthesia",
            "container_short": "J Cardiothorac Vasc Anesth",
            "issued": PartialDate(2005, 10, 3),
            "volume": "19",
            "issue": "5",
            "pages": "705-9",
            "keywords": ("etomidate", "myoclonus"),
            "issn": ("1053-0770", "1532-8422"),
            "doi": "10.1053/j.jvca.2005.07.007",
            "pmid": "16198233",
            "pmcid": "PMC1234567",
            "accession": "",
            "database": "Medline",
            "url": "https://example.org/a?b=1&c=2",
        },
    )
    custom = article.field("custom1")
    assert custom is not None
    assert custom.value == "screened: include"
    assert_holds(
        chapter,
        {
            "key": "long1999book",
            "kind": ReferenceKind.CHAPTER,
            "title": "Chapter <one>",
            "authors": (PersonName("Long", "Vera"),),
            "editors": (PersonName("Keeper", "Ann"),),
            "container": "The whole book",
            "collection": "A series",
            "edition": "2nd",
            "pages": "1-14",
            "issued": PartialDate(1999),
            "place": "London",
            "publisher": "Press",
            "isbn": ("978-0-306-40615-7",),
            "accessed": PartialDate(2020, 2, 3),
        },
    )


def test_jats_references_field_by_field() -> None:
    references = JATS.read(sample(JATS)).value.references
    assert [each.key for each in references] == ["B1", "B2", "B3", "B4", "B4b", "B5"]
    tagged, free, chapter, first, second, talk = references
    assert_holds(
        tagged,
        {
            "kind": ReferenceKind.ARTICLE_JOURNAL,
            "title": "Mg2+ and etomidate",
            "authors": (PersonName("Guler", "A"), GROUP, OTHERS),
            "container": "J Cardiothorac Vasc Anesth",
            "issued": PartialDate(2005),
            "volume": "19",
            "issue": "5",
            "pages": "705-9",
            "doi": "10.1053/j.jvca.2005.07.007",
            "pmid": "16198233",
            "note": "",
        },
    )
    assert_holds(
        free,
        {
            "title": "",
            "note": "Smith J. A book that nobody tagged. London: Press; 1999. doi:10.1000/xyz.",
            "doi": "10.1000/xyz",
            "issued": PartialDate(1999),
        },
    )
    assert_holds(
        chapter,
        {
            "kind": ReferenceKind.CHAPTER,
            "title": "Chapter one",
            "container": "The whole book",
            "authors": (PersonName("Long", "Vera"),),
            "editors": (PersonName("Berg", "X.", "van den"),),
            "edition": "2nd",
            "publisher": "Press",
            "place": "London",
            "issued": PartialDate(2001),
            "pages": "1-3, 7-9",
            "url": "https://example.org/a?b=1&c=2",
            "accessed": PartialDate(2020, 2, 3),
        },
    )
    assert (first.title, second.title) == ("First of two", "Second of two")
    assert_holds(
        talk,
        {
            "kind": ReferenceKind.PROCEEDINGS_PAPER,
            "title": "A talk",
            "container": "Proceedings",
            "event": "A meeting",
            "event_place": "Izmir",
            "article_number": "e12",
        },
    )
