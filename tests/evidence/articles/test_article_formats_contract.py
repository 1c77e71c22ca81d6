"""What every article format owes: any text is read, and everything has its place in the source."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.articles.article_format import article_format_of_path, article_formats
from references.source import SourceFile

FORMATS = pytest.mark.parametrize("fmt", article_formats(), ids=lambda fmt: fmt.name)
TEXT = """Magnesium and jerks

Magnesium may help (Guler et al. 2005). It did so in 25 of 50 adults [1].\r
Not everyone agrees.

References

1. Guler A. Magnesium. 2005.
"""


@FORMATS
def test_its_suffixes_are_its_own(fmt):
    assert fmt.suffixes
    for suffix in fmt.suffixes:
        assert article_format_of_path(f"article{suffix}") is fmt


@FORMATS
def test_sentences_are_found_with_their_places(fmt):
    article = fmt.read(SourceFile("article", TEXT)).value
    words = [sentence.text for sentence in article.sentences]
    assert "Not everyone agrees." in words
    assert any(text.startswith("It did so in 25 of 50 adults") for text in words)
    assert article.marks
    for sentence in article.sentences:
        assert article.plain[sentence.plain.start : sentence.plain.end] == sentence.text
        assert article.to_source(sentence.plain) == sentence.span


@FORMATS
@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200) | st.text(alphabet="#*-_[]()`|>\n\r\t &1.@a ", max_size=120))
def test_no_text_stops_it_and_every_place_is_in_the_source(fmt, text):
    article = fmt.read(SourceFile("article", text)).value
    assert len(article.offsets) == len(article.plain) + 1
    assert list(article.offsets) == sorted(article.offsets)
    assert 0 <= article.offsets[0] <= article.offsets[-1] <= len(text)
    ends = [0]
    for sentence in article.sentences:
        assert sentence.plain.start >= ends[-1]
        ends.append(sentence.plain.end)
    assert ends[-1] <= len(article.plain)
