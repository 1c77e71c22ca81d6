"""Files made to break readers: each gives problems or a clear refusal, and nothing is lost."""

import tracemalloc
from pathlib import Path

import pytest

from references.errors import InputError
from references.format import ReferenceFormat, open_bibliography, reference_formats
from references.library import Library
from references.problem import Problem, Reading
from references.reading.table_rows import MAXIMUM_ROW
from references.reference import Reference
from references.source import SourceFile
from tests.counted_work import calls_during
from tests.references.formats.full_records import FULL

FORMATS = reference_formats()
TEXTS = [fmt for fmt in FORMATS if fmt.name != "xlsx"]
each_format = pytest.mark.parametrize("fmt", FORMATS, ids=[fmt.name for fmt in FORMATS])
each_text = pytest.mark.parametrize("fmt", TEXTS, ids=[fmt.name for fmt in TEXTS])


def opened(path: str, data: bytes) -> tuple[Reading[Library], tuple[Problem, ...]]:
    reader, decoded = open_bibliography(path, data)
    reading = reader.read(decoded.value)
    return reading, (*decoded.problems, *reading.problems)


@each_format
@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 100,
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"%PDF-1.7\n\0\xff",
        b"PK\3\4\0\0",
    ],
    ids=["nul", "bytes", "png", "pdf", "zip"],
)
def test_a_binary_file_under_the_suffix_of_a_text_is_refused(
    fmt: ReferenceFormat, data: bytes
) -> None:
    for suffix in fmt.suffixes:
        reading, problems = opened(f"library{suffix}", data)
        assert len(reading.value) == 0
        assert problems
        assert problems[0].kind.startswith("file/")


@each_format
def test_an_empty_file_is_an_empty_library(fmt: ReferenceFormat) -> None:
    for data in (b"", b"\xef\xbb\xbf", b"\n \r\n"):
        reading, _ = opened(f"library{fmt.suffixes[0]}", data)
        assert reading.value.references == ()


@each_format
def test_a_file_cut_short_anywhere_keeps_what_stands_before_the_cut(fmt: ReferenceFormat) -> None:
    data = fmt.encode(fmt.write(Library(FULL)))
    whole = fmt.read(fmt.decode("x" + fmt.suffixes[0], data).value).value
    for part in range(1, 12):
        cut = data[: len(data) * part // 12]
        decoded = fmt.decode("x" + fmt.suffixes[0], cut)
        reading = fmt.read(decoded.value)
        assert len(reading.value) <= len(whole) + 1
        complete = [each for each in whole if each.span.end + 64 <= len(decoded.value.text)]
        assert len(reading.value) >= len(complete)


@each_text
def test_a_nul_byte_deep_in_a_file_costs_no_record(fmt: ReferenceFormat) -> None:
    """Not so in XML, which cannot hold one: its reader says so, and gives what it can."""
    text = fmt.write(Library(FULL)).replace("Magnesium", "Magne\0sium")
    reading = fmt.read(SourceFile("x" + fmt.suffixes[0], text))
    expected = len(fmt.read(SourceFile("x", fmt.write(Library(FULL)))).value)
    assert len(reading.value) == expected or reading.problems


@each_text
@pytest.mark.parametrize("other", TEXTS, ids=[fmt.name for fmt in TEXTS])
def test_a_wrong_suffix_is_seen_through(fmt: ReferenceFormat, other: ReferenceFormat) -> None:
    text = fmt.write(Library(FULL[:2]))
    reader, _ = open_bibliography("library" + other.suffixes[0], text.encode())
    assert reader.name == fmt.name


def test_a_workbook_under_any_suffix_is_unpacked() -> None:
    fmt = next(each for each in FORMATS if each.name == "xlsx")
    data = fmt.encode(fmt.write(Library(FULL)))
    for path in ("library.csv", "library.xlsx", "library", "library.txt"):
        reader, decoded = open_bibliography(path, data)
        assert (reader.name, len(reader.read(decoded.value).value)) == ("xlsx", len(FULL))


def test_what_no_format_knows_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"notes\.docx: no bibliographic format"):
        open_bibliography("notes.docx", b"Dear all, here are my notes.")


@each_text
def test_one_long_line_is_read_with_bounded_work(fmt: ReferenceFormat) -> None:
    def work(size: int) -> int:
        source = SourceFile("x" + fmt.suffixes[0], "a" * size)
        return calls_during(lambda: fmt.read(source))

    assert work(2_000_000) < 4 * work(500_000) + 5_000


@each_text
def test_one_long_value_costs_no_record(fmt: ReferenceFormat) -> None:
    long = FULL[0].__class__(
        "long", FULL[0].kind, FULL[0].location, title="word " * 200_000, doi="10.1000/long"
    )
    library = Library((FULL[0], long, FULL[1]))
    back = fmt.read(SourceFile("x" + fmt.suffixes[0], fmt.write(library))).value
    assert len(back) == 3


@pytest.mark.slow
@pytest.mark.parametrize("name", ["csv", "ris"])
def test_a_line_of_a_hundred_million_letters_streams_in_bounded_memory(
    name: str, tmp_path: Path
) -> None:
    fmt = next(each for each in FORMATS if each.name == name)
    assert fmt.stream is not None
    begin, end = {
        "csv": ("title,year\nfirst,2001\n", "\nlast,2002\n"),
        "ris": ("TY  - JOUR\nTI  - first\nER  - \n", "\nTY  - JOUR\nTI  - last\nER  - \n"),
    }[name]
    path = tmp_path / f"long.{name}"
    with path.open("w", encoding="utf-8") as file:
        file.write(begin)
        for _ in range(100):
            file.write("a" * 1_000_000)
        file.write(end)
    tracemalloc.start()
    records = list(fmt.stream(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    titles = [each.title for each in records if isinstance(each, Reference)]
    assert titles == ["first", "last"]
    if name == "csv":
        assert peak < 12 * MAXIMUM_ROW
        assert [each.kind for each in records if isinstance(each, Problem)] == [
            "library/row-too-long"
        ]
