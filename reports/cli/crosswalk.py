"""Claims in several frameworks side by side, as a table and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reports.cli.grade_content import step_content
from reports.cli.text_table import text_table

if TYPE_CHECKING:
    from evidence.grading.crosswalk import Crosswalk, CrosswalkRow
    from evidence.grading.framework import Level

_HEADS = ("claim", "framework", "derived", "judged", "verdict", "left to a person, or why not")


def crosswalk_text(found: Sequence[Crosswalk], *, width: int | None) -> str:
    """A row for each claim and framework, and what may not be read from them."""
    rows = [_cells(each.claim.id, row) for each in found for row in each.rows]
    notes = dict.fromkeys(each.note for each in found)
    return "\n\n".join([text_table(_HEADS, rows, width=width), *notes])


def crosswalk_content(found: Sequence[Crosswalk]) -> dict[str, Any]:
    """The same for other programs."""
    return {
        "note": next((each.note for each in found), ""),
        "claims": [
            {
                "id": each.claim.id,
                "statement": each.claim.statement,
                "frameworks": [_content(row) for row in each.rows],
            }
            for each in found
        ],
    }


def _cells(claim: str, row: CrosswalkRow) -> tuple[str, ...]:
    derivation = row.derivation
    open_ = ", ".join(each.label.lower() for each in derivation.undecided)
    return (
        claim,
        row.framework.name,
        _label(derivation.level),
        _label(row.judged),
        row.verdict.value,
        derivation.reason or open_ or "-",
    )


def _label(level: Level | None) -> str:
    return level.label if level else "-"


def _content(row: CrosswalkRow) -> dict[str, Any]:
    derivation = row.derivation
    return {
        "framework": row.framework.name,
        "title": row.framework.title,
        "derived": derivation.level.id if derivation.level else None,
        "judged": row.judged.id if row.judged else None,
        "verdict": row.verdict.value,
        "reason": derivation.reason,
        "steps": [step_content(step) for step in derivation.steps],
        "undecided": [each.domain for each in derivation.undecided],
    }
