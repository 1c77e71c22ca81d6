"""STU021: a mean that whole numbers cannot have (the GRIM test)."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import shown
from evidence.audit.recorded import recorded_scores
from evidence.audit.whole_numbers import nearest_means, possible_sums, share_caught
from evidence.model.study import Arm
from references.rule import Hit, Rule, Severity

# Fewer people than were recorded may have answered; so many fewer are tried.
_MISSING = 30


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each mean of whole-numbered items that no sum of them gives."""
    for study, name, items, arm in recorded_scores(assessment.review):
        if matter := _matter(arm, items):
            yield Hit(
                arm.location,
                f"{name}: {matter}",
                "compare the mean and the number who answered with the source; are all items "
                "scored in whole numbers, and is the mean not adjusted?",
                subject=study.id,
            )


def _matter(arm: Arm, items: int) -> str:
    mean, people = arm.mean, arm.total
    if mean is None or people is None or people < 1 or possible_sums(mean, people * items):
        return ""
    below, above = nearest_means(mean, people * items)
    counted = f"{people} people" + (f" on {items} items" if items > 1 else "")
    said = (
        f"no whole numbers of {counted} have a mean of {shown(mean)} (nearest are {below:.4g} and "
        f"{above:.4g}; {share_caught(mean, people * items):.0%} of invented means would be found)"
    )
    fewer = next(
        (
            n
            for n in range(people - 1, max(0, people - _MISSING), -1)
            if possible_sums(mean, n * items)
        ),
        None,
    )
    return said if fewer is None else f"{said}; {fewer} people could"


RULE = Rule(
    code="STU021",
    name="impossible-mean",
    severity=Severity.WARNING,
    summary="A mean of whole-numbered items is given by no sum of them.",
    why=(
        "The mean of 20 whole numbers ends in .00, .05, .10 and so on, never in .47. A mean that "
        "cannot be comes from another number of people, from a slip, or from no data (the GRIM "
        "test of Brown and Heathers). It is tried only where `items` says that scores are whole "
        "numbers, and finds little in large groups: at two decimals nothing beyond 66 people."
    ),
    bad=example(
        studies="""
        studies:
          - id: garrison-2011
            references: [garrison2011]
            design: randomised-trial
            outcomes:
              pain:
                items: 1
                scale: 0-10
                arms:
                  - {role: intervention, label: magnesium, mean: 3.47, sd: 2.1, total: 20}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: garrison-2011
            references: [garrison2011]
            design: randomised-trial
            outcomes:
              pain:
                items: 1
                scale: 0-10
                arms:
                  - {role: intervention, label: magnesium, mean: 3.45, sd: 2.1, total: 20}
        """
    ),
    check=check,
    references=("https://doi.org/10.1177/1948550616673876",),
)
