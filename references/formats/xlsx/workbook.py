"""Workbooks as text and back: the cells of one sheet as a table, without formulas or markup."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import Any, TypeAlias, TypeVar
from xml.sax.saxutils import escape

import openpyxl

from references import encoding
from references.errors import InputError
from references.problem import Problem, Reading
from references.reading.table import find_header
from references.reading.table_rows import rows, text_of
from references.reading.table_writing import row_text
from references.source import Location, SourceFile
from references.spreadsheet import unguarded

T = TypeVar("T")
Cells: TypeAlias = tuple[str, tuple[tuple[str, ...], ...]]
_Reader: TypeAlias = Callable[["_Workbook"], Reading[T]]

MAXIMUM_CELL = 32_767
"""Characters that a cell of a workbook can hold."""

MAXIMUM_CELLS = 20_000_000
_MAXIMUM_PARTS = 10_000
_MAXIMUM_RATIO = 400
_SMALL = 1 << 20
_BLOCK = 1 << 16
_ZIP = b"PK"
_OLD = b"\xd0\xcf\x11\xe0"
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_HINT = "open it in a spreadsheet and save it as .xlsx or CSV"
_MAY_BE_DATES = frozenset({"", "date", "year", "month", "day", "accessed", "original_date"})
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode(path: str, data: bytes) -> Reading[SourceFile]:
    """The first sheet that holds references, as the text of a table; what was left out is said.

    Never raises: a workbook that is broken, locked or unreasonably large is a problem.
    """
    if not data.startswith((_ZIP, _OLD)) and b"\0" not in data[:_BLOCK]:
        # Many a site names its tab-delimited text .xls, so that a spreadsheet opens it.
        return encoding.decode(path, data)
    return _guarded(path, data, _Workbook.reading, SourceFile(path, ""))


def sheets(path: str, data: bytes) -> Reading[tuple[Cells, ...]]:
    """Every sheet of a workbook, its name and its cells as seen; never raises, as ``decode``."""
    return _guarded(path, data, _Workbook.sheets, ())


def _guarded(path: str, data: bytes, read: _Reader[T], nothing: T) -> Reading[T]:
    try:
        refusal = _refusal(data)
        if refusal is None:
            with warnings.catch_warnings():
                # What openpyxl leaves out (styles, pictures, macros) is not wanted here.
                warnings.simplefilter("ignore")
                return read(_Workbook(path, data))
    except zipfile.BadZipFile:
        refusal = "file/broken-workbook", "this is no workbook, or it is cut short"
    except Exception as error:  # noqa: BLE001 - a broken part makes its readers raise anything
        refusal = "file/broken-workbook", f"this workbook cannot be read ({type(error).__name__})"
    return Reading(nothing, (Problem(*refusal, Location(path), _HINT),))


def _refusal(data: bytes) -> tuple[str, str] | None:
    """Why the bytes are not given to the reader of workbooks, if they are not."""
    if data.startswith(_OLD):
        return "file/old-workbook", "this is an old (.xls) or a password-protected workbook"
    if len(data) > encoding.MAXIMUM_BYTES:
        return "file/too-large", f"the workbook has {len(data):,} bytes"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _refusal_of_parts(archive)


def _refusal_of_parts(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if total > encoding.MAXIMUM_BYTES or len(parts) > _MAXIMUM_PARTS:
        return "file/too-large", f"the workbook unpacks to {total:,} bytes in {len(parts):,} parts"
    for part in parts:
        if part.flag_bits & 1:
            return "file/old-workbook", "the workbook is protected by a password"
        if part.file_size > max(_SMALL, _MAXIMUM_RATIO * part.compress_size):
            return "file/too-large", f"{part.filename} unpacks to {part.file_size:,} bytes"
    for part in parts:
        # What a part declares may be a lie; it is counted while it is unpacked.
        if part.filename.endswith((".xml", ".rels")) and _declares_entities(archive, part):
            return "file/broken-workbook", f"{part.filename} declares entities of its own"
    return None


def _declares_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    tail = b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            window = tail + block
            if any(word in window for word in _DECLARATIONS):
                return True
            tail = window[-32:]
    return False


class _Workbook:
    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self.problems: list[Problem] = []

    def reading(self) -> Reading[SourceFile]:
        book = openpyxl.load_workbook(io.BytesIO(self.data), read_only=True, data_only=True)
        names = [sheet.title for sheet in book.worksheets]
        chosen, cells = self._chosen(book, names)
        book.close()
        text = _table_text(cells)
        others = [name for name in names if name != chosen]
        if others:
            message = f"only the sheet {chosen!r} was read, not {', '.join(map(repr, others))}"
            self._tell("library/other-sheets", message)
        self._tell_dates(text, cells)
        return Reading(SourceFile(self.path, text), tuple(self.problems))

    def sheets(self) -> Reading[tuple[Cells, ...]]:
        book = openpyxl.load_workbook(io.BytesIO(self.data), read_only=True, data_only=True)
        found = tuple(
            (sheet.title, tuple(tuple(map(_shown, row)) for row in self._cells(sheet)))
            for sheet in book.worksheets
        )
        book.close()
        return Reading(found, tuple(self.problems))

    def _tell(self, kind: str, message: str, line: int = 1, hint: str = "") -> None:
        self.problems.append(Problem(kind, message, Location(self.path, line), hint))

    def _chosen(self, book: Any, names: list[str]) -> tuple[str, list[list[object]]]:
        """The first sheet with a row of headings, or the first one that is not empty."""
        found: list[tuple[str, list[list[object]]]] = []
        for name in names:
            cells = self._cells(book[name])
            found.append((name, cells))
            if find_header(_table_text(cells[:40]), {}) is not None:
                return name, self._with_formulas(name, cells)
        return next(((name, cells) for name, cells in found if cells), (names[0], []))

    def _cells(self, sheet: Any) -> list[list[object]]:
        sheet.reset_dimensions()
        found: list[list[object]] = []
        count = 0
        for row in sheet.iter_rows(values_only=True):
            count += len(row) or 1
            if count > MAXIMUM_CELLS:
                message = f"the sheet has more than {MAXIMUM_CELLS:,} cells; the rest was not read"
                self._tell("file/too-large", message, len(found) + 1)
                break
            cells = list(row)
            while cells and cells[-1] is None:
                cells.pop()
            found.append(cells)
        while found and not found[-1]:
            found.pop()
        return found

    def _with_formulas(self, name: str, cells: list[list[object]]) -> list[list[object]]:
        """The cells, with the formula where no program has stored what it comes to."""
        book = openpyxl.load_workbook(io.BytesIO(self.data), read_only=True, data_only=False)
        written = self._cells(book[name])
        book.close()
        merged: list[list[object]] = []
        nothing: list[object] = []
        pairs = zip_longest(cells, written, fillvalue=nothing)
        for line, (seen, formulas) in enumerate(pairs, start=1):
            row: list[object] = []
            for value, formula in zip_longest(seen, formulas):
                row.append(formula if value is None else value)
                if value is None and formula is not None:
                    message = f"a cell holds a formula without a value: {str(formula)[:60]}"
                    self._tell("library/formula", message, line, "save it in a spreadsheet first")
            merged.append(row)
        return merged

    def _tell_dates(self, text: str, cells: list[list[object]]) -> None:
        """Say which pages, volumes and titles a spreadsheet has turned into dates."""
        header = find_header(text, {})
        if header is None:
            return
        for line, row in enumerate(cells, start=1):
            for value, role, heading in zip(row, header.roles, header.headings, strict=False):
                if isinstance(value, datetime.date) and role not in _MAY_BE_DATES:
                    message = f"{heading!r} holds the date {_shown(value)}, which no {role} can be"
                    hint = "a spreadsheet makes dates of texts such as 1-14; restore the text"
                    self._tell("library/date-for-text", message, line, hint)


def _table_text(cells: list[list[object]]) -> str:
    width = max(map(len, cells), default=0)
    return "".join(
        row_text([*map(_shown, row), *[""] * (width - len(row))], ",", "\n") if row else "\n"
        for row in cells
    )


def _shown(value: object) -> str:
    """A value as a person sees it in its cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def encode(text: str) -> bytes:
    """A workbook with one sheet, every cell a text: the same bytes for the same text.

    Raises:
        InputError: when a cell is longer than a workbook can hold.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _FIXED_PARTS.items():
            archive.writestr(_part(name), content)
        with archive.open(_part("xl/worksheets/sheet1.xml"), "w") as stream:
            for piece in _sheet(text):
                stream.write(piece.encode())
    return buffer.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _sheet(text: str) -> Iterator[str]:
    header = find_header(text, {})
    delimiter = header.delimiter if header else ","
    yield f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'
    for row in rows(text, delimiter):
        yield f"<row>{''.join(_inline(row.cells))}</row>"
    yield "</sheetData></worksheet>"


def _inline(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        value = _NOT_IN_XML.sub("\ufffd", unguarded(text_of(cell)))
        if len(value) > MAXIMUM_CELL:
            message = f"a cell of a workbook holds {MAXIMUM_CELL:,} characters; {value[:40]!r} "
            raise InputError(message + f"begins a text of {len(value):,}; write CSV instead")
        shown = escape(value)
        yield (
            f'<c t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
            if value
            else "<c/>"
        )


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED_PARTS = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
    "</Types>",
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="references" sheetId="1" r:id="rId1"/></sheets></workbook>',
}
