"""Workbooks: what a person sees in the cells, and nothing that a bomb or a formula wants."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from references.errors import InputError
from references.format import format_named, open_bibliography
from references.library import Library
from references.reference import Reference, ReferenceKind
from references.source import Location

XLSX = format_named("xlsx")


def workbook(*rows: list[object], sheets: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name in sheets:
        book.create_sheet(name)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def test_numbers_and_days_read_as_they_are_seen() -> None:
    day = datetime.date(2020, 1, 2)
    data = workbook(["Title", "Year", "Volume", "Seen"], ["On x", 2005.0, 12, day], ["y", 2006])
    decoded = XLSX.decode("a.xlsx", data)
    assert decoded.problems == ()
    first, second = XLSX.read(decoded.value).value
    assert (first.title, first.year, first.volume) == ("On x", 2005, "12")
    assert first.field("Seen").value == "2020-01-02"
    assert (second.year, second.source_format) == (2006, "xlsx")
    assert XLSX.read(decoded.value).problems == ()


def test_pages_that_became_a_date_are_told_of() -> None:
    data = workbook(["Title", "Pages", "Date"], ["x", datetime.date(2026, 1, 14)])
    (problem,) = XLSX.decode("a.xlsx", data).problems
    assert (problem.kind, problem.location.line) == ("library/date-for-text", 2)


def test_a_formula_is_not_run_and_its_text_is_kept() -> None:
    decoded = XLSX.decode("a.xlsx", workbook(["Title", "Year"], ["=1+1", 2005]))
    assert [problem.kind for problem in decoded.problems] == ["library/formula"]
    (reference,) = XLSX.read(decoded.value).value
    assert reference.title == "=1+1"


def test_sheets_that_were_not_read_are_named() -> None:
    data = workbook(["Title", "Year"], ["x", 1], sheets=("More",))
    (problem,) = XLSX.decode("a.xlsx", data).problems
    assert problem.kind == "library/other-sheets"
    assert "'More'" in problem.message


def test_cells_are_written_as_text_and_the_same_each_time() -> None:
    title = '=HYPERLINK("x") & <b>\n\'=1'
    library = Library((Reference("k", ReferenceKind.BOOK, Location("x"), title=title, volume="2"),))
    data = XLSX.encode(XLSX.write(library))
    assert data == XLSX.encode(XLSX.write(library))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert {cell.data_type for row in sheet.rows for cell in row if cell.value} == {"s"}
    assert title in [cell.value for cell in sheet[2]]
    assert XLSX.read(XLSX.decode("a.xlsx", data).value).value.references[0].volume == "2"


def test_a_text_longer_than_a_cell_is_refused_rather_than_cut() -> None:
    long = Reference("k", ReferenceKind.BOOK, Location("x"), abstract="a" * 40_000)
    with pytest.raises(InputError, match="32,767"):
        XLSX.encode(XLSX.write(Library((long,))))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "file/old-workbook"),
        (b"PK\3\4", "file/broken-workbook"),
        (workbook(["Title"], ["x"])[:-40], "file/broken-workbook"),
        (archive(xl__workbook=b"x"), "file/broken-workbook"),
        (archive(xl__sheet=b"0" * 30_000_000), "file/too-large"),
        (
            archive(**{"a.xml": b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'}),
            "file/broken-workbook",
        ),
    ],
)
def test_what_is_no_sound_workbook_is_told_of_and_not_unpacked(data: bytes, kind: str) -> None:
    decoded = XLSX.decode("a.xlsx", data)
    assert [problem.kind for problem in decoded.problems] == [kind]
    assert decoded.value.text == ""


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(archive(**{"xl/a.xml": b"<a>" + b"0" * 500_000 + b"</a>"}))
    real, lie = (500_007).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    assert bytes(data).count(real) == 2
    (problem,) = XLSX.decode("a.xlsx", bytes(data).replace(real, lie)).problems
    assert problem.kind == "file/broken-workbook"


def test_text_under_the_suffix_of_a_workbook_is_read_as_text() -> None:
    reader, decoded = open_bibliography("savedrecs.xls", b"Title\tYear\tDOI\nx\t2005\t10.1/x\n")
    assert reader is XLSX
    assert reader.read(decoded.value).value.references[0].doi == "10.1/x"
