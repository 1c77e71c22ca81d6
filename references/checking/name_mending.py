"""Lists of names in BibTeX put into its form, where the names themselves leave no doubt."""

from __future__ import annotations

import re

# Each run of blanks is tried once, from its beginning: a long one would else take quadratic time.
_ET_AL = re.compile(r"(?<=[\s,;}])et\.?\s?al\.?\s*\Z", re.IGNORECASE)
_FIRST_AND = re.compile(r"\s*and\s+", re.IGNORECASE)
_LAST_AND = re.compile(r"(?<=\s)and\Z", re.IGNORECASE)
_DOUBLED_AND = re.compile(r"(?<!\s)(\s+and)(?:\s+and)+(?=\s)", re.IGNORECASE)
_AMPERSAND = re.compile(r"(?<!\s),?\s+\\?&\s+")
_SEMICOLON = re.compile(r"(?<!\s)\s*;\s*(?:(?:and|\\?&)\s+)?")
_AND_OTHERS = " and others"
_AND = re.compile(r"(?<!\s)\s+and\s+")
# "Smith J", "van der Berg AB": what PubMed prints, family name first and bare initials behind.
_FAMILY_INITIALS = re.compile(r"((?:[a-z]+\s+){0,2}[^\W\d_][\w'’-]+)\s+([A-Z]{1,3}|[A-Z]-[A-Z])")
_LAST_FIRST = re.compile(r"[^,;]+,\s*[^,;]+(?:,\s*[^,;]+)?")
_FIRST_LAST = re.compile(r"[^,;\s]+(?:\s+[^,;\s]+)+")


def mended(names: str) -> str:
    """The list with `` and `` between the names and ``others`` at its end.

    The same text when nothing is to be mended, or when it is not plain where a name ends. What
    stands in braces may hold anything, so a list with braces is only freed of spare words.
    """
    text = names
    if (found := _ET_AL.search(names)) is not None:
        text = _without_last_and(names[: found.start()].rstrip(",; \t\r\n")) + _AND_OTHERS
    text = _without_last_and(_DOUBLED_AND.sub(r"\1", text))
    if (first := _FIRST_AND.match(text)) is not None:
        text = text[first.end() :]
    if "{" in text or "$" in text:
        return text
    if text.endswith(_AND_OTHERS):
        return _parted(text.removesuffix(_AND_OTHERS)) + _AND_OTHERS
    return _parted(text)


def _without_last_and(text: str) -> str:
    bare = text.rstrip()
    last = _LAST_AND.search(bare)
    return bare[: last.start()].rstrip(",; \t\r\n") if last else text


def _parted(text: str) -> str:
    if ";" in text:
        return _joined(text, _SEMICOLON.split(text.strip().rstrip(";")))
    if "&" in text:
        return _joined(text, [part for each in _AND.split(text) for part in _AMPERSAND.split(each)])
    if " and " not in text and "," in text:
        parts = [_FAMILY_INITIALS.fullmatch(part.strip()) for part in text.split(",")]
        if len(parts) > 1 and all(parts):
            return " and ".join(f"{part[1]}, {part[2]}" for part in parts if part)
    return text


def _joined(text: str, parts: list[str]) -> str:
    """The parts as a list, when all of them are written in one of the two ways to write a name."""
    parts = [part.strip().rstrip(",") for part in parts if part.strip()]
    if any(" and " in part or "&" in part for part in parts):
        return text
    if all(map(_LAST_FIRST.fullmatch, parts)) or all(map(_FIRST_LAST.fullmatch, parts)):
        initials = [_FAMILY_INITIALS.fullmatch(part) for part in parts]
        if all(initials):
            return " and ".join(f"{part[1]}, {part[2]}" for part in initials if part)
        return " and ".join(parts)
    return text
