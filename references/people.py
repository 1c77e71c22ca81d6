"""Names of people and of bodies that write, and the grammar that BibTeX writes them in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class PersonName:
    """One author or editor, in the parts that BibTeX and CSL tell apart.

    A body that writes (a working group, an institute) has only ``literal``. The "and others" that
    ends a list which names only some is ``OTHERS``.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    orcid: str = ""

    def __str__(self) -> str:
        if self.is_others:
            return "et al."
        if self.literal:
            return self.literal
        parts = (self.given, self.particle, self.family)
        name = " ".join(part for part in parts if part)
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def sort_name(self) -> str:
        """Family name first, as an index prints it."""
        if self.literal:
            return str(self)
        family = f"{self.particle} {self.family}".strip()
        return f"{family}, {self.given}" if self.given else family

    @property
    def is_others(self) -> bool:
        """Whether this stands for the people a list leaves out ("and others", "et al.")."""
        return self.literal == "others"


OTHERS = PersonName(literal="others")

_AND = re.compile(r"(?<=\s)and(?=\s)|(?<=\})and(?=\s)|^and(?=\s)|(?<=\s)and$", re.IGNORECASE)
_BRACE_OR_ESCAPE = re.compile(r"\\.|[{}]", re.DOTALL)
_OTHERS = re.compile(r"(?:others|et\.?\s+al\.?|\.\.\.|…)$", re.IGNORECASE)
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix|id|given-i|family-i)\s*=", re.I)
_SPECIAL = re.compile(r"\\(?:([A-Za-z]+)|.)\s*\{?\s*\\?([^\W\d_]?)", re.DOTALL)
_LETTER_MACROS = frozenset(
    {"aa", "ae", "oe", "o", "l", "ss", "i", "j", "dh", "th", "dj", "ng"}
    | {"AA", "AE", "OE", "O", "L", "DH", "TH", "DJ", "NG"}
)


@dataclass(frozen=True, slots=True)
class NameReading:
    """Names, and what was odd about the list they came from."""

    names: tuple[PersonName, ...]
    complaints: tuple[str, ...] = ()


def read_names(text: str, decode: Callable[[str], str] | None = None) -> NameReading:
    """The names in a list written as BibTeX writes it, ``Last, First and First von Last``.

    Braces keep what they hold together and are not part of the name. ``decode`` turns markup into
    letters.
    """
    decode = decode or _without_braces
    names: list[PersonName] = []
    complaints: list[str] = []
    if not text.strip():
        return NameReading(())
    pieces = split_outside_braces(text, _AND)
    if len(pieces) == 1 and len(parts := split_outside_braces(text, _SEMICOLON)) > 1:
        complaints.append("names are parted by ';' and not by 'and'")
        pieces = [part for part in parts if part.strip()]
    for piece in pieces:
        piece = piece.strip().strip(";").strip()
        if not piece or piece == ",":
            complaints.append("an empty name between two 'and'")
            continue
        if _OTHERS.match(piece):
            names.append(OTHERS)
            continue
        name, complaint = _one_name(piece, decode)
        if complaint:
            complaints.append(complaint)
        if name != PersonName():
            names.append(name)
    return NameReading(tuple(names), tuple(complaints))


def split_outside_braces(text: str, separator: re.Pattern[str]) -> list[str]:
    """The text cut at every match of the separator that stands outside braces."""
    if "{" not in text:
        return separator.split(text)
    pieces: list[str] = []
    start = 0
    inside = _BraceDepth(text)
    for match in separator.finditer(text):
        if not inside.at(match.start()):
            pieces.append(text[start : match.start()])
            start = match.end()
    pieces.append(text[start:])
    return pieces


class _BraceDepth:
    """Brace depth at rising positions of a text, in one pass."""

    def __init__(self, text: str) -> None:
        self._marks: Iterator[re.Match[str]] = _BRACE_OR_ESCAPE.finditer(text)
        self._next = next(self._marks, None)
        self._depth = 0

    def at(self, position: int) -> int:
        while self._next is not None and self._next.start() < position:
            mark = self._next[0]
            if mark == "{":
                self._depth += 1
            elif mark == "}":
                self._depth = max(0, self._depth - 1)
            self._next = next(self._marks, None)
        return self._depth


_COMMA = re.compile(",")
_SEMICOLON = re.compile(r"(?<!\\);")
_SPACE = re.compile(r"(?:\s|(?<!\\)~)+")


# A library names the same people again and again.
@lru_cache(maxsize=65536)
def _one_name(text: str, decode: Callable[[str], str]) -> tuple[PersonName, str]:
    if _is_one_group(text):
        return PersonName(literal=decode(text)), ""
    if "=" in text and _EXTENDED.match(text):
        return _extended_name(text, decode), ""
    parts = [part.strip() for part in split_outside_braces(text, _COMMA)]
    complaint = ""
    if len(parts) > 3:
        complaint = f"{len(parts) - 1} commas in one name ({decode(text)!r}); at most two are read"
        parts = [parts[0], parts[1], " ".join(parts[2:])]
    if len(parts) == 1:
        given, particle, family = _first_von_last(_words(parts[0]))
        return _person(decode, family, given, particle), ""
    particle, family = _von_last(_words(parts[0]))
    suffix = parts[1] if len(parts) == 3 else ""
    return _person(decode, family, parts[-1], particle, suffix), complaint


def _person(
    decode: Callable[[str], str], family: str, given: str, particle: str, suffix: str = ""
) -> PersonName:
    # A name before the comma is missing (", John"): the one word there is must not be lost.
    if not family and not particle:
        family, given = given, ""
    return PersonName(
        decode(family) if family else "",
        decode(given) if given else "",
        decode(particle) if particle else "",
        decode(suffix) if suffix else "",
    )


def _words(text: str) -> list[str]:
    return [word for word in split_outside_braces(text, _SPACE) if word]


def _first_von_last(words: list[str]) -> tuple[str, str, str]:
    """Parts of a name without comma: the lower-case words before the last one are the particle."""
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower:
        return " ".join(words[:-1]), "", words[-1] if words else ""
    first, last = lower[0], lower[-1] + 1
    return " ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])


def _von_last(words: list[str]) -> tuple[str, str]:
    """Particle and family name of what stands before the first comma."""
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    last = lower[-1] + 1 if lower else 0
    return " ".join(words[:last]), " ".join(words[last:])


def _is_lower(word: str) -> bool:
    r"""Whether BibTeX takes a word for part of a particle.

    It goes by the first letter outside braces; a group that begins with a command, as in
    ``{\'e}``, counts as the letter it makes, and any other group is passed over.
    """
    if word[0].isalpha():
        return word[0].islower()
    position = 0
    while position < len(word):
        character = word[position]
        if character.isalpha():
            return character.islower()
        if word.startswith("{\\", position):
            return _special_is_lower(word, position + 1)
        position = _end_of_group(word, position) if character == "{" else position + 1
    return False


def _special_is_lower(word: str, position: int) -> bool:
    match = _SPECIAL.match(word, position)
    if match is None:
        return False
    letter = match[1] if match[1] in _LETTER_MACROS else match[2]
    return letter[:1].islower()


def _end_of_group(text: str, start: int) -> int:
    depth = 0
    for mark in _BRACE_OR_ESCAPE.finditer(text, start):
        depth += (mark[0] == "{") - (mark[0] == "}")
        if depth == 0:
            return mark.end()
    return len(text)


def _is_one_group(text: str) -> bool:
    """Whether braces hold the whole name together, so that it is a body's, not a person's."""
    return (
        text.startswith("{") and not text.startswith("{\\") and _end_of_group(text, 0) == len(text)
    )


def _extended_name(text: str, decode: Callable[[str], str]) -> PersonName:
    """A name in biblatex's extended form, ``family=Berg, given=A., prefix=van den``."""
    values: dict[str, str] = {}
    for part in split_outside_braces(text, _COMMA):
        label, _, value = part.partition("=")
        values[label.strip().lower()] = decode(value.strip().strip('"'))
    return PersonName(
        family=values.get("family", ""),
        given=values.get("given", ""),
        particle=values.get("prefix", ""),
        suffix=values.get("suffix", ""),
    )


def _without_braces(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").replace("~", " ").split())


_WORD_BREAK = re.compile(r"[\s.]+")


def initials(given: str, mark: str, *, hyphen: bool) -> str:
    """Given names as initials: ``Jean-Paul`` to ``J.-P.``, ``SB`` to ``S. B.``.

    Two or three capitals standing together are initials already, as PubMed writes them. Words in
    small letters are particles and stay.
    """
    out = ""
    for word in _WORD_BREAK.split(given.strip()):
        parts = [part for part in word.split("-") if part]
        if not parts:
            continue
        if parts[0][0].islower() and len(parts) == 1:
            out = f"{out.rstrip()} {word} "
            continue
        letters = [
            list(part) if part.isupper() and 1 < len(part) <= 3 else [part[0].upper()]
            for part in parts
        ]
        groups = ["".join(letter + mark for letter in group).rstrip() for group in letters]
        joined = "-".join(groups) if hyphen else "".join(groups)
        out += joined + (" " if mark.endswith(" ") else "")
    return out.strip()
