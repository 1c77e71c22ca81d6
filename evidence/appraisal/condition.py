"""Conditions on the answers to signalling questions, as tools and tables of rules write them.

``2.1 = y/py/ni or 2.2 = y/py/ni`` holds when the one or the other question was answered with one
of these words. ``and`` binds closer than ``or``; parentheses group. A question that was not asked
has the answer ``na``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

NOT_ASKED = "na"
_TOKEN = re.compile(r"\s*(?:([()=/])|([A-Za-z0-9][\w.\-]*))")
_LONGEST = 2_000
"""A longer condition is no condition that a person wrote."""


class ConditionError(ValueError):
    """A text that is no condition; the message says where it stops making sense."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered with one of these words."""

    question: str
    answers: tuple[str, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether it does, for the answers given."""
        return answers.get(self.question, NOT_ASKED) in self.answers

    def parts(self) -> Iterator[Answered]:
        """Itself."""
        yield self


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; so it does without parts."""

    conditions: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether every part does."""
        return all(each.holds(answers) for each in self.conditions)

    def parts(self) -> Iterator[Answered]:
        """Every comparison in it."""
        for each in self.conditions:
            yield from each.parts()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    conditions: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether one part does."""
        return any(each.holds(answers) for each in self.conditions)

    def parts(self) -> Iterator[Answered]:
        """Every comparison in it."""
        for each in self.conditions:
            yield from each.parts()


Condition = Answered | All | AnyOf


@cache
def condition(text: str) -> Condition:
    """The condition that a text writes; an empty one always holds.

    Raises:
        ConditionError: when it is none.
    """
    if len(text) > _LONGEST:
        raise ConditionError(f"longer than {_LONGEST:,} characters")
    if not text.strip():
        return All(())
    reader = _Reader(text)
    found = reader.either()
    if reader.word:
        raise ConditionError(f"cannot go on at {reader.word!r}; expected 'and' or 'or'")
    return found


class _Reader:
    """Reads one condition word by word; ``word`` is the next, empty at the end."""

    def __init__(self, text: str) -> None:
        self.words = self._cut(text.rstrip())
        self.depth = 0
        self.word = next(self.words, "")

    def _cut(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise ConditionError(f"cannot read {text[at:].strip()[:20]!r}")
            yield match.group(1) or match.group(2)
            at = match.end()

    def take(self) -> str:
        taken, self.word = self.word, next(self.words, "")
        return taken

    def expect(self, mark: str) -> None:
        if self.word != mark:
            found = repr(self.word) if self.word else "the end"
            raise ConditionError(f"expected {mark!r}, found {found}")
        self.take()

    def either(self) -> Condition:
        found = [self.both()]
        while self.word == "or":
            self.take()
            found.append(self.both())
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def both(self) -> Condition:
        found = [self.single()]
        while self.word == "and":
            self.take()
            found.append(self.single())
        return found[0] if len(found) == 1 else All(tuple(found))

    def single(self) -> Condition:
        if self.word == "(":
            self.depth += 1
            if self.depth > 20:
                raise ConditionError("nested too deep")
            self.take()
            found = self.either()
            self.expect(")")
            self.depth -= 1
            return found
        question = self.name("a question")
        self.expect("=")
        answers = [self.name("an answer")]
        while self.word == "/":
            self.take()
            answers.append(self.name("an answer"))
        return Answered(question, tuple(answers))

    def name(self, what: str) -> str:
        if not self.word or self.word in "()=/" or self.word in ("and", "or"):
            found = repr(self.word) if self.word else "the end"
            raise ConditionError(f"expected {what}, found {found}")
        return self.take()
