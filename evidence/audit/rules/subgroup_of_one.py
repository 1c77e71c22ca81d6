"""SYN006: subgroups that hold a single study each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.pooled_example import counts, pooled_example
from evidence.audit.syntheses import pooled_syntheses
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each synthesis where a characteristic parts studies and no group has two.

    Groups by design or risk of bias are told apart without a characteristic, and are not counted.
    """
    for pooled in pooled_syntheses(assessment):
        name = pooled.request.subgroup
        values = Counter(
            study.characteristics[name]
            for study, _ in pooled.members
            if name and name in study.characteristics
        )
        if len(values) > 1 and max(values.values()) == 1:
            yield Hit(
                pooled.request.location,
                f"{pooled.name}: {len(values)} subgroups by {name}, each of a single study",
                "compare the studies one by one, or form fewer groups",
                subject=pooled.claim.id,
            )


_FIRST, _SECOND = counts(6, 25, 18, 25), counts(9, 40, 21, 41)

RULE = Rule(
    code="SYN006",
    name="subgroup-of-one",
    severity=Severity.NOTE,
    summary="Every subgroup of a synthesis holds a single study.",
    why=(
        "With one study in each group the difference between groups is the difference between "
        "those studies, for whatever reason. Nothing speaks for the characteristic they were "
        "parted by."
    ),
    bad=pooled_example(
        (
            f"{_FIRST} | characteristics: {{route: oral}}",
            f"{_SECOND} | characteristics: {{route: iv}}",
        ),
        "measure: RR, subgroup: route",
    ),
    good=pooled_example(
        (
            f"{_FIRST} | characteristics: {{route: oral}}",
            f"{_SECOND} | characteristics: {{route: iv}}",
            f"{counts(4, 31, 9, 30)} | characteristics: {{route: iv}}",
        ),
        "measure: RR, subgroup: route",
    ),
    check=check,
    references=("https://doi.org/10.1002/9781119536604.ch10",),
)
