"""Markup within fields, and how trees are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.printing.punctuation import placed
from references.printing.rich_text import rich_text
from references.printing.text_case import cased
from references.printing.tree import Node, Span, Text, plain
from references.printing.writers import as_html, as_markdown, as_text

MARKS = (("“", "”"), ("‘", "’"))


def finished(node: Node, *, inward: bool = True) -> Node:
    return placed(node, MARKS, punctuation_in_quote=inward)


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("plain", "plain"),
        ("<i>in</i> vivo", "<i>in</i> vivo"),
        ("CO<sub>2</sub> and <b>x</b>", "CO<sub>2</sub> and <b>x</b>"),
        ("<i>left open", "&lt;i&gt;left open"),
        ("closed</i>", "closed&lt;/i&gt;"),
        ("<i>a<b>b</i>c</b>", "<i>a&lt;b&gt;b</i>c&lt;/b&gt;"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<i onclick=x>a</i>", "&lt;i onclick=x&gt;a&lt;/i&gt;"),
        ("p < 0.05 & q > 1", "p &lt; 0.05 &amp; q &gt; 1"),
        ("a \"b 'c' d\" e", "a “b ‘c’ d” e"),
        ("patients' 5' end isn't", "patients’ 5’ end isn’t"),
        ("<i>a <i>b</i> c</i>", "<i>a </i>b<i> c</i>"),
        ("<sc>Abc</sc>", '<span style="font-variant:small-caps">Abc</span>'),
    ],
)
def test_markup(words: str, html: str) -> None:
    assert as_html(finished(rich_text(words))) == html


@given(st.text(alphabet="ab <>/isupc\"'“”‘’&;*_\\", max_size=30))
def test_no_word_is_lost_and_no_tag_is_made(words: str) -> None:
    node = finished(rich_text(words))
    kept = [char for char in words if char.isalpha()]
    shown = [char for char in plain(node) if char.isalpha()]
    assert len(shown) <= len(kept)
    if "<" not in words:
        assert shown == kept
    assert "<script" not in as_html(node)


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("a*b*c _d_", r"a\*b\*c \_d\_"),
        ("[x](y) <i>z</i>", r"\[x\](y) *z*"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("- no list", r"\- no list"),
        ("x<i>y</i>z", "x<i>y</i>z"),
        ("`code` $m$ ~s~", r"\`code\` \$m\$ \~s\~"),
        ("<script>", r"\<script\>"),
    ],
)
def test_markdown_is_escaped(words: str, markdown: str) -> None:
    assert as_markdown(finished(rich_text(words))) == markdown


@pytest.mark.parametrize(
    ("pieces", "inward", "text"),
    [
        (["What?", ". Next"], True, "What? Next"),
        (["One.", ". Two"], True, "One. Two"),
        (["One", " ", " two"], True, "One two"),
        (['"Quoted"', ", next"], True, "“Quoted,” next"),
        (['"Quoted"', ", next"], False, "“Quoted”, next"),
        (['"Why?"', ". Next"], True, "“Why?” Next"),
        (['"Of"', "; next"], True, "“Of”; next"),
    ],
)
def test_punctuation_that_meets(pieces: list[str], inward: bool, text: str) -> None:
    tree = Span([rich_text(piece) for piece in pieces])
    assert as_text(finished(tree, inward=inward)) == text


@pytest.mark.parametrize(
    ("case", "words", "text"),
    [
        (
            "title",
            "the effect of pH on β-carotene in vitro",
            "The Effect of pH on β-Carotene in Vitro",
        ),
        ("title", "well-being: an overview", "Well-Being: An Overview"),
        ("title", "e. coli and DNA", "E. Coli and DNA"),
        ("sentence", "The Effect of DNA on Rats", "The effect of DNA on rats"),
        ("sentence", "ALL CAPITALS", "All capitals"),
        ("uppercase", "straße", "STRASSE"),
        ("capitalize-first", "<i>in vivo</i>", "In vivo"),
        ("lowercase", 'A <span class="nocase">DNA</span>', "a DNA"),
    ],
)
def test_text_case(case: str, words: str, text: str) -> None:
    assert plain(cased(rich_text(words), case, "en-US")) == text


def test_titles_of_other_languages_keep_their_case() -> None:
    assert plain(cased(Text("wie es ist"), "title", "de-DE")) == "wie es ist"
