"""From the Retraction Watch database to an index that answers by DOI and PubMed id."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.dates import PartialDate
from references.errors import InputError
from references.library import Library
from references.notice import Notice, NoticeKind, Relation
from references.problem import Problem
from references.reference import Reference, ReferenceKind
from references.retraction import is_retracted, standing_notice
from references.retraction_index import RetractionIndex, build_index, with_notices
from references.retraction_watch import NoticeRow, read_retraction_watch
from references.source import Location

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
)
ARTICLE = "10.1016/S0140-6736(97)11096-0"
NOTICE = "10.1016/S0140-6736(10)60175-4"


def row(
    *,
    record: str = "1",
    date: str = "2/6/2010 0:00",
    notice: str = NOTICE,
    notice_pmid: str = "20137807",
    doi: str = ARTICLE,
    pmid: str = "9500320",
    nature: str = "Retraction",
    reason: str = "+Misconduct by Author;+Ethical Violations by Author;",
    title: str = '"Ileal-lymphoid-nodular hyperplasia, non-specific colitis"',
) -> str:
    return (
        f"{record},{title},(HSC) Medicine;,Royal Free;,The Lancet,Elsevier,United Kingdom,"
        f"Andrew J Wakefield;,,Research Article;,{date},{notice},{notice_pmid},2/28/1998 0:00,"
        f"{doi},{pmid},{nature},{reason},No,"
    )


def database(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "retraction_watch.csv"
    path.write_bytes("\r\n".join([header, *rows, ""]).encode(encoding))
    return path


def index_of(path: Path) -> RetractionIndex:
    rows = [each for each in read_retraction_watch(path) if isinstance(each, NoticeRow)]
    return RetractionIndex.of_text(build_index(rows), "retractions.index")


def reference(doi: str = "", pmid: str = "", title: str = "A study") -> Reference:
    kind = ReferenceKind.ARTICLE_JOURNAL
    return Reference("key", kind, Location("a.bib"), doi=doi, pmid=pmid, title=title)


def test_a_row_becomes_a_notice(tmp_path: Path) -> None:
    (found,) = read_retraction_watch(database(tmp_path, row()))
    assert found == NoticeRow(
        Notice(
            NoticeKind.RETRACTION,
            PartialDate(2010, 2, 6),
            doi=NOTICE.lower(),
            pmid="20137807",
            source="retraction-watch",
            reasons=("Misconduct by Author", "Ethical Violations by Author"),
        ),
        dois=(ARTICLE.lower(),),
        pmids=("9500320",),
    )


@pytest.mark.parametrize(
    "asked",
    [
        reference(doi=ARTICLE),
        reference(doi=f"https://doi.org/{ARTICLE.upper()}"),
        reference(pmid="9500320"),
        reference(doi=ARTICLE, pmid="9500320"),
    ],
)
def test_the_index_answers_by_doi_and_by_pubmed_id(tmp_path: Path, asked: Reference) -> None:
    (notice,) = index_of(database(tmp_path, row())).notices(asked)
    assert (notice.kind, str(notice.date), notice.doi) == (
        NoticeKind.RETRACTION,
        "2010-02-06",
        NOTICE.lower(),
    )
    assert notice.reasons == ("Misconduct by Author", "Ethical Violations by Author")


def test_what_is_not_known_is_no_identifier(tmp_path: Path) -> None:
    path = database(
        tmp_path,
        row(doi="unavailable", pmid="0", record="1"),
        row(doi="", pmid="11111", notice="unavailable", notice_pmid="0", record="2"),
    )
    (only,) = read_retraction_watch(path)
    assert isinstance(only, NoticeRow)
    assert (only.dois, only.pmids, only.notice.doi, only.notice.pmid) == ((), ("11111",), "", "")
    index = index_of(path)
    assert index.notices(reference(doi="unavailable", pmid="0")) == ()
    assert len(index) == 1


def test_a_prefix_of_an_identifier_is_another_identifier(tmp_path: Path) -> None:
    index = index_of(database(tmp_path, row(doi="10.1000/ab", pmid="123")))
    assert index.notices(reference(doi="10.1000/a")) == ()
    assert index.notices(reference(doi="10.1000/abc", pmid="12")) == ()


def test_the_latest_of_retraction_and_reinstatement_wins(tmp_path: Path) -> None:
    first, last = row(record="1"), row(record="2", date="3/1/2012 0:00", nature="Reinstatement")
    for rows in ((first, last), (last, first)):
        index = index_of(database(tmp_path, *rows))
        (enriched,) = with_notices(Library((reference(doi=ARTICLE),)), index)
        assert len(enriched.notices) == 2
        assert not is_retracted(enriched)
        assert standing_notice(enriched).kind is NoticeKind.REINSTATEMENT
    again = row(record="3", date="4/1/2013 0:00")
    index = index_of(database(tmp_path, first, last, again))
    (enriched,) = with_notices(Library((reference(doi=ARTICLE),)), index)
    assert is_retracted(enriched)


def test_a_reinstatement_outranks_the_mark_in_the_title(tmp_path: Path) -> None:
    rows = row(record="1"), row(record="2", date="3/1/2012 0:00", nature="Reinstatement")
    marked = reference(doi=ARTICLE, title="RETRACTED: A study")
    assert is_retracted(marked)
    (enriched,) = with_notices(Library((marked,)), index_of(database(tmp_path, *rows)))
    assert not is_retracted(enriched)


def test_a_correction_takes_nothing_back(tmp_path: Path) -> None:
    index = index_of(database(tmp_path, row(nature="Correction")))
    (enriched,) = with_notices(Library((reference(doi=ARTICLE),)), index)
    assert not is_retracted(enriched)
    (marked,) = with_notices(Library((reference(ARTICLE, title="RETRACTED: A study"),)), index)
    assert is_retracted(marked)


def test_the_notice_is_known_as_the_notice(tmp_path: Path) -> None:
    index = index_of(database(tmp_path, row()))
    (notice,) = with_notices(Library((reference(doi=NOTICE),)), index)
    assert not is_retracted(notice)
    assert [(each.relation, each.doi) for each in notice.related] == [
        (Relation.RETRACTED_WORK, ARTICLE.lower())
    ]


def test_a_notice_under_the_articles_own_doi_is_the_article(tmp_path: Path) -> None:
    index = index_of(database(tmp_path, row(notice=ARTICLE)))
    (article,) = with_notices(Library((reference(doi=ARTICLE),)), index)
    assert is_retracted(article)
    assert article.related == ()


def test_adding_notices_twice_changes_nothing_more(tmp_path: Path) -> None:
    index = index_of(database(tmp_path, row()))
    once = with_notices(Library((reference(doi=ARTICLE), reference(doi=NOTICE))), index)
    assert with_notices(once, index) == once


def test_stray_bytes_do_not_stop_the_reading(tmp_path: Path) -> None:
    title = '"Étude sur le magnésium"'
    path = database(tmp_path, row(title=title), row(doi="10.1000/b"), encoding="cp1252")
    assert len(index_of(path)) == 3
    with_mark = database(tmp_path, row(), encoding="utf-8-sig")
    assert index_of(with_mark).notices(reference(doi=ARTICLE))


def test_odd_rows_are_problems_with_their_line(tmp_path: Path) -> None:
    path = database(
        tmp_path,
        row(record="7", nature="Removal"),
        row(record="8", date="13/45/2010"),
        "9,only,three",
        "",
        row(record="10", doi="10.1000/b"),
    )
    found = list(read_retraction_watch(path))
    problems = [each for each in found if isinstance(each, Problem)]
    assert [(each.kind, each.location.line) for each in problems] == [
        ("retractions/unknown-nature", 2),
        ("retractions/bad-date", 3),
        ("retractions/bad-row", 4),
    ]
    rows = [each for each in found if isinstance(each, NoticeRow)]
    assert [(each.dois, each.notice.date) for each in rows] == [
        ((ARTICLE.lower(),), None),
        (("10.1000/b",), PartialDate(2010, 2, 6)),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"a,b,c\r\n1,2,3\r\n", b"\x00\x01PK\x03\x04", HEADER[:60].encode()]
)
def test_another_file_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"other\.csv:1:1: this is not the Retraction Watch"):
        list(read_retraction_watch(path))


def test_another_index_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "retractions.index"
    for content in (b"", b"\xff\xfe\x00", b"!evidence-review retractions 2\n", b"d10.1/x\tR\n"):
        path.write_bytes(content)
        with pytest.raises(InputError, match="retractions update"):
            RetractionIndex.read(path)
    with pytest.raises(InputError, match="cannot be read"):
        RetractionIndex.read(tmp_path / "missing.index")


def test_the_same_database_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = [row(record=str(n), doi=f"10.1000/{n}", pmid=str(900 + n)) for n in range(30)]
    made = [
        build_index(
            each
            for each in read_retraction_watch(database(tmp_path, *given))
            if isinstance(each, NoticeRow)
        )
        for given in (rows, rows)
    ]
    assert made[0] == made[1]


identifiers = st.from_regex(r"10\.[0-9]{4}/[a-z0-9.()<>;-]{0,8}[a-z0-9]", fullmatch=True)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(NoticeKind),
            st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)) | st.none(),
            st.lists(identifiers, max_size=2).map(tuple),
            st.lists(st.integers(1, 99999999).map(str), max_size=2).map(tuple),
            st.lists(st.text(min_size=1, max_size=12).map(str.strip).filter(bool), max_size=3),
        ),
        max_size=12,
    )
)
def test_whatever_goes_in_comes_out(made) -> None:
    rows = [
        NoticeRow(
            Notice(kind, date, source="retraction-watch", reasons=tuple(dict.fromkeys(reasons))),
            dois,
            pmids,
        )
        for kind, date, dois, pmids, reasons in made
    ]
    index = RetractionIndex.of_text(build_index(rows), "x")
    for each in rows:
        for asked in (
            *(reference(doi=d) for d in each.dois),
            *(reference(pmid=p) for p in each.pmids),
        ):
            found = index.notices(asked)
            assert (each.notice.kind, each.notice.date) in [(n.kind, n.date) for n in found]


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(tmp_path_factory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("watch") / "any.csv"
    path.write_bytes(HEADER.encode() + b"\r\n" + data)
    for each in read_retraction_watch(path):
        assert isinstance(each, (NoticeRow, Problem))
