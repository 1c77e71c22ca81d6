"""A TOML file as the grading framework that it declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.grading.framework import frameworks
from evidence.model.declared_framework import (
    DeclaredDomain,
    DeclaredFramework,
    DeclaredLevel,
    DeclaredStart,
    DeclaredVerdict,
)
from evidence.workspace.near_words import closest
from evidence.workspace.positions import MapNode, Path, offset_of
from evidence.workspace.schema_framework import DomainTable, FrameworkFileShape
from evidence.workspace.toml_tree import read_toml
from evidence.workspace.validate import validate
from references.problem import Problem, Reading
from references.source import SourceFile


def read_framework(source: SourceFile) -> Reading[DeclaredFramework | None]:
    """The framework of a file; ``None``, with problems, where it could not be relied on."""
    reading = read_toml(source)
    if reading.value is None:
        return Reading(None, reading.problems)
    tree = reading.value
    checked = validate(tree, FrameworkFileShape, source)
    problems = [*reading.problems, *checked.problems]
    if checked.value is None or problems:
        return Reading(None, tuple(problems))
    problems += _Checks(checked.value, tree, source).problems()
    return Reading(None if problems else _declared(checked.value, tree, source), tuple(problems))


def _declared(shape: FrameworkFileShape, tree: MapNode, source: SourceFile) -> DeclaredFramework:
    table = shape.framework
    return DeclaredFramework(
        name=table.name,
        title=table.title,
        source=table.source,
        levels=tuple(
            DeclaredLevel(each.id, each.label, each.symbol, each.meaning, each.wording)
            for each in shape.levels
        ),
        starts=tuple(
            DeclaredStart(
                each.level,
                tuple(design.value for design in each.designs),
                tuple(kind.value for kind in each.kinds),
            )
            for each in shape.starts
        ),
        domains=tuple(_domain(each) for each in shape.domains),
        well_supported=tuple(shape.well_supported),
        verdicts=tuple(
            DeclaredVerdict(each.level, each.direction, each.verdict) for each in shape.verdicts
        ),
        kinds=tuple(kind.value for kind in table.kinds),
        url=table.url,
        location=source.location(offset_of(tree, ("framework",))),
    )


def _domain(table: DomainTable) -> DeclaredDomain:
    ratings = tuple((each.id, each.change) for each in table.ratings)
    return DeclaredDomain(table.id, table.label, table.question, ratings, table.data or "")


class _Checks:
    """What the shape alone cannot say: names that mean nothing, rules that contradict."""

    def __init__(self, shape: FrameworkFileShape, tree: MapNode, source: SourceFile) -> None:
        self.shape = shape
        self.tree = tree
        self.source = source
        self.levels = [each.id for each in shape.levels]

    def problems(self) -> Iterator[Problem]:
        name = self.shape.framework.name
        if name in {each.name for each in frameworks()}:
            message = f"{name!r} is the name of a published framework; give yours another"
            yield self._say("bad-value", message, ("framework", "name"))
        yield from self._repeated(self.levels, ("levels",))
        yield from self._repeated([each.id for each in self.shape.domains], ("domains",))
        for index, start in enumerate(self.shape.starts):
            yield from self._level(start.level, ("starts", index, "level"))
        for index, domain in enumerate(self.shape.domains):
            yield from self._domain(domain, ("domains", index))
        yield from self._well_supported()
        yield from self._verdicts()

    def _say(self, kind: str, message: str, path: Path, hint: str = "") -> Problem:
        place = self.source.location(offset_of(self.tree, path))
        return Problem(f"review/{kind}", message, place, hint)

    def _repeated(self, names: Sequence[str], path: Path) -> Iterator[Problem]:
        for index, name in enumerate(names):
            if name in names[:index]:
                yield self._say("duplicate-id", f"{name!r} is given twice", (*path, index, "id"))

    def _level(self, level: str, path: Path) -> Iterator[Problem]:
        if level not in self.levels:
            message = f"unknown level {level!r}{closest(level, tuple(self.levels))}"
            yield self._say("unknown-id", message, path, f"known are {', '.join(self.levels)}")

    def _domain(self, domain: DomainTable, path: Path) -> Iterator[Problem]:
        yield from self._repeated([each.id for each in domain.ratings], (*path, "ratings"))
        if domain.id == "start":
            message = "'start' names where a body begins; give the domain another name"
            yield self._say("bad-value", message, (*path, "id"))
        # The rating that stands until a person gives one.
        if all(each.change for each in domain.ratings):
            message = f"no rating of {domain.id!r} leaves the level as it is"
            hint = "give one of them a change of 0"
            yield self._say("bad-value", message, (*path, "ratings"), hint)

    def _well_supported(self) -> Iterator[Problem]:
        named = self.shape.well_supported
        for index, level in enumerate(named):
            yield from self._level(level, ("well-supported", index))
        if set(named) <= set(self.levels) and set(named) != set(self.levels[: len(set(named))]):
            message = "a weaker level is well supported where a stronger one is not"
            yield self._say("bad-value", message, ("well-supported",))
        if self.levels[-1] in named:
            message = f"the weakest level, {self.levels[-1]!r}, cannot make a claim well supported"
            yield self._say("bad-value", message, ("well-supported",))

    def _verdicts(self) -> Iterator[Problem]:
        for index, each in enumerate(self.shape.verdicts):
            yield from self._level(each.level, ("verdicts", index, "level"))
            if each.verdict == "well-supported":
                message = "which levels make a claim well supported is said in well-supported"
                yield self._say("bad-value", message, ("verdicts", index, "verdict"))
            elif each.direction == "supports" and each.level in self.shape.well_supported:
                message = f"{each.level!r} is among the well-supported levels"
                yield self._say("bad-value", message, ("verdicts", index, "level"))
