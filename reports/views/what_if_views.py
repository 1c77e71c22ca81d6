"""What would change a grade, as the rows and sentences of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.assessment import ClaimAssessment
from evidence.grading.grade_changes.changes import GradeChange
from evidence.grading.grade_changes.what_if import REMOVALS
from evidence.model.claim import Importance
from reports.views.badges import level_badge, verdict_badge
from reports.views.review_view import ChangeView
from reports.views.statement import capitalised
from reports.views.what_if_view import WhatIfRowView, WhatIfView, what_if_view

_OF_REFERENCES = frozenset({"retraction", "retracted"})
WhatIfRows = tuple[tuple[ChangeView, ...], tuple[str, ...]]


def what_if_views(item: ClaimAssessment) -> WhatIfRows:
    """Every event that moves the grade, and sentences on those that do not.

    Of a claim judged by outcomes, removals are tried on the claim and everything else on its
    critical outcomes, each of which has domains and a trial size of its own.
    """
    whole = what_if_view(item.what_if)
    rows, notes = list(_rows(whole, "")), [*whole.unchanged, *whole.answers]
    for outcome in item.outcomes:
        if outcome.outcome.importance is not Importance.CRITICAL:
            continue
        about = f"{outcome.outcome.label or outcome.outcome.id}: "
        found = outcome.what_if
        others = tuple(each for each in found.tried if each.kind not in REMOVALS)
        own = what_if_view(replace(found, tried=others, removal=None, not_tried=0))
        rows += _rows(own, about)
        notes += [about + text for text in own.unchanged]
    return tuple(rows), tuple(dict.fromkeys(notes))


def change_view(change: GradeChange) -> ChangeView:
    """One event and the grade it leads to."""
    return ChangeView(
        event=_named(change.kind, change.event),
        certainty=level_badge(change.level),
        verdict=verdict_badge(change.verdict),
        explanation=capitalised(change.explanation),
    )


def _named(kind: str, event: str) -> str:
    """An event as a row begins with it; one that begins with a citation key is left as it is."""
    return event if kind in _OF_REFERENCES else capitalised(event)


def _rows(view: WhatIfView, about: str) -> Iterator[ChangeView]:
    for row in view.rows:
        if row.kind != "domain":
            yield _row(row, about, row.effect)
    yield from _domain_rows([row for row in view.rows if row.kind == "domain"], about)


def _row(row: WhatIfRowView, about: str, effect: str = "") -> ChangeView:
    return ChangeView(
        event=_named("" if about else row.kind, f"{about}{row.event}"),
        certainty=row.certainty,
        verdict=row.verdict,
        explanation=row.explanation,
        effect=effect,
    )


def _domain_rows(rows: Sequence[WhatIfRowView], about: str) -> Iterator[ChangeView]:
    """One row for all domains in which a step leads to the same grade for the same reason."""
    together: dict[tuple[str, str, str], list[WhatIfRowView]] = {}
    for each in rows:
        key = (each.certainty.id, each.verdict.id, each.explanation)
        together.setdefault(key, []).append(each)
    for group in together.values():
        first = _row(group[0], about)
        if len(group) == 1:
            yield first
            continue
        names = [each.event.partition(" rated ")[0].lower() for each in group]
        told = f"{about}any one of these a step from its rating: {', '.join(names)}"
        yield replace(first, event=capitalised(told))
