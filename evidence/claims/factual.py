"""Which sentences assert something that a reader could check."""

from __future__ import annotations

from evidence.model.article import Article, BlockKind, Sentence

_ASSERTING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL})


def looks_factual(sentence: Sentence, article: Article) -> bool:
    """Whether a sentence is a declarative statement that could be checked."""
    if article.blocks[sentence.block].kind not in _ASSERTING:
        return False
    text = sentence.text.strip()
    return len(text.split()) >= 4 and not text.endswith("?")
