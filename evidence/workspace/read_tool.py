"""A TOML file as the appraisal tool that it declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.appraisal.condition import NOT_ASKED, ConditionError, condition
from evidence.appraisal.tool import tool_named
from evidence.model.declared_tool import (
    DeclaredCount,
    DeclaredDomain,
    DeclaredQuestion,
    DeclaredRating,
    DeclaredRule,
    DeclaredTool,
)
from evidence.workspace.near_words import closest
from evidence.workspace.positions import MapNode, Path, offset_of
from evidence.workspace.schema_tool import DomainTable, RatingTable, ToolFileShape
from evidence.workspace.toml_tree import read_toml
from evidence.workspace.validate import validate
from references.problem import Problem, Reading
from references.source import SourceFile


def read_tool(source: SourceFile) -> Reading[DeclaredTool | None]:
    """The tool of a file; ``None``, with problems, where it could not be relied on."""
    reading = read_toml(source)
    if reading.value is None:
        return Reading(None, reading.problems)
    tree = reading.value
    checked = validate(tree, ToolFileShape, source)
    problems = [*reading.problems, *checked.problems]
    if checked.value is None or problems:
        return Reading(None, tuple(problems))
    problems += _Checks(checked.value, tree, source).problems()
    return Reading(None if problems else _declared(checked.value, tree, source), tuple(problems))


def _declared(shape: ToolFileShape, tree: MapNode, source: SourceFile) -> DeclaredTool:
    table, overall = shape.tool, shape.overall
    return DeclaredTool(
        name=table.name,
        title=table.title,
        source=table.source,
        ratings=tuple(_rating(each) for each in shape.ratings),
        domains=tuple(_domain(each) for each in shape.domains),
        url=table.url,
        version=table.version,
        licence=table.licence,
        designs=tuple(each.value for each in table.designs),
        overall_rule=overall.rule,
        overall_ratings=tuple(_rating(each) for each in overall.ratings),
        counts=tuple(
            DeclaredCount(each.rating, tuple(each.domains_rated), each.at_least)
            for each in overall.counts
        ),
        otherwise=overall.otherwise,
        location=source.location(offset_of(tree, ("tool",))),
    )


def _rating(table: RatingTable) -> DeclaredRating:
    return DeclaredRating(table.id, table.label, table.symbol, table.risk)


def _domain(table: DomainTable) -> DeclaredDomain:
    return DeclaredDomain(
        table.id,
        table.label,
        tuple(
            DeclaredQuestion(each.id, each.label, tuple(each.answers), each.asked_if)
            for each in table.questions
        ),
        tuple(DeclaredRule(each.rating, each.when, each.reason) for each in table.rules),
    )


class _Checks:
    """What the shape alone cannot say: names that mean nothing, orders that contradict."""

    def __init__(self, shape: ToolFileShape, tree: MapNode, source: SourceFile) -> None:
        self.shape = shape
        self.tree = tree
        self.source = source
        self.ratings = [each.id for each in shape.ratings]
        self.overall = [each.id for each in shape.overall.ratings] or self.ratings

    def problems(self) -> Iterator[Problem]:
        yield from self._name()
        yield from self._repeated(self.ratings, ("ratings",))
        yield from self._repeated([each.id for each in self.shape.domains], ("domains",))
        yield from self._order(self.shape.ratings, ("ratings",))
        yield from self._order(self.shape.overall.ratings, ("overall", "ratings"))
        asked: set[str] = set()
        for index, domain in enumerate(self.shape.domains):
            yield from self._domain(domain, ("domains", index), asked)
        yield from self._overall()

    def _say(self, kind: str, message: str, path: Path, hint: str = "") -> Problem:
        place = self.source.location(offset_of(self.tree, path))
        return Problem(f"review/{kind}", message, place, hint)

    def _unknown(self, what: str, word: str, known: Sequence[str], path: Path) -> Problem:
        message = f"unknown {what} {word!r}{closest(word, tuple(known))}"
        return self._say("unknown-id", message, path, f"known are {', '.join(known)}")

    def _name(self) -> Iterator[Problem]:
        name = self.shape.tool.name
        if name != name.lower():
            message = f"the name of a tool is in small letters, not {name!r}"
            yield self._say("bad-value", message, ("tool", "name"))
        if tool_named(name) is not None:
            message = f"{name!r} is the name of a published tool; give yours another"
            yield self._say("bad-value", message, ("tool", "name"))

    def _repeated(self, names: Sequence[str], path: Path) -> Iterator[Problem]:
        for index, name in enumerate(names):
            if name in names[:index]:
                yield self._say("duplicate-id", f"{name!r} is given twice", (*path, index, "id"))

    def _order(self, ratings: Sequence[RatingTable], path: Path) -> Iterator[Problem]:
        """Ratings run from the best to the worst: plots and the worst domain go by it."""
        highest = 0.0
        for index, rating in enumerate(ratings):
            if rating.risk is not None and rating.risk < highest:
                message = f"{rating.id!r} has less risk than the rating before it"
                hint = "write ratings from the best to the worst"
                yield self._say("bad-value", message, (*path, index, "risk"), hint)
            highest = max(highest, rating.risk or 0.0)

    def _domain(self, domain: DomainTable, path: Path, asked: set[str]) -> Iterator[Problem]:
        answers: dict[str, list[str]] = {}
        for index, question in enumerate(domain.questions):
            place = (*path, "questions", index)
            if question.id in asked:
                yield self._say("duplicate-id", f"{question.id!r} is asked twice", (*place, "id"))
            yield from self._condition(question.asked_if, answers, (*place, "asked-if"))
            answers[question.id] = [*question.answers, NOT_ASKED]
            asked.add(question.id)
        if domain.rules and not domain.questions:
            message = f"the domain {domain.id!r} has rules but no questions"
            yield self._say("bad-value", message, (*path, "rules"))
        for index, rule in enumerate(domain.rules):
            place = (*path, "rules", index)
            if rule.rating not in self.ratings:
                yield self._unknown("rating", rule.rating, self.ratings, (*place, "rating"))
            yield from self._condition(rule.when, answers, (*place, "when"))

    def _condition(self, text: str, answers: dict[str, list[str]], path: Path) -> Iterator[Problem]:
        try:
            parts = list(condition(text).parts())
        except ConditionError as error:
            hint = 'write it as "1.1 = no/unclear and 1.2 = no", with "or" and parentheses'
            yield self._say("bad-value", f"not a condition: {error}", path, hint)
            return
        for part in parts:
            if part.question not in answers:
                what = "question (of this domain, asked before)"
                yield self._unknown(what, part.question, tuple(answers), path)
                continue
            for word in part.answers:
                if word not in answers[part.question]:
                    what = f"answer to {part.question}"
                    yield self._unknown(what, word, answers[part.question], path)

    def _overall(self) -> Iterator[Problem]:
        overall = self.shape.overall
        yield from self._repeated([each.id for each in overall.ratings], ("overall", "ratings"))
        if overall.rule == "worst":
            if overall.ratings:
                message = "the worst domain gives a rating of domains; leave these out"
                yield self._say("bad-value", message, ("overall", "ratings"))
            if all(each.risk is None for each in self.shape.ratings):
                message = "the worst domain cannot be told: no rating has a risk"
                yield self._say("missing-key", message, ("ratings",), "give each its risk, 0 to 1")
        if overall.rule == "counts":
            yield from self._counts()

    def _counts(self) -> Iterator[Problem]:
        overall = self.shape.overall
        for index, count in enumerate(overall.counts):
            path = ("overall", "counts", index)
            if count.rating not in self.overall:
                yield self._unknown("overall rating", count.rating, self.overall, (*path, "rating"))
            for word in count.domains_rated:
                if word not in self.ratings:
                    yield self._unknown("rating", word, self.ratings, (*path, "domains-rated"))
            if not 1 <= count.at_least <= len(self.shape.domains):
                message = f"at-least must be from 1 to {len(self.shape.domains)}, the domains"
                yield self._say("bad-value", message, (*path, "at-least"))
        if overall.otherwise not in self.overall:
            where = ("overall", "otherwise")
            yield self._unknown("overall rating", overall.otherwise, self.overall, where)
