"""Whether a work was retracted, by what its record says or by the notices known of it."""

from __future__ import annotations

import re

from references.notice import Notice, NoticeKind
from references.reference import Reference
from references.standing import decisive_notice

# Publishers mark a retracted article by putting the mark before its title, in capitals with a
# colon or in brackets. A paper *about* retraction has the word inside a sentence ("Retracted
# articles in surgery: a review"), so the plain word needs its colon or bracket, and what follows
# the colon must be there.
_TITLE_MARK = re.compile(
    r"""^\W{0,3}(?:
        (?:RETRACTED|WITHDRAWN)(?:\s+(?:ARTICLE|PAPER|CHAPTER|PUBLICATION))?\s*[:\]\)–—-]
      | (?i:(?:retracted|withdrawn)(?:\s+(?:article|paper|chapter|publication))?\s*[:\]\)])
      | (?i:[\[\(](?:this\ )?article\ (?:has\ been\ )?(?:retracted|withdrawn)[\]\)])
    )\s*\S""",
    re.VERBOSE,
)
_TITLE_END = re.compile(
    r"\S\s*[\[\(](?:retracted|withdrawn)(?:\s+(?:article|paper|in)\b[^\])]*)?[\]\)]\.?\s*$",
    re.IGNORECASE,
)
# The notice is a document of its own; it is not retracted, it retracts.
_NOTICE = re.compile(
    r"""^\W{0,3}(?:
        retraction(?:\s+(?:note|notice|statement))?\s*(?::|\bto\b\s*:|—|[-–]\s)
      | retraction(?:\s+(?:note|notice))?\s+(?:of|to|for)\s*[:"“‘']
      | (?:notice|note|statement)\s+of\s+(?:retraction|withdrawal)\b
      | (?:withdrawal|retraction)\s+notice\b
      | (?:partial\s+)?retraction\s*(?:[.\]\)]|$)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_NOTE_MARK = re.compile(
    r"""^\W*(?:(?:this\s+)?(?:article|paper|work|study|publication)\s+(?:has\s+been|was|is)\s+)?
        (?:retracted|withdrawn)
        (?=\W*$|\W*[.;:,(\d]|\s+(?:by|in|on|at|from|due|because|after|for|following|article)\b)
      | \bretracted\s+(?:publication|article)\s*(?:$|[.;:,])
      | \bretraction\s+in\s*:""",
    re.VERBOSE | re.IGNORECASE,
)
# PubMed's publication type, as exports write it among the keywords.
_KEYWORD = re.compile(r"(?:^|[;,])\s*retracted publication\s*(?:$|[;,])", re.IGNORECASE)
_NOTE_FIELDS = frozenset(
    {"annote", "addendum", "pubstate", "status", "retracted", "retraction", "howpublished"}
)
_YES = frozenset({"true", "yes", "1", "retracted", "y"})
_DENIAL = re.compile(r"\b(?:not|never|no)\s+(?:been\s+|yet\s+)*(?:retracted|withdrawn)\b", re.I)


def is_retraction_notice(reference: Reference) -> bool:
    """Whether the record is the notice that retracts another article."""
    return _NOTICE.match(reference.title) is not None


def retraction_mark(reference: Reference) -> str:
    """Name of the field in which the record says that it was retracted, empty when none does."""
    if is_retraction_notice(reference):
        return ""
    title = reference.title
    if _TITLE_MARK.search(title) or _TITLE_END.search(title):
        return "title"
    if _says_retracted(reference.note):
        return "note"
    for field in reference.fields:
        if _field_says_retracted(field.name.lower(), field.value):
            return field.name
    return ""


def is_retracted(reference: Reference) -> bool:
    """Whether the work stands retracted.

    The notices known of it decide: the latest of retraction and reinstatement wins. Where none
    speaks of either, the record's own title, note or status does. A paper about retraction is not
    retracted, and neither is the notice of a retraction.
    """
    notice = standing_notice(reference)
    if notice is not None and notice.kind in (NoticeKind.RETRACTION, NoticeKind.REINSTATEMENT):
        return notice.kind is NoticeKind.RETRACTION
    return retraction_mark(reference) != ""


def standing_notice(reference: Reference) -> Notice | None:
    """The notice that says how the work stands today, ``None`` when none is known."""
    return decisive_notice(reference.notices)


def _says_retracted(text: str) -> bool:
    return bool(_NOTE_MARK.search(text)) and not _DENIAL.search(text)


def _field_says_retracted(name: str, value: str) -> bool:
    if name == "keywords":
        return _KEYWORD.search(value) is not None
    if name in ("retracted", "retraction") and value.strip().lower() in _YES:
        return True
    return name in _NOTE_FIELDS and _says_retracted(value)
