"""STU001: more events than people."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.recorded import recorded_arms
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each arm with fewer than no events, or more than participants."""
    for study, name, arm in recorded_arms(assessment.review):
        if arm.events is None:
            continue
        if arm.events < 0:
            matter = f"{arm.events:g} events"
        elif arm.total is not None and 0 < arm.total < arm.events:
            matter = f"{arm.events:g} events in {arm.total} participants"
        else:
            continue
        hint = "compare with the source; events are people, not episodes"
        yield Hit(arm.location, f"{name}: {matter}", hint, subject=study.id)


RULE = Rule(
    code="STU001",
    name="events-above-total",
    severity=Severity.ERROR,
    summary="An arm has more events than participants, or fewer than none.",
    why=(
        "Every effect measure of a 2×2 table counts people. With more events than people the "
        "effect cannot be computed, or is computed from a slip."
    ),
    bad=example(
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium, events: 60, total: 25}
                  - {role: comparator, label: saline, events: 18, total: 25}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium, events: 6, total: 25}
                  - {role: comparator, label: saline, events: 25, total: 25}
        """
    ),
    check=check,
)
