"""What would change a grade, as rows of a table and sentences on what would not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.assessment import ClaimAssessment, OutcomeAssessment
from evidence.grading.changes import GradeChange
from evidence.grading.what_if import WhatIf, what_if
from evidence.model.claim import Importance
from reports.views.badges import level_badge, verdict_badge
from reports.views.numerals import bare_effect, counted
from reports.views.review_view import ChangeView
from reports.views.statement import capitalised

WhatIfRows = tuple[tuple[ChangeView, ...], tuple[str, ...]]
_REMOVALS = frozenset({"retraction", "drop-study"})


def what_if_views(item: ClaimAssessment) -> WhatIfRows:
    """Every event that moves the grade, and sentences on those that do not.

    Of a claim judged by outcomes, removals are tried on the claim and everything else on its
    critical outcomes, each of which has domains and a trial size of its own.
    """
    whole = _of(item)
    rows, notes = list(_rows(whole, "")), list(_notes(whole, ""))
    critical = [each for each in item.outcomes if each.outcome.importance is Importance.CRITICAL]
    for outcome in critical:
        found = _of(outcome)
        about = f"{outcome.outcome.label or outcome.outcome.id}: "
        own = WhatIf(
            today=found.today,
            tried=tuple(each for each in found.tried if each.kind not in _REMOVALS),
            settling=found.settling,
            removal=None,
            nulls=found.nulls,
        )
        rows += _rows(own, about)
        notes += _notes(own, about)
    return tuple(rows), tuple(notes)


def _of(item: ClaimAssessment | OutcomeAssessment) -> WhatIf:
    return what_if(item.framework, item.body, item.derivation, item.studies)


def _rows(found: WhatIf, about: str) -> Iterator[ChangeView]:
    beside = (found.settling, found.removal, found.nulls)
    later = [each.change for each in beside if each is not None and each.change is not None]
    for change in (*(each for each in found.changes if each.kind != "domain"), *later):
        yield change_view(change, about)
    yield from _domain_rows([each for each in found.changes if each.kind == "domain"], about)


def _domain_rows(changes: Sequence[GradeChange], about: str) -> Iterator[ChangeView]:
    """One row for all domains in which a step leads to the same grade for the same reason."""
    together: dict[tuple[str, str, str], list[GradeChange]] = {}
    for each in changes:
        level = each.level.id if each.level else ""
        together.setdefault((level, each.verdict.value, each.explanation), []).append(each)
    for group in together.values():
        first = change_view(group[0], about)
        if len(group) == 1:
            yield first
            continue
        names = [each.event.partition(" rated ")[0].lower() for each in group]
        told = f"{about}any one of these a step from its rating: {', '.join(names)}"
        yield replace(first, event=capitalised(told))


def change_view(change: GradeChange, about: str = "") -> ChangeView:
    """One event and the grade it leads to."""
    effect = ""
    pooled = change.pooled
    if pooled is not None and change.kind != "domain":
        effect = bare_effect(
            change.measure,
            pooled.value,
            pooled.ci_low,
            pooled.ci_high,
            is_ratio=change.is_ratio,
        )
    return ChangeView(
        event=capitalised(f"{about}{change.event}"),
        certainty=level_badge(change.level),
        verdict=verdict_badge(change.verdict),
        explanation=capitalised(change.explanation),
        effect=f"{change.measure} {effect}" if effect else "",
    )


def _notes(found: WhatIf, about: str) -> Iterator[str]:
    removals = [each for each in found.tried if each.kind in _REMOVALS]
    idle = [each for each in removals if not each.changed]
    if len(removals) == 1 and idle:
        yield capitalised(f"{about}the one removal tried changes nothing.")
    elif removals and len(idle) == len(removals):
        yield capitalised(f"{about}none of the {len(removals)} removals tried changes the grade.")
    elif idle:
        yield capitalised(
            f"{about}{len(idle)} of {counted(len(removals), 'removal')} change nothing."
        )
    others = [each for each in found.unchanged if each.kind not in (*_REMOVALS, "domain")]
    if others:
        yield capitalised(f"{about}no change from this: {_listed(others)}.")
    for size in (found.settling, found.nulls):
        if size is not None and size.change is None:
            yield capitalised(f"{about}{size.reason}.")
    if found.not_tried:
        yield f"{found.not_tried} further removals were not tried."


def _listed(changes: Sequence[GradeChange]) -> str:
    return "; ".join(each.event for each in changes)
