"""How alike two records are, for rules that ask whether they are one work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from references.identifiers import ARXIV, DOI, PMCID, PMID
from references.letters import without_marks, words_alone
from references.reference import Reference

_NUMBER = re.compile(r"\d+|\b[ivx]+\b")


def comparable(text: str) -> str:
    """Text without case, accents and punctuation: words parted by one space."""
    folded = text.casefold()
    if not folded.isascii():
        folded = without_marks(folded)
    return words_alone(folded)


def titles_agree(left: str, right: str, *, at_least: float = 0.93) -> bool:
    """Whether two comparable titles are the same but for slips.

    Numbers must agree, Roman ones too: "Part 1" and "Part 2" differ by one character and are two
    works. Short titles must be the same, since a slip cannot be told from another title.
    """
    if left == right:
        return bool(left)
    if min(len(left), len(right)) < 25 or _NUMBER.findall(left) != _NUMBER.findall(right):
        return False
    return Indel.normalized_similarity(left, right, score_cutoff=at_least) >= at_least


def first_author(reference: Reference) -> str:
    """Comparable family name of the first author or, without authors, of the first editor."""
    people = reference.authors or reference.editors
    if not people:
        return ""
    name = people[0]
    return comparable(name.family or name.literal.split(",")[0])


def agree_or_unknown(left: object, right: object) -> bool:
    """Whether two values agree; one that is not given contradicts nothing."""
    return not left or not right or left == right


def first_page(reference: Reference) -> str:
    """First page in lower case, without what follows."""
    return re.split(r"[-,;\s]", reference.pages.strip().lower(), maxsplit=1)[0]


def identifiers_of(reference: Reference) -> tuple[tuple[str, str], ...]:
    """Kind and normal form of each identifier that names one work."""
    given = (
        (DOI, reference.doi),
        (PMID, reference.pmid),
        (PMCID, reference.pmcid),
        (ARXIV, reference.arxiv),
    )
    parsed = ((kind.label, kind.normalise(value)) for kind, value in given if value)
    return tuple((name, value) for name, value in parsed if value)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record with its title and first author made comparable, once."""

    reference: Reference
    title: str
    author: str
    number: int


def prepare(references: Iterable[Reference]) -> tuple[Prepared, ...]:
    """Records that have a title, made comparable, in their order."""
    made = (
        Prepared(reference, comparable(reference.title), first_author(reference), number)
        for number, reference in enumerate(references)
    )
    return tuple(each for each in made if each.title)


def neighbours(
    prepared: Sequence[Prepared], *, window: int = 8
) -> Iterator[tuple[Prepared, Prepared]]:
    """Pairs of records worth comparing, each once, the earlier record first.

    Sorted-neighbourhood blocking: records are sorted by title, and again by first author, year
    and title, and each is paired with those that follow closely. The cost grows as n log n,
    whatever the library holds.
    """
    by_title = sorted(prepared, key=lambda each: (each.title, each.number))
    by_author = sorted(
        prepared, key=lambda each: (each.author, each.reference.year or 0, each.title, each.number)
    )
    seen: set[tuple[int, int]] = set()
    for ordered in (by_title, by_author):
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + window]:
                first, second = (one, other) if one.number < other.number else (other, one)
                if (first.number, second.number) not in seen:
                    seen.add((first.number, second.number))
                    yield first, second
