"""The source of an Embase record, ``Cancer (2004) 102:4 (253-258). Date of Publication: …``."""

from __future__ import annotations

import re

_SOURCE = re.compile(
    r"(?P<container>.+?) \((?P<year>\d{4})\)"
    r"(?: (?P<volume>[\w-]+)(?::(?P<issue>[\w/ .-]+?))?)?(?: \((?P<pages>[^()]+)\))?(?=[ .]|$)"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_ARTICLE = re.compile(r"Article Number: ([\w-]+)")
_DAY = re.compile(r"Date of Publication: ([^.;]{4,40})")
_MAXIMUM = 2000


def source_parts(text: str) -> dict[str, str]:
    """Journal, year, volume, issue, pages, article number and date that a source names.

    Empty for text that is no such source: a journal's bare title, for one.
    """
    match = _SOURCE.match(text[:_MAXIMUM]) if "(" in text else None
    if match is None or not (match["volume"] or match["pages"] or "Date of Pub" in match["rest"]):
        return {}
    found = {name: match[name] for name in ("container", "year", "volume", "issue", "pages")}
    for name, pattern in (("article_number", _ARTICLE), ("date", _DAY)):
        said = pattern.search(match["rest"])
        found[name] = said[1].strip() if said else ""
    return {name: part for name, part in found.items() if part}
