"""BibTeX in the manner of databases, which have fields of their own."""

import dataclasses

from references.dates import PartialDate
from references.format import format_named
from references.library import Library
from references.reference import Reference, ReferenceKind
from references.source import SourceFile

BIBTEX = format_named("bibtex")
WEB_OF_SCIENCE = """@article{ WOS:000231400900014,
Author = {Guler, Ahmet and Satilmis, Tulin},
Title = {{Magnesium sulfate pretreatment reduces myoclonus\n   after etomidate}},
Journal = {ANESTHESIA AND ANALGESIA},
Type = {Article; Proceedings Paper},
Early Access Date = {{SEP 2005}},
ISSN = {0003-2999},
EISSN = {1526-7598},
Journal-ISO = {Anesth. Analg.},
Unique-ID = {WOS:000231400900014},
}
"""


def read(text: str) -> Library:
    return BIBTEX.read(SourceFile("export.bib", text)).value


def first(text: str) -> Reference:
    return read(text).references[0]


def test_web_of_science_has_types_dates_and_numbers_of_its_own() -> None:
    found = first(WEB_OF_SCIENCE)
    assert (found.publication_types, found.genre) == (("Article", "Proceedings Paper"), "")
    assert found.issn == ("0003-2999", "1526-7598")
    assert found.issued == PartialDate(2005, 9)
    assert found.container_short == "Anesth. Analg."


def test_a_year_outranks_the_day_of_early_access() -> None:
    found = first(WEB_OF_SCIENCE.replace("Type =", "Year = {2006},\nType ="))
    assert found.issued == PartialDate(2006)


def test_scopus_has_the_publication_type_as_its_type() -> None:
    found = first("@article{a, title={T}, type={Review}, source={Scopus}}")
    assert (found.publication_types, found.genre) == (("Review",), "")
    found = first("@article{a, title={T}, document_type={Letter}, source={Scopus}}")
    assert found.publication_types == ("Letter",)


def test_the_type_of_a_report_is_its_genre_as_ever() -> None:
    found = first("@techreport{a, title={T}, type={Working paper}}")
    assert (found.genre, found.publication_types) == ("Working paper", ())
    assert found.kind is ReferenceKind.REPORT


def test_changed_values_come_back_from_an_export() -> None:
    library = read(WEB_OF_SCIENCE)
    new = dataclasses.replace(
        library.references[0],
        issn=("1234-5679",),
        publication_types=("Review",),
        issued=PartialDate(2007, 1),
    )
    again = first(BIBTEX.write(dataclasses.replace(library, references=(new,))))
    assert again.publication_types == ("Review",)
    assert "1234-5679" in again.issn
    assert again.issued == PartialDate(2007, 1)


def test_a_repository_names_a_journal_where_refer_has_a_book() -> None:
    text = "%T Trust\n%A Guo, Wenbo\n%B Management Quarterly\n%D 2021\n%V 45\n%N 3\n%P 1-9\n"
    (found,) = format_named("endnote-tagged").read(SourceFile("a.enw", text)).value
    assert (found.kind, found.container) == (ReferenceKind.ARTICLE_JOURNAL, "Management Quarterly")


def test_only_what_html_knows_is_an_entity_among_keywords() -> None:
    text = "TY  - JOUR\nTI  - T\nKW  - R&D; costs &amp; gains; &Aa; &eacute;t&#233;\nER  - \n"
    (found,) = format_named("ris").read(SourceFile("a.ris", text)).value
    assert found.keywords == ("R&D", "costs & gains", "&Aa", "été")
