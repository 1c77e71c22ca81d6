"""Files in the manner of each database and reference manager, field by field."""

from pathlib import Path

import pytest

from references.dates import PartialDate
from references.encoding import decode
from references.format import ReferenceFormat, format_named, format_of
from references.notice import NoticeKind, Relation
from references.people import PersonName
from references.problem import Reading
from references.reference import Reference, ReferenceKind

SAMPLES = Path(__file__).parent / "samples"
TAGGED = ("endnote-tagged", "nbib", "ris", "web-of-science")
FILES = [path for name in TAGGED for path in sorted((SAMPLES / name).iterdir())]


def read(name: str) -> Reading:
    path = SAMPLES / name
    source = decode(path.name, path.read_bytes()).value
    return format_of(path.name, source.text).read(source)


def record(name: str, number: int = 0) -> Reference:
    return read(name).value.references[number]


EXPECTED = [
    ("ris/endnote.ris", 0, {
        "key": "12", "kind": ReferenceKind.ARTICLE_JOURNAL, "entry_type": "JOUR",
        "title": "Magnesium sulfate pretreatment reduces myoclonus after etomidate",
        "short_title": "Magnesium sulfate pretreatment",
        "authors": (PersonName("Guler", "A."), PersonName("Satilmis", "T."),
                    PersonName("Akinci", "S. B.")),
        "issued": PartialDate(2005, 9), "container": "Anesth Analg", "container_short": "",
        "volume": "101", "issue": "3", "pages": "705-709", "edition": "", "issn": ("0003-2999",),
        "doi": "10.1213/01.ANE.0000160529.95019.E6", "pmid": "16115983", "language": "eng",
        "keywords": ("Adult", "Etomidate/*adverse effects", "Magnesium Sulfate"),
        "accession": "16115983", "database": "NLM",
    }),
    ("ris/pubmed_central.ris", 0, {
        "key": "un2011", "issued": PartialDate(2011, 11), "pages": "1490-1494",
        "pmid": "22973352", "pmcid": "PMC3430068", "issn": ("1735-1995", "1735-7136"),
        "container": "Journal of Research in Medical Sciences", "container_short": "J Res Med Sci",
        "url": "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3430068/", "database": "PMC",
    }),
    ("ris/ovid.ris", 0, {
        "key": "16115983", "authors": (PersonName("Guler", "A"),
                                       PersonName("Laecke", "S", "van")),
        "title": "Magnesium sulfate pretreatment reduces myoclonus after etomidate.",
        "abstract": "OBJECTIVE: <i>Mg</i> before etomidate. Second paragraph & more.",
        "container": "Anesthesia & Analgesia", "container_short": "Anesth. Analg.",
        "pages": "705-9", "place": "United States", "issue": "3",
        "issn": ("0003-2999", "1526-7598"), "keywords": ("*Etomidate", "Humans"),
        "doi": "10.1213/01.ANE.0000160529.95019.E6",
        "url": "http://ovidsp.example.org/?T=JS",
    }),
    ("ris/psycinfo.ris", 0, {
        "key": "1999-00001-001", "pages": "", "editors": (), "issue": "", "place": "US",
        "authors": (PersonName("Guler", "Ahmet"), PersonName("Satilmis", "Tulin")),
        "publisher": "Lippincott Williams & Wilkins", "issued": PartialDate(2005),
        "doi": "10.1213/01.ANE.0000160529.95019.E6", "container": "Anesthesia & Analgesia",
    }),
    ("ris/psycinfo.ris", 1, {"key": "12697000", "issue": "", "issn": ("0001-5172",)}),
    ("ris/converted.ris", 0, {
        "key": "7", "abstract": "",
        "authors": (PersonName("Guler", "Ahmet"), PersonName("Satilmis")),
        "issued": PartialDate(2005, 9, 12), "edition": "", "issue": "",
        "volume": "101", "pages": "105685", "url": "https://example.org/guler",
    }),
    ("ris/converted.ris", 2, {
        "kind": ReferenceKind.THESIS, "genre": "Dissertation/Thesis", "issue": "",
        "event": "Annual Meeting of Sleep", "event_place": "Chicago, IL",
        "accession": "PQDT:64482698",
    }),
    ("ris/converted.ris", 3, {
        "container": "2005 CONFERENCE ON SLEEP", "event": "Conference on Sleep",
        "event_place": "Rome, ITALY",
    }),
    ("ris/converted.ris", 4, {
        "kind": ReferenceKind.ARTICLE_JOURNAL, "pmid": "23803397", "url": "",
        "container": "Hospitals & Health Networks",
    }),
    ("ris/converted.ris", 1, {
        "authors": (PersonName("Berg", "B. C.", particle="van der"), PersonName("Smith", "J"),
                    PersonName("Doe", "A"), PersonName("Roe", "BC"), PersonName("Poe", "DE"),
                    PersonName("Low", "F")),
        "issued": PartialDate(2005, 9, 12), "issue": "", "container": "2005 Conference on Sleep",
    }),
    ("ris/scopus.ris", 0, {
        "container": "Frontiers in Medicine", "container_short": "Front. Med.",
        "article_number": "799156", "issn": ("2296-858X",), "publication_types": ("Review",),
        "note": "Export Date: 30 April 2022; Cited By: 3", "database": "Scopus", "genre": "",
        "doi": "10.3389/fmed.2022.799156", "key": "zhang2022",
    }),
    ("ris/scopus.ris", 1, {
        "kind": ReferenceKind.PROCEEDINGS_PAPER, "event": "", "key": "myoclonus2019",
        "container": "Proceedings of the Annual Meeting", "container_short": "Proc. Annu. Meet.",
    }),
    ("ris/zotero.ris", 0, {
        "key": "fawcett_magnesium_1999", "kind": ReferenceKind.CHAPTER,
        "container": "Physiology and pharmacology", "collection": "Handbook of Anaesthesia",
        "editors": (PersonName("Haxby", "E. J."),), "translators": (PersonName("Male", "D. A."),),
        "issued": PartialDate(1999, 3, 12), "accessed": PartialDate(2022, 11, 22),
        "pages": "302-320", "isbn": ("978-0-19-852663-6",), "edition": "2", "place": "Oxford",
        "publisher": "University Press", "abstract": "First line after a blank line.",
        "pmid": "10618948", "note": "PMID: 10618948",
    }),
    ("ris/cochrane.ris", 0, {
        "accession": "CN-00520000", "issued": PartialDate(2006), "pmid": "17055945",
        "doi": "10.1016/S0140-6736(06)69444-0", "container": "Lancet", "pages": "1436-1443",
        "authors": (PersonName("Thwaites", "CL"), PersonName("Yen", "LM")),
        "publication_types": ("Journal article",), "volume": "368",
    }),
    ("ris/embase.ris", 0, {
        "accession": "L29027184", "pmid": "9915320", "database": "Embase", "issue": "1",
        "keywords": ("etomidate", "myoclonus"), "abstract": "Pretreatment reduced myoclonus.",
        "container": "Anesthesiology", "container_short": "",
    }),
    ("nbib/pubmed.nbib", 0, {
        "key": "35559341", "pmid": "35559341", "pmcid": "PMC9086535",
        "kind": ReferenceKind.ARTICLE_JOURNAL, "database": "PubMed",
        "title": "Comparison of the Effectiveness of Various Drug Interventions to Prevent "
                 "Etomidate-Induced Myoclonus: A Bayesian Network Meta-Analysis",
        "authors": (PersonName("Zhang", "Kang-Da", orcid="0000-0002-1825-0097"),
                    PersonName("Laecke", "Steven", "van", "Jr"),
                    PersonName(literal="Magnesium Study Group")),
        "issued": PartialDate(2022, 9, end=PartialDate(2022, 10)), "volume": "9",
        "container": "Frontiers in medicine", "container_short": "Front Med (Lausanne)",
        "doi": "10.3389/fmed.2022.799156", "issn": ("2296-858X",), "language": "eng",
        "keywords": ("Etomidate/adverse effects", "Bayesian", "myoclonus"),
        "publication_types": ("Journal Article", "Systematic Review"), "place": "Switzerland",
        "abstract": "BACKGROUND: Myoclonus is common.", "pages": "799156",
    }),
    ("nbib/pubmed.nbib", 1, {
        "kind": ReferenceKind.BOOK, "title": "Dietary Reference Intakes", "container": "",
        "publisher": "National Academies Press", "isbn": ("978-0-309-06403-3",),
        "issued": PartialDate(2005, season=1),
        "authors": (PersonName(literal="Institute of Medicine"),),
    }),
    ("web-of-science/wos.ciw", 0, {
        "key": "WOS:000231441600001", "accession": "WOS:000231441600001", "pmid": "16115983",
        "kind": ReferenceKind.ARTICLE_JOURNAL, "database": "Web of Science",
        "authors": (PersonName("Guler", "Ahmet", orcid="0000-0002-1825-0097"),
                    PersonName("Satilmis", "Tamer"),
                    PersonName(literal="Magnesium Study Grp")),
        "title": "Magnesium sulfate pretreatment reduces myoclonus after etomidate",
        "container": "ANESTHESIA AND ANALGESIA", "container_short": "Anesth. Analg.",
        "issued": PartialDate(2005, 9), "pages": "705-709", "article_number": "e35333",
        "keywords": ("magnesium", "etomidate", "INDUCTION", "ANESTHESIA"),
        "issn": ("0003-2999", "1526-7598"), "publisher": "LIPPINCOTT", "place": "PHILADELPHIA",
        "event": "Annual Meeting", "event_place": "Ankara, TURKEY", "total_pages": "",
        "publication_types": ("Article", "Proceedings Paper"),
        "doi": "10.1213/01.ANE.0000160529.95019.E6", "abstract": "Myoclonus is common.",
    }),
    ("web-of-science/wos.ciw", 1, {
        "kind": ReferenceKind.CHAPTER, "authors": (PersonName("Fawcett", "W"),),
        "editors": (PersonName("Haxby", "E"),), "collection": "Handbooks",
        "isbn": ("978-0-19-852663-6",), "issued": PartialDate(1999), "publication_types": (),
    }),
    ("endnote-tagged/endnote.enw", 0, {
        "key": "guler2005", "kind": ReferenceKind.ARTICLE_JOURNAL, "pmid": "16115983",
        "pmcid": "PMC1234567", "issued": PartialDate(2005, 9, 12), "database": "PubMed",
        "container": "Anesthesia and Analgesia", "container_short": "Anesth Analg",
        "keywords": ("etomidate", "magnesium"), "abstract": "Myoclonus is common.",
        "doi": "10.1213/01.ANE.0000160529.95019.E6", "pages": "705-709", "note": "",
    }),
    ("endnote-tagged/endnote.enw", 1, {
        "kind": ReferenceKind.BOOK, "authors": (PersonName(literal="Institute of Medicine"),),
        "editors": (PersonName("Haxby", "E. J."),), "edition": "2nd", "place": "Washington",
        "publisher": "National Academies Press", "isbn": ("978-0-309-06403-3",),
        "key": "institute1997", "language": "en",
    }),
    ("endnote-tagged/refer.refer", 0, {
        "kind": ReferenceKind.ARTICLE_JOURNAL, "key": "fawcett1999", "pages": "302-320",
        "authors": (PersonName("Fawcett", "W. J."), PersonName("Haxby", "E. J.")),
    }),
    ("endnote-tagged/refer.refer", 1, {
        "kind": ReferenceKind.BOOK, "authors": (PersonName("Laecke", "Robert", "van"),),
        "issued": PartialDate(2023, 3), "publisher": "Kidney Press",
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "number", "wanted"), EXPECTED, ids=[f"{name}-{n}" for name, n, _ in EXPECTED]
)
def test_a_sample_says_what_it_says(name: str, number: int, wanted: dict[str, object]) -> None:
    found = record(name, number)
    assert {attribute: getattr(found, attribute) for attribute in wanted} == wanted


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
def test_a_sample_is_written_back_to_the_byte(path: Path, line_end: str, mark: str) -> None:
    data = (mark + path.read_text(encoding="utf-8").replace("\n", line_end)).encode()
    source = decode(path.name, data).value
    fmt = format_of(path.name, source.text)
    assert fmt.name == path.parent.name
    reading = fmt.read(source)
    assert reading.problems == ()
    assert fmt.write(reading.value) == source.text
    plain = read(f"{path.parent.name}/{path.name}").value
    assert [each.title for each in reading.value] == [each.title for each in plain]
    assert [each.keywords for each in reading.value] == [each.keywords for each in plain]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_field_stands_where_it_says(path: Path) -> None:
    source = decode(path.name, path.read_bytes()).value
    for reference in format_named(path.parent.name).read(source).value:
        assert reference.location == source.location(reference.span.start)
        for field in reference.fields:
            assert field.name in source.line(field.location.line)[:5]
            assert field.raw.split("\n")[0].strip() in source.line(field.location.line)


def test_pubmed_names_the_notices_about_a_work() -> None:
    found = record("nbib/pubmed.nbib")
    retraction, concern, erratum = found.notices
    assert retraction.kind is NoticeKind.RETRACTION
    assert (retraction.doi, retraction.pmid) == ("10.3389/fmed.2023.0001", "36000001")
    assert retraction.date == PartialDate(2023, 2, 6)
    assert retraction.source == "pubmed"
    assert (concern.kind, concern.pmid) == (NoticeKind.EXPRESSION_OF_CONCERN, "36000002")
    assert concern.date == PartialDate(2022, 12)
    assert erratum.kind is NoticeKind.CORRECTION
    assert erratum.citation == "Front Med (Lausanne). 2022;9:3."
    assert [(work.relation, work.pmid) for work in found.related] == [
        (Relation.COMMENT, "36000003"),
        (Relation.UPDATED_WORK, "31000000"),
    ]


def test_unknown_tags_are_kept_as_fields() -> None:
    field = record("ris/ovid.ris").field("XT")
    assert field is not None
    assert (field.raw, field.value) == ("an unknown tag", "an unknown tag")


@pytest.mark.parametrize("name", TAGGED)
def test_each_is_told_from_the_others_by_its_text(name: str) -> None:
    for path in sorted((SAMPLES / name).iterdir()):
        text = path.read_text(encoding="utf-8")
        fmt: ReferenceFormat = format_of("download.txt", text)
        assert fmt.name == name
