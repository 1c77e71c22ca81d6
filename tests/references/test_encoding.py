import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references import encoding
from references.encoding import decode, encode

TEXT = "@article{a,\r\n title = {Straße}}\n"


@pytest.mark.parametrize(
    ("data", "name", "mark"),
    [
        (TEXT.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", True),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", True),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le", True),
    ],
)
def test_what_bytes_show_is_not_a_problem(data: bytes, name: str, mark: bool) -> None:
    reading = decode("a.bib", data)
    assert reading.value.text == TEXT
    assert (reading.value.encoding, reading.value.has_byte_order_mark) == (name, mark)
    assert reading.problems == ()
    assert encode(reading.value, reading.value.text) == data


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TEXT, "latin-1"),
        ("title = {“Smart” – €}", "cp1252"),
        (TEXT, "utf-16-le"),
        (TEXT, "utf-16-be"),
    ],
)
def test_a_guess_is_said(text: str, name: str) -> None:
    reading = decode("a.bib", text.encode(name))
    assert (reading.value.text, reading.value.encoding) == (text, name)
    assert [problem.kind for problem in reading.problems] == ["file/encoding-guessed"]
    assert encode(reading.value, text) == text.encode(name)


def test_a_guess_points_at_the_byte_that_is_not_utf_8() -> None:
    reading = decode("a.bib", TEXT.encode("latin-1"))
    assert str(reading.problems[0].location) == "a.bib:2:15"


def test_a_binary_file_is_refused_in_plain_words() -> None:
    reading = decode("a.bib", b"\x89PNG\r\n\0\0\0\rIHDR\0\x01")
    assert reading.value.text == ""
    assert [problem.kind for problem in reading.problems] == ["file/binary"]


def test_a_mark_that_lies_is_said() -> None:
    reading = decode("a.bib", codecs.BOM_UTF8 + b"Stra\xdfe")
    assert reading.problems[0].kind == "file/encoding-guessed"
    assert "byte order mark" in reading.problems[0].message


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "MAXIMUM_BYTES", 10)
    assert decode("a.bib", b"x" * 11).problems[0].kind == "file/too-large"


def test_letters_the_encoding_lacks_are_not_lost() -> None:
    source = decode("a.bib", b"Stra\xdfe").value
    assert encode(source, "Łódź").decode() == "Łódź"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_and_given_back(data: bytes) -> None:
    reading = decode("a.bib", data)
    if any(problem.kind == "file/binary" for problem in reading.problems):
        return
    assert encode(reading.value, reading.value.text) == data
