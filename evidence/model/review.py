"""The whole: article, library, claims, studies and judgements, frozen."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from evidence.model.article import Article
from evidence.model.claim import Claim
from evidence.model.declared_framework import DeclaredFramework
from evidence.model.prisma import PrismaCounts
from evidence.model.study import Study
from references.library import Library
from references.problem import Problem
from references.rule import Severity
from references.source import Location, SourceFile


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that a person accepts, with the reason; ``where`` is a claim, study or key."""

    code: str
    reason: str
    location: Location
    where: str = ""


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """The ``[audit]`` table of ``review.toml``; ``places`` says where it names each selector."""

    fail_on: Severity | None = Severity.ERROR
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    stale_after_years: int = 10
    suppressions: tuple[Suppression, ...] = ()
    places: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))


class Part(enum.Enum):
    """A part of a review that may be spread over several files."""

    ARTICLES = "articles"
    LIBRARY = "library"
    CLAIMS = "claims"
    STUDIES = "studies"


@dataclass(frozen=True)
class Review:
    """A review folder as read: values and, in ``problems``, what was wrong with its files.

    ``sources`` holds every file read, by the path it is shown under, so that findings can show
    the line they speak of. ``frameworks`` are those it declares itself. ``incomplete`` names the
    parts of which something could not be read.
    """

    title: str
    framework: str
    location: Location
    citation_style: str = "vancouver"
    date: datetime.date | None = None
    language: str = "en"
    authors: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    library: Library = field(default_factory=Library)
    claims: tuple[Claim, ...] = ()
    studies: tuple[Study, ...] = ()
    frameworks: tuple[DeclaredFramework, ...] = ()
    audit: AuditSettings = field(default_factory=AuditSettings)
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, SourceFile] = field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )
    incomplete: frozenset[Part] = frozenset()
    flow: PrismaCounts | None = None

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        """Claims by id, the first where an id is repeated."""
        found: dict[str, Claim] = {}
        for claim in self.claims:
            found.setdefault(claim.id, claim)
        return MappingProxyType(found)

    @cached_property
    def study_by_id(self) -> Mapping[str, Study]:
        """Studies by id, the first where an id is repeated."""
        found: dict[str, Study] = {}
        for study in self.studies:
            found.setdefault(study.id, study)
        return MappingProxyType(found)

    @cached_property
    def studies_by_reference(self) -> Mapping[str, tuple[Study, ...]]:
        """The studies that each citation key reports."""
        found: dict[str, tuple[Study, ...]] = {}
        for study in self.studies:
            for key in study.references:
                found[key] = (*found.get(key, ()), study)
        return MappingProxyType(found)

    @cached_property
    def claims_by_reference(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that each citation key is linked to."""
        found: dict[str, dict[str, Claim]] = {}
        for claim in self.claims:
            for link in claim.links:
                found.setdefault(link.reference, {})[claim.id] = claim
        return MappingProxyType({key: tuple(each.values()) for key, each in found.items()})

    def studies_of(self, claim: Claim) -> tuple[Study, ...]:
        """The studies that a claim's links report, each once, in the order of the links."""
        found: dict[str, Study] = {}
        for link in claim.links:
            for study in self.studies_by_reference.get(link.reference, ()):
                found[study.id] = study
        return tuple(found.values())
