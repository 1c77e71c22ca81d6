"""REF028: an address that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.written_fields import label
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_ADDRESS = re.compile(
    r"(?:https?|ftp)://(?:[^\s/?#@]+@)?(?:[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)+|\[[0-9a-f:]+\])\.?"
    r"(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
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
            )


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
)
