"""Styles and locales given as files."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from references.citation_style import citation_locales, citation_styles, format_bibliography
from references.errors import InputError
from references.people import PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"'
ITEM = Reference(
    "k", ReferenceKind.BOOK, Location("x"), title="A <b>bold</b> title",
    authors=(PersonName("Lee", "Ada"), PersonName("Un", "Bo")),
)  # fmt: skip


def style(body: str, extra: str = "") -> str:
    return (
        f"{HEAD}{extra}><info/>"
        '<citation><layout><text variable="title"/></layout></citation>'
        f"{body}</style>"
    )


def bibliography(body: str) -> str:
    return f"<bibliography><layout>{body}</layout></bibliography>"


def written(folder: Path, text: str, name: str = "s.csl") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_style_of_a_file(tmp_path: Path) -> None:
    body = bibliography('<names variable="author"><name and="text"/></names>')
    path = written(tmp_path, style(body))
    assert format_bibliography([ITEM], path)[0].text == "Ada Lee and Bo Un"
    assert format_bibliography([ITEM], path, locale="de")[0].text == "Ada Lee und Bo Un"


def test_markup_in_a_title_is_formatting_and_words(tmp_path: Path) -> None:
    path = written(tmp_path, style(bibliography('<text variable="title" font-style="italic"/>')))
    (entry,) = format_bibliography([ITEM], path)
    assert entry.text == "A bold title"
    assert entry.html == "<i>A <b>bold</b> title</i>"
    assert entry.markdown == "*A **bold** title*"


def test_a_dependent_style_finds_its_parent(tmp_path: Path) -> None:
    link = '<link href="http://www.zotero.org/styles/{}" rel="independent-parent"/>'
    for parent in ("apa", "nature"):
        path = written(tmp_path, f"{HEAD}><info>{link.format(parent)}</info></style>")
        assert format_bibliography([ITEM], path)[0] == format_bibliography([ITEM], parent)[0]
    path = written(tmp_path, f"{HEAD}><info>{link.format('mine')}</info></style>", "child.csl")
    with pytest.raises(InputError, match=r"neither bundled nor beside it as mine\.csl"):
        format_bibliography([ITEM], path)
    written(tmp_path, style(bibliography('<text value="here"/>')), "mine.csl")
    assert format_bibliography([ITEM], path)[0].text == "here"


def test_a_locale_of_a_file(tmp_path: Path) -> None:
    locale = written(
        tmp_path,
        '<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="la" version="1.0">'
        '<terms><term name="and">atque</term></terms></locale>',
        "locales-la.xml",
    )
    body = bibliography('<names variable="author"><name and="text"/></names>')
    path = written(tmp_path, style(body))
    assert format_bibliography([ITEM], path, locale=locale)[0].text == "Ada Lee atque Bo Un"
    # Beside the style it is found by its language, too.
    assert format_bibliography([ITEM], path, locale="la")[0].text == "Ada Lee atque Bo Un"


def test_a_language_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"no locale 'xx'.*de-DE, en-GB, en-US, es-ES, fr-FR"):
        format_bibliography([ITEM], "apa", locale="xx")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no xml", "not readable as XML"),
        ("<html/>", "not a CSL style"),
        (f"{HEAD}><info/></style>", "without a citation layout"),
        (f'<!DOCTYPE s [<!ENTITY a "b">]>{style("")}', "document type declaration"),
        (f'<!DOCTYPE s SYSTEM "file:///etc/passwd">{style("")}', "document type declaration"),
        (style("<macro name='m'>" + "<group>" * 80 + "</group>" * 80 + "</macro>"), "deep"),
    ],
)
def test_a_file_that_is_no_style_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        format_bibliography([ITEM], written(tmp_path, text))


CALL = bibliography('<text macro="a"/>')


def test_macros_that_call_one_another_without_end_come_to_one(tmp_path: Path) -> None:
    macros = (
        '<macro name="a"><text macro="b"/></macro>'
        '<macro name="b"><text variable="title"/><text macro="a"/></macro>'
    )
    path = written(tmp_path, style(macros + CALL))
    assert format_bibliography([ITEM], path)[0].text.startswith("A bold title")


def test_macros_that_branch_without_end_do_not_hang(tmp_path: Path) -> None:
    macro = "".join(
        f'<macro name="{name}"><text macro="{after}"/><text macro="{after}"/></macro>'
        for name, after in pairwise("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    )
    path = written(tmp_path, style(macro + CALL))
    assert format_bibliography([ITEM], path) == ()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csl: No such file"):
        format_bibliography([ITEM], str(tmp_path / "none.csl"))


def test_every_bundled_style_prints_in_every_bundled_language() -> None:
    for name in citation_styles():
        for locale in citation_locales():
            assert "Lee" in format_bibliography([ITEM], name, locale=locale)[0].text
