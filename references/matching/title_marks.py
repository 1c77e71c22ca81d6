"""What a title or a container says of a record besides the work's name: notice, reply, part."""

from __future__ import annotations

import re
from collections.abc import Iterable

IS_ERRATUM, IS_REPLY, IS_RETRACTION, IS_CONFERENCE, IS_PREPRINT, IS_TRANSLATED, IS_RETRACTED = (
    1 << place for place in range(7)
)

_BEFORE = re.compile(
    r"\W*(?:(?:(?:publisher|author)(?:'?s)? )?(?P<erratum>errat(?:um|a)\b|corrigend(?:um|a)\b|"
    r"addendum\b|expression of concern\b|corrections?(?: to\b| for\b|:|\.|$))"
    r"|(?P<retraction>retraction(?: notice| note)?(?: to\b|:|\.|$)|"
    r"retraction(?: (?:notice|note))? of ?[:\"'“‘]|retraction (?:notice|note) of\b|"
    r"notice of retraction|statement of retraction|withdrawal\b)"
    r"|(?P<retracted>retracted(?: article| paper)?\W|withdrawn\W)"
    r"|(?P<reply>(?:authors?'? )?(?:reply|response|rejoinder)(?: to\b|:|\.|$)|re:|in reply\b|"
    r"a reply to\b|comments? on\b|commentary(?: on\b|:|\.|$)|discussion(?: of\b|:|$)))",
    re.IGNORECASE,
)
_BEFORE_LETTERS = frozenset("aAcCdDeEiInNpPrRsSwW[(\"'*")
_AFTER = re.compile(
    r"[\[(](?P<erratum>erratum|corrigendum|correction)[\])]\W*$"
    r"|[:.\-–—] ?(?P<tail>erratum|corrigendum|correction)\W*$"
    # Web of Science and Embase name the place of the work that is corrected or answered.
    r"|\((?P<place>vol\.? ?\d+|[^()]*\(\d{4}\) ?[\d(])[^\[\]]*\)\W*$"
    # Of document types in brackets only a reply is one: [Comment] or (Letter) may be left out.
    r"|[\[(](?P<reply>(?:the )?(?:authors?'?s?'? )?(?:reply|response|rejoinder)(?: to [^\])]*)?)"
    r"[\])]\W*$"
    r"|(?:[:.\-–—] ?|\.{2,} ?)(?P<replied>(?:the )?(?:authors?'?s?'? )?(?:reply|response|comment|"
    r"commentary|rejoinder))\W*$"
    r"|\b(?P<answer>authors'? reply)\W*$",
    re.IGNORECASE,
)
_LAST_WORDS = ("erratum", "corrigendum", "correction", "reply", "response", "comment", "letter")
_MARK_OF = {
    "erratum": IS_ERRATUM,
    "tail": IS_ERRATUM,
    "place": IS_ERRATUM,
    "retraction": IS_RETRACTION,
    "retracted": IS_RETRACTED,
    "reply": IS_REPLY,
    "replied": IS_REPLY,
    "answer": IS_REPLY,
}
_TYPES = (
    ("published erratum", IS_ERRATUM),
    ("erratum", IS_ERRATUM),
    ("correction", IS_ERRATUM),
    ("retraction of publication", IS_RETRACTION),
    ("comment", IS_REPLY),
)
_CONFERENCE = re.compile(
    r"\b(?:conference|proceedings|proc\.?|symposium|congress|workshop|annual meeting|"
    r"meeting abstracts?|abstracts? of)\b",
    re.IGNORECASE,
)
_SERVER = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|osf preprints|ssrn|preprints\.org|"
    r"research square|peerj preprints|authorea|techrxiv)\b",
    re.IGNORECASE,
)
_SERVER_DOIS = (
    "10.48550/arxiv.",
    "10.1101/2",
    "10.21203/rs.",
    "10.31234/osf.io",
    "10.20944/preprints",
    "10.2139/ssrn",
    "10.26434/chemrxiv",
)


def container_marks(container: str) -> int:
    """The marks in the title of a container: of a conference, of a preprint server."""
    if not container:
        return 0
    marks = IS_CONFERENCE if _CONFERENCE.search(container) is not None else 0
    return marks | (IS_PREPRINT if _SERVER.search(container) is not None else 0)


def is_preprint_doi(doi: str) -> bool:
    """Whether a normalised DOI is one that a preprint server gives."""
    return doi.startswith(_SERVER_DOIS)


def marks_of(title: str, types: Iterable[str] = ()) -> int:
    """The marks in a title and in a record's publication types, as bits."""
    if not title:
        marks = 0
    else:
        marks = IS_TRANSLATED if title[0] == "[" else 0
        if title[0] in _BEFORE_LETTERS and (match := _BEFORE.match(title)) is not None:
            marks |= _MARK_OF[match.lastgroup or ""]
        end = title[-40:].rstrip(" .").lower()
        if end.endswith((")", "]", "rejoinder", "commentary", *_LAST_WORDS)) and (
            match := _AFTER.search(title[-300:])
        ):
            marks |= _MARK_OF[match.lastgroup or ""]
    for each in types:
        lower = each.lower()
        for word, bit in _TYPES:
            if lower.startswith(word):
                marks |= bit
    return marks
