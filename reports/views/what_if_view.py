"""What would change a grade, as a small table and a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evidence.grading.grade_changes.changes import GradeChange
from evidence.grading.grade_changes.removal_sets import RemovalSet
from evidence.grading.grade_changes.trial_size import NullTrials, TrialSize
from evidence.grading.grade_changes.what_if import REMOVALS, WhatIf
from reports.views.badges import level_badge, verdict_badge
from reports.views.numerals import effect
from reports.views.review_view import Badge
from reports.views.statement import capitalised

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "high": "plain statement",
        "moderate": "“probably”",
        "low": "“may”",
        "very-low": "“very uncertain”",
    }
)
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class WhatIfRowView:
    """One event and the grade after it.

    ``interval`` says whether the interval then holds no effect; ``words`` is the strongest wording
    that the level allows.
    """

    kind: str
    event: str
    certainty: Badge
    verdict: Badge
    effect: str
    interval: str
    words: str
    explanation: str


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """Events that change a grade, those that do not in a line each, and what it would take."""

    today: WhatIfRowView
    rows: tuple[WhatIfRowView, ...]
    unchanged: tuple[str, ...]
    answers: tuple[str, ...]


def what_if_view(found: WhatIf) -> WhatIfView:
    """Everything tried on a grade, in words."""
    return WhatIfView(
        today=_row(found.today),
        rows=tuple(_row(each) for each in found.changes),
        unchanged=tuple(_unchanged(found)),
        answers=tuple(_answers(found)),
    )


def _row(change: GradeChange) -> WhatIfRowView:
    pooled = change.pooled
    shown = interval = ""
    if pooled is not None:
        shown = effect(
            change.measure, pooled.value, pooled.ci_low, pooled.ci_high, is_ratio=change.is_ratio
        )
        interval = "excludes no effect" if change.excludes_no_effect else "includes no effect"
    return WhatIfRowView(
        kind=change.kind,
        event=change.event,
        certainty=level_badge(change.level),
        verdict=verdict_badge(change.verdict),
        effect=shown,
        interval=interval,
        words=_WORDS.get(change.wording, ""),
        explanation=capitalised(change.explanation),
    )


def _unchanged(found: WhatIf) -> Iterator[str]:
    """``9 of 12 removals change nothing: ...``, and the same of judgements and of other events."""
    groups = (
        ("removals", [each for each in found.tried if each.kind in REMOVALS]),
        ("other judgements", [each for each in found.tried if each.kind == "domain"]),
        (
            "other events",
            [each for each in found.tried if each.kind not in REMOVALS | {"domain"}],
        ),
    )
    for name, tried in groups:
        same = [each.event for each in tried if not each.changed]
        if same:
            verb = "changes" if len(same) == 1 else "change"
            yield f"{len(same)} of {len(tried)} {name} {verb} nothing: {_listed(same)}."
    if found.not_tried:
        yield f"{found.not_tried} more removals were not tried."


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return "; ".join(names)
    return f"{'; '.join(names[:_MOST_NAMED])}; and {len(names) - _MOST_NAMED} more"


def _answers(found: WhatIf) -> Iterator[str]:
    if found.settling is not None:
        yield _settling(found.settling)
    if found.removal is not None:
        yield _removal(found.removal)
    elif found.today.level is not None and found.tried:
        yield "No set of studies was found whose removal changes the level."
    if found.nulls is not None:
        yield _nulls(found.nulls)


def _settling(size: TrialSize) -> str:
    if size.change is None:
        return f"{capitalised(size.reason)}."
    level = size.change.level.label.lower() if size.change.level else "not graded"
    return f"The smallest trial that would settle imprecision: {size.reason}. The grade: {level}."


def _removal(removal: RemovalSet) -> str:
    level = removal.change.level.label.lower() if removal.change.level else "not graded"
    count = len(removal.studies)
    named = ", ".join(removal.studies)
    if count == 1:
        return f"Leaving out a single study changes the level to {level}: {named}."
    how = "The smallest set of studies" if removal.exact else "A set of studies"
    return f"{how} whose removal changes the level, to {level}, has {count}: {named}."


def _nulls(nulls: NullTrials) -> str:
    if nulls.change is None:
        return f"{capitalised(nulls.reason)}."
    level = nulls.change.level.label.lower() if nulls.change.level else "not graded"
    return f"The level would be lost to {nulls.reason}. The grade: {level}."
