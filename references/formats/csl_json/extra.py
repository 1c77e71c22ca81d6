"""Lines such as ``PMID: 15616043`` in a note: where Zotero keeps what it has no field for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from references.dates import PartialDate
from references.identifiers import DOI, PMCID, PMID

# Zotero's "Extra" has a line each; the older form stands in braces: {:PMID: 15616043}.
_LINE = re.compile(r"^\s*(?:\{:)?([A-Za-z][A-Za-z _-]{1,30}):\s*(.{1,500}?)\}?\s*$", re.MULTILINE)
_IDENTIFIERS = {"pmid": PMID, "pmcid": PMCID, "doi": DOI}
_TEXTS = {
    "original-title": "original_title",
    "original title": "original_title",
    "event-title": "event",
    "event-place": "event_place",
    "publisher-place": "place",
    "container-title": "container",
    "number-of-pages": "total_pages",
}


def extra_values(item: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the lines of the note say where the item has no variable for it; the note stays."""
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return {}
    found: dict[str, Any] = {}
    for name, text in _LINE.findall(note[:20000]):
        label = name.strip().lower()
        value: Any = None
        attribute = _TEXTS.get(label, label)
        if label in _IDENTIFIERS:
            value = _IDENTIFIERS[label].normalise(text)
        elif label in _TEXTS:
            value = " ".join(text.split())
        elif label in ("original-date", "original date"):
            attribute, value = "original_date", PartialDate.parse(text)
        if value and not values.get(attribute):
            found.setdefault(attribute, value)
    return found
