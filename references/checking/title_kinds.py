"""What the title of a record says it is: a correction, a reply, an abstract, a protocol."""

from __future__ import annotations

import re

from references.reference import Reference

_CORRECTION = re.compile(
    r"""^\W{0,3}(?:
        (?:erratum|errata|corrigend(?:um|a)|addendum)(?=\s*(?:$|[]:.;,\[(“"—–-]|(?:to|for)\b))
      | correction\s*(?:$|[:.\[(“"—–]|to:|for:|to\s*[“"‘'])
      | (?:author|publisher)[’']?s?\s+correction\b
      | correction\s+to\s+(?:(?:the\s+)?(?:article|paper)\b|\w+\s+et\s+al|[^:]{3,60}\(\d{4})
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CONCERN = re.compile(r"^\W{0,3}(?:editorial\s+)?expressions?\s+of\s+concern\b", re.IGNORECASE)
_REPLY = re.compile(
    r"""^\W{0,3}(?:
        (?i:re|in\s+reply|author[’']?s?[’']?\s+(?:reply|response|comment))(?:\s*(?:$|[:.])|\s+[—–-])
      | (?:An?\s+|The\s+)?(?i:brief\s+)?(?i:reply|response|rejoinder|comments?|commentary)\s*
        (?:$|:|(?:to|on)\s*[:“"‘']
          |(?:to|on)\s+(?:the\s+)?(?i:letter|comment|article|paper|editorial)\b
          |(?:to|on)\s+[A-Z]\w+(?:,?\s+(?:and|&)\s+[A-Z]|\s+et\s+al|,\s+[A-Z]|[’']s\b|\s+\(\d{4}))
      | (?i:letters?\s+to\s+the\s+editors?)\b
      | (?i:letter)\s*(?:$|:)
    )""",
    re.VERBOSE,
)
_ABSTRACT = re.compile(
    r"""^\W{0,3}(?:abstract\s+(?:no\.?\s*)?[A-Z]{0,3}-?\d{1,5}\b|(?:PO?|OP|EP|PP|OC|FC)-?\d{1,4}\s*[:.]\s)
      | [\[(](?:meeting\s+|conference\s+|poster\s+)?abstract[\])]\W*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Embase writes “Pediatric Nephrology. Conference: 44th Annual Scientific Meeting”.
_EMBASE_CONFERENCE = re.compile(r"\w\.\s*Conference:")
_PROTOCOL = re.compile(
    r"""(?<!to\ )(?<!the\ )(?<!with\ )\b(?:study|trial|review|research|stage\s+[i1])[\s-]+protocol\b
      | \bprotocol\s+(?:for|of)\s+(?:an?|the|two|three)\b[^:]{0,80}
        \b(?:trial|review|study|meta-analys[ie]s|cohort|survey|registry)\b
      | [:—–-]\s+(?:an?\s+)?(?:\w+\s+){0,2}protocol\W*$
      | \b(?:rationale\s+and\s+(?:study\s+)?design|design\s+and\s+rationale)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


_REGISTRY = re.compile(
    r"\b(?:clinicaltrials\.gov|isrctn|chictr|anzctr|drks\.de|ictrp|trialsearch\.who\.int|umin\.ac\.jp"
    r"|crd\.york\.ac\.uk/prospero|clinicaltrialsregister\.eu|euctr|jrct\.niph)",
    re.IGNORECASE,
)
_REGISTERED = re.compile(r"(?:NCT0\d{7}|ISRCTN\d{8}|ACTRN\d{14}|ChiCTR[\w-]+)\b")


def is_correction_notice(reference: Reference) -> bool:
    """Whether the record is a correction, or an expression of concern, of another article."""
    return (
        _CORRECTION.match(reference.title) is not None
        or _CONCERN.match(reference.title) is not None
        or _is_of_type(reference, "published erratum", "erratum", "expression of concern")
    )


def is_reply(reference: Reference) -> bool:
    """Whether the record is a letter, a comment on another article, or the answer to one."""
    return _REPLY.match(reference.title) is not None or _is_of_type(reference, "comment")


def is_conference_abstract(reference: Reference) -> bool:
    """Whether the record is the abstract of a talk or poster."""
    return (
        _ABSTRACT.search(reference.title) is not None
        or _EMBASE_CONFERENCE.search(reference.container) is not None
        or _is_of_type(reference, "meeting abstract", "conference abstract", "meeting-abstract")
    )


def is_protocol(reference: Reference) -> bool:
    """Whether the record is the plan of a study."""
    title = reference.title.lower()
    # The pattern tries every word, and nearly all titles hold neither of these.
    if ("protocol" in title or "rationale" in title) and _PROTOCOL.search(title):
        return True
    return _is_of_type(reference, "clinical trial protocol")


def is_registration(reference: Reference) -> bool:
    """Whether the record is a study's entry in a register of studies."""
    if _REGISTERED.match(reference.title) is not None:
        return True
    places = (reference.container, reference.publisher, reference.url)
    return any(place and _REGISTRY.search(place) for place in places)


def _is_of_type(reference: Reference, *types: str) -> bool:
    if reference.genre and reference.genre.lower() in types:
        return True
    return any(each.lower() in types for each in reference.publication_types)
