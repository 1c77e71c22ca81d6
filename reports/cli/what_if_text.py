"""``grade --what-if`` on a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.assessment import ClaimAssessment, OutcomeAssessment
from evidence.grading.grade_changes.changes import GradeChange
from evidence.grading.grade_changes.what_if import WhatIf
from evidence.grading.outcomes import outcome_label
from reports.cli.terminal import terminal_width
from reports.cli.text_table import text_table
from reports.views.what_if_view import WhatIfRowView, what_if_view

_HEADS = ("verdict", "certainty", "interval", "words", "what happens")


def what_if_text(item: ClaimAssessment) -> str:
    """What would change the grade of a claim, and of each of its outcomes."""
    lines = [f"{item.claim.id}: {item.claim.statement}", *_part(item.what_if)]
    for each in item.outcomes:
        lines += ["", f"outcome {outcome_label(each.outcome)}:", *_part(each.what_if)]
    return "\n".join(lines)


def _part(found: WhatIf) -> Iterator[str]:
    view = what_if_view(found)
    rows = [_cells(view.today), *(_cells(row) for row in view.rows)]
    yield ""
    yield text_table(_HEADS, rows, width=terminal_width())
    reasons = [row for row in view.rows if row.explanation and row.kind != "domain"]
    if reasons:
        yield ""
        yield from (f"  - {row.event}: {row.explanation}" for row in reasons)
    for line in (*view.unchanged, *view.answers):
        yield ""
        yield line


def _cells(row: WhatIfRowView) -> tuple[str, ...]:
    certainty = f"{row.certainty.symbol} {row.certainty.label}".strip()
    event = f"{row.event}. {row.effect}".strip() if row.effect else row.event
    return (row.verdict.label, certainty, row.interval or "-", row.words or "-", event)


def what_if_content(item: ClaimAssessment | OutcomeAssessment) -> dict[str, Any]:
    """The same for other programs; effects are on the analysis scale."""
    found = item.what_if
    settling, removal, nulls = found.settling, found.removal, found.nulls
    return {
        "today": change_content(found.today),
        "tried": [change_content(each) for each in found.tried],
        "removals_not_tried": found.not_tried,
        "settling_trial": settling
        and {
            "per_arm": settling.per_arm,
            "reason": settling.reason,
            "change": settling.change and change_content(settling.change),
        },
        "smallest_removal": removal
        and {
            "studies": list(removal.studies),
            "exact": removal.exact,
            "change": change_content(removal.change),
        },
        "null_trials": nulls
        and {
            "number": nulls.number,
            "per_arm": nulls.per_arm,
            "reason": nulls.reason,
            "change": nulls.change and change_content(nulls.change),
        },
    }


def change_content(change: GradeChange) -> dict[str, Any]:
    """One event with the grade after it."""
    pooled = change.pooled
    return {
        "kind": change.kind,
        "event": change.event,
        "changed": change.changed,
        "certainty": change.level.id if change.level else None,
        "verdict": change.verdict.value,
        "wording": change.wording or None,
        "measure": change.measure or None,
        "effect": pooled
        and {
            "value": pooled.value,
            "ci_low": pooled.ci_low,
            "ci_high": pooled.ci_high,
        },
        "side": change.side or None,
        "excludes_no_effect": change.excludes_no_effect,
        "explanation": change.explanation,
    }
