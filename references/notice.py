"""What was later published about a work: retractions, concerns, corrections, reinstatements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from references.dates import PartialDate


class NoticeKind(StrEnum):
    """What a notice does to the work it is about."""

    RETRACTION = "retraction"
    EXPRESSION_OF_CONCERN = "expression-of-concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice about a work, with the identifiers of the notice itself.

    ``source`` is who says so: ``retraction-watch``, ``crossref``, ``pubmed``. ``citation`` is
    the notice as a file prints it, where it has no identifier.
    """

    kind: NoticeKind
    date: PartialDate | None = None
    doi: str = ""
    pmid: str = ""
    source: str = ""
    reasons: tuple[str, ...] = ()
    citation: str = ""


class Relation(StrEnum):
    """How another work stands to this one; read as "the other is the ... of this one"."""

    PREPRINT = "preprint"
    PUBLISHED_VERSION = "published-version"
    ERRATUM = "erratum"
    CORRECTED_WORK = "corrected-work"
    RETRACTED_WORK = "retracted-work"
    COMMENT = "comment"
    COMMENTED_WORK = "commented-work"
    TRANSLATION = "translation"
    ORIGINAL = "original"
    UPDATE = "update"
    UPDATED_WORK = "updated-work"
    CONFERENCE_VERSION = "conference-version"
    JOURNAL_VERSION = "journal-version"
    OTHER_PART = "other-part"
    OTHER_VERSION = "other-version"
    SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class RelatedWork:
    """Another work that a record names, and how it stands to the record's own."""

    relation: Relation
    doi: str = ""
    pmid: str = ""
    citation: str = ""
