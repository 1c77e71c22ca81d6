"""GRADE: Grading of Recommendations Assessment, Development and Evaluation.

Guyatt GH, Oxman AD, Vist GE, et al. BMJ 2008;336:924–926 (doi:10.1136/bmj.39489.470347.AD), with
the details of the GRADE guidelines series (J Clin Epidemiol 2011, numbers 3 to 9), guidance 34 and
35 on imprecision, and guidelines 18 on ROBINS-I. What is computed and what is left to a person
stands in ``evidence.grading.grade_rules``.
"""

from __future__ import annotations

from functools import partial

from evidence.grading.framework import Framework
from evidence.grading.grade_check import check
from evidence.grading.grade_rules import GradeProfile, derive
from evidence.grading.scales.grade_scale import LEVELS, VERDICTS

_PROFILE = GradeProfile("grade")

FRAMEWORK = Framework(
    name=_PROFILE.name,
    title="GRADE",
    citation=(
        "Guyatt GH, Oxman AD, Vist GE, et al. GRADE: an emerging consensus on rating quality of "
        "evidence and strength of recommendations. BMJ 2008;336:924–926; Guyatt G, Agoritsas T, "
        "Brignardello-Petersen R, et al. Core GRADE 1. BMJ 2025;389:e081903."
    ),
    url="https://doi.org/10.1136/bmj.39489.470347.AD",
    levels=LEVELS,
    domains=_PROFILE.domains,
    derive=partial(derive, _PROFILE),
    check=partial(check, _PROFILE),
    verdicts=VERDICTS,
)
