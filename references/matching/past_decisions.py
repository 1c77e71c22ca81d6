"""What was decided about records, kept in a file, applied again and undone.

The file is a table that a person can edit: set ``merge`` or ``distinct`` where it says ``review``.
A decision holds for later runs; a line that is taken out, or set to ``undo``, holds no longer.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from references.errors import InputError
from references.matching.similarity import comparable, first_author, first_page
from references.problem import Problem, Reading
from references.reference import Reference
from references.source import Location, SourceFile

COLUMNS = ("decision", "left", "right", "rule", "score", "left_record", "right_record")


class Answer(StrEnum):
    """What a line of the file says; ``REVIEW`` waits for a person and binds nothing."""

    MERGE = "merge"
    DISTINCT = "distinct"
    REVIEW = "review"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class PastDecision:
    """Two records by their identities, and what was decided about them."""

    answer: Answer
    left: str
    right: str
    rule: str = ""
    score: float = 0.0
    left_record: str = ""
    right_record: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two identities in one order."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)


def identity(reference: Reference) -> str:
    """A name for a record that lasts: its key, and a digest of what it says of the work.

    The key alone may be given to another work in the next export; the digest alone would be lost
    with the first correction. Either is enough to find the record again.
    """
    told = (
        comparable(reference.title),
        first_author(reference),
        str(reference.year or ""),
        comparable(reference.container),
        reference.volume,
        first_page(reference),
        reference.doi.lower(),
    )
    digest = hashlib.sha256("\0".join(told).encode("utf-8", "replace")).hexdigest()[:10]
    return f"{reference.key}#{digest}"


class Identities:
    """Records by what decisions call them."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self.names = [identity(reference) for reference in references]

    @cached_property
    def _whole(self) -> Mapping[str, list[int]]:
        return _grouped(self.names)

    @cached_property
    def _by_digest(self) -> Mapping[str, list[int]]:
        return _grouped(name.rpartition("#")[2] for name in self.names)

    @cached_property
    def _by_key(self) -> Mapping[str, list[int]]:
        return _grouped(name.rpartition("#")[0] for name in self.names)

    def find(self, name: str) -> int | None:
        """The record of this identity: the very same, else one with its content, else its key."""
        key, _, digest = name.rpartition("#")
        for group in (
            self._whole.get(name, []),
            self._by_digest.get(digest, []) if key else [],
            self._by_key.get(key or name, []),
        ):
            if group and (len(group) == 1 or group is self._whole.get(name)):
                return group[0]
        return None


def _grouped(names: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        found.setdefault(name, []).append(number)
    return found


def read_decisions(source: SourceFile) -> Reading[tuple[PastDecision, ...]]:
    """The decisions of a file; of two about the same records the later holds.

    Raises:
        InputError: when the file is not a table of decisions.
    """
    reader = csv.reader(io.StringIO(source.text, newline=""))
    header = next(reader, [])
    place = {name.strip().lower(): number for number, name in enumerate(header)}
    if not {"decision", "left", "right"} <= set(place):
        raise InputError(
            f"{source.path}:1:1: this is not a file of decisions; its first line is "
            f"{','.join(COLUMNS)}"
        )
    found: dict[tuple[str, str], PastDecision] = {}
    problems: list[Problem] = []
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: _unguarded(row[at].strip()) for name, at in place.items() if at < len(row)}
        made = _decision(cells)
        if isinstance(made, str):
            where = Location(source.path, reader.line_num)
            problems.append(Problem("decisions/bad-line", made, where, "the line was left out"))
        else:
            found.pop(made.pair, None)
            found[made.pair] = made
    kept = (each for each in found.values() if each.answer is not Answer.UNDO)
    return Reading(tuple(kept), tuple(problems))


def _decision(cells: Mapping[str, str]) -> PastDecision | str:
    word = cells.get("decision", "").lower()
    if word not in set(Answer):
        known = ", ".join(Answer)
        return f"the decision {word!r} is not one of {known}"
    left, right = cells.get("left", ""), cells.get("right", "")
    if not left or not right:
        return "a decision names two records, in left and right"
    if left == right:
        return f"{left} stands on both sides"
    return PastDecision(Answer(word), left, right, cells.get("rule", ""))


def decisions_text(decisions: Iterable[PastDecision]) -> str:
    """The decisions as the text of a file, those that wait for a person first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    order = {Answer.REVIEW: 0, Answer.DISTINCT: 1, Answer.MERGE: 2, Answer.UNDO: 3}
    for each in sorted(decisions, key=lambda item: (order[item.answer], -item.score, item.pair)):
        score = f"{each.score:.3f}" if each.score else ""
        cells = (each.left, each.right, each.rule, score, each.left_record, each.right_record)
        writer.writerow([each.answer.value, *(_guarded(cell) for cell in cells)])
    return out.getvalue()


# A cell that begins so is a formula to a spreadsheet, and these texts come from outside.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def described(reference: Reference) -> str:
    """A record in one line, for a person who decides."""
    who = str(reference.authors[0]) if reference.authors else ""
    where = " ".join(
        part for part in (reference.container, reference.volume, reference.pages) if part
    )
    parts = (who, str(reference.year or ""), reference.title, where, reference.doi)
    return " | ".join(" ".join(part.split()) for part in parts if part)[:400]


def binding(decisions: Sequence[PastDecision]) -> tuple[PastDecision, ...]:
    """The decisions that hold, without those that wait for a person."""
    return tuple(each for each in decisions if each.answer in (Answer.MERGE, Answer.DISTINCT))
