"""How records became included studies: the counts of a PRISMA 2020 flow diagram.

Page and others 2021, The PRISMA 2020 statement, doi:10.1136/bmj.n71, figure 1. A count that was
not given is ``None``, which is not the same as none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExclusionReason:
    """Why reports were excluded, and how many; ``None`` where no number could be read."""

    reason: str
    count: int | None


@dataclass(frozen=True, slots=True)
class PrismaCounts:
    """Every box of the diagram, for new reviews and for updates, with and without other methods."""

    previous_studies: int | None = None
    previous_reports: int | None = None
    databases: int | None = None
    registers: int | None = None
    duplicates: int | None = None
    removed_by_automation: int | None = None
    removed_for_other_reasons: int | None = None
    records_screened: int | None = None
    records_excluded: int | None = None
    reports_sought: int | None = None
    reports_not_retrieved: int | None = None
    reports_assessed: int | None = None
    reports_excluded: tuple[ExclusionReason, ...] = ()
    websites: int | None = None
    organisations: int | None = None
    citation_searching: int | None = None
    other_reports_sought: int | None = None
    other_reports_not_retrieved: int | None = None
    other_reports_assessed: int | None = None
    other_reports_excluded: tuple[ExclusionReason, ...] = ()
    new_studies: int | None = None
    new_reports: int | None = None
    total_studies: int | None = None
    total_reports: int | None = None

    @property
    def has_previous(self) -> bool:
        """Whether the review updates an earlier one."""
        return self.previous_studies is not None or self.previous_reports is not None

    @property
    def has_other_methods(self) -> bool:
        """Whether reports were sought in other ways than databases and registers."""
        found = (self.websites, self.organisations, self.citation_searching)
        return any(each is not None for each in found) or self.other_reports_sought is not None


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A sum that does not come out; ``field`` is the count that the others contradict."""

    field: str
    message: str


def imbalances(counts: PrismaCounts) -> tuple[Imbalance, ...]:
    """Where the boxes contradict each other.

    A sum is checked when its start and its end are given; parts between them that are not given
    count as none.
    """
    found = (*_screening(counts), *_other_methods(counts), *_inclusion(counts))
    return tuple(each for each in found if each is not None)


def _screening(counts: PrismaCounts) -> tuple[Imbalance | None, ...]:
    removed = (
        ("duplicates", counts.duplicates),
        ("removed by automation tools", counts.removed_by_automation),
        ("removed for other reasons", counts.removed_for_other_reasons),
    )
    identified = _total(counts.databases, counts.registers)
    return (
        _difference(
            "records_screened", "records screened", counts.records_screened,
            ("records identified", identified), removed,
        ),
        _difference(
            "reports_sought", "reports sought", counts.reports_sought,
            ("records screened", counts.records_screened),
            (("records excluded", counts.records_excluded),),
        ),
        _difference(
            "reports_assessed", "reports assessed", counts.reports_assessed,
            ("reports sought", counts.reports_sought),
            (("reports not retrieved", counts.reports_not_retrieved),),
        ),
    )  # fmt: skip


def _other_methods(counts: PrismaCounts) -> tuple[Imbalance | None, ...]:
    identified = _total(counts.websites, counts.organisations, counts.citation_searching)
    return (
        _no_more(
            "other_reports_sought",
            ("reports sought by other methods", counts.other_reports_sought),
            ("records identified by them", identified),
        ),
        _difference(
            "other_reports_assessed", "reports assessed from other methods",
            counts.other_reports_assessed,
            ("reports sought", counts.other_reports_sought),
            (("reports not retrieved", counts.other_reports_not_retrieved),),
        ),
    )  # fmt: skip


def _inclusion(counts: PrismaCounts) -> tuple[Imbalance | None, ...]:
    assessed = _total(counts.reports_assessed, counts.other_reports_assessed)
    excluded = _total(
        *(each.count for each in (*counts.reports_excluded, *counts.other_reports_excluded))
    )
    is_counted = all(
        each.count is not None
        for each in (*counts.reports_excluded, *counts.other_reports_excluded)
    )
    return (
        _difference(
            "new_reports", "reports of new studies",
            counts.new_reports if counts.reports_assessed is not None and is_counted else None,
            ("reports assessed", assessed), (("reports excluded", excluded),),
        ),
        _no_more(
            "new_studies",
            ("new studies", counts.new_studies), ("their reports", counts.new_reports),
        ),
        _sum(
            "total_studies", "total studies", counts.total_studies,
            ("previous studies", counts.previous_studies), ("new studies", counts.new_studies),
        ),
        _sum(
            "total_reports", "total reports", counts.total_reports,
            ("previous reports", counts.previous_reports), ("new reports", counts.new_reports),
        ),
    )  # fmt: skip


_Named = tuple[str, int | None]


def _total(*parts: int | None) -> int | None:
    given = [each for each in parts if each is not None]
    return sum(given) if given else None


def _difference(
    field: str, name: str, given: int | None, start: _Named, removed: Iterable[_Named]
) -> Imbalance | None:
    if given is None or start[1] is None:
        return None
    taken = [(what, count) for what, count in removed if count]
    expected = start[1] - sum(count for _, count in taken)
    if given == expected:
        return None
    sums = "".join(f" − {count:,} ({what})" for what, count in taken)
    return Imbalance(
        field, f"{given:,} {name}, but {start[1]:,} ({start[0]}){sums} leaves {expected:,}"
    )


def _sum(
    field: str, name: str, given: int | None, first: _Named, second: _Named
) -> Imbalance | None:
    if given is None or first[1] is None or second[1] is None or given == first[1] + second[1]:
        return None
    return Imbalance(
        field,
        f"{given:,} {name}, but {first[1]:,} ({first[0]}) + {second[1]:,} ({second[0]}) "
        f"makes {first[1] + second[1]:,}",
    )


def _no_more(field: str, part: _Named, whole: _Named) -> Imbalance | None:
    if part[1] is None or whole[1] is None or part[1] <= whole[1]:
        return None
    return Imbalance(field, f"{part[1]:,} {part[0]} are more than {whole[1]:,} {whole[0]}")
