"""The lexicon of certainty: its phrases, what they sound like, and where that is from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import Any

_PART = re.compile(r"\([^)]*\)|\S+")
LEVELS = ("very-low", "low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Entry:
    """One group of phrases that sound alike.

    ``scope`` is how far a weakening phrase reaches; ``needs_effect`` marks words such as "can"
    and "will" that say nothing about certainty unless an effect is stated with them. ``softer``
    maps the level that the evidence allows to calibrated words.
    """

    family: str
    level: str
    source: str
    scope: str = "clause"
    needs_effect: bool = False
    softer: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def rank(self) -> int:
        """Place of the level, 0 for very low."""
        return LEVELS.index(self.level)


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One form of a verb of effect: ``base``, ``third``, ``past``, ``participle``, ``gerund``."""

    base: str
    forms: frozenset[str]
    particles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexicon, ready for look-ups by the first two words; longer phrases come first."""

    sources: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    verbs: Mapping[str, VerbForm]
    also_nouns: frozenset[str]
    not_subject: frozenset[str]
    not_object: frozenset[str]
    predicates: frozenset[str]
    boosters: frozenset[str]
    verb_entry: Entry
    predicate_entry: Entry
    boosted_entry: Entry


@cache
def lexicon() -> Lexicon:
    """The lexicon that is shipped beside this module."""
    text = files("evidence.claims").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return read_lexicon(tomllib.loads(text))


def read_lexicon(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon from its parsed file.

    Raises:
        ValueError: when two groups hold the same phrase or a level or source is unknown.
    """
    phrases: dict[str, dict[tuple[str, ...], Entry]] = {}
    for group in data["phrases"]:
        entry = Entry(
            family=group["family"],
            level=group["level"],
            source=group["source"],
            scope=group.get("scope", "clause"),
            needs_effect=group.get("needs-effect", False),
            softer=MappingProxyType(group.get("softer", {})),
        )
        if entry.level not in LEVELS or entry.source not in data["sources"]:
            raise ValueError(f"group {group['forms'][0]!r} has an unknown level or source")
        for words in {words for form in group["forms"] for words in expand(form)}:
            opening = " ".join(words[:2])
            if words in phrases.setdefault(opening, {}):
                raise ValueError(f"{' '.join(words)!r} is in two groups")
            phrases[opening][words] = entry
    return Lexicon(
        sources=MappingProxyType(data["sources"]),
        phrases={
            opening: tuple(sorted(each.items(), key=lambda item: (-len(item[0]), item[0])))
            for opening, each in phrases.items()
        },
        verbs=MappingProxyType(_verbs(data["verbs"])),
        also_nouns=frozenset(data["verbs"]["also-nouns"]),
        not_subject=frozenset(data["verbs"]["not-subject"]),
        not_object=frozenset(data["verbs"]["not-object"]),
        predicates=frozenset(data["predicates"]["plain"]),
        boosters=frozenset(data["predicates"]["boosters"]),
        verb_entry=Entry("plain-causal", "high", data["verbs"]["source"]),
        predicate_entry=Entry("plain-causal", "high", data["predicates"]["source"]),
        boosted_entry=Entry("boost", "high", data["predicates"]["source"]),
    )


def expand(form: str) -> Iterator[tuple[str, ...]]:
    """Every run of words that a form of the file stands for."""
    choices: list[tuple[tuple[str, ...], ...]] = []
    for part in _PART.findall(form):
        if part.startswith("("):
            choices.append((*expand(part[1:-1]), ()))
        else:
            choices.append(tuple((word,) for word in part.split("/")))
    for picked in product(*choices):
        yield tuple(word for words in picked for word in words)


def _verbs(data: Mapping[str, Any]) -> dict[str, VerbForm]:
    """Every form of every verb of effect."""
    found: dict[str, dict[str, set[str]]] = {}
    bases: dict[str, tuple[str, frozenset[str]]] = {}
    for line in (*map(_regular, data["regular"]), *data["irregular"], *data["with-particle"]):
        base, *rest = line.split()
        particles = frozenset(rest[4].split("/")) if len(rest) > 4 else frozenset[str]()
        for name, form in zip(_FORM_NAMES, (base, *rest[:4]), strict=True):
            found.setdefault(form, {}).setdefault(base, set()).add(name)
            bases[form] = (base, particles)
    return {
        form: VerbForm(base, frozenset(found[form][base]), particles)
        for form, (base, particles) in bases.items()
    }


_FORM_NAMES = ("base", "third", "past", "participle", "gerund")


def _regular(base: str) -> str:
    """The five forms of a regular verb, by the rules of spelling."""
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = base[:-1] if base.endswith("e") else base
    return f"{base} {third} {stem}ed {stem}ed {stem}ing"
