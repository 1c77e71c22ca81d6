"""What a look-up says of a reference."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from references.lookup.compare import FieldComparison
from references.notice import Notice, NoticeKind, RelatedWork
from references.reference import Reference
from references.registry import RegistryRecord, WorkId
from references.standing import decisive_notice


class Outcome(StrEnum):
    """Whether a reference is what its identifier stands for.

    ``NOT_FOUND`` says what a registry answered, not that a work does not exist: registries lack
    many books, reports and old articles.
    """

    VERIFIED = "verified"
    MISMATCH = "mismatch"
    NOT_FOUND = "not-found"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Consulted:
    """A record of the reference's own identifier, and how the two compare."""

    registry: str
    work: WorkId
    asked: datetime.datetime
    record: RegistryRecord
    comparisons: tuple[FieldComparison, ...]

    @property
    def differences(self) -> tuple[FieldComparison, ...]:
        """The fields that do not agree."""
        return tuple(each for each in self.comparisons if not each.agrees)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record with the title, author and year of a reference: proposed, never taken."""

    registry: str
    asked: datetime.datetime
    record: RegistryRecord

    @property
    def identifier(self) -> str:
        """The identifier that the reference may lack."""
        return ", ".join(str(work) for work in self.record.ids)


@dataclass(frozen=True, slots=True)
class Filling:
    """A value for what a reference does not give, and where it comes from."""

    attribute: str
    value: Any
    shown: str
    registry: str
    work: WorkId
    asked: datetime.datetime


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the registries say of one reference.

    ``reason`` says why the outcome is what it is; ``remarks`` what else there is to know, such
    as a service that failed while another answered. ``unasked`` are the questions that were not
    put because nothing may go out.
    """

    reference: Reference
    outcome: Outcome
    reason: str
    consulted: tuple[Consulted, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    fillings: tuple[Filling, ...] = ()
    notices: tuple[Notice, ...] = ()
    related: tuple[RelatedWork, ...] = ()
    remarks: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()

    @property
    def retracted(self) -> bool:
        """Whether, by the notices on the records, the work is retracted today."""
        notice = decisive_notice(self.notices)
        return notice is not None and notice.kind is NoticeKind.RETRACTION
