"""REF055: a journal that is named in more than one way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from references.checking.journals import articles_by_journal, may_abbreviate
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_LONGEST_GROUP = 200
_SHORTEST_SLIP = 6
_MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class _Journal:
    """A journal by its key, with its spellings (the commonest first) and their records."""

    key: str
    spellings: tuple[tuple[str, tuple[Reference, ...]], ...]

    @property
    def title(self) -> str:
        return self.spellings[0][0]

    @property
    def count(self) -> int:
        return sum(len(records) for _, records in self.spellings)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each spelling of a journal that is not its commonest, at its first use."""
    journals = [
        _Journal(key, _spellings(articles))
        for key, articles in articles_by_journal(subject.library).items()
    ]
    for journal in journals:
        for spelling, records in journal.spellings[1:]:
            yield _hit(spelling, records, journal.title)
    yield from _abbreviated(journals)
    yield from _misspelt(journals)


def _spellings(
    articles: Sequence[Reference],
) -> tuple[tuple[str, tuple[Reference, ...]], ...]:
    by_spelling: defaultdict[str, list[Reference]] = defaultdict(list)
    for reference in articles:
        by_spelling[" ".join((reference.container or reference.container_short).split())].append(
            reference
        )
    ordered = sorted(by_spelling.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((spelling, tuple(records)) for spelling, records in ordered)


def _abbreviated(journals: Sequence[_Journal]) -> Iterator[Hit]:
    """Journals that are in the library both in full and abbreviated."""
    by_initials: defaultdict[tuple[str, ...], list[_Journal]] = defaultdict(list)
    for journal in journals:
        words = journal.key.split()
        if len(words) > 1:
            by_initials[tuple(word[0] for word in words)].append(journal)
    for group in by_initials.values():
        if not 1 < len(group) <= _LONGEST_GROUP:
            continue
        for short in group:
            full = [other for other in group if _abbreviates(short.key, other.key)]
            # "J Neurol" may be the journal of neurology or that of neurological sciences.
            if len(full) == 1 and not _is_itself_abbreviated(full[0], group):
                rarer, commoner = sorted((full[0], short), key=lambda item: item.count)
                records = [each for _, found in rarer.spellings for each in found]
                yield _hit(rarer.title, records, commoner.title)


def _abbreviates(short: str, full: str) -> bool:
    # "Cancer" and "Cancers", "Brain" and "Brains" are two journals each.
    return len(short) + 2 < len(full) and may_abbreviate(short, full)


def _is_itself_abbreviated(journal: _Journal, group: Sequence[_Journal]) -> bool:
    return any(_abbreviates(journal.key, other.key) for other in group)


def _misspelt(journals: Sequence[_Journal]) -> Iterator[Hit]:
    """Journals that are one letter away from another that is named more often."""
    by_rest: defaultdict[tuple[int, str], list[tuple[str, _Journal]]] = defaultdict(list)
    for journal in journals:
        words = journal.key.split()
        if not 1 < len(words) <= _MOST_WORDS:
            continue
        for place, word in enumerate(words):
            if len(word) >= _SHORTEST_SLIP:
                rest = " ".join((*words[:place], "*", *words[place + 1 :]))
                by_rest[len(words), rest].append((word, journal))
    for alike in by_rest.values():
        if not 1 < len(alike) <= _LONGEST_GROUP:
            continue
        for word, journal in alike:
            for other_word, other in alike:
                if journal.count * 2 <= other.count and _is_slip(word, other_word):
                    records = [each for _, found in journal.spellings for each in found]
                    yield _hit(journal.title, records, other.title)
                    break


def _is_slip(word: str, other: str) -> bool:
    """Whether a letter is missing, added, wrong or moved inside a word, its ends as they are.

    "Biology" and "Biologia", "Urology" and "Neurology" differ at the ends and are two titles.
    """
    same_ends = word[0] == other[0] and word[-2:] == other[-2:]
    return same_ends and OSA.distance(word, other, score_cutoff=1) == 1


def _hit(spelling: str, records: Sequence[Reference], usual: str) -> Hit:
    first = records[0]
    where = first.key if len(records) == 1 else f"{first.key} and {len(records) - 1} more"
    return Hit(
        first.place_of("journal", "journaltitle"),
        f"{where}: the journal {quoted(spelling)} is {quoted(usual)} elsewhere",
        "name it in one way everywhere",
        subject=first.key,
        related=tuple(each.location for each in records[1:4]),
    )


RULE = Rule(
    code="REF055",
    name="mixed-journal-titles",
    severity=Severity.NOTE,
    summary="One journal is named in several ways: spelt, abbreviated, in full.",
    why=(
        "Styles print what the field holds, so that one list of references names one journal in "
        "two ways; counts by journal and matching suffer as well."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@article{un2006,
  author  = {Un, Bulent},
  title   = {Pretreatment with lidocaine},
  journal = {Anesth Analg},
  year    = {2006},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
@article{un2006,
  author  = {Un, Bulent},
  title   = {Pretreatment with lidocaine},
  journal = {Anesthesia and Analgesia},
  year    = {2006},
}
""",
    check=check,
)
