"""The review folder as a frozen review: every file read once, every problem with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from evidence.articles.article_format import article_format_of_path
from evidence.grading.declared import known_frameworks
from evidence.model.article import Article
from evidence.model.claim import Claim
from evidence.model.declared_framework import DeclaredFramework
from evidence.model.declared_tool import DeclaredTool
from evidence.model.prisma import PrismaCounts
from evidence.model.review import Part, Review
from evidence.model.study import Study
from evidence.workspace.layout import (
    LIMITS,
    SETTINGS,
    Decoder,
    FileRefusedError,
    Files,
    FolderFiles,
    MemoryFiles,
    decoded,
    open_file,
    review_folder,
)
from evidence.workspace.links import check_links
from evidence.workspace.near_words import closest
from evidence.workspace.read_claims import read_claims
from evidence.workspace.read_framework import read_framework
from evidence.workspace.read_prisma import read_prisma
from evidence.workspace.read_settings import DEFAULT_FRAMEWORK, Settings, read_settings
from evidence.workspace.read_studies import read_studies
from evidence.workspace.read_tool import read_tool
from references.errors import InputError
from references.format import format_of, open_bibliography
from references.garbage import collection_paused
from references.library import Library
from references.problem import Problem, Reading
from references.reference import Reference
from references.retraction_index import RetractionIndex, with_notices
from references.source import Location, SourceFile

Item = TypeVar("Item")


def load_review(
    folder: Path,
    *,
    allow_outside: bool = False,
    for_others: bool = False,
    retractions: RetractionIndex | None = None,
) -> Review:
    """A review folder on disk.

    Paths are shown as the folder was given, so that ``path:line:column`` can be clicked; with
    ``for_others`` they begin in the review folder, so that a document tells nothing of the
    machine it was made on, and is the same wherever it was made. Files outside the folder are
    refused unless ``allow_outside``. ``retractions`` is an index beside those the review names.

    Raises:
        InputError: when the folder has no ``review.toml``. All else is in ``Review.problems``.
    """
    with collection_paused():
        return _load(FolderFiles(review_folder(folder), allow_outside, for_others), retractions)


def load_files(files: Mapping[str, str | bytes]) -> Review:
    """A review whose files are in memory, by name; for examples of rules and for tests.

    Raises:
        InputError: when there is no ``review.toml``.
    """
    with collection_paused():
        return _load(MemoryFiles(files))


@dataclass(slots=True)
class _Gathered:
    """What was read so far."""

    files: Files
    sources: dict[str, SourceFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    incomplete: set[Part] = field(default_factory=set)

    def refuse(self, part: Part, problem: Problem) -> None:
        """Note that a file of a part is not read, and why."""
        self.incomplete.add(part)
        self.problems.append(problem)

    def keep(self, part: Part, reading: Reading[tuple[Item, ...]]) -> tuple[Item, ...]:
        """The items of a file of our own; with a problem in it, some may be missing."""
        if reading.problems:
            self.incomplete.add(part)
        self.problems += reading.problems
        return reading.value

    def whole(self, reading: Reading[Item]) -> Item:
        """What a file says as a whole, its problems noted."""
        self.problems += reading.problems
        return reading.value

    def open(
        self,
        part: Part,
        relative: str,
        what: str,
        room: str,
        named_at: Location,
        decoder: Decoder = decoded,
    ) -> SourceFile | None:
        """A file's text; ``None``, with a problem where it is named, when it is not read."""
        try:
            reading = open_file(self.files, relative, LIMITS[what], room, decoder)
        except FileRefusedError as refusal:
            self.refuse(part, refusal.problem(named_at))
            return None
        if reading.value.path in self.sources:
            message = f"{relative!r} is named twice"
            self.problems.append(Problem("review/bad-value", message, named_at))
            return None
        self.sources[reading.value.path] = reading.value
        self.problems += reading.problems
        return reading.value


def _load(files: Files, retractions: RetractionIndex | None = None) -> Review:
    gathered = _Gathered(files)
    try:
        opened = open_file(files, SETTINGS, LIMITS["settings"], "review")
    except FileRefusedError as refusal:
        raise InputError(f"{files.shown(SETTINGS)}: {refusal.message}") from None
    gathered.sources[opened.value.path] = opened.value
    gathered.problems += opened.problems
    settings = gathered.whole(read_settings(opened.value))
    articles = _articles(settings, gathered)
    library = _with_retractions(_library(settings, gathered), settings, gathered, retractions)
    claims: list[Claim] = []
    studies: list[Study] = []
    tools = _tools(settings, gathered)
    own = _frameworks(settings, gathered)
    for named in settings.claims:
        if source := gathered.open(Part.CLAIMS, named.path, "yaml", "review", named.location):
            claims += gathered.keep(Part.CLAIMS, read_claims(source, own))
    for named in settings.studies:
        if source := gathered.open(Part.STUDIES, named.path, "yaml", "review", named.location):
            studies += gathered.keep(Part.STUDIES, read_studies(source, tools))
    shown = {files.shown(named.path): named.path for named in settings.articles}
    checked = check_links(tuple(claims), tuple(studies), shown)
    gathered.problems += checked.problems
    flow = _flow(settings, gathered)
    return Review(
        title=settings.title,
        framework=_framework(settings, own, gathered),
        location=settings.location,
        citation_style=settings.citation_style,
        date=settings.date,
        language=settings.language,
        authors=settings.authors,
        articles=articles,
        library=library,
        claims=checked.value,
        studies=tuple(studies),
        frameworks=own,
        audit=settings.audit,
        problems=tuple(gathered.problems),
        sources=MappingProxyType(gathered.sources),
        incomplete=frozenset(gathered.incomplete),
        flow=flow,
    )


def _flow(settings: Settings, gathered: _Gathered) -> PrismaCounts | None:
    """How records became studies, where the review says so."""
    named = settings.flow
    source = named and gathered.open(Part.STUDIES, named.path, "settings", "review", named.location)
    return gathered.whole(read_prisma(source)) if source else None


def _articles(settings: Settings, gathered: _Gathered) -> tuple[Article, ...]:
    found = []
    for named in settings.articles:
        try:
            reader = article_format_of_path(named.path)
        except InputError as error:
            gathered.refuse(
                Part.ARTICLES, Problem("review/bad-value", error.message, named.location)
            )
            continue
        if source := gathered.open(Part.ARTICLES, named.path, "article", "article", named.location):
            found.append(gathered.whole(reader.read(source)))
    return tuple(found)


def _tools(settings: Settings, gathered: _Gathered) -> Mapping[str, DeclaredTool]:
    """The appraisal tools that the review declares, by name; the first of a name counts."""
    found: dict[str, DeclaredTool] = {}
    for named in settings.tools:
        source = gathered.open(Part.STUDIES, named.path, "settings", "review", named.location)
        if source is None:
            continue
        reading = read_tool(source)
        gathered.problems += reading.problems
        tool = reading.value
        if tool is None:
            gathered.incomplete.add(Part.STUDIES)
        elif tool.name in found:
            message = f"the appraisal tool {tool.name!r} is declared twice"
            gathered.problems.append(Problem("review/duplicate-id", message, tool.location))
        else:
            found[tool.name] = tool
    return found


def _frameworks(settings: Settings, gathered: _Gathered) -> tuple[DeclaredFramework, ...]:
    """The grading frameworks that the review declares; the first of a name counts."""
    found: dict[str, DeclaredFramework] = {}
    for named in settings.frameworks:
        source = gathered.open(Part.CLAIMS, named.path, "settings", "review", named.location)
        if source is None:
            continue
        reading = read_framework(source)
        gathered.problems += reading.problems
        framework = reading.value
        if framework is None:
            gathered.incomplete.add(Part.CLAIMS)
        elif framework.name in found:
            message = f"the framework {framework.name!r} is declared twice"
            gathered.problems.append(Problem("review/duplicate-id", message, framework.location))
        else:
            found[framework.name] = framework
    return tuple(found.values())


def _framework(settings: Settings, own: tuple[DeclaredFramework, ...], gathered: _Gathered) -> str:
    """The name of the review's framework; the default where it names one that nobody knows."""
    known = tuple(known_frameworks(own))
    if settings.framework in known:
        return settings.framework
    if len(own) < len(settings.frameworks):
        return DEFAULT_FRAMEWORK  # it may be the one whose file was just said to be wrong
    message = f"unknown framework {settings.framework!r}{closest(settings.framework, known)}"
    place = settings.framework_location or settings.location
    hint = f"known are {', '.join(known)}"
    gathered.problems.append(Problem("review/unknown-id", message, place, hint))
    return DEFAULT_FRAMEWORK


def bibliography_text(path: str, data: bytes | str) -> Reading[SourceFile]:
    """The text of a bibliography, taken out of the workbook that may hold it."""
    return open_bibliography(path, data)[1]


def _library(settings: Settings, gathered: _Gathered) -> Library:
    references: list[Reference] = []
    sources: list[SourceFile] = []
    for named in settings.references:
        try:
            source = gathered.open(
                Part.LIBRARY, named.path, "library", "library", named.location, bibliography_text
            )
            if source is None:
                continue
            reading = format_of(source.path, source.text).read(source)
        except InputError as error:
            gathered.refuse(
                Part.LIBRARY, Problem("review/bad-value", error.message, named.location)
            )
            continue
        gathered.problems += reading.problems
        references += reading.value.references
        sources += reading.value.sources
    return Library(tuple(references), tuple(sources))


def _with_retractions(
    library: Library, settings: Settings, gathered: _Gathered, more: RetractionIndex | None
) -> Library:
    """The library with the notices that the indexes of the review know."""
    indexes = [more] if more else []
    for named in settings.retractions:
        source = gathered.open(Part.LIBRARY, named.path, "retractions", "review", named.location)
        if source is None:
            continue
        try:
            indexes.append(RetractionIndex.of_text(source.text, source.path))
        except InputError as error:
            gathered.refuse(
                Part.LIBRARY, Problem("review/bad-value", error.message, named.location)
            )
    for index in indexes:
        library = with_notices(library, index)
    return library
