"""Which sentences assert something that a reader could check."""

from __future__ import annotations

import re

from evidence.model.article import Article, BlockKind, Sentence

_ASSERTING = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.FOOTNOTE}
)
_FEWEST_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LABEL = re.compile(r"^[•*\-–\s]*(?:[A-Z][\w’' -]{2,60}:\s+)?")

# A finite verb, which a statement has and a heading or a list of things has not: forms of "be",
# "have" and the modals, and verbs that health texts state facts with. The list is closed so that
# a noun in -s is not taken for one.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|cannot|may|might|could|will|would"
    r"|(?:\w+n['’]t)"
    r"|(?:reduce|increase|decrease|cause|prevent|improve|lower|raise|relieve|treat|help|block"
    r"|regulate|control|affect|require|include|contain|provide|show|suggest|indicate|support|vary"
    r"|depend|occur|result|lead|work|act|play|remain|offer|need|begin|start|end|last|follow"
    r"|differ|rise|fall|grow|cross|bind|inhibit|activate|release|absorb|produce|protect|worsen"
    r"|disrupt|elevate|correct|pack|come|make|give|take|use|relax|calm|trigger|induce|enter|leave"
    r"|mean|exist|appear|seem|tend|become|carry|keep|hold|bring|slow|stop|rely|rest|stem|drive"
    r"|account|respond|range|consist|belong|form|serve|add|cost|harm|damage|kill|survive|stand"
    r"|report|find|conclude|recommend|compare|measure|confirm|observe|describe)(?:s|es|d|ed)?"
    r"|varies|relies|carries|found|led|rose|fell|grew|gave|took|made|came|became|began|kept|held"
    r"|meant|stood|brought|drove)\b",
    re.IGNORECASE,
)
# The text speaks of itself, or only leads over to what follows.
_ABOUT_ITSELF = re.compile(
    r"\b(?:this|the (?:present|following)|our|in this) "
    r"(?:article|page|guide|section|review|overview|chapter|post|text|summary|table|figure|box)\b"
    r"|\b(?:we|i) (?:will|shall|discuss|explain|describe|explore|look|review|cover|outline)\b"
    r"|\blet(?:['’]s| us)\b|\bread on\b|\bsee (?:also|below|above|table|figure|section)\b"
    r"|\b(?:as )?(?:discussed|described|mentioned|noted|explained) (?:above|below|earlier|later)\b"
    r"|\bthe (?:table|figure|list|section|sections|box|answer) (?:above |below )?"
    r"(?:is|shows?|lists?|depends|compares?|gives?|summari[sz]es?)\b"
    r"|\bhere (?:is|are)\b|\bbelow (?:is|are)\b",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"\b(?:informational|educational|information) purposes\b|\bmedical advice\b"
    r"|\bsubstitute for\b.*\badvice\b|\bnot (?:replace|constitute|intended)\b"
    r"|\bqualified (?:health|medical)|\bcopyright\b|\ball rights reserved\b|\bdisclaimer\b"
    r"|\b(?:cookies?|newsletter|subscribe|sign up|terms of use|privacy policy)\b",
    re.IGNORECASE,
)
# Advice tells what to do; whether it is good advice is not a matter of fact alone.
_ADVICE = re.compile(
    r"\b(?:should|ought to|must|need to|needs to|had better|it is (?:best|wise|advisable)"
    r"|is (?:recommended|advised)|are (?:recommended|advised)|might be considered"
    r"|please|make sure|be sure|talk to|speak (?:to|with)|ask your|consult)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"(?:ask|avoid|be|begin|call|check|choose|click|consider|consult|contact|"
    r"discuss|do|download|eat|ensure|focus|follow|get|include|increase|keep|"
    r"learn|limit|look|make|monitor|note|read|reduce|remember|see|seek|"
    r"speak|start|stop|take|talk|tell|try|use|visit|wait"
    r")\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:however|but|so|yes|no|first|second|third|finally|in short|in summary|overall|then|always"
    r"|never)"
    r"[,:]?\s+",
    re.IGNORECASE,
)
# "The answer is nuanced": about the question, not about the world.
_EMPTY = re.compile(
    r"\bthe (?:answer|connection|picture|relationship|question|issue|matter|topic|subject|link"
    r"|reality|truth|good news|bad news)\b[^,;]{0,40}\b(?:is|are|not always)\b[^,;]{0,40}$"
    r"|\b(?:this|that|it) (?:is|was) (?:important|clear|worth|why|where|how|what)\b"
    r"|\b(?:this|that|it) (?:highlights|underscores|underlines|raises|shows how|brings us)\b",
    re.IGNORECASE,
)


def looks_factual(sentence: Sentence, article: Article) -> bool:
    """Whether a sentence is a declarative statement that could be checked against evidence.

    Questions, headings, advice, disclaimers, words of the text about itself and fragments without
    a verb are not. A doubtful sentence is left out: a false alarm on every second line would
    teach its reader to look away.
    """
    if article.blocks[sentence.block].kind not in _ASSERTING:
        return False
    text = " ".join(sentence.text.split())
    if text.endswith(("?", ":")):
        return False
    body = _LABEL.sub("", text, count=1)
    words = _WORD.findall(body)
    if len(words) < _FEWEST_WORDS or not _FINITE.search(body):
        return False
    return not (_DISCLAIMER.search(body) or _speaks_of_itself(body) or _advises(body))


def _speaks_of_itself(body: str) -> bool:
    return bool(_ABOUT_ITSELF.search(body) or _EMPTY.search(body))


def _advises(body: str) -> bool:
    if _ADVICE.search(body):
        return True
    return bool(_IMPERATIVE.match(_OPENING.sub("", body, count=1)))
