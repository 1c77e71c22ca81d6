"""``review.toml`` as settings."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from evidence.model.review import AuditSettings, Suppression
from evidence.workspace.positions import MapNode, key_offset_of, node_at, offset_of
from evidence.workspace.schema_review import NEEDED, UNTITLED, AuditTable, ReviewFileShape
from evidence.workspace.toml_tree import read_toml
from evidence.workspace.validate import validate
from references.problem import Problem, Reading
from references.rule import Severity
from references.source import Location, SourceFile

DEFAULT_FRAMEWORK = "grade"


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A path of ``review.toml`` and the place that names it."""

    path: str
    location: Location


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``review.toml`` says; ``framework`` is as written, known or not."""

    location: Location
    title: str = UNTITLED
    articles: tuple[NamedFile, ...] = ()
    references: tuple[NamedFile, ...] = ()
    claims: tuple[NamedFile, ...] = ()
    studies: tuple[NamedFile, ...] = ()
    retractions: tuple[NamedFile, ...] = ()
    tools: tuple[NamedFile, ...] = ()
    frameworks: tuple[NamedFile, ...] = ()
    flow: NamedFile | None = None
    framework: str = DEFAULT_FRAMEWORK
    framework_location: Location | None = None
    citation_style: str = "vancouver"
    date: datetime.date | None = None
    language: str = "en"
    authors: tuple[str, ...] = ()
    audit: AuditSettings = field(default_factory=AuditSettings)


def read_settings(source: SourceFile) -> Reading[Settings]:
    """The settings of a review, with defaults for what could not be understood."""
    reading = read_toml(source)
    start = source.location(0)
    if reading.value is None:
        return Reading(Settings(start), reading.problems)
    tree = reading.value
    problems = [*reading.problems, *_missing(tree, source)]
    checked = validate(tree, ReviewFileShape, source)
    problems += checked.problems
    shape = checked.value or ReviewFileShape()
    table = shape.review
    value = Settings(
        location=source.location(offset_of(tree, ("review",))),
        title=table.title,
        articles=_named("article", table.article, tree, source),
        references=_named("references", table.references, tree, source),
        claims=_named("claims", table.claims, tree, source),
        studies=_named("studies", table.studies, tree, source),
        retractions=_named("retractions", table.retractions, tree, source),
        tools=_named("tools", table.tools, tree, source),
        frameworks=_named("frameworks", table.frameworks, tree, source),
        framework=table.framework,
        framework_location=source.location(offset_of(tree, ("review", "framework"))),
        flow=(
            NamedFile(table.flow, source.location(offset_of(tree, ("review", "flow"))))
            if table.flow
            else None
        ),
        citation_style=table.citation_style,
        date=table.date,
        language=table.language,
        authors=tuple(table.authors),
        audit=_audit(shape.audit, tree, source),
    )
    return Reading(value, tuple(problems))


def _missing(tree: MapNode, source: SourceFile) -> list[Problem]:
    table = node_at(tree, ("review",))
    place = source.location(offset_of(tree, ("review",)))
    if table is None:
        message, hint = "the table [review] is missing", "begin the file with [review]"
        return [Problem("review/missing-key", message, place, hint)]
    hint = f"required here are {', '.join(NEEDED)}"
    return [
        Problem("review/missing-key", f"the key {key!r} is missing in review", place, hint)
        for key in NEEDED
        if isinstance(table, MapNode) and key not in table.entries
    ]


def _named(
    key: str, paths: Sequence[str], tree: MapNode, source: SourceFile
) -> tuple[NamedFile, ...]:
    return tuple(
        NamedFile(path, source.location(offset_of(tree, ("review", key, index))))
        for index, path in enumerate(paths)
    )


def _audit(table: AuditTable, tree: MapNode, source: SourceFile) -> AuditSettings:
    return AuditSettings(
        fail_on=None if table.fail_on == "never" else Severity(table.fail_on),
        select=tuple(table.select),
        ignore=tuple(table.ignore),
        severity=MappingProxyType(dict(table.severity)),
        stale_after_years=table.stale_after_years,
        suppressions=tuple(
            Suppression(
                code=item.code,
                reason=item.reason,
                location=source.location(offset_of(tree, ("audit", "suppress", index))),
                where=item.where or "",
            )
            for index, item in enumerate(table.suppress)
        ),
        places=MappingProxyType(_selector_places(table, tree, source)),
    )


def _selector_places(table: AuditTable, tree: MapNode, source: SourceFile) -> dict[str, Location]:
    """Where each selector is first named."""
    found: dict[str, Location] = {}
    for key, selectors in (("select", table.select), ("ignore", table.ignore)):
        for index, selector in enumerate(selectors):
            found.setdefault(selector, source.location(offset_of(tree, ("audit", key, index))))
    for code in table.severity:
        place = source.location(key_offset_of(tree, ("audit", "severity", code)))
        found.setdefault(code, place)
    return found
