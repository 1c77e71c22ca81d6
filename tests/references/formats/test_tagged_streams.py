"""Files read record by record: the same as at once, in memory that does not grow with the file."""

import tracemalloc
from pathlib import Path

import pytest

from references.format import ReferenceFormat, format_named
from references.problem import Problem
from references.reading.tagged_reading import MAXIMUM_FIELDS
from references.reference import Reference
from references.source import SourceFile

SAMPLES = Path(__file__).parent / "samples"
TAGGED = ("endnote-tagged", "nbib", "ris", "web-of-science")
RECORD = {
    "endnote-tagged": "%0 Journal Article\n%A Guler, A.\n%T Title NUMBER\n%D 2005\n%X {}\n\n",
    "nbib": "PMID- NUMBER\nFAU - Guler, A\nAU  - Guler A\nTI  - Title\nDP  - 2005\nAB  - {}\n\n",
    "ris": "TY  - JOUR\nAU  - Guler, A.\nTI  - Title NUMBER\nPY  - 2005\nAB  - {}\nER  - \n\n",
    "web-of-science": "PT J\nAU Guler, A\nTI Title\nPY 2005\nAB {}\nUT WOS:NUMBER\nER\n\n",
}
RECORDS = {name: text.replace("{}", "magnesium " * 90) for name, text in RECORD.items()}
each_format = pytest.mark.parametrize("name", TAGGED)


def write_records(path: Path, name: str, megabytes: float, words: int = 90) -> int:
    record = RECORD[name].replace("{}", "magnesium " * words)
    count = int(megabytes * 1_000_000 / len(record))
    with path.open("w", encoding="utf-8", newline="") as file:
        for number in range(count):
            file.write(record.replace("NUMBER", str(number + 1)))
    return count


def records(fmt: ReferenceFormat, path: Path) -> int:
    return sum(isinstance(each, Reference) for each in fmt.stream(path))


@each_format
def test_memory_does_not_grow_with_the_file(name: str, tmp_path: Path) -> None:
    fmt = format_named(name)
    peaks = []
    for megabytes in (3, 12):
        path = tmp_path / f"{megabytes}.txt"
        count = write_records(path, name, megabytes, words=1500)
        tracemalloc.start()
        assert records(fmt, path) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.4 * peaks[0]
    assert peaks[1] < 12_000_000 * 1.5


@each_format
def test_a_stream_gives_what_reading_gives(name: str, tmp_path: Path) -> None:
    fmt = format_named(name)
    path = tmp_path / f"long{fmt.suffixes[0]}"
    write_records(path, name, 1.5, words=200)
    reading = fmt.read(SourceFile(str(path), path.read_bytes().decode()))
    assert list(fmt.stream(path)) == [*reading.value.references]
    assert len(reading.value) > 700


@pytest.mark.parametrize(
    "path", [p for name in TAGGED for p in sorted((SAMPLES / name).iterdir())], ids=lambda p: p.name
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sample_streams_as_it_reads(
    path: Path, line_end: str, encoding: str, tmp_path: Path
) -> None:
    fmt = format_named(path.parent.name)
    text = path.read_text(encoding="utf-8").replace("\n", line_end)
    if encoding == "cp1252":
        text = text.replace("Guler", "Güler").replace("Zhang", "Zhäng").replace("Magn", "Mägn")
    copy = tmp_path / path.name
    copy.write_bytes(text.encode(encoding, errors="replace"))
    reading = fmt.read(SourceFile(str(copy), text))
    found = list(fmt.stream(copy))
    assert [each for each in found if isinstance(each, Reference)] == [*reading.value.references]
    kinds = [each.kind for each in found if isinstance(each, Problem)]
    guessed = encoding == "cp1252" and not text.isascii()
    assert kinds == (["file/encoding-guessed"] if guessed else [])


def test_a_record_cut_by_the_end_of_a_chunk_is_whole(tmp_path: Path) -> None:
    fmt = format_named("ris")
    path = tmp_path / "x.ris"
    long = "magnesium\r\n" * 150_000
    path.write_bytes(f"TY  - JOUR\r\nAB  - {long}\r\nTI  - End\r\nER  - \r\n".encode() * 3)
    found = list(fmt.stream(path))
    assert [each.title for each in found] == ["End"] * 3
    assert {each.abstract.count("magnesium") for each in found} == {150_000}
    assert [each.location.line for each in found] == [1, 150_005, 300_009]


@each_format
def test_a_record_beyond_all_measure_is_a_problem_and_the_next_is_read(
    name: str, tmp_path: Path
) -> None:
    fmt = format_named(name)
    path = tmp_path / f"x{fmt.suffixes[0]}"
    one = RECORDS[name].replace("NUMBER", "1")
    huge = one.replace("magnesium " * 90, "x" * 12_000_000)
    text = one + huge + one.replace("1\n", "2\n")
    path.write_bytes(text.encode())
    reading = fmt.read(SourceFile(str(path), text))
    assert len(reading.value) == 2
    assert "library/record-too-large" in [problem.kind for problem in reading.problems]
    assert fmt.write(reading.value) == text
    tracemalloc.start()
    found = list(fmt.stream(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(isinstance(each, Reference) for each in found) >= 2
    assert "library/record-too-large" in [each.kind for each in found if isinstance(each, Problem)]
    assert peak < 400_000_000


@each_format
def test_too_many_fields_are_a_problem(name: str) -> None:
    fmt = format_named(name)
    first, *_ = RECORDS[name].split("\n")
    line = {"endnote-tagged": "%A B", "nbib": "AU  - B", "ris": "AU  - B", "web-of-science": "ZZ B"}
    text = first + "\n" + f"{line[name]}\n" * (MAXIMUM_FIELDS + 1)
    reading = fmt.read(SourceFile(f"x{fmt.suffixes[0]}", text))
    assert [problem.kind for problem in reading.problems] == ["library/record-too-large"]
    assert len(reading.value) == 0


@each_format
def test_a_binary_file_is_a_problem(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"\x00\x01\x02" * 1000)
    found = list(format_named(name).stream(path))
    assert [each.kind for each in found if isinstance(each, Problem)] == ["file/binary"]
    assert len(found) == 1


@each_format
def test_nul_characters_inside_text_do_no_harm(name: str) -> None:
    fmt = format_named(name)
    text = RECORDS[name].replace("NUMBER", "1").replace("magnesium", "mag\x00nesium", 1)
    source = SourceFile(f"x{fmt.suffixes[0]}", text)
    reading = fmt.read(source)
    assert len(reading.value) == 1
    assert fmt.write(reading.value) == text
