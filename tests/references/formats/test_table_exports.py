"""Tables in the manner of databases whose columns hold other things than they say."""

from references.dates import PartialDate
from references.format import format_of
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.source import SourceFile


def read(text: str, name: str = "export.csv") -> list[Reference]:
    chosen = format_of(name, text)
    reading = chosen.read(SourceFile(name, text))
    assert reading.problems == ()
    back = chosen.write(reading.value)
    assert back == text
    return list(reading.value)


def test_embase_has_journal_volume_and_pages_in_one_column() -> None:
    first, second = read(
        "Title,Author Names,Source,Abstract,Keywords,Open URL Link\n"
        '"Magnesium, by vein","Guler A., Satilmis T.",'
        "Anesthesia and Analgesia (2005) 101:3 (705-709). Date of Publication: 1 Sep 2005,Less.,"
        '"myoclonus (diagnosis, drug therapy), human",http://sfx.example.org\n'
        "Waking,Wu L.,Journal of Sleep (Basel),None,,\n"
    )
    assert (first.container, first.volume, first.issue) == ("Anesthesia and Analgesia", "101", "3")
    assert (first.pages, first.issued) == ("705-709", PartialDate(2005, 9, 1))
    assert first.keywords == ("myoclonus (diagnosis, drug therapy)", "human")
    assert first.authors == (PersonName("Guler", "A."), PersonName("Satilmis", "T."))
    assert (second.container, second.issued, second.abstract) == (
        "Journal of Sleep (Basel)",
        None,
        "",
    )


def test_the_full_table_of_embase_has_the_journal_beside_its_source() -> None:
    (found,) = read(
        "Title,Author Names,Source,Source title,Publication Year,Date of Publication,"
        "Publication Type,Article Language,Embase Accession ID,Medline PMID,Full Text Link\n"
        "Magnesium,Guler A.,Anesth Analg (2005) 101:3 (705-709).,Anesthesia and Analgesia,2005,"
        "September 2005,Article,English,2005391234,16115983,http://dx.doi.org/10.1213/01.ANE\n"
    )
    assert (found.container, found.language, found.pmid) == (
        "Anesthesia and Analgesia", "English", "16115983",
    )  # fmt: skip
    assert (found.issued, found.accession) == (PartialDate(2005, 9), "2005391234")
    assert found.url == "http://dx.doi.org/10.1213/01.ANE"


def test_pubmed_has_bodies_behind_people_and_a_full_stop_behind_all() -> None:
    first, second = read(
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,DOI\n"
        '16115983,Magnesium,"van der Berg J, O\'Brien K Jr, de la Cruz M; Sleep Study Group.",'
        '"Anesth Analg. 2005 Sep;101(3):705-709. doi: 10.1213/01.",van der Berg J,Anesth Analg,'
        "2005,10.1213/01\n"
        '2,Waking,"Guler A, Satilmis T.",,Guler A,BMJ,2005,10.1213/02\n'
    )
    assert first.authors == (
        PersonName("Berg", "J", particle="van der"),
        PersonName("O'Brien", "K", suffix="Jr"),
        PersonName("Cruz", "M", particle="de la"),
        PersonName(literal="Sleep Study Group"),
    )
    assert second.authors == (PersonName("Guler", "A"), PersonName("Satilmis", "T"))


def test_ieee_says_what_a_document_is() -> None:
    first, second = read(
        "Document Title,Authors,Publication Title,Publication Year,Start Page,End Page,DOI,"
        "PDF Link,Document Identifier\n"
        "On sleep,A. Lee; B. Wu,2005 Conference on Sleep,2005,1,5,10.1109/1,http://x.org,"
        "IEEE Conferences\n"
        "On waking,A. Lee,IEEE Access,2005,NA,NA,10.1109/2,http://x.org/2,IEEE Journals\n"
    )
    assert first.kind is ReferenceKind.PROCEEDINGS_PAPER
    assert (first.url, first.pages, second.pages) == ("http://x.org", "1-5", "")
    assert second.kind is ReferenceKind.ARTICLE_JOURNAL


def test_the_interface_of_scopus_names_columns_by_vocabularies() -> None:
    (found,) = read(
        "link,dc:identifier,eid,dc:title,dc:creator,prism:publicationName,prism:volume,"
        "prism:pageRange,prism:coverDate,prism:doi,subtypeDescription,article-number,pubmed-id\n"
        "\"{'self': 'https://api.example.org'}\",SCOPUS_ID:85083048100,2-s2.0-85083048100,"
        "On sleep,Rajkumar R.P.,Asian Journal,52,1-9,2020-08-01,10.1016/j,Article,,32279009\n"
    )
    assert (found.title, found.container, found.volume) == ("On sleep", "Asian Journal", "52")
    assert (found.pages, found.issued, found.url) == ("1-9", PartialDate(2020, 8, 1), "")
    assert (found.accession, found.article_number) == ("2-s2.0-85083048100", "")
    assert found.pmid == "32279009"


def test_what_r_writes_for_nothing_is_nothing() -> None:
    (found,) = read(
        '"","AU","TI","SO","PY","VL","PG","DI","AB"\n'
        '"x","GULER A;SATILMIS T","ON NA AND K","J SLEEP",2021,NA,"135-143","10.1159/5","NA"\n'
    )
    assert (found.volume, found.abstract, found.pages) == ("", "", "135-143")
    assert found.total_pages == ""


def test_zotero_has_the_pubmed_number_among_the_rest() -> None:
    (found,) = read(
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","Extra"\n'
        '"A1","journalArticle","2010","Smith, John; World Health Organization","Sleep","J",'
        '"PMID: 16115983"\n'
    )
    assert found.pmid == "16115983"
    assert found.authors == (
        PersonName("Smith", "John"),
        PersonName(literal="World Health Organization"),
    )


def test_web_of_science_has_the_month_by_itself() -> None:
    (found,) = read("PT\tAU\tTI\tSO\tPD\tPY\nJ\tGuler, A\tMagnesium\tSLEEP\tSEP\t2005\n", "a.txt")
    assert found.issued == PartialDate(2005, 9)
