"""What the boxes of a PRISMA 2020 flow diagram say, and how they follow on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.model.prisma import ExclusionReason, PrismaCounts
from reports.views.numerals import NO_BREAK

PREVIOUS, MAIN, SIDE, OTHER, OTHER_SIDE = range(5)
"""The columns of the diagram."""


@dataclass(frozen=True, slots=True)
class FlowBox:
    """A box: its column, its lines, and whether an arrow runs from it to the box below.

    A box beside another in the same row (``SIDE`` beside ``MAIN``) is what leaves the flow there.
    """

    column: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlowRow:
    """Boxes at one height; ``phase`` stands above the first row of each phase."""

    boxes: tuple[FlowBox, ...]
    phase: str = ""


def flow_rows(counts: PrismaCounts) -> tuple[FlowRow, ...]:
    """The diagram from top to bottom; boxes of which nothing is known are left out."""
    rows = [
        FlowRow(
            (
                *_previous(counts),
                *_box(MAIN, _identified(counts)),
                *_box(SIDE, _removed(counts)),
                *_box(OTHER, _identified_otherwise(counts)),
            ),
            "Identification",
        ),
        FlowRow(
            (
                *_box(MAIN, _counted("Records screened", counts.records_screened)),
                *_box(SIDE, _counted("Records excluded", counts.records_excluded)),
            ),
            "Screening",
        ),
        FlowRow(
            (
                *_box(MAIN, _counted("Reports sought for retrieval", counts.reports_sought)),
                *_box(SIDE, _counted("Reports not retrieved", counts.reports_not_retrieved)),
                *_box(OTHER, _counted("Reports sought for retrieval", counts.other_reports_sought)),
                *_box(
                    OTHER_SIDE,
                    _counted("Reports not retrieved", counts.other_reports_not_retrieved),
                ),
            )
        ),
        FlowRow(
            (
                *_box(MAIN, _counted("Reports assessed for eligibility", counts.reports_assessed)),
                *_box(SIDE, _excluded(counts.reports_excluded)),
                *_box(
                    OTHER,
                    _counted("Reports assessed for eligibility", counts.other_reports_assessed),
                ),
                *_box(OTHER_SIDE, _excluded(counts.other_reports_excluded)),
            )
        ),
        FlowRow(_box(MAIN, _included(counts, "New studies" if counts.has_previous else "Studies")),
                "Included"),
        FlowRow(_box(MAIN, _total(counts))),
    ]  # fmt: skip
    return tuple(row for row in rows if row.boxes)


def column_heads(counts: PrismaCounts) -> dict[int, str]:
    """What stands over the columns; nothing where there is only one way in."""
    heads = {}
    if counts.has_previous:
        heads[PREVIOUS] = "Previous studies"
    if counts.has_other_methods:
        heads[OTHER] = "Other methods"
    if heads:
        heads[MAIN] = "Databases and registers"
    return heads


def said(words: str, count: int | None) -> str:
    """``Databases (n = 1,204)``; a count that was not given shows as a question mark."""
    number = "?" if count is None else f"{count:,}"
    return f"{words} (n{NO_BREAK}={NO_BREAK}{number})"


def _box(column: int, lines: Sequence[str]) -> tuple[FlowBox, ...]:
    return (FlowBox(column, tuple(lines)),) if lines else ()


def _counted(words: str, count: int | None) -> tuple[str, ...]:
    return () if count is None else (said(words, count),)


def _listed(head: str, parts: Sequence[tuple[str, int | None]]) -> tuple[str, ...]:
    given = [said(words, count) for words, count in parts if count is not None]
    return (head, *given) if given else ()


def _previous(counts: PrismaCounts) -> tuple[FlowBox, ...]:
    return _box(
        PREVIOUS,
        (
            *_counted("Studies included in previous version", counts.previous_studies),
            *_counted("Reports of these studies", counts.previous_reports),
        ),
    )


def _identified(counts: PrismaCounts) -> tuple[str, ...]:
    parts = (("Databases", counts.databases), ("Registers", counts.registers))
    return _listed("Records identified from:", parts)


def _removed(counts: PrismaCounts) -> tuple[str, ...]:
    return _listed(
        "Records removed before screening:",
        (
            ("Duplicates", counts.duplicates),
            ("Marked ineligible by automation tools", counts.removed_by_automation),
            ("Removed for other reasons", counts.removed_for_other_reasons),
        ),
    )


def _identified_otherwise(counts: PrismaCounts) -> tuple[str, ...]:
    return _listed(
        "Records identified from:",
        (
            ("Websites", counts.websites),
            ("Organisations", counts.organisations),
            ("Citation searching", counts.citation_searching),
        ),
    )


def _excluded(reasons: Sequence[ExclusionReason]) -> tuple[str, ...]:
    if not reasons:
        return ()
    known = [each.count for each in reasons]
    total = None if None in known else sum(count for count in known if count is not None)
    named = [each for each in reasons if each.reason]
    colon = ":" if named else ""
    return (
        said("Reports excluded", total) + colon,
        *(said(each.reason, each.count) for each in named),
    )


def _included(counts: PrismaCounts, noun: str) -> tuple[str, ...]:
    return (
        *_counted(f"{noun} included in review", counts.new_studies),
        *_counted("Reports of included studies", counts.new_reports),
    )


def _total(counts: PrismaCounts) -> tuple[str, ...]:
    if not counts.has_previous:
        return ()
    return (
        *_counted("Total studies included in review", counts.total_studies),
        *_counted("Reports of all included studies", counts.total_reports),
    )
