"""REF028: an address that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label
from references.edit import FieldEdit
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_ADDRESS = re.compile(
    r"(?:https?|ftp)://(?:[^\s/?#@]+@)?(?:[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)+|\[[0-9a-f:]+\])\.?"
    r"(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_SLIP = re.compile(
    r"(?:https?://+)*h?t{1,3}p(?P<s>s?)\s*[:;]?\s*(?:[/\\]\s*){1,3}(?=[\w-]+\.)", re.IGNORECASE
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each address that is not a web address: nothing is fetched."""
    for reference in subject.library:
        url = reference.url.strip()
        # Two addresses in one field are untidy but lead somewhere.
        words = url.split()
        if words and not all(_ADDRESS.fullmatch(word.strip(",;")) for word in words):
            yield Hit(
                reference.place_of("url", "howpublished"),
                f"{label(reference)}: {quoted(url)} is not a web address",
                "write the whole address, with https://",
                subject=reference.key,
                edits=_edits(reference),
            )


def _edits(reference: Reference) -> tuple[FieldEdit, ...]:
    """The address with its scheme, where that alone is missing or mistyped."""
    field = reference.field("url") or reference.field("ur")
    if field is None:
        return ()
    value = field.value.strip()
    # A server that has https sends visitors on to it; one that has not answers http alone.
    whole = _SLIP.sub(_scheme, value, count=1) if _SLIP.match(value) else f"http://{value}"
    known = _SLIP.match(value) or value.lower().startswith("www.")
    return set_to(reference, field, whole) if known and _ADDRESS.fullmatch(whole) else ()


def _scheme(match: re.Match[str]) -> str:
    return "https://" if match["s"] else "http://"


RULE = Rule(
    code="REF028",
    name="invalid-url",
    severity=Severity.WARNING,
    summary="A value given as a web address is not one.",
    why="A reader who follows the link arrives nowhere, and link checkers pass it over.",
    bad="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {http//ods.od.nih.gov/factsheets},
  urldate = {2026-11-01},
  year    = {2022},
}
""",
    good="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/factsheets},
  urldate = {2026-11-01},
  year    = {2022},
}
""",
    check=check,
    fixable=True,
)
