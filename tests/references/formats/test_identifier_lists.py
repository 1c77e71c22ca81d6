"""Lists of identifiers, as people paste them together."""

from references.format import format_named, format_of
from references.library import Library
from references.source import SourceFile

LIST = format_named("identifiers")


def test_every_kind_of_identifier_is_read_however_it_is_parted() -> None:
    text = (
        "# from the handsearch\n"
        "10.1213/01.ANE.0000160529.95019.E6, https://doi.org/10.5812/aapm.35333\n"
        "PMID: 22973352 22973353\r\n"
        "PMC3430068 https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3430069/\n"
        "arXiv:2101.00001v2;hep-th/9901001\n"
        "978-3-16-148410-0;0-306-40615-2\n"
        "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2\n"
    )
    reading = LIST.read(SourceFile("ids.txt", text))
    assert reading.problems == ()
    library = reading.value
    assert [each.doi for each in library if each.doi] == [
        "10.1213/01.ANE.0000160529.95019.E6",
        "10.5812/aapm.35333",
        "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
    ]
    assert [each.pmid for each in library if each.pmid] == ["22973352", "22973353"]
    assert [each.pmcid for each in library if each.pmcid] == ["PMC3430068", "PMC3430069"]
    assert [each.arxiv for each in library if each.arxiv] == ["2101.00001", "hep-th/9901001"]
    isbns = [each.isbn for each in library if each.isbn]
    assert isbns == [("9783161484100",), ("9780306406157",)]
    assert len({each.key for each in library}) == len(library) == 11
    assert LIST.write(library) == text
    assert format_of("ids.txt", text) is LIST


def test_a_word_that_is_none_is_told_of_at_its_place() -> None:
    reading = LIST.read(SourceFile("ids.txt", "10.1000/a\n  hello 123\n"))
    (problem,) = reading.problems
    assert (problem.location.line, problem.location.column) == (2, 3)
    assert len(reading.value) == 2


def test_prose_and_tables_are_not_lists() -> None:
    for text in ("Dear all,\nsee 10.1000/a", "title,doi\nx,10.1000/a\n", ""):
        assert not LIST.recognises(text)


def test_the_same_identifier_twice_is_kept_twice() -> None:
    library = LIST.read(SourceFile("ids.txt", "10.1000/a\n10.1000/a\n")).value
    assert LIST.write(Library(library.references)) == "10.1000/a\n10.1000/a\n"
