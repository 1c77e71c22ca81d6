"""STU025: randomised groups that were further apart at the start than chance makes them."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.baseline_balance import CORRELATION
from evidence.audit.example import example
from evidence.audit.recorded import balanced_tables
from references.rule import Hit, Rule, Severity

_RARE = 0.0001
_SMALL = 0.05


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each randomised trial whose baseline table chance is unlikely to give."""
    for study, found in balanced_tables(assessment.review):
        if found.apart < _RARE:
            small = sum(p < _SMALL for p in found.p_values)
            yield Hit(
                study.baseline[0].location,
                f"{study.id}: in {found.rows} baseline variables the groups are further apart "
                f"than chance makes them (combined p = {found.apart:.1g}, {small} below "
                f"{_SMALL:g}; rounding and a correlation of {CORRELATION:g} between rows are "
                "allowed for)",
                "are standard errors entered as standard deviations, and was allocation concealed?",
                subject=study.id,
            )


def _study(sds: tuple[float, ...]) -> str:
    rows = (
        ("age", 54.2, 56.1),
        ("weight", 71.4, 69.2),
        ("height", 168.3, 170.1),
        ("heart rate", 78.1, 80.3),
        ("systolic pressure", 131.5, 128.4),
    )
    lines = [
        "studies:",
        "  - id: trial-2011",
        "    references: [trial2011]",
        "    design: randomised-trial",
        "    baseline:",
    ]
    for (variable, mean, other), sd in zip(rows, sds, strict=True):
        lines += [
            f"      - variable: {variable}",
            "        arms:",
            f"          - {{role: intervention, mean: {mean}, sd: {sd}, total: 40}}",
            f"          - {{role: comparator, mean: {other}, sd: {sd}, total: 40}}",
        ]
    return "\n".join(lines) + "\n"


RULE = Rule(
    code="STU025",
    name="baseline-too-far-apart",
    severity=Severity.NOTE,
    summary=(
        "The groups of a randomised trial were further apart at the start than chance makes them."
    ),
    why=(
        "Several large differences at the start point to allocation that could be foreseen or was "
        "not random, which the appraisal should say. Most often, though, the table prints "
        "standard errors that were taken for deviations; correlated and skewed variables can give "
        "it too (Carlisle 2017)."
    ),
    bad=example(studies=_study((1.8, 2.1, 1.5, 1.9, 2.7))),
    good=example(studies=_study((11.3, 13.2, 9.4, 12.0, 17.3))),
    check=check,
    references=("https://doi.org/10.1111/anae.13938",),
)
