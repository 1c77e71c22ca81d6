"""A CSL item as rendering asks for it: texts, names and dates by variable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from references.printing.item_date import ItemDate, item_date
from references.printing.name_parts import Name, name_of

NAME_VARIABLES = frozenset(
    {"author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editorial-director", "editor-translator",
    "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator",
    "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
    "script-writer", "series-creator", "translator"}
)  # fmt: skip
DATE_VARIABLES = frozenset(
    {"accessed", "available-date", "event-date", "issued", "original-date", "submitted",
    "container"}
)  # fmt: skip
NUMBER_VARIABLES = frozenset(
    {"chapter-number", "citation-number", "collection-number", "edition",
    "first-reference-note-number", "issue", "locator", "number", "number-of-pages",
    "number-of-volumes", "page", "page-first", "part-number", "printing-number", "section",
    "supplement-number", "version", "volume"}
)  # fmt: skip
_LEGACY = {"title-short": "shortTitle", "container-title-short": "journalAbbreviation"}
# A kind that CSL 1.0.2 renamed or that files call by another name.
_TYPES = {"entry_dictionary": "entry-dictionary", "legal-case": "legal_case"}
_FIRST_PAGE = re.compile(r"\s*([^\s,&–-]+)")


class Item:
    """One item; what is asked of it once is remembered."""

    __slots__ = ("_dates", "_names", "_texts", "data", "key", "language", "type")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.key = str(data.get("id", ""))
        kind = str(data.get("type") or "")
        self.type = _TYPES.get(kind, kind)
        self.language = str(data.get("language") or "")
        self._texts: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, ItemDate | None] = {}

    def text(self, variable: str) -> str:
        """The words of a variable, empty when there are none."""
        found = self._texts.get(variable)
        if found is None:
            found = self._texts[variable] = self._text(variable)
        return found

    def _text(self, variable: str) -> str:
        value = self.data.get(variable)
        if value is None and variable in _LEGACY:
            value = self.data.get(_LEGACY[variable])
        if variable == "page-first" and not value:
            match = _FIRST_PAGE.match(self.text("page"))
            return match[1] if match else ""
        if value is None or isinstance(value, (dict, list, bool)):
            return ""
        return str(value).strip()

    def names(self, variable: str) -> tuple[Name, ...]:
        """The names of a name variable."""
        found = self._names.get(variable)
        if found is None:
            value = self.data.get(variable)
            given = value if isinstance(value, list) else []
            named = [name_of(each) for each in given if isinstance(each, Mapping)]
            found = tuple(name for name in named if name != Name())
            self._names[variable] = found
        return found

    def date(self, variable: str) -> ItemDate | None:
        """The date of a date variable, ``None`` when there is nothing to print."""
        if variable not in self._dates:
            self._dates[variable] = item_date(self.data.get(variable))
        return self._dates[variable]

    def has(self, variable: str) -> bool:
        """Whether the variable has a value."""
        if variable in NAME_VARIABLES:
            return bool(self.names(variable))
        if variable in DATE_VARIABLES:
            return self.date(variable) is not None
        return self.text(variable) != ""
