"""The safe fixes that hits carry, applied to the text of the files until none is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from references.bibliography_file import BibliographyFile
from references.edit import FieldEdit
from references.garbage import collection_paused
from references.library import Library
from references.problem import Problem, Reading
from references.rule import Hit, LibrarySubject, Rule

MAXIMUM_ROUNDS = 12
"""One fix may open the way for another on the same field; a chain longer than the number of rules
that touch one field would be a defect, and ends here."""

LibraryRule = Rule[LibrarySubject]


@dataclass(frozen=True, slots=True)
class _State:
    """A file, and what it reads as."""

    file: BibliographyFile
    reading: Reading[Library]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, and the rule that found it."""

    rule: LibraryRule
    hit: Hit

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells a finding from another wherever it stands: fixes above it move its line."""
        return self.rule.code, self.hit.subject, self.hit.message


@dataclass(frozen=True, slots=True)
class Fixing:
    """Files with the fixes in them.

    ``fixed`` counts the findings that went, by code; ``left`` are those that a person must see to.
    """

    files: tuple[BibliographyFile, ...]
    fixed: Mapping[str, int] = field(default_factory=dict)
    left: tuple[Found, ...] = ()


def fix(files: Sequence[BibliographyFile], rules: Iterable[LibraryRule]) -> Fixing:
    """Every safe fix of the rules, applied; fixing the result again changes nothing.

    Where two rules change one field, the one with the lower code goes first and the other looks
    at what it left. A file whose format cannot edit stays as it is.
    """
    rules = tuple(rules)
    fixable = tuple(rule for rule in rules if rule.fixable)
    fixed: Counter[str] = Counter()
    without_effect: set[tuple[str, str, str]] = set()
    with collection_paused():
        states = [_State(file, file.read()) for file in files]
        found = look(fixable, _subject(states))
        for _ in range(MAXIMUM_ROUNDS):
            chosen = _without_conflicts(
                each for each in found if each.hit.edits and each.identity not in without_effect
            )
            if not chosen:
                break
            states = [_edited(state, chosen) for state in states]
            before = Counter(each.identity for each in found)
            found = look(fixable, _subject(states))
            gone = before - Counter(each.identity for each in found)
            for each in chosen:
                if gone[each.identity] > 0:
                    gone[each.identity] -= 1
                    fixed[each.rule.code] += 1
                else:
                    without_effect.add(each.identity)
        left = look(rules, _subject(states))
    return Fixing(tuple(state.file for state in states), dict(sorted(fixed.items())), left)


def _subject(states: Iterable[_State]) -> LibrarySubject:
    """The records of all files together, as rules look at them."""
    library = Library()
    problems: list[Problem] = []
    for state in states:
        library += state.reading.value
        problems += state.reading.problems
    return LibrarySubject(library, tuple(problems))


def look(rules: Iterable[LibraryRule], subject: LibrarySubject) -> tuple[Found, ...]:
    """What the rules find, in the order of their codes."""
    return tuple(
        Found(rule, hit)
        for rule in sorted(rules, key=lambda each: each.code)
        for hit in rule.check(subject)
    )


def _without_conflicts(found: Iterable[Found]) -> list[Found]:
    """The findings whose edits touch no field that an earlier one touches."""
    taken: set[tuple[object, ...]] = set()
    chosen: list[Found] = []
    for each in found:
        targets = {_target(edit) for edit in each.hit.edits}
        if not targets & taken:
            taken |= targets
            chosen.append(each)
    return chosen


def _target(edit: FieldEdit) -> tuple[object, ...]:
    place = edit.reference.location
    if edit.field is None:
        return place, edit.name.lower()
    return place, edit.field.location


def _edited(state: _State, chosen: Sequence[Found]) -> _State:
    path = state.file.source.path
    own = [each.hit.edits for each in chosen if _path(each.hit) == path]
    edit = state.file.format.edit
    if edit is None or not own:
        return state
    after = _after(state, own)
    if after is None:
        # One of them broke the file, so each is tried alone and the culprit left out.
        own = [edits for edits in own if _after(state, [edits]) is not None]
        after = _after(state, own)
    return after or state


def _path(hit: Hit) -> str:
    return hit.edits[0].reference.location.path


def _after(state: _State, groups: Iterable[Iterable[FieldEdit]]) -> _State | None:
    """The file with the edits in it; ``None`` when that changes which records it holds.

    A file with more problems than before has lost something as well.
    """
    edit = state.file.format.edit
    if edit is None:
        return None
    text = edit(state.file.source, [each for edits in groups for each in edits])
    if text == state.file.source.text:
        return state
    file = replace(state.file, source=replace(state.file.source, text=text))
    reading = file.read()
    old = [each.key for each in state.reading.value]
    same = old == [each.key for each in reading.value]
    fine = same and len(reading.problems) <= len(state.reading.problems)
    return _State(file, reading) if fine else None
