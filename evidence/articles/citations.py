"""Which references of the library a citation mark stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.articles.citation_marks import find_marks
from evidence.model.article import Article, CitationMark, ReferenceEntry
from references.library import Library

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_TITLE = 12
_OPENING = 3
_PREFIXES = ("doi:", "pmid:", "pmcid:", "https://doi.org/", "http://doi.org/")


@dataclass(frozen=True, slots=True)
class CitedMark:
    """A citation mark with the keys of the library it leads to.

    ``unknown`` are the keys, numbers and identifiers, as written, that lead nowhere.
    """

    mark: CitationMark
    keys: tuple[str, ...]
    unknown: tuple[str, ...]


def cited_marks(article: Article, library: Library) -> tuple[CitedMark, ...]:
    """Every mark of an article, resolved by key, by number or by identifier.

    A number goes by the article's own reference list, whose entries are matched by DOI, PMID or
    title; where the article prints no list, it counts the references of the library.
    """
    finder = _Finder(article, library)
    return tuple(finder.cited(mark) for mark in article.marks)


class _Finder:
    def __init__(self, article: Article, library: Library) -> None:
        self._library = library
        self._by_identifier = _by_identifier(library)
        self._by_number = self._numbers(article)

    def cited(self, mark: CitationMark) -> CitedMark:
        keys: dict[str, None] = {}
        unknown: dict[str, None] = {}
        written = (
            *((key, self._key(key)) for key in mark.keys),
            *((str(number), self._by_number.get(number, "")) for number in mark.numbers),
            *((each, self._by_identifier.get(each.lower(), "")) for each in mark.identifiers),
        )
        for name, key in written:
            (keys if key else unknown).setdefault(key or name)
        return CitedMark(mark, tuple(keys), tuple(unknown))

    def _key(self, key: str) -> str:
        if key in self._library:
            return key
        lowered = key.lower()
        for prefix in _PREFIXES:
            if lowered.startswith(prefix):
                return self._by_identifier.get(lowered.removeprefix(prefix), "")
        return ""

    def _numbers(self, article: Article) -> Mapping[int, str]:
        """The key behind each number of the article's list; empty where an entry matches none."""
        if not article.reference_entries:
            return {at: reference.key for at, reference in enumerate(self._library, 1)}
        titles = _Titles(self._library)
        found: dict[int, str] = {}
        for position, entry in enumerate(article.reference_entries, 1):
            number = position if entry.number is None else entry.number
            found.setdefault(number, self._entry_key(entry, titles))
        return found

    def _entry_key(self, entry: ReferenceEntry, titles: _Titles) -> str:
        for mark in find_marks(entry.text):
            for name in (*mark.identifiers, *mark.keys):
                if key := self._by_identifier.get(name.lower()) or self._key(name):
                    return key
        return titles.longest_in(entry.text)


def _by_identifier(library: Library) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for reference in library:
        for identifier in (reference.doi, reference.pmid, reference.pmcid):
            if identifier:
                found.setdefault(identifier.lower(), reference.key)
    return found


class _Titles:
    """Titles of a library, by the words they begin with."""

    def __init__(self, library: Library) -> None:
        self._by_opening: dict[tuple[str, ...], list[tuple[list[str], str]]] = defaultdict(list)
        for reference in library:
            words = _words(reference.title)
            if sum(map(len, words)) >= _SHORTEST_TITLE:
                self._by_opening[tuple(words[:_OPENING])].append((words, reference.key))

    def longest_in(self, text: str) -> str:
        """The key of the longest title that stands word for word in a text; empty for none."""
        words = _words(text)
        best: list[str] = []
        found = ""
        for at in range(len(words)):
            for length in range(1, _OPENING + 1):
                for title, key in self._by_opening.get(tuple(words[at : at + length]), ()):
                    if len(title) > len(best) and words[at : at + len(title)] == title:
                        best, found = title, key
        return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
