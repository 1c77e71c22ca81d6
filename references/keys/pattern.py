"""Patterns such as ``[auth:lower][year][veryshorttitle]``, after those of JabRef and Zotero.

What a part may be is told by ``PARTS``; modifiers follow it after colons and apply in turn:
``lower``, ``upper``, ``capitalise``, ``abbr`` (the initials of its words), ``ascii`` (marks off;
every key is ASCII anyway), a number (so many words of a title, so many letters of anything else)
and ``(text)``, which stands in where the part is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from references.errors import InputError
from references.keys.title_words import title_words
from references.keys.transliteration import bare, to_ascii
from references.people import PersonName
from references.reference import Reference

_PART = re.compile(r"\[([A-Za-z]+)(\d*)((?::[^\[\]:()]+|:\([^\[\]()]*\))*)\]")
_MODIFIER = re.compile(r":(\([^()]*\)|[^:]+)")
_LITERAL = re.compile(r"[A-Za-z0-9:._/+*&?!|-]*")
_FIRST = re.compile(r"[A-Za-z]*\d+")
NO_YEAR, NO_NAME, NO_WORDS = "nd", "anon", "ref"
"""What stands where a record gives no year, nobody's name, or nothing at all."""


def _family(name: PersonName) -> str:
    if name.is_others:
        return ""
    if name.literal:
        words = title_words(name.literal)
        # A body's name is long: an acronym for it is what people write.
        return "".join(word[0].upper() for word in words) if len(words) > 2 else "".join(words)
    return bare(name.particle.title() + name.family) if name.family else bare(name.given)


def _families(reference: Reference) -> list[str]:
    people = reference.authors or reference.editors
    return [family for name in people if (family := _family(name))]


def _first_author(reference: Reference, number: int) -> str:
    families = _families(reference)
    first = families[0] if families else NO_NAME
    return first[:number] if number else first


def _all_authors(reference: Reference, number: int) -> str:
    families = _families(reference) or [NO_NAME]
    shown = families[:number] if number else families
    return "".join(shown) + ("EtAl" if len(families) > len(shown) else "")


def _et_al(reference: Reference, _: int) -> str:
    families = _families(reference) or [NO_NAME]
    return "".join(families) if len(families) < 3 else f"{families[0]}EtAl"


def _year(reference: Reference, _: int) -> str:
    return NO_YEAR if reference.year is None else f"{abs(reference.year):04d}"


def _title(reference: Reference, number: int) -> str:
    words = title_words(reference.title)
    return " ".join(words[:number] if number else words)


def _short_title(reference: Reference, number: int) -> str:
    return _title(reference, number or 3)


def _first_page(reference: Reference, _: int) -> str:
    found = _FIRST.match(reference.pages.strip())
    return found[0] if found else bare(reference.pages.split("-")[0])


def _last_page(reference: Reference, _: int) -> str:
    return bare(re.split(r"[-,; ]+", reference.pages.strip())[-1])


def _journal(reference: Reference, _: int) -> str:
    return " ".join(title_words(reference.container or reference.container_short))


PARTS: Mapping[str, Callable[[Reference, int], str]] = {
    "auth": _first_author,
    "authors": _all_authors,
    "authetal": _et_al,
    "year": _year,
    "shortyear": lambda reference, _: _year(reference, 0)[-2:],
    "month": lambda reference, _: (
        f"{reference.issued.month:02d}" if reference.issued and reference.issued.month else ""
    ),
    "title": _title,
    "shorttitle": _short_title,
    "veryshorttitle": lambda reference, number: _title(reference, number or 1),
    "journal": _journal,
    "publisher": lambda reference, _: " ".join(title_words(reference.publisher)),
    "volume": lambda reference, _: reference.volume,
    "issue": lambda reference, _: reference.issue,
    "number": lambda reference, _: reference.issue,
    "firstpage": _first_page,
    "lastpage": _last_page,
    "doi": lambda reference, _: reference.doi,
    "pmid": lambda reference, _: reference.pmid,
    "arxiv": lambda reference, _: reference.arxiv,
    "type": lambda reference, _: reference.entry_type or str(reference.kind),
}
"""What a pattern may hold in brackets; a number behind the name limits names, words or letters."""

_OF_WORDS = frozenset({"title", "shorttitle", "veryshorttitle", "journal", "publisher"})
_MODIFIERS: Mapping[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalise": lambda text: " ".join(word[:1].upper() + word[1:] for word in text.split(" ")),
    "abbr": lambda text: "".join(word[0] for word in text.split()),
    "ascii": to_ascii,
}
_SPELT = {"capitalize": "capitalise", "capitalized": "capitalise", "capitalised": "capitalise"}


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    number: int
    modifiers: tuple[str, ...]

    def text(self, reference: Reference) -> str:
        words = PARTS[self.name](reference, self.number)
        if self.name in _OF_WORDS and not {"lower", "upper", "abbr"} & set(self.modifiers):
            words = _MODIFIERS["capitalise"](words)
        for modifier in self.modifiers:
            if modifier.startswith("("):
                words = words or modifier[1:-1]
            elif modifier.isdecimal() and self.name in _OF_WORDS:
                words = " ".join(words.split()[: int(modifier)])
            elif modifier.isdecimal():
                words = words[: int(modifier)]
            else:
                words = _MODIFIERS[modifier](words)
        return _valid(words)


@dataclass(frozen=True, slots=True)
class KeyPattern:
    """A pattern that was understood; ``key`` gives what it makes of a record."""

    text: str
    _parts: tuple[str | _Part, ...]

    def key(self, reference: Reference) -> str:
        """The key of a record, not yet told apart from those of others."""
        made = "".join(
            part if isinstance(part, str) else part.text(reference) for part in self._parts
        )
        return made or NO_WORDS


_BREAKS_A_KEY = re.compile(r"[^A-Za-z0-9:._/+*&?!|-]+")


def _valid(text: str) -> str:
    return _BREAKS_A_KEY.sub("", to_ascii(text))


def parse_pattern(text: str) -> KeyPattern:
    """The pattern that a text gives.

    Raises:
        InputError: when it names an unknown part or modifier, or holds what no key may.
    """
    parts: list[str | _Part] = []
    position = 0
    for match in _PART.finditer(text):
        parts += [_literal(text, position, match.start()), _part(match)]
        position = match.end()
    parts.append(_literal(text, position, len(text)))
    if not any(isinstance(part, _Part) for part in parts):
        raise InputError(f"the key pattern {text!r} names no part of a record, such as [auth]")
    return KeyPattern(text, tuple(part for part in parts if part))


def _literal(text: str, start: int, end: int) -> str:
    found = text[start:end]
    if _LITERAL.fullmatch(found) is None:
        raise InputError(
            f"the key pattern {text!r} is not understood at {found!r}; parts stand in brackets, "
            "and a key holds letters, digits and . : - _ / + only"
        )
    return found


def _part(match: re.Match[str]) -> _Part:
    name = match[1].lower()
    if name not in PARTS:
        raise InputError(f"a key has no part [{match[1]}]; parts are {', '.join(PARTS)}")
    modifiers = []
    for each in _MODIFIER.findall(match[3]):
        modifier = _SPELT.get(each.lower(), each.lower()) if not each.startswith("(") else each
        if not (modifier.startswith("(") or modifier.isdecimal() or modifier in _MODIFIERS):
            known = ", ".join(_MODIFIERS)
            raise InputError(f"[{match[1]}] has no modifier {each!r}; modifiers are {known}")
        modifiers.append(modifier)
    return _Part(name, int(match[2] or 0), tuple(modifiers))
