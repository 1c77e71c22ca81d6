"""What tagged formats write: the same bytes for what was not changed, and only the change else."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from references.dates import PartialDate
from references.edit import FieldEdit
from references.format import format_named, format_of
from references.library import Library
from references.notice import Notice, NoticeKind, RelatedWork, Relation
from references.people import PersonName
from references.reading.tagged_values import keywords, written_keyword
from references.reference import Reference, ReferenceKind
from references.source import Location, SourceFile

SAMPLES = Path(__file__).parent / "samples"
TAGGED = ("endnote-tagged", "nbib", "ris", "web-of-science")
SUFFIX = {"endnote-tagged": ".enw", "nbib": ".nbib", "ris": ".ris", "web-of-science": ".ciw"}
each_format = pytest.mark.parametrize("name", TAGGED)
FILES = [path for name in TAGGED for path in sorted((SAMPLES / name).iterdir())]
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def source_of(path: Path) -> SourceFile:
    return SourceFile(path.name, path.read_text(encoding="utf-8"))


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [each for each in old if each not in new], [each for each in new if each not in old]


@each_file
def test_a_changed_volume_changes_one_line(path: Path) -> None:
    fmt, source = format_named(path.parent.name), source_of(path)
    library = fmt.read(source).value
    first = library.references[0]
    new = dataclasses.replace(first, volume="777")
    written = fmt.write(dataclasses.replace(library, references=(new, *library.references[1:])))
    gone, come = changed_lines(source.text, written)
    assert len(gone) == (1 if first.volume else 0)
    assert len(come) == 1
    assert "777" in come[0]
    again = fmt.read(SourceFile(path.name, written)).value
    assert again.references[0].volume == "777"
    assert [each.key for each in again] == [each.key for each in library]


@each_file
def test_a_record_taken_out_leaves_the_others_as_they_were(path: Path) -> None:
    fmt, source = format_named(path.parent.name), source_of(path)
    library = fmt.read(source).value
    written = fmt.write(dataclasses.replace(library, references=library.references[1:]))
    for reference in library.references[1:]:
        assert source.slice(reference.span) in written
    assert source.slice(library.references[0].span) not in written
    found = fmt.read(SourceFile(path.name, written)).value
    assert [each.title for each in found] == [each.title for each in library.references[1:]]


@each_file
def test_a_new_record_goes_behind_the_others(path: Path) -> None:
    fmt, source = format_named(path.parent.name), source_of(path)
    library = fmt.read(source).value
    new = Reference("new1", ReferenceKind.BOOK, Location("x"), title="A new book")
    written = fmt.write(dataclasses.replace(library, references=(*library.references, new)))
    for reference in library:
        assert source.slice(reference.span) in written
    found = fmt.read(SourceFile(path.name, written)).value
    assert [each.title for each in found] == [*(each.title for each in library), "A new book"]


@each_file
def test_records_whose_file_is_not_at_hand_lose_nothing(path: Path) -> None:
    fmt = format_named(path.parent.name)
    library = fmt.read(source_of(path)).value
    written = "".join(fmt.write_stream(iter(library.references)))
    assert written == fmt.write(Library(library.references))
    found = fmt.read(SourceFile(path.name, written)).value
    for before, after in zip(library, found, strict=True):
        assert [field.name for field in after.fields] == [field.name for field in before.fields]
        assert [field.value for field in after.fields] == [field.value for field in before.fields]
        assert after.title == before.title
        assert after.key == before.key


@each_file
def test_an_edit_changes_one_value_and_no_other_byte(path: Path) -> None:
    fmt, source = format_named(path.parent.name), source_of(path)
    reference = fmt.read(source).value.references[0]
    for field in reference.fields:
        written = fmt.edit(source, [FieldEdit(reference, field, "12345")])
        again = fmt.read(SourceFile(path.name, written)).value.references[0]
        values = [each.value for each in again.fields]
        wanted = ["12345" if each is field else each.value for each in reference.fields]
        assert values == wanted
        start = source.text.index(field.raw, source.line_starts[field.location.line - 1])
        assert written == source.text[:start] + "12345" + source.text[start + len(field.raw) :]


@each_file
def test_an_edit_removes_and_adds_fields(path: Path) -> None:
    fmt, source = format_named(path.parent.name), source_of(path)
    reference = fmt.read(source).value.references[0]
    last = reference.fields[-1]
    name = {"endnote-tagged": "L", "nbib": "GN", "ris": "U5", "web-of-science": "ZZ"}[fmt.name]
    edits = [FieldEdit(reference, reference.fields[2], None),
             FieldEdit(reference, None, "odd &lt; thing", name)]  # fmt: skip
    written = fmt.edit(source, edits)
    again = fmt.read(SourceFile(path.name, written)).value.references[0]
    kept = [each for number, each in enumerate(reference.fields) if number != 2]
    assert [each.name for each in again.fields] == [*(each.name for each in kept), name]
    assert again.fields[-1].value == "odd &lt; thing"
    written = fmt.edit(source, [FieldEdit(reference, last, None)])
    again = fmt.read(SourceFile(path.name, written)).value.references[0]
    assert len(again.fields) == len(reference.fields) - 1


FULL = Reference(
    "full2005", ReferenceKind.ARTICLE_JOURNAL, Location("x"), title="Title: <i>with</i> &amp; more",
    short_title="Short", authors=(PersonName("Guler", "Ahmet"), PersonName("Laecke", "S", "van")),
    editors=(PersonName("Haxby", "E. J."),), translators=(PersonName("Male", "D."),),
    issued=PartialDate(2005, 9, 12), accessed=PartialDate(2022, 11, 22),
    original_date=PartialDate(1999), container="Anesthesia & Analgesia",
    container_short="Anesth Analg", collection="Series", volume="101", issue="3", pages="705-709",
    article_number="e1", edition="2", publisher="Publisher", place="Town", doi="10.1213/01.x",
    pmid="16115983", pmcid="PMC1234567", arxiv="2101.00001", isbn=("978-0-309-06403-3",),
    issn=("0003-2999", "1526-7598"), url="https://example.org/a?b=c;d", language="en",
    abstract="What was found; and what was not.", keywords=("a; b", "R&D", "c"), note="A note",
    total_pages="12", event="Meeting", event_place="Ankara", original_title="Ursprung",
    database="Embase", accession="L123456789", publication_types=("Review", "Letter"),
)  # fmt: skip


@each_format
@pytest.mark.parametrize(
    "kind",
    [ReferenceKind.ARTICLE_JOURNAL, ReferenceKind.CHAPTER, ReferenceKind.PROCEEDINGS_PAPER],
)
def test_all_values_come_back(name: str, kind: ReferenceKind) -> None:
    fmt = format_named(name)
    given = dataclasses.replace(FULL, kind=kind)
    reading = fmt.read(SourceFile(f"x{SUFFIX[name]}", fmt.write(Library((given,)))))
    back = reading.value.references[0]
    skipped = {"location", "fields", "span", "source_format", "entry_type"}
    different = {
        field.name: (getattr(back, field.name), getattr(given, field.name))
        for field in dataclasses.fields(Reference)
        if field.name not in skipped and getattr(back, field.name) != getattr(given, field.name)
    }
    assert different == {}


@each_format
@pytest.mark.parametrize("kind", list(ReferenceKind))
def test_every_kind_of_work_comes_back(name: str, kind: ReferenceKind) -> None:
    fmt = format_named(name)
    given = Reference("k", kind, Location("x"), title="T", issued=PartialDate(2001))
    assert fmt.read(SourceFile("x", fmt.write(Library((given,))))).value.references[0].kind is kind


@each_format
@given(
    date=st.one_of(
        st.builds(PartialDate, st.integers(1500, 2030), season=st.integers(1, 4)),
        st.builds(PartialDate, st.integers(1500, 2030), approximate=st.booleans()),
        st.integers(1500, 2030).map(lambda year: PartialDate(year, end=PartialDate(year + 2))),
        st.integers(1, 11).map(lambda m: PartialDate(2005, m, end=PartialDate(2005, m + 1))),
    )
)
def test_every_date_comes_back(name: str, date: PartialDate) -> None:
    fmt = format_named(name)
    given = Reference("k", ReferenceKind.BOOK, Location("x"), title="T", issued=date)
    back = fmt.read(SourceFile("x", fmt.write(Library((given,))))).value.references[0]
    assert back.issued == date


def test_notices_and_related_works_come_back_from_pubmed() -> None:
    fmt = format_named("nbib")
    given = dataclasses.replace(
        FULL,
        notices=(
            Notice(NoticeKind.RETRACTION, PartialDate(2020, 2), "10.1000/x", "123456", "pubmed"),
            Notice(
                NoticeKind.CORRECTION, PartialDate(2021), "", "", "pubmed", (), "Lancet. 2021;1"
            ),
        ),
        related=(RelatedWork(Relation.COMMENT, "10.1000/y", "234567"),),
    )
    back = fmt.read(SourceFile("x.nbib", fmt.write(Library((given,))))).value.references[0]
    assert (back.notices, back.related) == (given.notices, given.related)


_LINES = st.sampled_from(
    ["TY  - JOUR", "ER  - ", "ER  -", "AU  - A, B", "TI  - x &amp; y", "ty  - book", "\r", "\n",
     "\r\n", "\n", "\n", "  continued", "PT J", "ER", "EF", "AU Guler, A", "   Satilmis, T",
     "PMID- 1", "FAU - A, B", "      more", "%0 Book", "%A B", "%K x", "\ufeff", "\x00", "1."]
)  # fmt: skip


@each_format
@settings(max_examples=200, deadline=None)
@given(text=st.lists(_LINES, max_size=30).map("".join))
def test_any_text_is_written_back_and_every_record_has_its_place(name: str, text: str) -> None:
    fmt = format_named(name)
    source = SourceFile(f"x{SUFFIX[name]}", text)
    reading = fmt.read(source)
    assert fmt.write(reading.value) == text
    for reference in reading.value:
        assert source.location(reference.span.start) == reference.location
        for field in reference.fields:
            line = source.line(field.location.line).upper()
            assert field.name in line


@each_format
def test_an_empty_library_has_no_records(name: str) -> None:
    fmt = format_named(name)
    assert len(fmt.read(SourceFile("x", fmt.write(Library()))).value) == 0


def test_a_key_that_is_changed_is_written() -> None:
    fmt = format_named("ris")
    source = SourceFile("x.ris", "TY  - JOUR\nAU  - Guler, A.\nPY  - 2005\nER  - \n")
    library = fmt.read(source).value
    assert library.references[0].key == "guler2005"
    new = dataclasses.replace(library.references[0], key="mine")
    written = fmt.write(dataclasses.replace(library, references=(new,)))
    assert written == source.text.replace("ER  -", "ID  - mine\nER  -")
    # A made key stays although what it was made of has changed.
    new = dataclasses.replace(library.references[0], issued=PartialDate(2006))
    written = fmt.write(dataclasses.replace(library, references=(new,)))
    assert fmt.read(SourceFile("x.ris", written)).value.references[0].key == "guler2005"
    assert format_of("x.txt", written) is fmt


def test_the_number_of_the_article_stays_when_its_doi_changes() -> None:
    fmt, source = format_named("nbib"), source_of(SAMPLES / "nbib" / "pubmed.nbib")
    library = fmt.read(source).value
    new = dataclasses.replace(library.references[0], doi="10.1000/new")
    written = fmt.write(dataclasses.replace(library, references=(new, library.references[1])))
    assert "AID - 799156 [pii]" in written
    assert "AID - 10.1000/new [doi]" in written


@pytest.mark.parametrize("word", ["&Aa; 0", "a; b", "&amp;", "R&D; x", "&#59;", "<i>;</i>", ";"])
def test_a_keyword_with_a_semicolon_stays_one(word: str) -> None:
    assert keywords([written_keyword(word)]) == (word,)
