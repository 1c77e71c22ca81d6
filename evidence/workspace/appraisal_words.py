"""Words of appraisals that their tools do not have, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evidence.appraisal.condition import NOT_ASKED
from evidence.appraisal.declared import declared
from evidence.appraisal.tool import Tool, tool_named, tools
from evidence.model.declared_tool import DeclaredTool
from evidence.workspace.near_words import closest
from evidence.workspace.schema_studies import AppraisalShape
from references.problem import Problem
from references.source import Location

Tools = Mapping[str, DeclaredTool]
"""The tools that a review declares itself, by name."""
NO_TOOLS: Tools = MappingProxyType({})
Place = Callable[[Sequence[str | int]], Location]


def tool_called(name: str, own: Tools) -> Tool | None:
    """The tool that an appraisal names: the review's own, or a published one."""
    return declared(own[name]) if name in own else tool_named(name)


def spelled(answers: Mapping[str, str], tool: Tool | None) -> dict[str, str]:
    """Answers in the letters of the tool: forms print ``PY`` and ``Yes`` where it has ``py``."""
    if tool is None:
        return dict(answers)
    allowed = {word for question in tool.questions_of() for word in question.answers}
    return {
        name: answer if answer in allowed else answer.casefold() for name, answer in answers.items()
    }


def unknown_words(
    shape: AppraisalShape, own: Tools, subject: str, place: Place
) -> Iterator[Problem]:
    """Tools, variants, domains, ratings, questions and answers that nobody knows."""
    tool = tool_called(shape.tool, own)
    words = _Words(subject, place, tool.name if tool else "")
    if tool is None:
        names = [*own, *(each.name for each in tools())]
        yield words.unknown("unknown-id", "appraisal tool", shape.tool, names, ("tool",))
        return
    variants = [each.id for each in tool.variants]
    if shape.variant and shape.variant not in variants:
        yield words.bad("variant of", shape.variant, variants, ("variant",))
    variant = tool.variant_for(shape.variant, (*shape.domains,), (*shape.answers,))
    yield from _unknown_ratings(shape, tool, variant, words)
    yield from _unknown_answers(shape, tool, variant, words)


@dataclass(frozen=True, slots=True)
class _Words:
    """Says of which study and tool a word is unknown, and where it stands."""

    subject: str
    place: Place
    tool: str

    def unknown(
        self, kind: str, what: str, word: str, known: Sequence[str], path: Sequence[str | int]
    ) -> Problem:
        message = f"{self.subject}: unknown {what} {word!r}{closest(word, tuple(known))}"
        hint = f"known are {', '.join(known)}" if known else ""
        return Problem(f"review/{kind}", message, self.place(path), hint)

    def bad(self, what: str, word: str, known: Sequence[str], path: Sequence[str]) -> Problem:
        return self.unknown("bad-value", f"{what} {self.tool}", word, known, path)

    def strange(self, what: str, word: str, known: Sequence[str], path: Sequence[str]) -> Problem:
        return self.unknown("unknown-key", f"{what} of {self.tool}", word, known, path)


def _unknown_ratings(
    shape: AppraisalShape, tool: Tool, variant: str, words: _Words
) -> Iterator[Problem]:
    domains = [each.id for each in tool.domains_of(variant)]
    for name, rated in shape.domains.items():
        ratings = [each.id for each in tool.ratings_of(name)]
        if name not in domains:
            yield words.strange("domain", name, domains, ("domains", name))
        elif rated.rating and rated.rating not in ratings:
            yield words.bad("rating of", rated.rating, ratings, ("domains", name))
    overall = [each.id for each in tool.overall_ratings]
    if shape.overall and shape.overall not in overall:
        yield words.bad("overall rating of", shape.overall, overall, ("overall",))


def _unknown_answers(
    shape: AppraisalShape, tool: Tool, variant: str, words: _Words
) -> Iterator[Problem]:
    questions = {each.id: each for each in tool.questions_of(variant)}
    for name, answer in spelled(shape.answers, tool).items():
        if name not in questions:
            yield words.strange("question", name, tuple(questions), ("answers", name))
        elif answer not in (*questions[name].answers, NOT_ASKED):
            known = questions[name].answers
            yield words.bad(f"answer to question {name} of", answer, known, ("answers", name))
