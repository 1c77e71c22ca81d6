"""PubMed XML, EndNote XML and JATS: samples field by field, changes in place, hostile files."""

import dataclasses
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from references.dates import PartialDate
from references.format import ReferenceFormat, format_named, format_of
from references.formats.csl_json import FORMAT as CSL_JSON
from references.formats.endnote_xml import FORMAT as ENDNOTE
from references.formats.jats import FORMAT as JATS
from references.formats.pubmed_xml import FORMAT as PUBMED
from references.library import Library
from references.notice import Notice, NoticeKind, RelatedWork, Relation
from references.people import OTHERS, PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location, SourceFile

SAMPLES = Path(__file__).parent / "samples"
FILES = {
    "pubmed-xml": SAMPLES / "pubmed-xml" / "trial-and-chapter.xml",
    "endnote-xml": SAMPLES / "endnote-xml" / "two-types.xml",
    "jats": SAMPLES / "jats" / "article.nxml",
}
XML = (PUBMED, ENDNOTE, JATS)
each_format = pytest.mark.parametrize("fmt", XML, ids=[fmt.name for fmt in XML])
GULER = PersonName("Guler", "Ayse")
GROUP = PersonName(literal="Myoclonus Study Group")


def sample(fmt: ReferenceFormat) -> SourceFile:
    path = FILES[fmt.name]
    return fmt.decode(str(path), path.read_bytes()).value


def read(fmt: ReferenceFormat, text: str) -> tuple[list[Reference], list[str]]:
    reading = fmt.read(SourceFile("a.xml", text))
    return list(reading.value), [problem.kind for problem in reading.problems]


def holds(reference: Reference, expected: dict[str, object]) -> None:
    found = {name: getattr(reference, name) for name in expected}
    assert found == expected


def test_pubmed_article_field_by_field() -> None:
    article = PUBMED.read(sample(PUBMED)).value.references[0]
    holds(
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
    holds(
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
    holds(
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
    holds(
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
    holds(
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
    holds(
        free,
        {
            "title": "",
            "note": "Smith J. A book that nobody tagged. London: Press; 1999. doi:10.1000/xyz.",
            "doi": "10.1000/xyz",
            "issued": PartialDate(1999),
        },
    )
    holds(
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
    holds(
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


@each_format
def test_a_sample_is_recognised_read_without_problems_and_written_back_to_the_byte(
    fmt: ReferenceFormat,
) -> None:
    source = sample(fmt)
    assert format_of("some.xml", source.text) is fmt
    reading = fmt.read(source)
    assert reading.problems == ()
    assert fmt.write(reading.value) == source.text
    assert fmt.encode(fmt.write(reading.value)) == FILES[fmt.name].read_bytes()


@each_format
def test_a_stream_gives_what_reading_gives(fmt: ReferenceFormat) -> None:
    assert fmt.stream is not None
    path = FILES[fmt.name]
    reading = fmt.read(fmt.decode(str(path), path.read_bytes()).value)
    assert tuple(fmt.stream(path)) == reading.value.references


@each_format
def test_a_changed_record_keeps_what_was_not_changed_and_the_others_stay(
    fmt: ReferenceFormat,
) -> None:
    source = sample(fmt)
    first, *others = fmt.read(source).value.references
    changed = dataclasses.replace(first, volume="20", note="seen & noted")
    written = fmt.write(Library((changed, *others), (source,)))
    start = others[0].span.start if others[0].span else 0
    assert written.endswith(source.text[start:])
    assert written[: first.span.start if first.span else 0] == source.text[: first.span.start]
    etree.fromstring(written.encode())
    again = fmt.read(SourceFile(source.path, written)).value.references
    assert [each.key for each in again] == [first.key, *(each.key for each in others)]
    for name in ("title", "authors", "issued", "doi", "pmid", "notices", "keywords", "abstract"):
        assert getattr(again[0], name) == getattr(first, name)
    assert (again[0].volume, again[0].note) == ("20", "seen & noted")
    unknown = {"MedlineCitation/ChemicalList", "custom1", "foreign-keys"}
    kept = [field.raw for field in first.fields if field.name in unknown]
    assert kept == [field.raw for field in again[0].fields if field.name in unknown]


@each_format
def test_taking_a_record_out_and_turning_the_order_round(fmt: ReferenceFormat) -> None:
    source = sample(fmt)
    references = fmt.read(source).value.references
    for kept in (references[1:], references[:-1], tuple(reversed(references)), ()):
        written = fmt.write(Library(kept, (source,)))
        etree.fromstring(written.encode())
        again = fmt.read(SourceFile(source.path, written)).value.references
        assert [(each.key, each.title) for each in again] == [(e.key, e.title) for e in kept]


@each_format
def test_a_truncated_download_keeps_every_complete_record(fmt: ReferenceFormat) -> None:
    source = sample(fmt)
    references = fmt.read(source).value.references
    last = references[-1].span
    assert last is not None
    reading = fmt.read(SourceFile(source.path, source.text[: last.end - 30]))
    assert reading.value.references[:-1] == references[:-1]
    assert reading.value.references[-1].title == references[-1].title
    assert "library/failed-block" in {problem.kind for problem in reading.problems}


def test_a_broken_record_costs_no_other() -> None:
    good = "<record><ref-type name='Book'>6</ref-type><titles><title>T{}</title></titles></record>"
    broken = "<record><titles><title>AT&T <b>and</titles> more</record>"
    text = f"<xml><records>{good.format(1)}{broken}{good.format(2)}</records></xml>"
    references, problems = read(ENDNOTE, text)
    assert [each.title for each in references if each.title.startswith("T")] == ["T1", "T2"]
    assert len(references) == 3
    assert "AT&T" in references[1].title
    assert sorted(problems) == ["library/bare-ampersand", "library/broken-xml"]


def test_entities_without_a_document_type_and_control_characters() -> None:
    text = "<record><titles><title>Caf&eacute; &unknown; a\x0bb</title></titles></record>"
    (reference,), problems = read(ENDNOTE, text)
    assert reference.title == "Café &unknown; ab"
    assert sorted(problems) == ["library/forbidden-character", "library/unknown-entity"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!ENTITY l0 "lol">{LAUGHS}<!ENTITY e "&l9;">',
        '<!ENTITY e SYSTEM "file:///etc/passwd">',
        f'<!ENTITY e "{"a" * 50_000}">',
        '<!ENTITY % e SYSTEM "http://example.org/x.dtd"> %e;',
    ],
    ids=["billion-laughs", "external", "quadratic", "parameter"],
)
def test_declared_entities_are_named_and_neither_expanded_nor_fetched(declared: str) -> None:
    record = f"<record><titles><title>before {'&e;' * 1000} after</title></titles></record>"
    text = f"<!DOCTYPE xml [{declared}]>\n<xml><records>{record}</records></xml>"
    tracemalloc.start()
    reading = ENDNOTE.read(SourceFile("a.xml", text))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
    assert reading.problems[0].kind == "library/declared-entity"
    assert str(reading.problems[0].location).startswith("a.xml:1:")
    assert reading.value.references[0].title == f"before {'&e;' * 1000} after"
    assert ENDNOTE.write(reading.value) == text


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<?xml version="1.0"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3">', "MODS"),
        ('<b:Sources xmlns:b="http://example.org/b">', "Microsoft Word"),
        ("<CitaviExchangeData>", "Citavi"),
        ("<collection><record>", "MARC"),
        ("<!DOCTYPE html><html>", "web page"),
        ("<somethingElse>", "<somethingElse>"),
    ],
)
@each_format
def test_other_xml_is_named(fmt: ReferenceFormat, head: str, name: str) -> None:
    if fmt is ENDNOTE and name == "MARC":
        return  # a MARC record and an EndNote record have one name
    reading = fmt.read(SourceFile("a.xml", head))
    assert len(reading.value) == 0
    (problem,) = reading.problems
    assert problem.kind == "library/no-record"
    assert name in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "<PubmedArticle>" + "<![CDATA[" * 20_000,
        "<PubmedArticle>" + "<!--" * 20_000,
        "<PubmedArticle>" * 300,
        "<PubmedArticle a='" * 300,
        "<PubmedArticle>" + "<a>" * 20_000 + "</PubmedArticle>",
        "<PubmedArticle>" + "<" * 20_000 + "</PubmedArticle>",
        "<!DOCTYPE a [" * 5_000,
        "<?" * 20_000,
    ],
    ids=["cdata", "comments", "records", "quotes", "deep", "brackets", "doctypes", "instructions"],
)
def test_what_opens_and_never_closes_ends_in_a_reading(text: str) -> None:
    reading = PUBMED.read(SourceFile("a.xml", text))
    assert PUBMED.write(reading.value) == text or not reading.value.references
    assert PUBMED.read(SourceFile("a.xml", text)) == reading


def test_a_declared_encoding_is_gone_by_and_kept() -> None:
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<xml><records><record><titles>'
        "<title>Müller</title></titles><label>m</label></record></records></xml>"
    )
    reading = ENDNOTE.decode("a.xml", text.encode("latin-1"))
    assert (reading.problems, reading.value.text) == ((), text)
    library = ENDNOTE.read(reading.value).value
    assert ENDNOTE.encode(ENDNOTE.write(library)) == text.encode("latin-1")
    new = dataclasses.replace(library.references[0], title="Łódź")
    data = ENDNOTE.encode(ENDNOTE.write(Library((new,), library.sources)))
    assert ENDNOTE.read(ENDNOTE.decode("a.xml", data).value).value.references[0].title == "Łódź"


def test_records_without_keys_get_the_same_ones_again() -> None:
    source = sample(PUBMED)
    first, second = PUBMED.read(source).value.references
    renamed = dataclasses.replace(first, key="my/own key?>")
    twice = Library((renamed, second, dataclasses.replace(second, key="williams2024a", span=None)))
    again = PUBMED.read(SourceFile("b.xml", PUBMED.write(twice))).value.references
    assert [each.key for each in again] == ["my/own key?>", "williams2024", "williams2024a"]


text_of_any_kind = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"']]>\x00\x0b?-"), max_size=30
)


@each_format
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=text_of_any_kind, note=text_of_any_kind, family=text_of_any_kind)
def test_whatever_is_written_is_well_formed_and_loses_no_letter(
    fmt: ReferenceFormat, title: str, note: str, family: str
) -> None:
    reference = Reference(
        "k",
        ReferenceKind.REPORT,
        Location("x"),
        title=f"T {title}",
        note=f"N {note}",
        authors=(PersonName(f"F{family}", "A"),),
        publisher=f"P {note}",
    )
    written = fmt.write(Library((reference,)))
    etree.fromstring(written.encode())
    (again,) = fmt.read(SourceFile("x.xml", written)).value.references
    for name in ("title", "note", "publisher"):
        assert letters(getattr(again, name)) == letters(getattr(reference, name))


def letters(text: str) -> list[str]:
    return [letter for letter in text if letter.isalnum()]


@pytest.mark.slow
@each_format
def test_memory_grows_slower_than_the_file(fmt: ReferenceFormat, tmp_path: Path) -> None:
    assert fmt.stream is not None
    source = sample(fmt)
    span = fmt.read(source).value.references[0].span
    assert span is not None
    record = source.slice(span)
    peaks = []
    for times in (1_500_000 // len(record), 6_000_000 // len(record)):
        path = tmp_path / f"{times}.xml"
        end = source.text[fmt.read(source).value.references[-1].span.end :]
        path.write_text(source.text[: span.start] + record * times + end, encoding="utf-8")
        tracemalloc.start()
        count = sum(isinstance(each, Reference) for each in fmt.stream(path))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count == times
    assert peaks[1] < 2 * peaks[0]


def test_what_a_format_has_no_element_for_is_kept_beside_it() -> None:
    reference = Reference(
        "k2005",
        ReferenceKind.ARTICLE_JOURNAL,
        Location("x"),
        title="T",
        publisher="Press",
        url="https://example.org/?a=1&b=2",
        collection="A series",
        arxiv="2001.00001",
        database="Embase",
        accession="L123",
        event="A meeting",
        notices=(Notice(NoticeKind.REINSTATEMENT, PartialDate(2020, 1, 2), source="crossref"),),
        related=(RelatedWork(Relation.TRANSLATION, doi="10.1/x"),),
    )
    for fmt in (*XML, CSL_JSON, format_named("csl-json")):
        (again,) = fmt.read(SourceFile("x", fmt.write(Library((reference,))))).value.references
        names = ("key", "kind", "title", "publisher", "url", "collection", "arxiv", "database")
        holds(again, {name: getattr(reference, name) for name in names})
        names = ("accession", "event", "notices", "related")
        holds(again, {name: getattr(reference, name) for name in names})
