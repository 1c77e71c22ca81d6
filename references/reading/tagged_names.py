"""Names as tagged formats write them: family name first, one a value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from references.people import OTHERS, PersonName
from references.reading.tagged_values import escaped

_BODY = frozenset(
    {"organization", "organisation", "group", "groups", "committee", "institute", "institutes"}
    | {"university", "society", "association", "collaboration", "collaborators", "collaborative"}
    | {"network", "consortium", "department", "ministry", "agency", "center", "centre", "centers"}
    | {"foundation", "council", "team", "investigators", "study", "trial", "trialists", "inc"}
    | {"ltd", "gmbh", "federation", "college", "academy", "office", "service", "services", "staff"}
    | {"health", "national", "international", "commission", "program", "programme", "panel"}
    | {"board", "working", "union", "institution", "authority", "bureau", "corporation", "company"}
    | {"for", "on", "the", "and", "&", "in", "at", "united", "european", "american", "world"}
    | {"press", "journal", "hospital", "school", "laboratory", "project", "initiative", "registry"}
    | {"administration", "government", "royal", "federal", "writing", "steering", "research"}
    | {"publishers", "publishing", "anonymous", "editors", "editorial", "llc", "co", "corp"}
)
_OTHERS = frozenset({"others", "et al", "et al.", "and others", "...", "…", "et. al."})
_NOTHING = frozenset({"null", "NULL", "None", "undefined", "N/A", "n/a", "nan"})
"""What programs write for a given name that they do not have."""
_LEADING = re.compile(r"(?:-?[A-Z]\.){1,3}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[- ]?){1,4}")
_PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "du", "la", "le"}
    | {"ten", "ter", "te", "zu", "zur", "zum", "vom", "af", "av", "al", "el", "bin", "ibn", "y"}
    | {"d", "do", "e", "i", "los", "las", "lo", "op", "'t", "st", "auf", "dem", "degli", "dei"}
)
_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|2nd|3rd|4th|ii|iii|iv|esq)\.?", re.IGNORECASE)


@lru_cache(maxsize=65536)
def person(text: str) -> PersonName:
    """A name as databases write it: ``Guler, A.``, ``van Laecke, Steven``, ``Long V``.

    A trailing comma, as EndNote writes it, or words that people's names do not have make it a
    body. Without a comma, initials at the end stand after the family name.
    """
    text = text.strip(" ;")
    family, comma, given = text.partition(",")
    if comma:
        return _with_comma(family.strip(), given.strip())
    if text.lower() in _OTHERS:
        return OTHERS
    words = text.split()
    if len(words) < 2:
        return PersonName(family=text)
    if _LEADING.fullmatch(words[0]) and len(words) > 2 and not words[-1].isupper():
        # IEEE has initials first: "B. C. van der Berg".
        count = next((n for n, word in enumerate(words) if not _LEADING.fullmatch(word)), 0)
        if count and words[count] in _PARTICLES and len(words) - count < 6:
            return _family_first(" ".join(words[count:]), " ".join(words[:count]))
    if names_a_body(text) or len(words) > 4 or any(word.isdigit() for word in words):
        return PersonName(literal=text)
    if _INITIALS.fullmatch(words[-1]) and words[-1].isupper():
        return _family_first(" ".join(words[:-1]), words[-1])
    if _SUFFIX.fullmatch(words[-1]) and len(words) > 2 and words[-2].isupper():
        name = _family_first(" ".join(words[:-2]), words[-2])
        return PersonName(name.family, name.given, name.particle, words[-1])
    first = next((n for n, word in enumerate(words[:-1]) if n and word in _PARTICLES), -1)
    if first > 0:
        return PersonName(words[-1], " ".join(words[:first]), " ".join(words[first:-1]))
    return PersonName(words[-1], " ".join(words[:-1]))


def names_a_body(text: str) -> bool:
    """Whether words stand in a name that people's names do not have."""
    return not _BODY.isdisjoint(word.lower().strip("().") for word in text.split())


def _with_comma(family: str, given: str) -> PersonName:
    if given in _NOTHING:
        given = ""
    if not given:
        return PersonName(literal=family) if " " in family else PersonName(family=family)
    if not family:
        return PersonName(family=given.strip(" ,"))
    suffix = ""
    if "," in given:
        given, _, suffix = (part.strip() for part in given.partition(","))
        if _SUFFIX.fullmatch(given) and suffix and not _SUFFIX.fullmatch(suffix):
            given, suffix = suffix, given
    if family[0].isupper() or " " not in family:
        return PersonName(family, given, "", suffix.strip(" ,"))
    name = _family_first(family, given)
    return PersonName(name.family, name.given, name.particle, suffix.strip(" ,"))


def _family_first(family: str, given: str) -> PersonName:
    """A name whose family part may begin with particles in small letters."""
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count][0].islower():
        count += 1
    return PersonName(" ".join(words[count:]), given, " ".join(words[:count]))


def people(values: Iterable[str]) -> tuple[PersonName, ...]:
    """The names of several values, each of which may hold several parted by semicolons."""
    found: list[PersonName] = []
    for value in values:
        if ";" in value:
            found.extend(person(part) for part in value.split(";") if part.strip(" ,"))
        elif value.strip(" ,"):
            found.append(person(value))
    return tuple(found)


def written_name(name: PersonName) -> str:
    """A name as ``person`` reads it: family name first; a body with a comma behind it."""
    if name.is_others:
        return "et al."
    if name.literal:
        literal = escaped(name.literal).replace(";", ",").rstrip(" ,")
        return f"{literal}," if "," not in literal else literal.replace(",", "") + ","
    family = f"{name.particle} {name.family}".strip().replace(",", " ")
    parts = [family, name.given.replace(",", " ")] + ([name.suffix] if name.suffix else [])
    if not name.given:
        return escaped(family) if " " not in family else escaped(family) + ", "
    return escaped(", ".join(parts)).replace(";", ",")
