"""What a person decided about a claim: never computed, never overwritten."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from references.source import Location


@dataclass(frozen=True, slots=True)
class DomainRating:
    """A person's rating in one domain of a framework, in the framework's own words."""

    rating: str
    reason: str = ""
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class PastJudgement:
    """A judgement that a later one replaced."""

    certainty: str
    by: str = ""
    on: datetime.date | None = None
    reason: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's grade with reasons, name, day, and a fingerprint of what they saw.

    ``reason`` explains a certainty that differs from what the rules derive. ``fingerprint`` is
    written by ``accept`` and checked by ``audit``; ``seen`` keeps one short hash for each part,
    so that the audit can say which part changed. ``history`` holds what was judged before, oldest
    first.
    """

    framework: str
    certainty: str
    location: Location
    start: str = ""
    domains: Mapping[str, DomainRating] = field(default_factory=lambda: MappingProxyType({}))
    reason: str = ""
    by: str = ""
    on: datetime.date | None = None
    fingerprint: str = ""
    seen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    history: tuple[PastJudgement, ...] = ()
