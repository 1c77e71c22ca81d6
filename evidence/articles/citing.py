"""What each article cites: resolved marks, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.articles.citations import CitedMark, cited_marks
from evidence.model.article import Article
from references.library import Library


@dataclass(frozen=True, slots=True)
class Citing:
    """One article with its resolved marks, and the keys that each of its sentences cites.

    ``keys`` are all that the article cites and the library holds.
    """

    article: Article
    marks: tuple[CitedMark, ...]
    by_sentence: Mapping[int, frozenset[str]]
    keys: frozenset[str]


def citing(articles: Sequence[Article], library: Library) -> tuple[Citing, ...]:
    """What each article cites."""
    return tuple(_citing(article, library) for article in articles)


def _citing(article: Article, library: Library) -> Citing:
    marks = cited_marks(article, library)
    keys_at = {mark.mark.span.start: mark.keys for mark in marks}
    by_sentence = {
        index: frozenset(key for mark in sentence.marks for key in keys_at.get(mark.span.start, ()))
        for index, sentence in enumerate(article.sentences)
        if sentence.marks
    }
    return Citing(
        article, marks, by_sentence, frozenset(key for mark in marks for key in mark.keys)
    )
