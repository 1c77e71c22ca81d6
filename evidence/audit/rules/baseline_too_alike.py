"""STU024: randomised groups that were more alike at the start than chance makes them."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.recorded import balanced_tables
from references.rule import Hit, Rule, Severity

_RARE = 0.0001


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each randomised trial whose baseline table is too good to be likely."""
    for study, found in balanced_tables(assessment.review):
        if found.alike < _RARE:
            usual = median(found.p_values)
            yield Hit(
                study.baseline[0].location,
                f"{study.id}: in {found.rows} baseline variables the groups are more alike than "
                f"chance makes them (combined p = {found.alike:.1g}, median p {usual:.2f}, with "
                "room for rounding)",
                "was allocation stratified or minimised on them, or are standard errors printed "
                "as deviations the other way round? Ask the authors before anything else",
                subject=study.id,
            )


_ROWS = (
    ("age", "54.21", "11.30", "54.25", "11.41"),
    ("weight", "71.42", "13.22", "71.39", "13.18"),
    ("height", "168.33", "9.41", "168.35", "9.38"),
    ("heart rate", "78.12", "12.04", "78.15", "12.11"),
    ("systolic pressure", "131.52", "17.31", "131.47", "17.28"),
    ("haemoglobin", "138.61", "14.22", "138.57", "14.19"),
    ("creatinine", "82.14", "19.31", "82.21", "19.27"),
    ("sodium", "140.12", "3.14", "140.13", "3.15"),
)


def _study(shifts: tuple[float, ...]) -> str:
    lines = [
        "studies:",
        "  - id: trial-2011",
        "    references: [trial2011]",
        "    design: randomised-trial",
        "    baseline:",
    ]
    for (variable, mean, sd, other, other_sd), shift in zip(_ROWS, shifts, strict=True):
        moved = f"{float(other) + shift * float(other_sd):.2f}"
        lines += [
            f"      - variable: {variable}",
            "        arms:",
            f"          - {{role: intervention, mean: {mean}, sd: {sd}, total: 40}}",
            f"          - {{role: comparator, mean: {moved}, sd: {other_sd}, total: 40}}",
        ]
    return "\n".join(lines) + "\n"


RULE = Rule(
    code="STU024",
    name="baseline-too-alike",
    severity=Severity.NOTE,
    summary="The groups of a randomised trial were more alike at the start than chance makes them.",
    why=(
        "Chance leaves differences between randomised groups, and the p values of these are "
        "spread evenly. A table where nearly all are close to 1 is seen where data were made up, "
        "and also where groups were matched, stratified or minimised on the same variables, where "
        "variables are strongly correlated or far from normal, and where standard errors and "
        "deviations were mixed up. It is a reason to ask, and proves nothing (Carlisle 2017)."
    ),
    bad=example(studies=_study((0.0,) * 8)),
    good=example(studies=_study((0.21, -0.08, 0.15, -0.31, 0.05, 0.18, -0.12, 0.24))),
    check=check,
    references=("https://doi.org/10.1111/anae.13938",),
)
