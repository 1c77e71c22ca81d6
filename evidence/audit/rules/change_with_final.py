"""SYN003: changes from the start and final values pooled as standardised differences."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.pooled_example import means, pooled_example
from evidence.audit.syntheses import pooled_syntheses
from references.rule import Hit, Rule, Severity

_STANDARDISED = frozenset({"SMD", "SMDH"})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each pooled standardised difference with studies of both kinds."""
    for pooled in pooled_syntheses(assessment):
        if pooled.request.measure.upper() not in _STANDARDISED:
            continue
        kinds: dict[str, list[str]] = {"change": [], "final": []}
        for study, outcome in pooled.members:
            if outcome.score in kinds:
                kinds[outcome.score].append(study.id)
        if all(kinds.values()):
            yield Hit(
                pooled.request.location,
                f"{pooled.name}: standardised differences of changes ({_listed(kinds['change'])}) "
                f"and of final values ({_listed(kinds['final'])}) are pooled",
                "take final values of all, changes of all, or pool mean differences",
                subject=pooled.claim.id,
            )


def _listed(ids: list[str]) -> str:
    return ids[0] if len(ids) == 1 else f"{ids[0]} and {len(ids) - 1} more"


_FINAL = means((3.1, 2.0, 40), (4.0, 2.1, 41), "score: final")

RULE = Rule(
    code="SYN003",
    name="change-with-final",
    severity=Severity.WARNING,
    summary="Changes from the start and final values are pooled as standardised differences.",
    why=(
        "People vary less in how much they change than in where they end, so that the same effect "
        "divided by the two standard deviations is two different numbers. As mean differences "
        "both may be pooled, standardised they may not (Cochrane Handbook 10.5.2)."
    ),
    bad=pooled_example(
        (_FINAL, means((-1.1, 0.9, 30), (-0.4, 1.0, 29), "score: change")), "measure: SMD"
    ),
    good=pooled_example(
        (_FINAL, means((3.4, 2.2, 30), (3.9, 2.3, 29), "score: final")), "measure: SMD"
    ),
    check=check,
    references=("https://doi.org/10.1002/9781119536604.ch10",),
)
