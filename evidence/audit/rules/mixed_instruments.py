"""SYN002: a mean difference pooled over instruments or units that differ."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.pooled_example import means, pooled_example
from evidence.audit.syntheses import Pooled, pooled_syntheses
from evidence.model.study import Outcome, Study
from references.rule import Hit, Rule, Severity

_RAW = frozenset({"MD"})
_SHOWN = 3


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each pooled mean difference whose studies name different instruments or units."""
    for pooled in pooled_syntheses(assessment):
        if pooled.request.measure.upper() not in _RAW:
            continue
        by_scale = _scales(pooled)
        if len(by_scale) > 1:
            yield Hit(
                pooled.request.location,
                f"{pooled.name}: mean differences of {_listed(by_scale)} are pooled as if they "
                "were in one unit",
                "convert to one unit, pool standardised differences (SMD), or part the studies",
                subject=pooled.claim.id,
                related=tuple(study.location for study in by_scale.values()),
            )


def _scales(pooled: Pooled) -> dict[str, Study]:
    """Each scale that is named, with the first study that names it.

    Studies that name only an instrument are held against other instruments, and those that name
    only a unit against other units: what is not said is no difference.
    """
    for field in ("instrument", "scale"):
        found: dict[str, Study] = {}
        words: dict[str, str] = {}
        for study, outcome in pooled.members:
            named = _named(outcome, field)
            if named and _key(named) not in words:
                words[_key(named)] = named
                found[named] = study
        if len(found) > 1:
            return found
    return {}


def _named(outcome: Outcome, field: str) -> str:
    return outcome.instrument if field == "instrument" else outcome.scale


def _key(named: str) -> str:
    """What is left of a name when spelling is: letters and digits."""
    return "".join(letter for letter in named.casefold() if letter.isalnum())


def _listed(by_scale: dict[str, Study]) -> str:
    shown = [f"{scale} ({study.id})" for scale, study in list(by_scale.items())[:_SHOWN]]
    more = len(by_scale) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


_FIRST = means((3.1, 2.0, 40), (4.0, 2.1, 41), "scale: 0-10")

RULE = Rule(
    code="SYN002",
    name="mixed-instruments",
    severity=Severity.WARNING,
    summary="A mean difference is pooled over studies with different instruments or units.",
    why=(
        "Two points of ten are not two points of a hundred. A pooled mean difference has a "
        "meaning only where all studies measured in the same unit; otherwise the studies on the "
        "longest scale decide it (Cochrane Handbook 10.5)."
    ),
    bad=pooled_example(
        (_FIRST, means((31.0, 20.0, 30), (38.0, 21.0, 29), "scale: 0-100")), "measure: MD"
    ),
    good=pooled_example(
        (_FIRST, means((3.4, 2.2, 30), (3.9, 2.3, 29), "scale: 0 - 10")), "measure: MD"
    ),
    check=check,
    references=("https://doi.org/10.1002/9781119536604.ch10",),
)
