"""Markdown articles: blocks, places, and what stays out of sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.articles.draft import LONGEST_ARTICLE
from evidence.articles.formats.markdown import read
from evidence.model.article import BlockKind, MarkStyle
from references.source import SourceFile


def article(text):
    return read(SourceFile("article.md", text)).value


def words(found, kind):
    return [
        found.plain[block.plain.start : block.plain.end]
        for block in found.blocks
        if block.kind is kind
    ]


SAMPLE = """---
title: "Magnesium & jerks"
---

# Background {#background}

Magnesium **lowers** the *incidence* of [jerks](https://example.org) [@guler2005, p. 3].
It is `safe [1]`; see ![a plot](plot.png) <https://doi.org/10.1213/ane>.[^n]

[^n]: A note on jerks.

## Diet

> A quoted line.
> Its second line.

1. First item.
2. Second item.
   - Inner item.

| Source | Good \\| bad |
|--------|--------------|
| Diet   | Safe [@un2011] |
| IV     |              |

<!-- a comment: not text -->

```
code = [1]
```

- [x] Done.

Tom &amp; Anna\\* agreed.<sup>3,4</sup> Over 5 m<sup>2</sup>.

# References

1. Guler A. Magnesium. doi:10.1213/01
2. 2
"""


def test_title_comes_from_the_front_matter_then_the_first_heading_then_the_first_line():
    assert article(SAMPLE).title == "Magnesium & jerks"
    assert article("text\n\n## Second\n\n# First\n").title == "First"
    assert article("Only text here.\n").title == "Only text here."
    assert article("").title == ""


def test_blocks_are_what_they_are():
    found = article(SAMPLE)
    assert words(found, BlockKind.HEADING) == ["Background", "Diet", "References"]
    assert words(found, BlockKind.BLOCK_QUOTE) == ["A quoted line. Its second line."]
    assert words(found, BlockKind.FOOTNOTE) == ["A note on jerks."]
    assert words(found, BlockKind.LIST_ITEM) == [
        "First item.",
        "Second item.",
        "Inner item.",
        "Done.",
    ]
    assert words(found, BlockKind.TABLE_HEAD) == ["Source", "Good | bad"]
    assert words(found, BlockKind.TABLE_CELL) == ["Diet", "Safe [@un2011]", "IV", ""]
    assert words(found, BlockKind.CODE) == ["code = [1]"]
    assert "comment" not in found.plain
    assert "plot" not in found.plain


def test_blocks_know_their_section_list_and_cell():
    found = article(SAMPLE)
    inner = next(b for b in found.blocks if b.level == 2 and b.kind is BlockKind.LIST_ITEM)
    assert inner.section == ("Background", "Diet")
    assert not inner.ordered
    cell = next(b for b in found.blocks if b.kind is BlockKind.TABLE_CELL and b.column == 1)
    assert (cell.table, cell.row) == (0, 1)
    note = next(b for b in found.blocks if b.kind is BlockKind.FOOTNOTE)
    assert note.identifier == "n"


def test_sentences_carry_their_marks_and_stand_where_they_are_written():
    found = article(SAMPLE)
    first = next(s for s in found.sentences if s.text.startswith("Magnesium"))
    assert first.text == "Magnesium lowers the incidence of jerks [@guler2005, p. 3]."
    assert found.source.slice(first.span).startswith("Magnesium **lowers** the")
    assert str(found.source.location(first.span.start)) == "article.md:7:1"
    assert [(m.keys, m.locators) for m in first.marks] == [(("guler2005",), ("p. 3",))]
    assert found.source.slice(first.marks[0].span) == "[@guler2005, p. 3]"


def test_marks_of_every_kind_and_none_in_code_powers_or_the_list():
    found = article(SAMPLE)
    assert [(m.style, m.keys or m.numbers or m.identifiers) for m in found.marks] == [
        (MarkStyle.PANDOC, ("guler2005",)),
        (MarkStyle.DOI, ("10.1213/ane",)),
        (MarkStyle.PANDOC, ("un2011",)),
        (MarkStyle.SUPERSCRIPT, (3, 4)),
    ]


def test_the_reference_list_is_entries_and_an_empty_one_says_nothing():
    found = article(SAMPLE)
    assert [(e.number, e.text) for e in found.reference_entries] == [
        (1, "Guler A. Magnesium. doi:10.1213/01"),
        (2, ""),
    ]
    assert "Guler" not in " ".join(s.text for s in found.sentences)


def test_a_numbered_paragraph_of_references_is_cut_at_its_numbers():
    found = article("# References\n\n[1] Smith A. One.\n[2] Jones B. Two\nlines.\n")
    assert [(e.number, e.text) for e in found.reference_entries] == [
        (1, "Smith A. One."),
        (2, "Jones B. Two lines."),
    ]


def test_text_in_an_html_block_is_reported_and_a_comment_is_not():
    reading = read(SourceFile("a.md", "<!-- one -->\n\n<div>hidden words</div>\n\nText.\n"))
    assert [problem.kind for problem in reading.problems] == ["article/html-not-read"]
    assert reading.problems[0].location.line == 3
    assert "hidden" not in reading.value.plain


def test_a_disclaimer_is_not_a_statement_of_the_article():
    found = article("# T\n\nThis is for informational purposes only.\n\nJerks fell.\n")
    assert [s.text for s in found.sentences] == ["T", "Jerks fell."]


def test_an_endless_article_is_read_to_a_limit_and_says_so():
    reading = read(SourceFile("a.md", "x" * (LONGEST_ARTICLE + 10)))
    assert [problem.kind for problem in reading.problems] == ["article/too-long"]
    assert len(reading.value.plain) == LONGEST_ARTICLE


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_move_places(line_end):
    found = article("# T\n\n> Quoted **one**\n> two.\n\n- a\n  b [@k]\n".replace("\n", line_end))
    assert [s.text for s in found.sentences] == ["T", "Quoted one two.", "a b [@k]"]
    assert_places(found)


def assert_places(found):
    """Letters and digits of the plain text are those of the source at their offsets."""
    source = found.source.text
    assert len(found.offsets) == len(found.plain) + 1
    previous = 0
    for index, character in enumerate(found.plain):
        at = found.offsets[index]
        assert previous <= at <= len(source)
        previous = at
        if character.isalnum() and source[at] != "&":
            assert source[at] == character
    block_end = 0
    for block in found.blocks:
        assert block_end <= block.plain.start <= block.plain.end <= len(found.plain)
        assert block.span.end <= len(source)
        block_end = block.plain.end
    sentence_end = 0
    for sentence in found.sentences:
        block = found.blocks[sentence.block]
        assert sentence_end <= sentence.plain.start < sentence.plain.end
        assert block.plain.start <= sentence.plain.start
        assert sentence.plain.end <= block.plain.end
        assert found.plain[sentence.plain.start : sentence.plain.end] == sentence.text
        assert sentence.span == found.to_source(sentence.plain)
        for mark in sentence.marks:
            assert sentence.plain.start <= mark.plain.start < mark.plain.end <= sentence.plain.end
        sentence_end = sentence.plain.end


@pytest.mark.parametrize(
    "text",
    [SAMPLE, "# \\cite{a}\0", "|a\0b|c|\n|-|-|\n|d|e\\|f|", "a &amp;b `c\nd` <https://x.org/%41>"],
)
def test_places_are_those_of_the_source(text):
    assert_places(article(text))


PIECES = st.sampled_from(
    [
        *[
            "# ",
            "## ",
            "- ",
            "* ",
            "1. ",
            "> ",
            ">> ",
            "   ",
            "\t",
            "`",
            "``",
            "```\n",
            "**",
            "*",
            "_",
            "__",
            "~~",
            "[",
            "]",
            "](u)",
            "!",
            "|",
            " | ",
            "|-|-|\n",
        ],
        *[
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\n    ",
            "    code",
            "---\n",
            "\n===\n",
            ":::",
            "\n|a|b|\n|-|-|\n|c|d|\n",
        ],
        *[
            "[^1]",
            "[^1]: ",
            "<b>",
            "<sup>",
            "</sup>",
            "<!--",
            "-->",
            "<div>",
            "\\",
            "\\*",
            "\\cite{a}",
            "@key",
            "[@key]",
            "[12]",
            "^1,2^",
            "¹²",
        ],
        *[
            "a",
            "B",
            "1",
            ".",
            ". ",
            ", ",
            "e.g. ",
            "x y",
            "word ",
            "References",
            "é",
            "é",
            "\xad",
            "\u2028",
            "\x00",
            "😀",
            "—",
            "<https://x.org>",
        ],
        "&amp;",
        "&#65;",
        "&nope;",
        "](https://doi.org/10.1000/x)",
        "---\ntitle: x\n---\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_markdown_reads_with_true_places(text):
    assert_places(article(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_reads_as_markdown(text):
    assert_places(article(text))
