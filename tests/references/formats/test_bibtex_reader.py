import pytest

from references.dates import PartialDate
from references.formats.bibtex import FORMAT
from references.library import Library
from references.people import OTHERS, PersonName
from references.problem import Reading
from references.reference import Reference, ReferenceKind
from references.source import SourceFile
from tests.counted_work import calls_during


def read(text: str) -> Reading[Library]:
    return FORMAT.read(SourceFile("x.bib", text))


def only(text: str) -> Reference:
    (reference,) = read(text).value.references
    return reference


def test_an_entry_becomes_a_reference_with_typed_values() -> None:
    reference = only(
        r"""@article{guler2005,
  author = {G{\"u}ler, A. and van den Berg, Jan and {World Health Organization} and others},
  title = {Effect of {MgSO$_4$} --- a trial},
  journal = {Anesth. Analg.}, year = 2005, month = mar, volume = 101, number = {3},
  pages = {705--709}, doi = {https://doi.org/10.1213/01.ANE\_1}, pmid = {16115980},
  issn = {0003-2999, 1526-7598}, keywords = {magnesium, etomidate},
}"""
    )
    assert reference.kind is ReferenceKind.ARTICLE_JOURNAL
    assert reference.authors == (
        PersonName("Güler", "A."),
        PersonName("Berg", "Jan", "van den"),
        PersonName(literal="World Health Organization"),
        OTHERS,
    )
    assert reference.title == "Effect of MgSO₄ — a trial"
    assert reference.issued == PartialDate(2005, 3)
    assert (reference.container, reference.volume, reference.issue) == (
        "Anesth. Analg.",
        "101",
        "3",
    )
    assert (reference.pages, reference.doi) == ("705-709", "10.1213/01.ANE_1")
    assert reference.pmid == "16115980"
    assert reference.issn == ("0003-2999", "1526-7598")
    assert reference.keywords == ("magnesium", "etomidate")


def test_fields_keep_the_raw_text_and_point_at_their_name() -> None:
    text = '@book{a,\n  title = {{A} B},\n  note = "q" # x,\n}'
    reference = only('@string{x = "y"}\n' + text)
    title, note = reference.fields
    assert (title.raw, title.value) == ("{A} B", "A B")
    assert (note.raw, note.value) == ('"q" # x', "qy")
    assert str(title.location) == "x.bib:3:3"
    assert str(note.location) == "x.bib:4:3"
    assert str(reference.location) == "x.bib:2:1"


def test_the_span_of_a_record_slices_its_text() -> None:
    text = "junk\r\n@book{a, title={T}}\r\n more @misc(b, note={N}) end"
    library = read(text).value
    pieces = [text[r.span.start : r.span.end] for r in library]
    assert pieces == ["@book{a, title={T}}", "@misc(b, note={N})"]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("@misc{a, t={x}}\n@misc{a, t={y}}", "library/duplicate-key", "x.bib:2:7"),
        ("@misc{a, t={x}}\n@misc{A, t={y}}", "library/duplicate-key", "x.bib:2:7"),
        ("@misc{a,\n t={x},\n  T={y}}", "library/duplicate-field", "x.bib:3:3"),
        ("@misc{a,\n note = nowhere}", "library/undefined-string", "x.bib:2:9"),
        ("@misc{a,\n crossref = {b}}", "library/unresolved-crossref", "x.bib:2:2"),
        ("@misc{a,\n year = {20055}}", "library/bad-date", "x.bib:2:2"),
        ("@misc{a,\n date = {2005-02-30}}", "library/bad-date", "x.bib:2:2"),
        ("@misc{a, author = {A, B, C, D}}", "library/bad-name", "x.bib:1:10"),
        ("@misc{a, author = {A and and B}}", "library/bad-name", "x.bib:1:10"),
        ("@misc{, t={x}}", "library/missing-key", "x.bib:1:1"),
        ("@misc{a, t={x", "library/failed-block", "x.bib:1:1"),
        ("@misc{a, t={x} u={y}}", "library/missing-comma", "x.bib:1:15"),
        ("@misc{a t={x}}", "library/missing-comma", "x.bib:1:8"),
        ("@comment{never closed", "library/failed-block", "x.bib:1:1"),
        ('@string{a = "1"}\n@string{a = "2"}', "library/duplicate-string", "x.bib:2:9"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, kind: str, place: str) -> None:
    problems = [(problem.kind, str(problem.location)) for problem in read(text).problems]
    assert (kind, place) in problems


def test_the_first_of_two_equal_fields_holds_and_both_are_kept() -> None:
    reference = only("@misc{a, title={First}, title={Second}}")
    assert reference.title == "First"
    assert [field.raw for field in reference.fields] == ["First", "Second"]


def test_repeated_keys_are_all_kept() -> None:
    library = read("@misc{a, title={1}}@misc{a, title={2}}").value
    assert [reference.title for reference in library] == ["1", "2"]
    assert library.by_key["a"].title == "1"


def test_strings_join_and_may_be_redefined() -> None:
    library = read(
        '@string{j = {J. } # "of "}\n@misc{a, title = j # {X}}\n@string{j = "K"}\n'
        "@misc{b, title = J}"
    ).value
    assert [reference.title for reference in library] == ["J. of X", "K"]


def test_strings_that_double_each_other_do_not_fill_memory() -> None:
    text = '@string{a0 = "xxxxxxxxxx"}\n'
    text += "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    reading = read(text + "@misc{k, title = a59}")
    assert len(reading.value) == 1
    assert any(problem.kind == "library/string-too-long" for problem in reading.problems)


def test_a_chapter_takes_over_its_book() -> None:
    library = read(
        "@inbook{c, crossref={B}, title={Chapter}, author={C, D}, pages={1--9}}\n"
        "@book{b, title={Book}, subtitle={Sub}, author={A, B}, editor={E, F}, year={1999},\n"
        "  publisher={P}, doi={10.1000/book}, pages={500}}"
    ).value
    chapter = library.by_key["c"]
    assert (chapter.title, chapter.container) == ("Chapter", "Book: Sub")
    assert (chapter.year, chapter.publisher, chapter.pages) == (1999, "P", "1-9")
    assert [name.family for name in chapter.authors] == ["C"]
    assert [name.family for name in chapter.editors] == ["E"]
    assert chapter.doi == ""
    assert [field.name for field in chapter.fields] == ["crossref", "title", "author", "pages"]


def test_classic_crossref_uses_the_booktitle_of_the_proceedings() -> None:
    library = read(
        "@inproceedings{p, crossref={q}, title={Paper}, year={2001}}\n"
        "@proceedings{q, title={Short}, booktitle={Long Name}, year={2000}, month=jun}"
    ).value
    assert library.by_key["p"].container == "Long Name"
    assert library.by_key["p"].issued == PartialDate(2001)


def test_xdata_is_shared_and_is_no_reference_itself() -> None:
    library = read("@xdata{x, publisher={P}, location={L}}\n@book{b, xdata={x}, title={T}}").value
    assert [reference.key for reference in library] == ["b"]
    assert (library.by_key["b"].publisher, library.by_key["b"].place) == ("P", "L")


def test_entries_that_point_at_each_other_do_not_loop() -> None:
    library = read("@book{a, crossref={b}, title={A}}@book{b, crossref={a}, note={N}}").value
    assert library.by_key["a"].title == "A"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date = {2005-03-12}", PartialDate(2005, 3, 12)),
        ("date = {2004-04/2004-06}", PartialDate(2004, 4, end=PartialDate(2004, 6))),
        ("date = {1990~}", PartialDate(1990, approximate=True)),
        ("date = {2001-21}", PartialDate(2001, season=1)),
        ("year = 1999, month = {JAN-FEB}", PartialDate(1999, 1, end=PartialDate(1999, 2))),
        ('year = 1999, month = jul # "~4"', PartialDate(1999, 7, 4)),
        ("year = {1999}, month = 12", PartialDate(1999, 12)),
        ("year = {{2010}}", PartialDate(2010)),
        ("year = {c. 1850}", PartialDate(1850, approximate=True)),
        (r"year = {\noopsort{a}1981}", PartialDate(1981)),
        ("year = {in press}", None),
    ],
)
def test_dates(fields: str, expected: PartialDate | None) -> None:
    reading = read(f"@misc{{a, {fields}}}")
    assert reading.value.references[0].issued == expected
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@article{a, journal={arXiv preprint arXiv:2001.01234}}", ReferenceKind.PREPRINT),
        ("@article{a, journal={medRxiv}}", ReferenceKind.PREPRINT),
        ("@misc{a, eprint={2001.01234}, archiveprefix={arXiv}}", ReferenceKind.PREPRINT),
        (r"@misc{a, howpublished={\url{https://x.org/a}}}", ReferenceKind.WEBPAGE),
        ("@PhdThesis{a, title={T}}", ReferenceKind.THESIS),
        ("@article{a, entrysubtype={newspaper}}", ReferenceKind.ARTICLE_NEWSPAPER),
        ("@unheardof{a, title={T}}", ReferenceKind.OTHER),
    ],
)
def test_kinds(entry: str, kind: ReferenceKind) -> None:
    assert only(entry).kind is kind


def test_identifiers_are_found_where_people_put_them() -> None:
    reference = only(
        r"@article{a, url={https://doi.org/10.1000/a_b}, note={PMID: 12345678; PMCID: PMC1234567}}"
    )
    assert (reference.doi, reference.pmid) == ("10.1000/a_b", "12345678")
    assert reference.pmcid == "PMC1234567"
    arxiv = only("@article{a, journal={arXiv preprint arXiv:2001.01234}}")
    assert arxiv.arxiv == "2001.01234"


def test_verbatim_fields_are_not_read_as_latex() -> None:
    reference = only(r"@misc{a, url={http://x.org/~a/%7Eb--c_d}, file={C\:\\x--y.pdf}}")
    assert reference.url == "http://x.org/~a/%7Eb--c_d"
    assert reference.field("file").value == r"C\:\\x--y.pdf"


def test_an_entry_in_a_comment_is_commented_out() -> None:
    text = "@comment{old:\n@misc{a, title={A}}\n}\n@misc{b, title={B}}"
    reading = read(text)
    assert [reference.key for reference in reading.value] == ["b"]
    assert reading.problems == ()


def test_an_address_in_free_text_is_no_entry() -> None:
    reading = read("mail someone@example (see below)\n@misc{a, title={A}}")
    assert [reference.key for reference in reading.value] == ["a"]


@pytest.mark.parametrize(("head", "line"), [("", "@a{"), ("@misc{k,\n", "  t = {x}\n")])
def test_work_on_broken_text_grows_with_it_and_not_with_its_square(head: str, line: str) -> None:
    def calls(count: int) -> int:
        return calls_during(lambda: read(head + line * count))

    assert len(read(head + line * 2000).value) >= 1
    assert calls(2000) < 5 * calls(500)


def test_a_value_of_megabytes_is_read_whole() -> None:
    text = "@article{a, abstract={" + "lorem ipsum " * 200_000 + "}}\n@article{b, title={B}}"
    reading = read(text)
    assert [reference.key for reference in reading.value] == ["a", "b"]
    assert len(reading.value.references[0].abstract) == 2_399_999
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("text", "place", "looks"),
    [
        ("TY  - JOUR\nER  - \n", "1:1", "; it looks like RIS"),
        ("\n  PMID- 123\n", "2:3", "; it looks like PubMed (.nbib)"),
        ("% export\n<!DOCTYPE html>", "2:1", "; it looks like XML or a web page"),
        ('[{"id": "a"}]', "1:1", "; it looks like CSL-JSON, whose suffix is .json"),
        ("nothing of use", "1:1", ""),
    ],
)
def test_a_file_without_a_record_says_what_it_looks_like(text: str, place: str, looks: str) -> None:
    (problem,) = read(text).problems
    assert problem.kind == "library/no-record"
    assert str(problem.location) == f"x.bib:{place}"
    assert problem.message == f"this file holds no record{looks}"


@pytest.mark.parametrize("text", ["", "\n \n", "% to come\n\n% @article{a}", "@string{a = {b}}"])
def test_a_bibliography_that_is_still_empty_is_no_problem(text: str) -> None:
    assert not read(text).problems
