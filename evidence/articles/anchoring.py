"""Finding an anchor's words again in an article that may have been edited since.

The words are looked up first as they are, after folding what copies and typesetting change; only
what is not found so is searched for among the sentences that share its rarer words. A quote that
was deleted must come out as lost: a look-alike is taken only when it is close, or when the words
around it are those that stood around the quote.
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.articles.indexed_article import Candidate, IndexedArticle, Quote
from evidence.model.anchoring import AnchorState, Resolution
from evidence.model.article import Article
from evidence.model.claim import Anchor


class AnchorIndex:
    """The words of some articles, ready to look up many anchors."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = tuple(IndexedArticle(article) for article in articles)
        self._known: dict[Anchor, Resolution] = {}

    def resolve(self, anchor: Anchor) -> Resolution:
        """Where the anchor's words are now."""
        if anchor not in self._known:
            self._known[anchor] = self._resolve(anchor)
        return self._known[anchor]

    def _resolve(self, anchor: Anchor) -> Resolution:
        quote = Quote.of(anchor)
        places = [
            (number, indexed)
            for number, indexed in enumerate(self._articles)
            if not anchor.article or indexed.article.path == anchor.article
        ]
        if not quote.text or not places:
            return Resolution(AnchorState.LOST, candidates=0)
        exact = [
            Candidate(number, span, 1.0, indexed.context(span, quote))
            for number, indexed in places
            for span in indexed.exact(quote.text)
        ]
        if exact:
            return self._resolution(AnchorState.EXACT, exact)
        fuzzy = [
            candidate
            for number, indexed in places
            for candidate in indexed.fuzzy(number, quote)
            if candidate.is_accepted
        ]
        if fuzzy:
            return self._resolution(AnchorState.MOVED, fuzzy)
        return Resolution(AnchorState.LOST, candidates=0)

    def _resolution(self, state: AnchorState, found: Sequence[Candidate]) -> Resolution:
        """The best place; those as good count as candidates, and the first of them is taken."""
        best = max(found, key=lambda each: each.score)
        equal = [each for each in found if best.score - each.score < 0.005]
        first = min(equal, key=lambda each: (each.article, each.span))
        indexed = self._articles[first.article]
        plain = indexed.normalised.place(first.span)
        article = indexed.article
        return Resolution(
            state=state,
            article=article.path,
            span=article.to_source(plain),
            plain=plain,
            location=article.location(plain.start),
            text=article.plain[plain.start : plain.end],
            similarity=1.0 if state is AnchorState.EXACT else min(first.similarity, 0.999),
            candidates=len(equal),
            sentences=indexed.sentences_at(plain),
        )
