"""One article folded and indexed by its words, in which quotes are looked up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz

from evidence.articles.citation_marks import find_marks
from evidence.articles.normalised import NormalisedText, normalise
from evidence.model.article import Article
from evidence.model.claim import Anchor
from references.source import Span

# Measured on simulated edits of articles (docs/decisions/0042). A quote this similar is the same
# statement edited, whatever stands around it; a less similar one only where its surroundings
# agree, the more so the less similar it is.
CLOSE = 0.85
AGREEING = ((0.70, 0.45), (0.56, 0.60))
# Where an anchor gives no surroundings, similarity alone decides.
CLOSE_ALONE = 0.75
# Shorter quotes say too little to tell an edit from another statement.
SHORTEST_FUZZY = 25
FEWEST_FUZZY_WORDS = 4
# How much of the rarer words of a quote must survive, so that a sentence of the same build on
# another subject is not taken for it.
SHARED_WORDS = 0.4
# A quote that ends with a stop was a whole sentence, and a part of another is not that sentence.
WHOLE_SENTENCE = 0.7

_LEAST_SIMILAR = 48
_WINDOW = 16
_MOST_PLACES = 500
_MOST_SENTENCES = 8
_COMMON_WORD = 200
_CONTEXT = 48
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """An anchor's words, folded."""

    text: str
    prefix: str
    suffix: str

    @property
    def is_whole(self) -> bool:
        """Whether the quote ends as a sentence does."""
        return self.text.endswith((".", "!", "?"))

    @classmethod
    def of(cls, anchor: Anchor) -> Quote:
        """The folded quote, prefix and suffix of an anchor."""
        return cls(_folded(anchor.quote), _folded(anchor.prefix), _folded(anchor.suffix))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be the quote's: similarity and agreement of the context, 0 to 1.

    ``context`` is ``None`` where the anchor gives neither prefix nor suffix.
    """

    article: int
    span: Span
    similarity: float
    context: float | None

    @property
    def score(self) -> float:
        """What places are compared by."""
        return self.similarity + 0.14 * (self.context or 0.0)

    @property
    def is_accepted(self) -> bool:
        """Whether the quote may be said to have moved here."""
        if self.context is None:
            return self.similarity >= CLOSE_ALONE
        return self.similarity >= CLOSE or any(
            self.similarity >= similarity and self.context >= context
            for similarity, context in AGREEING
        )


class IndexedArticle:
    """An article with its folded text and what finds quotes in it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.normalised: NormalisedText = normalise(
            article.plain, [mark.plain for mark in article.marks]
        )
        self._sentence_starts = [sentence.plain.start for sentence in article.sentences]
        self._sentence_ends = [sentence.plain.end for sentence in article.sentences]

    def sentences_at(self, plain: Span) -> tuple[int, ...]:
        """Indexes of the sentences that share characters with a span of the plain text."""
        first = bisect_right(self._sentence_ends, plain.start)
        return tuple(range(first, bisect_left(self._sentence_starts, plain.end, first)))

    # Exact

    @cached_property
    def _by_opening(self) -> Mapping[str, Sequence[int]]:
        """Places where a word begins, by the characters that follow."""
        found: dict[str, list[int]] = defaultdict(list)
        text = self.normalised.text
        for match in _WORD.finditer(text):
            places = found[text[match.start() : match.start() + _WINDOW]]
            if len(places) < _MOST_PLACES:
                places.append(match.start())
        return found

    def exact(self, quote: str) -> Iterator[Span]:
        """Where the folded quote stands word for word, at the boundaries of words."""
        text = self.normalised.text
        word = _WORD.search(quote)
        if word is None or len(quote) - word.start() < _WINDOW:
            places: Iterable[int] = _occurrences(text, quote)
        else:
            opening = quote[word.start() : word.start() + _WINDOW]
            places = (at - word.start() for at in self._by_opening.get(opening, ()))
        for at in places:
            if at >= 0 and text.startswith(quote, at) and _is_whole(text, at, at + len(quote)):
                yield Span(at, at + len(quote))

    # Context

    def context(self, span: Span, quote: Quote) -> float | None:
        """How far the words around a place agree with prefix and suffix, where one is given."""
        text = self.normalised.text
        shares = []
        if quote.prefix:
            wanted = quote.prefix[-_CONTEXT:]
            before = text[max(0, span.start - _CONTEXT - 1) : span.start].rstrip()
            shares.append(_agreement(wanted, before[-len(wanted) :]))
        if quote.suffix:
            wanted = quote.suffix[:_CONTEXT]
            after = text[span.end : span.end + _CONTEXT + 1].lstrip()
            shares.append(_agreement(wanted, after[: len(wanted)]))
        return sum(shares) / len(shares) if shares else None

    # Fuzzy

    @cached_property
    def _sentences(self) -> tuple[Span, ...]:
        """The sentences in the folded text, by dividing it where the article's sentences begin."""
        offsets = self.normalised.offsets
        cuts = [0]
        for start in self._sentence_starts:
            at = bisect_left(offsets, start, cuts[-1], len(self.normalised.text))
            if at > cuts[-1]:
                cuts.append(at)
        cuts.append(len(self.normalised.text))
        return tuple(Span(begin, end) for begin, end in pairwise(cuts))

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        """The sentences that hold each word."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, span in enumerate(self._sentences):
            for word in set(_WORD.findall(self.normalised.text[span.start : span.end])):
                found[word].append(index)
        return found

    def fuzzy(self, number: int, quote: Quote) -> Iterator[Candidate]:
        """Places in the sentences that share the rarer words of a quote."""
        words = set(_WORD.findall(quote.text))
        if len(quote.text) < SHORTEST_FUZZY or len(words) < FEWEST_FUZZY_WORDS:
            return
        weights = {word: self._weight(word) for word in words}
        seen: set[Span] = set()
        for index in self._likely(weights):
            first, last = max(index - 1, 0), min(index + 1, len(self._sentences) - 1)
            window = Span(self._sentences[first].start, self._sentences[last].end)
            span = self._aligned(quote.text, window)
            if span is None or span in seen:
                continue
            seen.add(span)
            text = self.normalised.text[span.start : span.end]
            if quote.is_whole and self._covered(span) < WHOLE_SENTENCE:
                continue
            kept = sum(weights[word] for word in words & set(_WORD.findall(text)))
            if kept < SHARED_WORDS * sum(weights.values()):
                continue
            similarity = fuzz.ratio(quote.text, text) / 100
            yield Candidate(number, span, similarity, self.context(span, quote))

    def _covered(self, span: Span) -> float:
        """The share of the sentence around the middle of a place that the place takes up."""
        middle = (span.start + span.end) // 2
        index = bisect_right(self._sentences, Span(middle, len(self.normalised.text))) - 1
        sentence = self._sentences[max(index, 0)]
        shared = min(sentence.end, span.end) - max(sentence.start, span.start)
        return shared / max(len(sentence), 1)

    def _weight(self, word: str) -> float:
        """Rarer words weigh more; a number weighs as much as a rare word."""
        count = len(self._by_word.get(word, ()))
        if word.isdigit():
            return 1.0
        return 1.0 / (1 + count) ** 0.5 if len(word) > 3 else 0.1

    def _likely(self, weights: Mapping[str, float]) -> Sequence[int]:
        """The sentences that share most, by the weight of the shared words."""
        scores: dict[int, float] = defaultdict(float)
        postings = [(self._by_word.get(word, ()), word) for word in weights]
        postings.sort(key=lambda item: (len(item[0]), item[1]))
        rare = [item for item in postings if 0 < len(item[0]) <= _COMMON_WORD]
        for sentences, word in rare or [item for item in postings if item[0]][:3]:
            for index in sentences[: _COMMON_WORD * 10]:
                scores[index] += weights[word]
        return sorted(scores, key=lambda index: (-scores[index], index))[:_MOST_SENTENCES]

    def _aligned(self, quote: str, window: Span) -> Span | None:
        """The stretch of a window that is most like the quote, at the boundaries of words."""
        text = self.normalised.text[window.start : window.end]
        if len(text) <= len(quote):
            return _stripped(self.normalised.text, window.start, window.end)
        # Windows and quotes are bounded, so that a line without sentences costs no more.
        if len(text) > 20 * len(quote) + 2000:
            text = text[: 20 * len(quote) + 2000]
        aligned = fuzz.partial_ratio_alignment(quote, text, score_cutoff=_LEAST_SIMILAR)
        if aligned is None:
            return None
        return self._to_sentences(
            quote, window.start + aligned.dest_start, window.start + aligned.dest_end
        )

    def _to_sentences(self, quote: str, start: int, end: int) -> Span | None:
        """A stretch moved to the boundaries of words or sentences that fit the quote best."""
        text = self.normalised.text
        options = []
        near_starts = {start, *(s.start for s in self._near(start))}
        near_ends = {end, *(s.end for s in self._near(end))}
        for begin in near_starts:
            for stop in near_ends:
                span = _stripped(text, _word_start(text, begin), _word_end(text, stop))
                if span is not None:
                    ratio = fuzz.ratio(quote, text[span.start : span.end])
                    options.append((ratio, -len(span), span))
        return max(options)[2] if options else None

    def _near(self, position: int) -> Sequence[Span]:
        index = bisect_right(self._sentences, Span(position, len(self.normalised.text))) - 1
        return self._sentences[max(index - 1, 0) : index + 2]


def _folded(text: str) -> str:
    if not text:
        return ""
    return normalise(text, [mark.span for mark in find_marks(text)]).text


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    found = 0
    while at >= 0 and found < _MOST_PLACES:
        yield at
        found += 1
        at = text.find(quote, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch neither begins nor ends inside a word."""
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (cut_before or cut_after)


def _word_start(text: str, position: int) -> int:
    while 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum():
        position -= 1
    return position


def _word_end(text: str, position: int) -> int:
    while 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum():
        position += 1
    return position


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def _agreement(wanted: str, found: str) -> float:
    return fuzz.ratio(wanted, found) / 100
