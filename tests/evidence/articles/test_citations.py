"""Which references a mark leads to, whatever its style."""

from evidence.articles.citations import cited_marks
from evidence.articles.formats.markdown import read
from references.library import Library
from references.reference import Reference, ReferenceKind
from references.source import Location, SourceFile


def reference(key, **fields):
    return Reference(key, ReferenceKind.ARTICLE_JOURNAL, Location("refs.bib"), **fields)


LIBRARY = Library(
    (
        reference("un2011", title="Magnesium before etomidate", doi="10.1000/UN"),
        reference("guler2005", title="Effects of magnesium on etomidate jerks", pmid="15735543"),
        reference("short", title="Zinc"),
        reference("longer", title="Magnesium before etomidate in the old", pmcid="PMC1234567"),
    )
)


def cited(text):
    article = read(SourceFile("a.md", text)).value
    return [(mark.keys, mark.unknown) for mark in cited_marks(article, LIBRARY)]


def test_keys_are_looked_up_and_unknown_ones_named():
    assert cited("a [@un2011; @nobody; @guler2005] b") == [(("un2011", "guler2005"), ("nobody",))]


def test_keys_may_be_identifiers():
    assert cited("a [@doi:10.1000/un; @pmid:15735543; @doi:10.9999/x] b") == [
        (("un2011", "guler2005"), ("doi:10.9999/x",))
    ]


def test_identifiers_lead_to_the_reference_that_has_them():
    assert cited("See https://doi.org/10.1000/un and PMID 15735543 and PMC1234567.") == [
        (("un2011",), ()),
        (("guler2005",), ()),
        (("longer",), ()),
    ]
    assert cited("See https://doi.org/10.9999/none now.") == [((), ("10.9999/none",))]


def test_numbers_without_a_list_count_the_library():
    assert cited("a [2] b [1–2, 9]") == [(("guler2005",), ()), (("un2011", "guler2005"), ("9",))]


def test_numbers_go_by_the_articles_own_list():
    text = (
        "a [1] b [2] c [3] d [4] e [5]\n\n# References\n\n"
        "1. Guler A. Effects of Magnesium on Etomidate Jerks. 2005.\n"
        "2. Un B. Some title. 2011. https://doi.org/10.1000/un\n"
        "3. Old P. Magnesium before etomidate: in the old. 2012.\n"
        "4. 4\n"
    )
    assert cited(text) == [
        (("guler2005",), ()),
        (("un2011",), ()),
        (("longer",), ()),
        ((), ("4",)),
        ((), ("5",)),
    ]
