"""Which sentences are taken for statements that can be checked."""

from __future__ import annotations

import pytest

from evidence.claims.factual import looks_factual
from evidence.model.article import Article, Block, BlockKind, Sentence
from references.source import SourceFile, Span


def looks(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> bool:
    whole = Span(0, len(text))
    article = Article(
        SourceFile("article.md", text), "", text, range(len(text) + 1), (Block(kind, whole, whole),)
    )
    return looks_factual(Sentence(text, whole, whole, 0), article)


FACTUAL = [
    "Magnesium blocks NMDA receptors.",
    "Myoclonus is a sudden, brief jerk of a muscle.",
    "High doses of magnesium cause diarrhoea.",
    "In 2005, six of 25 patients had myoclonus after magnesium.",
    "The evidence for chronic myoclonus is limited.",
    "Spinach contains magnesium and is eaten widely.",
    "Yes, excessive intake can be dangerous.",
    "• Deficiency Can Cause Myoclonus: Jerks are a recognised sign of low magnesium.",
    "Magnesium doesn’t cure epilepsy.",
]
NOT_FACTUAL = [
    "Can magnesium help with myoclonus?",
    "Magnesium-rich foods include:",
    "This article explains what magnesium does in the body.",
    "In this section we look at the trials.",
    "The answer is nuanced.",
    "However, the connection is not always straightforward.",
    "Talk to a doctor before you take supplements.",
    "You should not treat myoclonus with supplements alone.",
    "Always seek advice first.",
    "Avoid large doses when the kidneys are weak.",
    "This content is for informational purposes only.",
    "It does not replace medical advice from a professional.",
    "Sign up for our newsletter to stay informed.",
    "Leafy greens, nuts, seeds and whole grains.",
    "See Table 2 for the doses that were used.",
    "4 min read",
    "",
]


@pytest.mark.parametrize("text", FACTUAL)
def test_statements_are_factual(text: str) -> None:
    assert looks(text)


@pytest.mark.parametrize("text", NOT_FACTUAL)
def test_everything_else_is_not(text: str) -> None:
    assert not looks(text)


@pytest.mark.parametrize("kind", [*BlockKind])
def test_only_running_text_states(kind: BlockKind) -> None:
    stating = {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.TABLE_CELL,
        BlockKind.FOOTNOTE,
    }
    assert looks("Magnesium blocks NMDA receptors.", kind) is (kind in stating)
