"""Plain text articles: headings, lists, tables and web-page debris told apart."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.articles.formats.text import read
from evidence.model.article import BlockKind
from references.source import SourceFile

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


def article(text):
    return read(SourceFile("article.txt", text)).value


def kinds(found):
    return [
        (block.kind.value, found.plain[block.plain.start : block.plain.end])
        for block in found.blocks
    ]


PAGE = """Skip to content

Does Zinc Help Colds? What Trials Say

5 min read

Zinc is a mineral. Some trials, e.g. small ones, found shorter colds.

Key Points

  • Zinc may help: Start early.
  • It tastes bad.

In This Article

Lozenges vs. Tablets

Form Advantages Considerations
Lozenges Act in the mouth. They taste bad.
Tablets Easy to take. They act slowly.

1. Take care with doses.

2. Ask a doctor.

References

  1. 1
  2. 2
  3. 3

Medical Disclaimer

This is for informational purposes only and is not a substitute for medical advice.
"""


def test_a_page_with_its_debris():
    found = article(PAGE)
    assert found.title == "Does Zinc Help Colds? What Trials Say"
    assert kinds(found) == [
        ("boilerplate", "Skip to content"),
        ("heading", "Does Zinc Help Colds? What Trials Say"),
        ("boilerplate", "5 min read"),
        ("paragraph", "Zinc is a mineral. Some trials, e.g. small ones, found shorter colds."),
        ("heading", "Key Points"),
        ("list-item", "Zinc may help: Start early."),
        ("list-item", "It tastes bad."),
        ("boilerplate", "In This Article"),
        ("heading", "Lozenges vs. Tablets"),
        ("table-head", "Form Advantages Considerations"),
        ("table-cell", "Lozenges Act in the mouth. They taste bad."),
        ("table-cell", "Tablets Easy to take. They act slowly."),
        ("list-item", "Take care with doses."),
        ("list-item", "Ask a doctor."),
        ("heading", "References"),
        ("reference-entry", "1"),
        ("reference-entry", "2"),
        ("reference-entry", "3"),
        ("heading", "Medical Disclaimer"),
        ("boilerplate", PAGE.strip().splitlines()[-1]),
    ]
    assert [(entry.number, entry.text) for entry in found.reference_entries] == [
        (1, ""),
        (2, ""),
        (3, ""),
    ]
    assert found.blocks[5].section == (found.title, "Key Points")


def test_wrapped_lines_are_one_paragraph_and_short_lines_are_not():
    wrapped = (
        "Magnesium is a mineral that the body needs for nerves and\n"
        "muscles, and it is lost with some drugs. It is found in\n"
        "leaves and nuts.\n"
    )
    assert [text for _, text in kinds(article("Title\n\n" + wrapped))][1:] == [
        " ".join(wrapped.split())
    ]
    assert [text for _, text in kinds(article("One is this.\nTwo is that.\n"))] == [
        "One is this.",
        "Two is that.",
    ]


def test_underlined_and_numbered_headings_make_sections():
    found = article("Title\n=====\n\nMethods\n-------\n\nWe did it.\n\n2.1 Study Design\n\nSo.\n")
    assert [block.level for block in found.blocks if block.kind is BlockKind.HEADING] == [1, 2, 3]
    assert found.blocks[-1].section == ("Title", "Methods", "2.1 Study Design")


@pytest.mark.parametrize(
    "table",
    [
        "Source\tGood\nDiet\tsafe\n",
        "Source  Good\nDiet    safe\n",
        "| Source | Good |\n|---|---|\n| Diet | safe |\n",
    ],
)
def test_tables_are_cells(table):
    found = article(table)
    assert kinds(found) == [
        ("table-head", "Source"),
        ("table-head", "Good"),
        ("table-cell", "Diet"),
        ("table-cell", "safe"),
    ]
    assert [(b.row, b.column) for b in found.blocks] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_entries_of_a_list_keep_number_and_text_over_lines():
    found = article(
        "References\n\n1. Smith A. One trial of zinc. J Ex. 2001;1:1.\n"
        "2. Jones B. Another. 2002.\n\n[3] Brown C. Third. 2003.\n"
    )
    assert [(entry.number, entry.text[:7]) for entry in found.reference_entries] == [
        (1, "Smith A"),
        (2, "Jones B"),
        (3, "Brown C"),
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *[
                    "a",
                    "B",
                    "1. ",
                    "1) ",
                    "• ",
                    "- ",
                    "\t",
                    "  ",
                    "|",
                    "\n",
                    "\n\n",
                    "\r\n",
                    "References",
                    "==",
                    "---",
                    "# ",
                    ".",
                    "word ",
                    "[1] ",
                    "é",
                ],
                *[
                    "4 min read",
                    "\x0b",
                    "\x00",
                    "\u2028",
                    "?",
                    "(1) ",
                    ": ",
                    "2001",
                    "A Title",
                    "Smith A. One trial. ",
                ],
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_text_reads_with_true_places(text):
    found = article(text)
    assert len(found.offsets) == len(found.plain) + 1
    for index, character in enumerate(found.plain):
        if not character.isspace():
            assert text[found.offsets[index]] == character
    end = 0
    for sentence in found.sentences:
        assert end <= sentence.plain.start < sentence.plain.end
        assert found.plain[sentence.plain.start : sentence.plain.end] == sentence.text
        end = sentence.plain.end
    read_letters = [c for c in found.plain if c.isalpha()]
    assert read_letters == [c for c in text if c.isalpha()]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_too_odd(text):
    found = article(text)
    assert found.source.text == text
    assert len(found.offsets) == len(found.plain) + 1
    assert all(block.plain.end <= len(found.plain) for block in found.blocks)
    assert all(block.span.end <= len(text) for block in found.blocks)


def test_the_source_article_is_cut_as_a_reader_labelled_it():
    labels = DATA / "claims" / "seed_gold" / "segments.tsv"
    source = DATA / "seed" / "article.txt"
    if not (labels.is_file() and source.is_file()):
        pytest.skip("the labelled source article is not beside this repository")
    text = source.read_bytes().decode()
    found = article(text)
    with labels.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    wanted = set()
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        if row["type"] not in "BXL":
            bullet = len(text[start:end]) - len(text[start:end].lstrip("• "))
            wanted.add((start + bullet, end))
    cut = {(sentence.span.start, sentence.span.end) for sentence in found.sentences}
    assert wanted <= cut
    assert len(cut - wanted) <= 2
    assert [(entry.number, entry.text) for entry in found.reference_entries] == [
        (number, "") for number in range(1, 22)
    ]
