"""Tables as databases, reference managers and people write them."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from references.dates import PartialDate
from references.errors import InputError
from references.format import format_named, format_of
from references.library import Library
from references.problem import Problem
from references.reading import table_rows, table_streaming
from references.reading.table_columns import columns_said
from references.reference import Reference, ReferenceKind
from references.source import SourceFile
from references.spreadsheet import guarded, unguarded
from tests.counted_work import calls_during

CSV = format_named("csv")
SCOPUS = format_named("scopus-csv")


def read(text: str, path: str = "table.csv") -> tuple[Library, tuple[Problem, ...]]:
    reading = CSV.read(SourceFile(path, text))
    return reading.value, reading.problems


def one(text: str) -> Reference:
    library, problems = read(text)
    assert problems == ()
    (reference,) = library
    return reference


def test_a_table_for_matching_keeps_keys_authors_and_types() -> None:
    reference = one(
        '"ID","title","year","author","pages","volume","number","ENTRYTYPE","journal"\n'
        '"id_1","On HPV",2006,"Zuna, R E and Le Quintrec, M",'
        '"288-297",108,,"article","Cancer"\n'
    )
    assert reference.key == "id_1"
    assert [name.sort_name for name in reference.authors] == ["Zuna, R E", "Le Quintrec, M"]
    assert (reference.pages, reference.volume, reference.issue) == ("288-297", "108", "")
    assert reference.kind is ReferenceKind.ARTICLE_JOURNAL
    assert (reference.year, reference.entry_type) == (2006, "article")


def test_pubmed_gives_volume_and_pages_within_the_citation() -> None:
    reference = one(
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,"
        "PMCID,NIHMS ID,DOI\n"
        '22973352,Prevention,"Un B, Ceyhan D, Yelken B.",'
        "J Res Med Sci. 2011 Nov;16(11):1490-4.,Un B,J Res Med Sci,2011,2012/09/14,PMC3430068,,\n"
    )
    assert [name.sort_name for name in reference.authors] == ["Un, B", "Ceyhan, D", "Yelken, B"]
    assert (reference.volume, reference.issue, reference.pages) == ("16", "11", "1490-4")
    assert (reference.pmid, reference.pmcid, reference.container) == (
        "22973352", "PMC3430068", "J Res Med Sci",
    )  # fmt: skip
    assert reference.key == "un2011"


def test_zotero_keeps_the_type_of_a_thesis_beside_the_type_of_the_item() -> None:
    reference = one(
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISSN","Url",'
        '"Abstract Note","Date","Pages","Type","Manual Tags","Automatic Tags","Call Number"\n'
        '"ABCD","thesis","2012","Wu, Li; Chen, Bo","Waking","","","https://x.example","A",'
        '"2012-05","","PhD","sleep; dreams","REM","QZ 1"\n'
    )
    assert (reference.kind, reference.genre) == (ReferenceKind.THESIS, "PhD")
    assert reference.issued == PartialDate(2012, 5)
    assert reference.keywords == ("sleep", "dreams", "REM")
    assert reference.field("Call Number").value == "QZ 1"


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        (
            "TITLE,AUTHOR NAMES,SOURCE TITLE,PUBLICATION YEAR,FIRST PAGE,LAST PAGE,"
            "MEDLINE PMID,PUI",
            '"On x","Guler A.; Satilmis T.",Lancet,2005,12,15,16115983,L41',
            {"pages": "12-15", "pmid": "16115983", "accession": "L41", "container": "Lancet"},
        ),
        (
            "Title,Authors,Abstract,Published Year,Published Month,Journal,Covidence #",
            'On x,"Guler, A.; Satilmis, T.",a,2005,9,Lancet,#12',
            {"key": "#12", "issued": PartialDate(2005, 9), "abstract": "a"},
        ),
        (
            "key,title,authors,journal,issn,volume,issue,pages,day,month,year,pmc_id,pubmed_id",
            'rayyan-1,On x,"Guler, A. and Satilmis, T.",Lancet,0140-6736,1,2,3-4,12,3,2005,PMC1,7',
            {"pmcid": "PMC1", "pmid": "7", "issn": ("0140-6736",), "issued": PartialDate(2005, 3)},
        ),
        (
            "Rank,Publication ID,DOI,Title,Source title,PubYear,Pagination,Authors",
            '1,pub.1,10.1/x,On x,Lancet,2005,3-4,"Guler, A; Satilmis, T"',
            {"accession": "pub.1", "pages": "3-4", "doi": "10.1/x"},
        ),
        (
            "PT\tAU\tAF\tTI\tSO\tID\tSN\tBP\tEP\tPY\tUT",
            'J\tGuler, A; Satilmis, T\tGuler, Ahmet; Satilmis, Tülay\t"On" x\tLANCET\tDRUGS\t'
            "0140-6736\t3\t4\t2005\tWOS:1",
            {"pages": "3-4", "keywords": ("DRUGS",), "accession": "WOS:1", "title": '"On" x'},
        ),
        (
            "titel;TITLE;Author(s);Year",
            "a;On x;Guler A;2005.0",
            {"title": "On x", "issued": PartialDate(2005)},
        ),
    ],
)  # fmt: skip
def test_exports_are_known_by_their_headings(
    headings: str, row: str, expected: dict[str, object]
) -> None:
    reference = one(f"{headings}\n{row}\n")
    assert {name: getattr(reference, name) for name in expected} == expected
    assert reference.authors[0].family == "Guler"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Guler A, Satilmis T", ["Guler, A", "Satilmis, T"]),
        ("Guler A, Satilmis T and Akinci SB", ["Guler, A", "Satilmis, T", "Akinci, SB"]),
        ("Guler, Ahmet", ["Guler, Ahmet"]),
        ("Guler, A., Satilmis, T.", ["Guler, A.", "Satilmis, T."]),
        ("Ahmet Guler, Tülay Satilmis", ["Guler, Ahmet", "Satilmis, Tülay"]),
        ("Guler, Ahmet (57190000001); Satilmis, T. (700)", ["Guler, Ahmet", "Satilmis, T. (700)"]),
        ("van den Berg J, Smith A, et al.", ["van den Berg, J", "Smith, A", "et al."]),
        ("{World Health Organization} and Smith, A.", ["World Health Organization", "Smith, A."]),
        ("Smith AB", ["Smith, AB"]),
        ("Ann Smith", ["Smith, Ann"]),
        ("Smith, Ann\nBrown, Bob", ["Smith, Ann", "Brown, Bob"]),
    ],
)
def test_lists_of_people_are_parted_as_their_exporter_joined_them(
    cell: str, names: list[str]
) -> None:
    quoted = cell.replace('"', '""')
    reference = one(f'title,authors\nx,"{quoted}"\n')
    assert [name.sort_name for name in reference.authors] == names


def test_rows_that_do_not_fit_are_told_of_and_kept() -> None:
    library, problems = read("title,year,doi\na,2001\nb,2002,10.1/b,more,\n\nc,2003,10.1/c\n")
    assert [each.title for each in library] == ["a", "b", "c"]
    assert [(each.kind, each.location.line) for each in problems] == [
        ("library/ragged-row", 2), ("library/ragged-row", 3),
    ]  # fmt: skip
    assert library.references[1].field("column 4").value == "more"


def test_an_unclosed_quote_takes_only_its_own_row() -> None:
    library, _ = read('title,year\n"open,2001\n"closed, with comma",2002\n5" disk,2003\n')
    assert [each.title for each in library] == ['"open', "closed, with comma", '5" disk']


def test_places_are_right_below_and_beside_cells_of_several_lines() -> None:
    text = 'title,year,doi\n"one\r\ntwo",2001,10.1/a\nb,2002,10.1/b\n'
    library, _ = read(text)
    first, second = library
    assert first.title == "one two"
    assert [(f.location.line, f.location.column) for f in first.fields] == [(2, 1), (3, 6), (3, 11)]
    assert (second.location.line, second.field("doi").location.column) == (4, 8)


def test_a_row_above_the_headings_and_a_separator_line_are_passed_over() -> None:
    said = one('"About the data: exported on 2026-11-22"\nTitle,Year,DOI\nx,2001,10.1/a\n')
    assert said.doi == "10.1/a"
    assert one("sep=;\ntitle;year\nx;2001\n").year == 2001


def test_a_table_without_headings_is_refused_with_advice() -> None:
    library, problems = read("1,2\n3,4\n")
    assert len(library) == 0
    (problem,) = problems
    assert problem.kind == "library/no-header"
    assert "--columns" in problem.hint


def test_columns_can_be_said(tmp_path: Path) -> None:
    text = 'Naam,Jaar,Wie\n"Over x",2005,"Guler A, Satilmis T"\n'
    mapped = CSV.mapped(columns_said(['title=Naam,year="Jaar"', "author=Wie"]))
    (reference,) = mapped.read(SourceFile("x.csv", text)).value
    assert (reference.title, reference.year, len(reference.authors)) == ("Over x", 2005, 2)
    path = tmp_path / "my.toml"
    path.write_text('[columns]\ntitle = "Naam"\nkeywords = ["Jaar", "Wie"]\n', encoding="utf-8")
    assert columns_said([str(path)]) == {"Naam": "title", "Jaar": "keywords", "Wie": "keywords"}
    for wrong in ("title", "titel=Naam", "title="):
        with pytest.raises(InputError):
            columns_said([wrong])


def test_a_changed_record_changes_its_cells_alone() -> None:
    text = 'ID;Title;Jaar;Year\r\na;First;x;2001\r\nb;\'=Second;"y;z";2002\r\n'
    library, _ = read(text)
    assert library.references[1].title == "=Second"
    new = dataclasses.replace(library.references[0], title="A; b", doi="10.1/a")
    changed = dataclasses.replace(library, references=(new, library.references[1]))
    assert CSV.write(changed) == (
        'ID;Title;Jaar;Year;doi\r\na;"A; b";x;2001;10.1/a\r\nb;\'=Second;"y;z";2002;\r\n'
    )
    assert CSV.write(library) == text
    fewer = dataclasses.replace(library, references=library.references[1:])
    assert CSV.write(fewer) == 'ID;Title;Jaar;Year\r\nb;\'=Second;"y;z";2002\r\n'


def test_columns_that_say_nothing_known_survive_without_their_file() -> None:
    library, _ = read("title,Screened by\nx,AB\n")
    text = CSV.write(Library(library.references))
    assert one(text).field("Screened by").value == "AB"
    assert "".join(CSV.write_stream(iter(library))) == text


@given(st.text(alphabet="='+-@\t\r\n 1.ae\u200b\uff1d\x00", max_size=8))
def test_a_guard_comes_off_again_and_leaves_no_formula(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    if cell[:1] in ("=", "@"):
        raise AssertionError(cell)


def test_no_cell_of_a_new_table_begins_a_formula() -> None:
    text = CSV.write(
        Library(
            tuple(
                dataclasses.replace(one("title\nx\n"), key=f"k{i}", title=title)
                for i, title in enumerate(["=1+1", "+a", "-a", "@a", "\t=1", '=cmd|" /C calc"!A0'])
            )
        )
    )
    titles = [row.cells[4] for row in table_rows.rows(text, ",")]
    assert all(title.lstrip('"')[0] not in "=+-@\t" for title in titles)


@settings(max_examples=150, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(['"', '""', ",", "\n", "\r\n", "\r", "a", "bc ", 'x"', " ", '","', "'="]),
        max_size=40,
    ),
    block=st.integers(1, 9),
)
def test_a_stream_gives_what_reading_gives(
    pieces: list[str], block: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("stream") / "table.csv"
    path.write_bytes(("title,year,author\n" + "".join(pieces)).encode())
    whole = CSV.read(CSV.decode(str(path), path.read_bytes()).value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_streaming, "_BLOCK", 18 + block)
        parts = list(CSV.stream(path))
    assert tuple(part for part in parts if isinstance(part, Reference)) == whole.value.references
    assert tuple(part for part in parts if isinstance(part, Problem)) == whole.problems


def test_scopus_is_told_apart_and_its_source_is_no_journal() -> None:
    text = (
        '"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume",'
        '"Issue","Art. No.","Page start","Page end","Page count","Cited by","DOI","Link",'
        '"Source","EID"\n'
        '"Guler A.; Satilmis T.","Guler, Ahmet (7004562123); Satilmis, Tülay (1234567)","7;1",'
        '"On x","2005","Anesthesia and Analgesia","101","3","","705","709","5","80",'
        '"10.1213/x","https://www.scopus.com/x","Scopus","2-s2.0-24144445"\n'
    )
    assert format_of("scopus.csv", text) is SCOPUS
    (reference,) = SCOPUS.read(SourceFile("scopus.csv", text)).value
    assert [name.sort_name for name in reference.authors] == ["Guler, Ahmet", "Satilmis, Tülay"]
    assert (reference.container, reference.database) == ("Anesthesia and Analgesia", "Scopus")
    assert (reference.pages, reference.total_pages) == ("705-709", "")
    assert reference.accession == "2-s2.0-24144445"
    assert reference.field("Cited by").value == "80"
    assert SCOPUS.write(Library((reference,))).startswith("Authors,Author full names,Title,Year,")


@pytest.mark.parametrize("hostile", ['"a,', '""a,', '"\n', "\r", 'x"', '"",'])
def test_the_work_on_hostile_text_grows_no_faster_than_the_text(hostile: str) -> None:
    def calls(size: int) -> int:
        return calls_during(lambda: read("title,year\n" + hostile * size))

    assert calls(4_000) < 5 * calls(1_000) + 1_000
