"""A sheet that a second grader filled in, as judgements."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from evidence.grading.framework import Framework
from evidence.grading.second_grading import GradedKey
from evidence.model.judgement import DomainRating, Judgement
from evidence.workspace.layout import LIMITS, FileRefusedError, FolderFiles, open_file
from evidence.workspace.near_words import closest
from evidence.workspace.positions import Node, offset_of
from evidence.workspace.positions import Path as KeyPath
from evidence.workspace.schema_sheet import SheetFileShape, SheetGradingShape
from evidence.workspace.validate import validate
from evidence.workspace.yaml_tree import read_yaml
from references.errors import InputError
from references.problem import Problem, Reading
from references.source import SourceFile


@dataclass(frozen=True, slots=True)
class GradingSheet:
    """What the second grader gave; claims that were left empty are not in it."""

    grader: str = ""
    on: datetime.date | None = None
    judgements: Mapping[GradedKey, Judgement] = field(default_factory=lambda: MappingProxyType({}))


def read_sheet(source: SourceFile, graded: Mapping[GradedKey, Framework]) -> Reading[GradingSheet]:
    """The judgements of a sheet; ``graded`` holds what the review grades, and in which framework.

    What cannot be compared is a problem where it stands: an unknown claim, a word that the
    framework does not know, a claim graded twice, a grader without a name.
    """
    reading = read_yaml(source)
    problems = list(reading.problems)
    if reading.value is None:
        if not problems:
            problems.append(Problem("review/missing-key", "the sheet is empty", source.location(0)))
        return Reading(GradingSheet(), tuple(problems))
    tree = reading.value
    checked = validate(tree, SheetFileShape, source)
    problems += checked.problems
    if checked.value is None:
        return Reading(GradingSheet(), tuple(problems))
    return _Sheet(checked.value, tree, source, graded, problems).reading()


def load_sheet(path: Path, graded: Mapping[GradedKey, Framework]) -> Reading[GradingSheet]:
    """The judgements of a sheet on disk, shown under the path that was given.

    Raises:
        InputError: when there is no such file, or it is too large.
    """
    files = FolderFiles(path.parent, allow_outside=True)
    try:
        opened = open_file(files, path.name, LIMITS["yaml"], "review")
    except FileRefusedError as refusal:
        raise InputError(f"{path}: {refusal.message}") from None
    reading = read_sheet(opened.value, graded)
    return Reading(reading.value, (*opened.problems, *reading.problems))


class _Sheet:
    """Makes the judgements of one sheet, each word with its place."""

    def __init__(
        self,
        shape: SheetFileShape,
        tree: Node,
        source: SourceFile,
        graded: Mapping[GradedKey, Framework],
        problems: list[Problem],
    ) -> None:
        self.shape = shape
        self.tree = tree
        self.source = source
        self.graded = graded
        self.problems = problems

    def reading(self) -> Reading[GradingSheet]:
        if not self.shape.grader:
            self._say("missing-key", "the sheet does not say who graded", ("grader",))
        found: dict[GradedKey, Judgement] = {}
        for index, item in enumerate(self.shape.gradings):
            path: KeyPath = ("gradings", index)
            key = item.claim, item.outcome
            framework = self.graded.get(key)
            if framework is None:
                self._unknown_key(item, path)
            elif key in found:
                self._say("duplicate-id", f"{_named(key)} is graded twice", (*path, "claim"))
            elif item.certainty:
                found[key] = self._judgement(item, framework, path)
            elif any(rating.rating for rating in item.domains.values()):
                message = f"{_named(key)} has ratings but no certainty, so that it is left out"
                self._say("missing-key", message, (*path, "certainty"))
        sheet = GradingSheet(self.shape.grader, self.shape.on, MappingProxyType(found))
        return Reading(sheet, tuple(self.problems))

    def _say(self, kind: str, message: str, path: KeyPath, hint: str = "") -> None:
        place = self.source.location(offset_of(self.tree, path))
        self.problems.append(Problem(f"review/{kind}", message, place, hint))

    def _unknown_key(self, item: SheetGradingShape, path: KeyPath) -> None:
        claims = tuple(dict.fromkeys(claim for claim, _ in self.graded))
        if item.claim not in claims:
            message = f"the review has no claim {item.claim!r}{closest(item.claim, claims)}"
            self._say("unknown-id", message, (*path, "claim"))
            return
        outcomes = tuple(outcome for claim, outcome in self.graded if claim == item.claim)
        near = closest(item.outcome, outcomes)
        message = f"claim {item.claim!r} is not graded for outcome {item.outcome!r}{near}"
        self._say("unknown-id", message, (*path, "outcome"))

    def _judgement(self, item: SheetGradingShape, framework: Framework, path: KeyPath) -> Judgement:
        for kind, what, word, known, place in _words(item, framework):
            if word not in known:
                message = f"{item.claim!r}: unknown {what} {word!r}{closest(word, known)}"
                hint = f"known are {', '.join(known)}" if known else ""
                self._say(kind, message, (*path, *place), hint)
        return Judgement(
            framework=framework.name,
            certainty=item.certainty,
            location=self.source.location(offset_of(self.tree, path)),
            start=item.start,
            domains=MappingProxyType(
                {
                    name: DomainRating(rated.rating, rated.reason)
                    for name, rated in item.domains.items()
                    if rated.rating
                }
            ),
            reason=item.reason,
            by=self.shape.grader,
            on=self.shape.on,
        )


_Word = tuple[str, str, str, tuple[str, ...], KeyPath]


def _words(item: SheetGradingShape, framework: Framework) -> Iterator[_Word]:
    """Each word of a grading with those it may be, and its place."""
    levels = tuple(level.id for level in framework.levels)
    yield "bad-value", f"level of {framework.name}", item.certainty, levels, ("certainty",)
    if item.framework:
        own = (framework.name,)
        yield "bad-value", "framework of this claim", item.framework, own, ("framework",)
    domains = {domain.id: domain for domain in framework.domains}
    for name, rated in item.domains.items():
        place = ("domains", name)
        if name not in domains:
            yield "unknown-key", f"domain of {framework.name}", name, tuple(domains), place
        elif rated.rating:
            ratings = tuple(domains[name].ratings)
            yield "bad-value", f"rating of {name}", rated.rating, ratings, (*place, "rating")


def _named(key: GradedKey) -> str:
    claim, outcome = key
    return f"claim {claim!r}" + (f", outcome {outcome!r}" if outcome else "")
