"""REF066: an address that says how the reader came there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_PARAMETER = re.compile(
    r"(?P<mark>[?&])(?:utm_[a-z_]+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|"
    r"_hsmi|_ga|_gl|ref_src|wt\.mc_id|__twitter_impression|mkt_tok|vero_id|jsessionid|phpsessid)"
    r"=[^&#\s]*(?P<next>&?)",
    re.IGNORECASE,
)
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/?#;\s]*", re.IGNORECASE)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each address with parameters of advertising or of one reader's session."""
    for reference in subject.library:
        for field in written(reference, "url", "ur"):
            if ("?" not in field.value and ";" not in field.value) or "\\" in field.raw:
                continue
            bare = without_tracking(field.value)
            if bare != field.value:
                found = _SESSION.search(field.value) or _PARAMETER.search(field.value)
                yield Hit(
                    field.location,
                    f"{label(reference)}: the address holds {quoted(found[0]) if found else ''}, "
                    "which is about the visit and not the page",
                    f"write {bare}",
                    subject=reference.key,
                    edits=set_to(reference, field, bare),
                )


def without_tracking(url: str) -> str:
    """The address without such parameters, all others in their order."""
    previous = None
    while previous != url:
        previous = url
        url = _PARAMETER.sub(lambda match: match["mark"] if match["next"] else "", url)
    return _SESSION.sub("", url)


RULE = Rule(
    code="REF066",
    name="tracking-parameter",
    severity=Severity.NOTE,
    summary="An address holds tracking parameters or a session number.",
    why=(
        "They say how one reader came to the page, make the printed link long, and a session "
        "number stops working after the visit."
    ),
    bad="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/factsheets/Magnesium/?utm_source=mail&page=2},
  urldate = {2026-11-01},
  year    = {2022},
}
""",
    good="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/factsheets/Magnesium/?page=2},
  urldate = {2026-11-01},
  year    = {2022},
}
""",
    check=check,
    fixable=True,
)
