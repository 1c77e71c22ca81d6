"""The quick way through clean entries must say what the thorough way says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.encoding import decode
from references.formats.bibtex import splitting
from references.formats.bibtex.scanning import clean_entry
from references.formats.bibtex.splitting import split

NASTY = sorted((Path(__file__).parent / "samples" / "bibtex" / "nasty").glob("*.bib"))

pieces = st.sampled_from(
    (
        "@article{k,", "@book(b,", "@string{s = {x}}", "@comment{", "title = {A {B} c},",
        "year = 2005", "month = jan,", 'note = "q {"} r",', "a = {x} # {y},", "url={a@b},",
        "\n@misc{m,", "title={a\n@b{c}},", "}", "{", ")", ",", "\n", "\r\n", " ", "\\{", '"', "=",
        "%", "@", "word", "é",
    )
)  # fmt: skip


def thorough(text: str):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "clean_entry", lambda *_: None)
        return split(text)


@given(st.lists(pieces, max_size=25).map("".join))
def test_both_ways_give_the_same_blocks(text: str) -> None:
    assert split(text) == thorough(text)


@pytest.mark.parametrize("path", NASTY, ids=lambda path: path.name)
def test_both_ways_give_the_same_blocks_of_odd_files(path: Path) -> None:
    text = decode(path.name, path.read_bytes()).value.text
    assert split(text) == thorough(text)


def test_a_clean_entry_is_read_with_its_places() -> None:
    text = 'x @article{guler2005,\n  title = {Magnesium {in} use},\n  year = 2005, note = "a"}\n'
    block = clean_entry(text, 2)
    assert block is not None
    assert (block.key, text[block.key_start : block.key_start + 9]) == ("guler2005", "guler2005")
    assert [(item.name, item.expression) for item in block.fields] == [
        ("title", "{Magnesium {in} use}"),
        ("year", "2005"),
        ("note", '"a"'),
    ]
    for item in block.fields:
        assert text[item.value_start : item.value_end] == item.expression
        assert text.startswith(item.name, item.name_start)
    assert block.span.end == len(text) - 1


@pytest.mark.parametrize(
    "text",
    [
        "@article{k, a = {b",
        "@article{k, a = {b}\nc = {d}}",
        "@article{, a = {b}}",
        "@comment{k, a=1}",
        "@article{k, a = b # c}",
        "@article{k, a = {\\{}}",
        "@article{k,\n a = {\n@misc{m, b = {c}}}",
    ],
)
def test_what_is_not_clean_is_left_to_the_thorough_way(text: str) -> None:
    assert clean_entry(text, 0) is None
