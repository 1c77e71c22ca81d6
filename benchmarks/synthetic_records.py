"""Bibliographic records made by rule: works, copies as databases change them, and near misses.

A near miss is another work that looks like a copy. The same seed gives the same records.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from references.dates import PartialDate
from references.people import OTHERS, PersonName
from references.reference import Reference, ReferenceKind
from references.source import Location

Labelled: TypeAlias = tuple[Reference, int]
"""A record and the number of the work it is of."""

_ONSETS = tuple(
    re.findall(
        r"\w+", "b br c ch cl d dr f fl g gl gr h j k l m n p ph pl pr r s sc sp st t th tr v w z"
    )
)
_NUCLEI = ("a", "e", "i", "o", "u", "ae", "ea", "ia", "io", "ou", "y")
_CODAS = ("", "", "l", "m", "n", "r", "s", "t", "x", "nd", "st", "ct")
_SMALL = ("of", "in", "the", "and", "for", "with", "on", "after", "during", "by", "versus")
_DIACRITICS = str.maketrans("aeou", "áéöü")


def _word(rng: random.Random, syllables: int) -> str:
    return "".join(
        rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in range(syllables)
    )


class Scholarship:
    """A made-up world of words, journals and authors to draw works from."""

    def __init__(self, seed: int = 1) -> None:
        self.rng = rng = random.Random(seed)
        self.words = sorted({_word(rng, rng.choice((2, 2, 3, 3, 4))) for _ in range(9000)})
        self.families = sorted({_word(rng, 2).capitalize() for _ in range(3000)})
        self.families += [name.translate(_DIACRITICS) for name in self.families[:200]]
        self.givens = sorted({_word(rng, 2).capitalize() for _ in range(400)})
        self.journals = [self._journal() for _ in range(600)]
        self.works = 0

    def _journal(self) -> tuple[str, str]:
        words = [word.capitalize() for word in self.rng.sample(self.words, self.rng.randint(1, 3))]
        head = self.rng.choice(("Journal of", "Annals of", "European Journal of", "Archives of"))
        full = f"{head} {' and '.join(words)}"
        short = " ".join(word[: 3 + len(word) // 4] for word in full.split() if word[0].isupper())
        return full, short

    def title(self) -> str:
        """A title of six to fourteen words, some with a subtitle or a number."""
        rng = self.rng
        words = rng.sample(self.words, rng.randint(5, 9))
        for _ in range(rng.randint(1, 4)):
            words.insert(rng.randint(1, len(words)), rng.choice(_SMALL))
        if rng.random() < 0.2:
            words.insert(rng.randint(1, len(words)), str(rng.randint(1, 30)))
        if rng.random() < 0.3:
            words[len(words) // 2 - 1] += ":"
        return " ".join(words).capitalize()

    def authors(self) -> tuple[PersonName, ...]:
        """One to nine people."""
        rng = self.rng
        return tuple(
            PersonName(
                rng.choice(self.families), f"{rng.choice(self.givens)} {rng.choice('ABCDEJM')}."
            )
            for _ in range(rng.choice((1, 2, 3, 3, 4, 5, 6, 9)))
        )

    def work(self) -> Reference:
        """A complete record of a new work."""
        rng = self.rng
        self.works += 1
        first = rng.randint(1, 2500)
        journal = rng.choice(self.journals)
        year = rng.randint(1985, 2025)
        return Reference(
            key=f"w{self.works}",
            kind=ReferenceKind.ARTICLE_JOURNAL,
            location=Location("synthetic"),
            title=self.title(),
            authors=self.authors(),
            container=journal[0],
            container_short=journal[1] if rng.random() < 0.3 else "",
            issued=PartialDate(year),
            volume=str(year - rng.choice((1900, 1950, 1970, 1980))),
            issue=str(rng.randint(1, 12)),
            pages=f"{first}-{first + rng.randint(2, 15)}",
            doi=f"10.{rng.randint(1000, 9999)}/{_word(rng, 2)}.{self.works}"
            if rng.random() < 0.6
            else "",
        )

    def short_journal(self, full: str) -> str:
        """The abbreviated title of a journal."""
        return next((short for name, short in self.journals if name == full), full)


Change: TypeAlias = Callable[[Scholarship, Reference], Reference]


def _abbreviated_journal(world: Scholarship, work: Reference) -> Reference:
    return replace(work, container=world.short_journal(work.container), container_short="")


def _initials(_: Scholarship, work: Reference) -> Reference:
    names = [
        replace(name, given=" ".join(f"{part[0]}." for part in name.given.split() if part))
        for name in work.authors
    ]
    return replace(work, authors=tuple(names))


def _first_authors(_: Scholarship, work: Reference) -> Reference:
    return replace(work, authors=(*work.authors[:3], OTHERS)) if len(work.authors) > 3 else work


def _unaccented(_: Scholarship, work: Reference) -> Reference:
    plain = str.maketrans("áéöü", "aeou")
    names = [replace(name, family=name.family.translate(plain)) for name in work.authors]
    return replace(work, authors=tuple(names))


def _short_pages(_: Scholarship, work: Reference) -> Reference:
    first, _, last = work.pages.partition("-")
    if len(first) == len(last) and first[:-2] == last[:-2]:
        return replace(work, pages=f"{first}-{last[-2:]}")
    return work


def _capitals(_: Scholarship, work: Reference) -> Reference:
    return replace(work, title=work.title.upper())


def _noted_title(world: Scholarship, work: Reference) -> Reference:
    note = world.rng.choice((".", ". [Review] [42 refs]", " [French]", ". (Provisional abstract)"))
    return replace(work, title=work.title + note)


def _bracketed_title(_: Scholarship, work: Reference) -> Reference:
    return replace(work, title=f"[{work.title}]")


def _mistyped_title(_: Scholarship, work: Reference) -> Reference:
    longest = max(work.title.split(), key=len)
    place = len(longest) // 2
    return replace(work, title=work.title.replace(longest, longest[:place] + longest[place + 1 :]))


def _no_subtitle(_: Scholarship, work: Reference) -> Reference:
    head = work.title.partition(":")[0]
    return replace(work, title=head) if len(head) > 45 else work


def _debris(_: Scholarship, work: Reference) -> Reference:
    return replace(
        work, title=work.title.replace(" and ", " &amp; ").replace(" of ", " <i>of</i> ")
    )


def _without(name: str) -> Change:
    return lambda _, work: replace(work, **{name: ""})


def _resolved_doi(_: Scholarship, work: Reference) -> Reference:
    return replace(work, doi=f"https://doi.org/{work.doi.upper()}") if work.doi else work


def _next_year(_: Scholarship, work: Reference) -> Reference:
    return replace(work, issued=PartialDate((work.year or 2000) - 1))


CHANGES: tuple[Change, ...] = (
    _abbreviated_journal,
    _abbreviated_journal,
    _initials,
    _initials,
    _first_authors,
    _unaccented,
    _short_pages,
    _capitals,
    _noted_title,
    _bracketed_title,
    _mistyped_title,
    _no_subtitle,
    _debris,
    _without("doi"),
    _without("doi"),
    _without("issue"),
    _without("pages"),
    _without("volume"),
    _resolved_doi,
    _next_year,
)
"""What databases and people do to a record on its way."""


def _part_two(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    first = replace(work, title=f"{work.title}. Part I")
    return first, _elsewhere(world, work, title=f"{work.title}. Part II")


def _elsewhere(world: Scholarship, work: Reference, **changed: object) -> Reference:
    """The same with other pages and without the DOI, changed further as asked."""
    first = world.rng.randint(2501, 4000)
    kept: dict[str, object] = {"pages": f"{first}-{first + world.rng.randint(0, 9)}", "doi": ""}
    return replace(work, **(kept | changed))  # type: ignore[arg-type]


def _series(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    words = work.title.split()
    words[world.rng.randrange(len(words))] = world.rng.choice(world.words)
    return work, _elsewhere(world, work, title=" ".join(words))


def _series_without_pages(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    one, other = _series(world, work)
    return replace(one, pages="", doi=""), replace(other, pages="")


def _editorial(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    title = world.rng.choice(("Editorial", "Introduction", "Book review", "Reply", "In this issue"))
    return replace(work, title=title), _elsewhere(world, work, title=title, authors=world.authors())


def _editor(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    title = world.rng.choice(("Editorial", "From the editor", "Editor's comments"))
    issue = str(int(work.issue) % 12 + 1)
    return replace(work, title=title), _elsewhere(world, work, title=title, issue=issue)


def _editor_on_page_one(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    """Every issue begins anew, with a word of the editor."""
    last = world.rng.sample(range(2, 9), 2)
    one = replace(work, title="Editor's comments", pages=f"1-{last[0]}", doi="")
    issue = world.rng.choice(("", str(int(work.issue) % 12 + 1)))
    return one, replace(one, issue=issue, pages=f"1-{last[1]}")


def _opposite(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    pairs = (("maternal", "paternal"), ("Iran", "Iraq"), ("hypotensive", "hypertensive"))
    words = world.rng.choice(pairs)
    one, other = (f"{work.title} in {word} groups" for word in words)
    return (
        replace(work, title=one, pages="", doi=""),
        replace(work, title=other, pages="", doi=""),
    )


def _yearly_meeting(_: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    year = work.year or 2000
    bare = replace(
        work,
        kind=ReferenceKind.PROCEEDINGS_PAPER,
        container_short="",
        volume="",
        issue="",
        pages="",
        doi="",
    )
    return (
        replace(bare, container=f"AMCIS {year} Proceedings"),
        replace(bare, container=f"AMCIS {year + 1} Proceedings", issued=PartialDate(year + 1)),
    )


def _thesis(_: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    return work, replace(
        work,
        kind=ReferenceKind.THESIS,
        container="",
        container_short="",
        volume="",
        issue="",
        pages="",
        doi="",
    )


def _yearly(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    return work, _elsewhere(
        world,
        work,
        issued=PartialDate((work.year or 2000) + 1),
        volume=str(int(work.volume) + 1),
    )


def _conference(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    return work, replace(
        _elsewhere(world, work, volume="", issue=""),
        container=f"Proceedings of the Conference on {world.rng.choice(world.words)}",
        container_short="",
        kind=ReferenceKind.PROCEEDINGS_PAPER,
    )


def _erratum(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    title = world.rng.choice(("Erratum: {}", "Correction to: {}", "{} (vol 12, pg 3, 2001)"))
    return work, _elsewhere(world, work, title=title.format(work.title))


def _reply(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    return work, _elsewhere(world, work, title=f"{work.title}: reply")


def _namesake(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    return work, _elsewhere(world, work, authors=world.authors())


def _reprint(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    other = world.rng.choice(world.journals)[0]
    return work, _elsewhere(world, work, container=other, container_short="", volume="3", issue="")


def _preprint(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    return work, replace(
        work,
        container="bioRxiv",
        container_short="",
        kind=ReferenceKind.PREPRINT,
        volume="",
        issue="",
        pages="",
        doi=f"10.1101/2{world.works}",
    )


def _abstracts(world: Scholarship, work: Reference) -> tuple[Reference, Reference]:
    """Two abstracts of one group on one page of a supplement."""
    page = f"S{world.rng.randint(1, 90)}"
    one = replace(work, pages=page, doi="", issue="Suppl 1")
    words = work.title.split()
    for _ in range(3):
        words[world.rng.randrange(len(words))] = world.rng.choice(world.words)
    return one, replace(one, title=" ".join(words))


NEAR_MISSES: tuple[Callable[[Scholarship, Reference], tuple[Reference, Reference]], ...] = (
    _part_two,
    _series,
    _series_without_pages,
    _editorial,
    _editor,
    _editor_on_page_one,
    _opposite,
    _yearly_meeting,
    _thesis,
    _yearly,
    _conference,
    _erratum,
    _reply,
    _namesake,
    _reprint,
    _preprint,
    _abstracts,
)
"""Two works that look like one."""


def records(
    count: int, *, seed: int = 1, copies: float = 0.25, near_misses: float = 0.05
) -> Iterator[Labelled]:
    """So many records, of which about the given shares are copies and near misses.

    A copy follows its work at once; matching does not look at the order.
    """
    world = Scholarship(seed)
    rng = world.rng
    made = 0
    number = 0
    while made < count:
        work = world.work()
        number += 1
        if rng.random() < near_misses:
            pair = rng.choice(NEAR_MISSES)(world, work)
            found = [(pair[0], number), (pair[1], number + 1)]
            number += 1
        else:
            found = [(work, number)]
            while rng.random() < copies:
                changed = work
                for change in rng.sample(CHANGES, rng.randint(1, 4)):
                    changed = change(world, changed)
                found.append((changed, number))
        for reference, label in found[: count - made]:
            made += 1
            yield replace(reference, key=f"r{made}"), label
