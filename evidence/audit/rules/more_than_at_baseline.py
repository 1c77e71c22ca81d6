"""STU026: a group that had more people with a result than at the start."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.model.study import Arm, Study
from references.rule import Hit, Rule, Severity

# One row may be of those only in whom the variable was measured.
_FEWEST_ROWS = 2


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each arm of an outcome with more people than any baseline row has of it."""
    for study in assessment.review.studies:
        at_start = _totals(study)
        for outcome in study.outcomes:
            for arm in outcome.arms:
                totals = at_start.get(_name(arm), [])
                if arm.total is not None and len(totals) >= _FEWEST_ROWS < arm.total > max(totals):
                    yield Hit(
                        arm.location,
                        f"{study.id}, {outcome.id}: {arm.total} people ({arm.label}), but the "
                        f"baseline table has at most {max(totals)} of them",
                        "compare both with the source: were people moved between groups, or other "
                        "units than people counted?",
                        subject=study.id,
                    )


def _totals(study: Study) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for row in study.baseline:
        for arm in row.arms:
            if arm.total is not None and arm.label:
                found.setdefault(_name(arm), []).append(arm.total)
    return found


def _name(arm: Arm) -> tuple[str, str]:
    return (arm.role.value, arm.label.strip().casefold())


_STUDY = """
studies:
  - id: guler-2005
    references: [guler2005]
    design: randomised-trial
    baseline:
      - variable: age
        arms:
          - {role: intervention, label: magnesium, mean: 41.2, sd: 12.1, total: 25}
          - {role: comparator, label: saline, mean: 43.5, sd: 11.8, total: 25}
      - variable: women
        arms:
          - {role: intervention, label: magnesium, events: 12, total: 25}
          - {role: comparator, label: saline, events: 14, total: 25}
    outcomes:
      any-myoclonus:
        arms:
          - {role: intervention, label: magnesium, events: 6, total: TREATED}
          - {role: comparator, label: saline, events: 18, total: 25}
"""

RULE = Rule(
    code="STU026",
    name="more-than-at-baseline",
    severity=Severity.WARNING,
    summary="A group has more people with a result than the baseline table has in it.",
    why=(
        "People leave a trial and do not join it. More at the end means that a total was copied "
        "wrongly, that people were moved to another group after allocation, or that eyes, teeth "
        "or attacks are counted as if they were people."
    ),
    bad=example(studies=_STUDY.replace("TREATED", "28")),
    good=example(studies=_STUDY.replace("TREATED", "24")),
    check=check,
)
