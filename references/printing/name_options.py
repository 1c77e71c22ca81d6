"""How a list of names is written: inherited from the style, its layout and its own elements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from references.printing.formatting import Formatting

_INHERITED = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min",
    "et-al-use-first", "et-al-use-last", "et-al-subsequent-min",
    "et-al-subsequent-use-first", "initialize", "initialize-with", "name-as-sort-order",
    "sort-separator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameOptions:
    """The attributes of ``cs:name``, with those it inherits."""

    conjunction: str
    delimiter: str
    delimiter_precedes_et_al: str
    delimiter_precedes_last: str
    et_al_min: int
    et_al_use_first: int
    et_al_use_last: bool
    subsequent_min: int
    subsequent_use_first: int
    form: str
    initialize: bool
    initialize_with: str | None
    hyphen: bool
    sort_order: str
    sort_separator: str
    demote: str
    whole: Formatting
    given: Formatting
    family: Formatting

    @classmethod
    def of(
        cls,
        own: Mapping[str, str],
        inherited: Mapping[str, str],
        style: Mapping[str, str],
        parts: Mapping[str, Formatting],
    ) -> NameOptions:
        """The options of a name element, its own attributes before those it inherits."""
        given = {name: inherited[name] for name in _INHERITED if name in inherited}
        for name, source in (("form", "name-form"), ("delimiter", "name-delimiter")):
            if source in inherited:
                given[name] = inherited[source]
        given.update(own)
        plain = Formatting()
        whole = Formatting.of(
            {name: value for name, value in own.items() if name not in ("text-case", "quotes")}
        )
        return cls(
            given.get("and", ""),
            given.get("delimiter", ", "),
            given.get("delimiter-precedes-et-al", "contextual"),
            given.get("delimiter-precedes-last", "contextual"),
            _number(given.get("et-al-min")),
            _number(given.get("et-al-use-first"), -1),
            given.get("et-al-use-last") == "true",
            _number(given.get("et-al-subsequent-min")),
            _number(given.get("et-al-subsequent-use-first")),
            given.get("form", "long"),
            given.get("initialize") != "false",
            given.get("initialize-with"),
            style.get("initialize-with-hyphen") != "false",
            given.get("name-as-sort-order", ""),
            given.get("sort-separator", ", "),
            style.get("demote-non-dropping-particle", "display-and-sort"),
            whole,
            parts.get("given", plain),
            parts.get("family", plain),
        )


def _number(value: str | None, default: int = 0) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 6 else default
