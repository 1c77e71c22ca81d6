"""``references format``: styles, languages, outputs and citations in a text."""

from __future__ import annotations

import pytest

BIB = """\
@article{lee2011, author = {Lee, Ada and Un, Bo}, title = {Rats & *mice*}, journal = {J},
  volume = {5}, pages = {96--117}, year = {2011}}
@article{abel2001, author = {Abel, Cy}, title = {Older}, journal = {J}, volume = {1}, year = {2001}}
"""


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "library.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ((), "1. Lee A, Un B. Rats & *mice*. J. 2011;5:96–117."),
        (("--style", "apa"), "Abel, C. (2001). Older. J, 1."),
        (
            ("--style", "ieee"),
            "[1] A. Lee and B. Un, “Rats & *mice*,” J, vol. 5, pp. 96–117, 2011.",
        ),
        (
            ("--style", "ieee", "--locale", "de"),
            "[1] A. Lee und B. Un, „Rats & *mice*“, J, Bd. 5, S. 96–117, 2011.",
        ),
        (("--format", "html"), "<p>1. Lee A, Un B. Rats &amp; *mice*. J. 2011;5:96–117.</p>"),
        (
            ("--style", "nature", "--format", "markdown"),
            "1\\. Lee, A. \\& Un, B. Rats \\& \\*mice\\*. *J* **5**, 96–117 (2011).",
        ),
        (("--cite", "lee2011,abel2001"), "(1,2)"),
        (("--style", "apa", "--cite", "lee2011"), "(Lee & Un, 2011)"),
    ],
)
def test_what_is_printed(run, library, options, first):
    status, out, err = run("references", "format", library, *options)
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == first


def test_a_style_of_a_file(run, library, tmp_path):
    style = tmp_path / "mine.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>'
        '<citation><layout><text variable="title"/></layout></citation>'
        '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
    )
    status, out, _ = run("references", "format", library, "--style", style)
    assert (status, out) == (0, "Rats & *mice*\nOlder\n")


def test_each_citation_is_a_line_and_unknown_keys_are_told(run, library):
    keys = ("--cite", "abel2001", "--cite", "nobody, lee2011")
    status, out, err = run("references", "format", library, *keys)
    assert (status, out) == (1, "(2)\n(1)\n")
    assert err == "no reference has the key 'nobody'\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--style", "harvard"), "unknown citation style 'harvard'; known are ama, apa,"),
        (("--style", "none.csl"), "none.csl: No such file"),
        (("--locale", "xx"), "no locale 'xx'"),
    ],
)
def test_what_is_not_there_is_named(run, library, options, message):
    status, out, err = run("references", "format", library, *options)
    assert (status, out) == (2, "")
    assert message in err
