"""Personal names as styles need them: particles apart, and given names cut to initials."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Scripts whose names are written with spaces, and in which initials make sense.
_ROMANESQUE = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff"
    "\u0600-\u06ff\u1e00-\u1fff\u200c-\u200e\u202a-\u202e]"
)
_LOWER_WORDS = re.compile(r"(?:[^\W\d_A-Z][^\s’'-]*[ ’'-] *|[’'][^\W\d_] +)+")
_TRAILING = re.compile(r"((?:\s+[^\W\d_][^\s]*)+)$")
_TAG = re.compile(r"(<[^<>]*>)")
_GIVEN_PIECE = re.compile(r"([^\s.\-‐]+)(\.?)(\s*[-‐]?\s*)")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a name variable."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    static: bool = False

    @property
    def others(self) -> bool:
        """Whether this stands for the people a list leaves out."""
        return self.literal.lower().rstrip(".") in ("others", "et al")

    @property
    def spaced(self) -> bool:
        """Whether the name is in a script that parts given and family name by a space."""
        return bool(_ROMANESQUE.search(self.family or self.given or self.literal))


def name_of(given: Mapping[str, object]) -> Name:
    """The name of a CSL item, its particles recognised where they were left in a part."""

    def said(label: str) -> str:
        value = given.get(label)
        return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()

    if literal := said("literal"):
        return Name(literal=literal)
    family, first = _curly(said("family")), _curly(said("given"))
    dropping, particle = _curly(said("dropping-particle")), _curly(said("non-dropping-particle"))
    if not family:
        if not first:
            return Name()
        family, first = first, ""
    suffix = said("suffix")
    comma = given.get("comma-suffix") not in (None, False, 0, "", "false")
    if not dropping and not particle:
        if family[0] == family[-1] == '"':
            # Quotation marks around a family name say that it is to be left whole.
            family = family.strip('"')
        else:
            particle, family = _leading(family)
        first, dropping, suffix, comma = _after_given(first, suffix, comma)
    return Name(
        family,
        first,
        dropping,
        particle,
        suffix,
        comma,
        static=given.get("static-ordering") not in (None, False, 0, "", "false"),
    )


def _curly(words: str) -> str:
    return words.replace("'", "’") if "'" in words else words


def _leading(family: str) -> tuple[str, str]:
    """Small words before a family name: ``van der``, ``d’``."""
    if not family[:1].islower() and family[:1] != "’":
        return "", family
    match = _LOWER_WORDS.match(family)
    if match is None or match.end() >= len(family) or family.startswith('"'):
        return "", family
    particle = match[0]
    # The words of the particle are small to the last; a small family name is no particle.
    words = particle.rstrip()
    if any(char.isupper() for char in words):
        return "", family
    return words, family[match.end() :]


def _after_given(given: str, suffix: str, comma: bool) -> tuple[str, str, str, bool]:
    """What stands after a given name: ``John, III`` and ``John,! Jr.`` hold a suffix."""
    first, mark, rest = given.partition(",")
    rest = rest.strip()
    if mark and rest and not suffix:
        if rest[0].islower():
            return first, f",{rest}", "", comma
        return first, "", rest.lstrip("! "), rest.startswith("!")
    return (*_trailing(given), suffix, comma) if given else (given, "", suffix, comma)


def _trailing(given: str) -> tuple[str, str]:
    """Small words after a given name: ``Alexander von``."""
    words = given.split(" ")
    at = len(words)
    while at > 1 and words[at - 1] and words[at - 1][0].islower():
        at -= 1
    if at == len(words):
        return given, ""
    return " ".join(words[:at]).rstrip(","), " ".join(words[at:])


def initials(given: str, mark: str, *, hyphen: bool, whole_names: bool) -> str:
    """Given names cut to initials, each followed by ``mark``.

    With ``whole_names`` only what already is an initial is set so, and names stay.
    """
    if "<" in given:
        return _initials_between_tags(given, mark, hyphen=hyphen, whole_names=whole_names)
    out = ""
    was_name = False
    glue = ""
    for match in _GIVEN_PIECE.finditer(given):
        word, dot, gap = match.groups()
        if glue and not whole_names and word[0].islower():
            # In "Guo-ping" the part after the hyphen is no name of its own.
            glue = ""
            out = out.rstrip("-")
            continue
        if not _ROMANESQUE.search(word):
            return given
        short = _initial(word, dot, whole_names=whole_names)
        if short is None:
            if out and not out.endswith((" ", "-")):
                out += " "
            out += word + dot
            was_name = True
        else:
            if was_name and not out.endswith((" ", "-")):
                out += " "
            out += short + mark
            was_name = False
        glue = "-" if gap.strip() and (hyphen or short is None) else ""
        if glue:
            out = out.rstrip() + glue
    return out.rstrip().rstrip("-") if glue else out.rstrip()


def _initials_between_tags(given: str, mark: str, *, hyphen: bool, whole_names: bool) -> str:
    """Initials of names with markup, which stays where it is."""
    out = ""
    for place, piece in enumerate(_TAG.split(given)):
        bare = piece.lstrip(" -‐")
        if place % 2 or not bare or "<" in bare:
            out += piece
        else:
            cut = initials(bare, mark, hyphen=hyphen, whole_names=whole_names)
            out += piece[: len(piece) - len(bare)] + cut
    return out


def _initial(word: str, dot: str, *, whole_names: bool) -> str | None:
    """The initial of a word, or ``None`` when the word stays whole."""
    if dot or (len(word) == 1 and word.isupper()):
        return word if not word[0].islower() or whole_names else None
    if whole_names or word[0].islower():
        return None
    run = 0
    while run < len(word) and word[run].isupper():
        run += 1
    if run <= 1 or run == len(word):
        return word[0]
    return word[0] + word[1:run].lower()
