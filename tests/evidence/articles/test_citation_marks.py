"""Citation marks: every style, and what must not be taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.articles.citation_marks import MarkHints, find_marks
from evidence.model.article import MarkStyle
from references.source import Span


def found(text):
    return [
        (
            mark.style.value,
            text[mark.span.start : mark.span.end],
            mark.keys or mark.numbers or mark.identifiers,
        )
        for mark in find_marks(text)
    ]


@pytest.mark.parametrize(
    ("text", "style", "written", "content"),
    [
        ("a claim [@un2011].", "pandoc", "[@un2011]", ("un2011",)),
        (
            "a [@un2011; @guler2005, p. 3] b",
            "pandoc",
            "[@un2011; @guler2005, p. 3]",
            ("un2011", "guler2005"),
        ),
        ("a [-@un2011] b", "pandoc", "[-@un2011]", ("un2011",)),
        (
            "a [see @un2011, pp. 3-4; also @b] b",
            "pandoc",
            "[see @un2011, pp. 3-4; also @b]",
            ("un2011", "b"),
        ),
        ("As @sedki2015 showed", "pandoc", "@sedki2015", ("sedki2015",)),
        ("As shown by @sedki2015.", "pandoc", "@sedki2015", ("sedki2015",)),
        (
            "[@doi:10.1016/j.bja.2005.01.001]",
            "pandoc",
            "[@doi:10.1016/j.bja.2005.01.001]",
            ("doi:10.1016/j.bja.2005.01.001",),
        ),
        (
            "[@{https://example.org/a}]",
            "pandoc",
            "[@{https://example.org/a}]",
            ("https://example.org/a",),
        ),
        (r"a \cite{guler2005} b", "latex", r"\cite{guler2005}", ("guler2005",)),
        (
            r"a \citep[see][p. 3]{guler2005, un2011} b",
            "latex",
            r"\citep[see][p. 3]{guler2005, un2011}",
            ("guler2005", "un2011"),
        ),
        (r"a \autocite*{x} b", "latex", r"\autocite*{x}", ("x",)),
        (r"a \parencites{x}[3]{y} b", "latex", r"\parencites{x}[3]{y}", ("x", "y")),
        ("a claim [12].", "numeric", "[12]", (12,)),
        ("a claim [3–5, 9].", "numeric", "[3–5, 9]", (3, 4, 5, 9)),
        ("a claim [3-5,9].", "numeric", "[3-5,9]", (3, 4, 5, 9)),
        ("jerks.¹² Next", "superscript", "¹²", (12,)),
        ("jerks¹,³ fell", "superscript", "¹,³", (1, 3)),
        ("jerks.^1,2^ Next", "superscript", "^1,2^", (1, 2)),
        (
            "see https://doi.org/10.1213/ANE.0b013e31.",
            "doi",
            "https://doi.org/10.1213/ANE.0b013e31",
            ("10.1213/ane.0b013e31",),
        ),
        ("(doi: 10.1000/a(b)c)", "doi", "doi: 10.1000/a(b)c", ("10.1000/a(b)c",)),
        ("bare 10.1000/xyz; and", "doi", "10.1000/xyz", ("10.1000/xyz",)),
        ("PMID: 15735543 says", "pmid", "PMID: 15735543", ("15735543",)),
        (
            "https://pubmed.ncbi.nlm.nih.gov/15735543/ says",
            "pmid",
            "https://pubmed.ncbi.nlm.nih.gov/15735543/",
            ("15735543",),
        ),
        ("PMC1234567 says", "pmid", "PMC1234567", ("PMC1234567",)),
    ],
)
def test_a_mark_is_found(text, style, written, content):
    assert found(text) == [(style, written, content)]


@pytest.mark.parametrize(
    "text",
    [
        "write to a.smith@example.org",
        "[write to a.smith@example.org]",
        "- [x] done and [ ] not done",
        "in [2005] it began",
        "the 95% CI [12, 45] is wide",
        "a range [1–5] of [0, 1]",
        "values between [3, 5]",
        "an index a = [3]",
        "see [^1] below",
        "an area of 5 m² or 3 cm³ or 20 cm^2^",
        "10³ cells and 10^6^ cells",
        "Mg²⁺ and Ca²⁺ and SO₄²⁻",
        "R² was .8, I² was 40 % and χ² was 3",
        "10 mmHg⁻¹",
        "[3](https://example.org) is a link still in its markup",
        "[12]: https://example.org",
        "as @fig-one and @tbl-two and @sec-three show",
        r"\nocite{a} and \citation and \recite",
        "a [9-3] b and a [1-1400] b",
        "version 10.1 of 10.1234",
    ],
)
def test_a_look_alike_is_no_mark(text):
    assert found(text) == []


def test_locators_go_with_their_keys():
    (mark,) = find_marks("[@un2011; see @guler2005, p. 3]")
    assert mark.locators == ("", "p. 3")
    (mark,) = find_marks(r"\cites[12]{a}[p. 4]{b}")
    assert (mark.keys, mark.locators) == (("a", "b"), ("12", "p. 4"))


def test_raised_numbers_of_markup_are_marks_and_powers_are_not():
    text = "jerks1,2 over 5 m2"
    hints = MarkHints(raised=(Span(5, 8), Span(17, 18)))
    assert [(mark.style, mark.numbers) for mark in find_marks(text, hints)] == [
        (MarkStyle.SUPERSCRIPT, (1, 2))
    ]


def test_a_link_to_a_doi_makes_its_words_a_mark():
    text = "as Guler found"
    hints = MarkHints(links=((Span(3, 8), "https://doi.org/10.1/x"),))
    assert find_marks(text, hints) == ()
    hints = MarkHints(links=((Span(3, 8), "https://doi.org/10.1000/x"),))
    (mark,) = find_marks(text, hints)
    assert (mark.span, mark.identifiers) == (Span(3, 8), ("10.1000/x",))


def test_code_holds_no_marks():
    assert find_marks("use `x[1]` [2]", MarkHints(verbatim=(Span(4, 10),)))[0].numbers == (2,)


@given(st.text(alphabet="@[]()^¹²,;-–{}\\cite10./aA doi:PMID ", max_size=80))
def test_marks_are_in_order_and_apart(text):
    end = 0
    for mark in find_marks(text):
        assert end <= mark.span.start < mark.span.end <= len(text)
        assert mark.keys or mark.numbers or mark.identifiers
        end = mark.span.end


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("[" * 200_000, 0),
        ("[1," * 60_000, 0),
        ("@" * 200_000, 0),
        (r"\cite{a" * 40_000, 0),
        ("10.1234/" * 20_000, 1),
    ],
    ids=["brackets", "lists", "keys", "commands", "dois"],
)
def test_openings_without_end_do_not_hang_the_reader(text, marks):
    # A pattern that looked for each end anew would take billions of steps here.
    assert len(find_marks(text)) == marks
