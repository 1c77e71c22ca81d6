"""What a title or a container says of a record besides the work's name: notice, reply, part."""

from __future__ import annotations

import re
from collections.abc import Iterable

IS_ERRATUM, IS_REPLY, IS_RETRACTION, IS_CONFERENCE, IS_PREPRINT, IS_TRANSLATED, IS_RETRACTED = (
    1 << place for place in range(7)
)

_NOTICE = re.compile(
    r"^\W*(?:(?:publisher|author)(?:'?s)? )?(?P<erratum>errat(?:um|a)|corrigend(?:um|a)|addendum|"
    r"correction(?:s)?(?: to| for|:|\.|$))"
    r"|[\[(](?P<corrected>erratum|corrigendum|correction)[\])]\W*$"
    r"|\((?P<volume>vol\.? ?\d+|[^()]*\(\d{4}\) ?[\d(])[^\[\]]*\)\W*$"
    r"|[:.] (?P<tail>erratum|corrigendum|correction)\W*$"
    r"|^\W*(?P<retraction>retraction(?: notice| note)?(?: to| of|:|\.|$)|notice of retraction|"
    r"statement of retraction|withdrawal)"
    r"|^\W*(?P<retracted>retracted(?: article| paper)?\W|withdrawn\W)"
    r"|^\W*(?P<reply>(?:authors?'? )?(?:reply|response|rejoinder)(?: to\b|:|\.|$)|re:|"
    r"comments? on\b|commentary(?: on\b|:|\.|$)|in reply|a reply to\b|discussion(?: of\b|:|$))"
    r"|(?:[\[(]|[:.] )(?P<replied>(?:the )?(?:authors?'?s?'? )?(?:reply|response|comment|letter|"
    r"commentary|rejoinder|author reply)(?: to [^\])]*)?)[\])]?\W*$",
    re.IGNORECASE,
)
_TYPES = (
    ("published erratum", IS_ERRATUM),
    ("erratum", IS_ERRATUM),
    ("correction", IS_ERRATUM),
    ("retraction of publication", IS_RETRACTION),
    ("comment", IS_REPLY),
)
CONFERENCE = re.compile(
    r"\b(?:conference|proceedings|proc\.?|symposium|congress|workshop|annual meeting|"
    r"meeting abstracts?|abstracts? of)\b",
    re.IGNORECASE,
)
PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|osf preprints|ssrn|preprints\.org|"
    r"research square|peerj preprints|authorea|techrxiv)\b|\b10\.1101/2|\b10\.21203/rs\.|"
    r"\b10\.31234/osf|\b10\.20944/preprints",
    re.IGNORECASE,
)


def marks_of(title: str, types: Iterable[str] = ()) -> int:
    """The marks in a title and in a record's publication types, as bits."""
    marks = IS_TRANSLATED if title.startswith("[") else 0
    if (match := _NOTICE.search(title)) is not None:
        name = match.lastgroup
        if name in ("erratum", "corrected", "tail", "volume"):
            marks |= IS_ERRATUM
        elif name == "retraction":
            marks |= IS_RETRACTION
        elif name == "retracted":
            marks |= IS_RETRACTED
        else:
            marks |= IS_REPLY
    for each in types:
        lower = each.lower()
        for word, bit in _TYPES:
            if lower.startswith(word):
                marks |= bit
    return marks
