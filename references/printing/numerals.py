"""Numbers in a field's words: which are there, and how each is written out."""

from __future__ import annotations

import re

from references.printing.locale import Locale, Term

_NUMBER = r"[A-Za-z]*[0-9]+[A-Za-z]*"
_NUMERIC = re.compile(rf"\s*{_NUMBER}(?:\s*[,&–-]\s*{_NUMBER})*\s*")
_PIECES = re.compile(r"(\s*[,&–-]+\s*)")
_JOINT = re.compile(r"\s*(?:,|&|–|-|\b(?:and|et|und|y|e)\b)\s*")
_COUNTED = re.compile(r"[A-Za-z]*\d+[A-Za-z]*|[ivxlcdm]+|[A-Za-z]")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def is_numeric(words: str) -> bool:
    """Whether CSL calls the words numeric: ``2``, ``2b``, ``D2``, ``2-4``, ``2, 3``, ``2 & 4``."""
    return bool(words) and _NUMERIC.fullmatch(words) is not None


def is_several(words: str) -> bool:
    """Whether a locator or page names more than one."""
    found = _JOINT.split(words.replace("\\-", "").strip())
    counted = [piece.strip() for piece in found if piece.strip()][:2]
    return len(counted) == 2 and all(_COUNTED.fullmatch(piece) for piece in counted)


def joined_numbers(words: str, dash: str = "–") -> str:
    """Numeric words with the marks between them as they are printed."""
    return "".join(
        joined_mark(piece, dash) if place % 2 else piece
        for place, piece in enumerate(pieces(words))
    )


def joined_mark(mark: str, dash: str = "–") -> str:
    """What stands between two numbers, as it is printed."""
    mark = mark.strip()
    return ", " if mark == "," else f" {mark} " if mark == "&" else dash


def pieces(words: str) -> list[str]:
    """Numbers and what parts them, by turns."""
    return [piece for piece in _PIECES.split(words.strip()) if piece]


def roman(number: int) -> str:
    """Small Roman numerals; beyond 3999 there are none, and the number stays."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out


def ordinal(number: int, locale: Locale, gender: str) -> str:
    """The number with the ending that the locale gives it: ``1st``, ``2e``."""
    return f"{number}{_ending(number, locale, gender)}"


def long_ordinal(number: int, locale: Locale, gender: str) -> str:
    """The number as a word where the locale has one, up to ten."""
    if 1 <= number <= 10 and (term := locale.ordinal(f"long-ordinal-{number:02d}", gender)):
        return term.single
    return ordinal(number, locale, gender)


def _ending(number: int, locale: Locale, gender: str) -> str:
    """The most exact term wins: the whole number, then its last two digits, then the last."""
    for value, fitting in (
        (number, ("whole-number",)),
        (number % 100, ("last-two-digits", "")),
        (number % 10, ("last-digit", "")),
    ):
        term = locale.ordinal(f"ordinal-{value:02d}", gender)
        if term is not None and _fits(term, value, number, fitting):
            return term.single
    general = locale.ordinal("ordinal", gender)
    return general.single if general else ""


def _fits(term: Term, value: int, number: int, fitting: tuple[str, ...]) -> bool:
    match = term.match
    if match:
        return match in fitting
    # Without a word of its own, 00 to 09 match the last digit and 10 to 99 the last two.
    if value == number and number < 10:
        return True
    return ("last-digit" if value < 10 else "last-two-digits") in fitting
