"""A compact index of notices by DOI and PubMed id, so that checks are offline and instant.

The index is one sorted text file. A line is a key, a tab and what is known: ``d`` and a DOI or
``p`` and a PubMed id lead to a notice, ``n`` and the DOI of a notice to the paper it is about.
The same database gives the same bytes.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from references.dates import PartialDate
from references.errors import InputError
from references.identifiers import DOI, PMID
from references.library import Library
from references.notice import Notice, NoticeKind, RelatedWork, Relation
from references.reference import Reference
from references.retraction_watch import SOURCE, NoticeRow

_HEADER = "!evidence-review retractions 1"
_LETTERS = {
    NoticeKind.RETRACTION: "R",
    NoticeKind.EXPRESSION_OF_CONCERN: "E",
    NoticeKind.CORRECTION: "C",
    NoticeKind.REINSTATEMENT: "S",
}
_BEHIND = {"R": Relation.RETRACTED_WORK, "C": Relation.CORRECTED_WORK}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_BREAKS = str.maketrans("\t\r\n", "   ")


def build_index(rows: Iterable[NoticeRow]) -> str:
    """The text of the index of these notices."""
    reasons: dict[str, int] = {}
    lines: set[str] = set()
    for row in rows:
        notice = row.notice
        codes = (str(reasons.setdefault(reason, len(reasons))) for reason in notice.reasons)
        date = str(notice.date or "")
        told = (_LETTERS[notice.kind], date, notice.doi, notice.pmid, ",".join(codes))
        known = "\t".join(told).rstrip("\t")
        lines.update(f"d{doi}\t{known}" for doi in row.dois)
        lines.update(f"p{pmid}\t{known}" for pmid in row.pmids)
        if notice.doi and notice.doi not in row.dois:
            lines.update(f"n{notice.doi}\t{_LETTERS[notice.kind]}\t{doi}" for doi in row.dois)
    table = [f"!{number}\t{text.translate(_BREAKS)}" for text, number in reasons.items()]
    return "\n".join([_HEADER, *sorted(table), *sorted(lines)]) + "\n"


@dataclass(frozen=True)
class RetractionIndex:
    """Notices by the identifiers of the work they are about."""

    lines: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> RetractionIndex:
        """The index of a file.

        Raises:
            InputError: when the file cannot be read or is no index, saying how to make one.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: is no index of retractions; {_HOW}") from error
        return cls.of_text(text, str(path))

    @classmethod
    def of_text(cls, text: str, path: str) -> RetractionIndex:
        """The index that ``build_index`` gave as text; ``path`` is for the message alone.

        Raises:
            InputError: when the text is no index.
        """
        lines = text.split("\n")
        if lines[0] != _HEADER:
            raise InputError(f"{path}:1:1: is no index of retractions; {_HOW}")
        return cls(tuple(line for line in lines if line))

    def __len__(self) -> int:
        """How many works are known by a DOI or a PubMed id."""
        return len({line.split("\t", 1)[0] for line in self.lines if line[0] in "dp"})

    @cached_property
    def _reasons(self) -> dict[str, str]:
        return dict(
            line[1:].split("\t", 1) for line in self.lines if line[0] == "!" and "\t" in line
        )

    def notices(self, reference: Reference) -> tuple[Notice, ...]:
        """What was published about a work, found by its DOI and its PubMed id, oldest first."""
        keys = [("d", DOI.normalise(reference.doi)), ("p", PMID.normalise(reference.pmid))]
        found = (line for letter, value in keys if value for line in self._at(letter + value))
        notices = {self._notice(parts) for parts in found if parts[1:2] and parts[1] in _KINDS}
        return tuple(sorted(notices, key=lambda each: (str(each.date or ""), each.kind, each.doi)))

    def works_behind(self, reference: Reference) -> tuple[RelatedWork, ...]:
        """The works that this one retracts or corrects, when it is a notice."""
        doi = DOI.normalise(reference.doi)
        return tuple(
            RelatedWork(_BEHIND[parts[1]], doi=parts[2])
            for parts in (self._at("n" + doi) if doi else ())
            if len(parts) > 2 and parts[1] in _BEHIND
        )

    def _at(self, key: str) -> Iterator[list[str]]:
        start = key + "\t"
        for number in range(bisect_left(self.lines, start), len(self.lines)):
            if not self.lines[number].startswith(start):
                return
            yield self.lines[number].split("\t")

    def _notice(self, parts: list[str]) -> Notice:
        letter, date, doi, pmid, codes = [*parts[1:], "", "", "", ""][:5]
        return Notice(
            _KINDS[letter],
            PartialDate.parse(date) if date else None,
            doi=doi,
            pmid=pmid,
            source=SOURCE,
            reasons=tuple(self._reasons.get(code, "") for code in codes.split(",") if code),
        )


_HOW = "`evidence-review references retractions update retraction_watch.csv` makes one"


def with_notices(library: Library, index: RetractionIndex) -> Library:
    """The library with every notice that the index knows added to its record."""
    return Library(
        tuple(_enriched(each, index.notices(each), index.works_behind(each)) for each in library),
        library.sources,
    )


def _enriched(
    reference: Reference, notices: tuple[Notice, ...], works: tuple[RelatedWork, ...]
) -> Reference:
    new = tuple(each for each in notices if each not in reference.notices)
    behind = tuple(each for each in works if each not in reference.related)
    if not new and not behind:
        return reference
    return dataclasses.replace(
        reference, notices=reference.notices + new, related=reference.related + behind
    )
