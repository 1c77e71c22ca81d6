"""Lists of people as the cells of tables hold them, in whichever way their exporter joined them."""

from __future__ import annotations

import re
from dataclasses import replace

from references.people import OTHERS, PersonName, initials, read_names, split_outside_braces
from references.reading import tagged_names

_AND = re.compile(r"\s+and\s+|\s*[\r\n]+\s*", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*;\s*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?(?:\s?-\s?|\s)?){1,5}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_OTHERS = re.compile(r"(?:and\s+)?(?:others|et\.?\s+al\.?|\.\.\.|…)", re.IGNORECASE)
_LAST_AND = re.compile(r",?\s+(?:&|and)\s+", re.IGNORECASE)
_SUFFIX = re.compile(r" (Jr|Sr|2nd|3rd|II|III|IV)\.?$")
_SCOPUS_ID = re.compile(r"\s*\(\d{6,}\)$")
_CACHE = 50_000
_NEEDS_BRACES = re.compile(r"[,;{}\r\n]|\band\b", re.IGNORECASE)


class NameLists:
    """Reads lists of names; a name that was met before is not read again."""

    def __init__(self) -> None:
        self._names: dict[str, PersonName] = {}

    def read(self, text: str) -> tuple[PersonName, ...]:
        """The names of one cell: joined by ``and``, by semicolons, by line ends or by commas.

        Commas both join names and part them: ``Guler A, Satilmis T`` are two people,
        ``Guler, Ahmet`` is one and ``Guler, A., Satilmis, T.`` are two again. Initials tell.
        """
        names = self._names
        if len(names) > _CACHE:
            names.clear()
        found = []
        for piece in self._pieces(text):
            name = names.get(piece)
            if name is None:
                name = names[piece] = _one_name(piece)
            if name.family or name.literal:
                found.append(name)
        return tuple(found)

    def _pieces(self, text: str) -> list[str]:
        if "{" in text:
            pieces = split_outside_braces(text, _AND)
            return pieces if len(pieces) > 1 else split_outside_braces(text, _SEMICOLON)
        if ";" in text:
            # PubMed has a body behind people who are joined by commas.
            pieces = _SEMICOLON.split(text)
            if pieces[0].count(",") > 1 and all(map(_ends_in_initials, pieces[0].split(","))):
                return [*_parted_by_commas(pieces[0]), *(each.rstrip(".") for each in pieces[1:])]
            return pieces
        if "\n" in text or "\r" in text or " AND " in text:
            pieces = _AND.split(text)
        else:
            pieces = text.split(" and ")
        if len(pieces) <= 2 and "," in text:
            # "Guler A, Satilmis T and Akinci S" joins by commas but for the last name.
            by_commas = [part for piece in pieces for part in _parted_by_commas(piece)]
            if len(by_commas) > len(pieces):
                return by_commas
        return pieces


def _parted_by_commas(text: str) -> list[str]:
    parts = [part.strip() for part in _LAST_AND.sub(", ", text).split(",")]
    parts = [part for part in parts if part]
    ends = bool(parts) and _OTHERS.fullmatch(parts[-1]) is not None
    people = parts[:-1] if ends else parts
    if len(people) < 2:
        return parts if ends else [text]
    if all(_ends_in_initials(part) for part in people):
        if parts[-1].endswith(".") and not any("." in part for part in parts[:-1]):
            parts[-1] = parts[-1][:-1]  # the full stop of the list
        return parts
    given = people[1::2]
    if len(people) >= 4 and len(people) % 2 == 0 and all(map(_INITIALS.fullmatch, given)):
        pairs = [f"{family}, {name}" for family, name in zip(people[::2], given, strict=True)]
        return pairs + parts[len(people) :]
    if all(" " in part for part in people) and (len(people) > 2 or not _is_one_name(people)):
        return parts
    return [text]


def _is_one_name(parts: list[str]) -> bool:
    """Whether two parts are the halves of one name, ``Le Quintrec, Marie Anne``.

    Names of two words each are more often two people; a part whose words begin small or that is
    initials alone belongs to the other.
    """
    return any(_INITIALS.fullmatch(part) or part[0].islower() for part in parts)


def _ends_in_initials(part: str) -> bool:
    family, space, initials = _SUFFIX.sub("", part.strip()).rpartition(" ")
    return bool(space) and _is_family_and_initials(family, initials)


def _is_family_and_initials(family: str, initials: str) -> bool:
    return _INITIALS.fullmatch(initials) is not None and _WORD.search(family) is not None


def _one_name(piece: str) -> PersonName:
    piece = piece.strip().strip(";").strip()
    if piece.endswith(")"):
        piece = _SCOPUS_ID.sub("", piece)
    if not piece:
        return PersonName()
    if _OTHERS.fullmatch(piece):
        return OTHERS
    family, comma, given = piece.partition(",")
    if comma and "," not in given and "{" not in piece and "=" not in piece:
        family, given = family.strip(), given.strip()
        if family and " " not in family:
            return PersonName(family, given)
    elif not comma and "{" not in piece and (name := _without_comma(piece)) is not None:
        return name
    names = read_names(_shielded(piece)).names
    return names[0] if names else PersonName(literal=piece)


def _without_comma(piece: str) -> PersonName | None:
    """A family name with initials behind it, or a body; what else it is, BibTeX's grammar says."""
    if (suffix := _SUFFIX.search(piece)) is not None and _ends_in_initials(piece):
        return replace(_one_name(piece[: suffix.start()]), suffix=suffix[1])
    words = piece.split()
    count = 0
    while count < len(words) - 1 and _INITIALS.fullmatch(words[-1 - count]):
        count += 1
    first = " ".join(words[: len(words) - count])
    if count and _is_family_and_initials(first, words[-1]) and not _begins_with_initial(words):
        return _with_particle(first, " ".join(words[len(words) - count :]))
    several = len(words) > 2 and tagged_names.names_a_body(piece)
    return PersonName(literal=piece) if several else None


def _begins_with_initial(words: list[str]) -> bool:
    return len(words[0].rstrip(".")) == 1


def _with_particle(family: str, given: str) -> PersonName:
    names = read_names(f"{family}, {given}").names
    return names[0] if names else PersonName(family, given)


def _shielded(piece: str) -> str:
    """A piece that the grammar of names takes for one name: its ``and`` and ``;`` are letters."""
    return piece if "{" in piece else piece.replace(";", " ")


def written(names: tuple[PersonName, ...], joint: str = " and ") -> str:
    """The names joined, each so that ``NameLists`` reads the same parts again."""
    return joint.join(_written(name) for name in names)


def by_initials(names: tuple[PersonName, ...]) -> str:
    """The names as databases print them short, ``Guler A.; Satilmis T.``."""
    return "; ".join(
        str(name)
        if name.literal
        else f"{name.particle} {name.family} {initials(name.given, '.', hyphen=True)}".strip()
        for name in names
    )


def _written(name: PersonName) -> str:
    if name.is_others:
        return "others"
    if name.literal:
        return f"{{{name.literal}}}"
    family, suffix, given = name.family, name.suffix, name.given
    words = family.split()
    if _NEEDS_BRACES.search(family) or any(not word[0].isupper() for word in words[:-1]):
        family = f"{{{family}}}"
    if name.particle:
        particle = name.particle
        if any(not word[0].islower() for word in particle.split()):
            parts = {"family": name.family, "given": given, "prefix": particle, "suffix": suffix}
            return ", ".join(f"{label}={{{part}}}" for label, part in parts.items() if part)
        family = f"{particle} {family}"
    given = f"{{{given}}}" if _NEEDS_BRACES.search(given) else given
    return f"{family}, {suffix}, {given}" if suffix else f"{family}, {given}".rstrip()
