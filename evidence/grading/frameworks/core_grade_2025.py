"""Core GRADE 2025: the essentials of GRADE for comparisons of two treatments.

Guyatt G, Agoritsas T, Brignardello-Petersen R, et al. BMJ 2025;389:e081903
(doi:10.1136/bmj-2024-081903) and the six papers after it. Non-randomised studies always start low,
whatever they were appraised with; the optimal information size is asked for only where the
relative effect is large, here a reduction of more than 30 % or as much the other way (Core GRADE
2, doi:10.1136/bmj-2024-081904); and only a large effect raises a grade (Core GRADE 4,
doi:10.1136/bmj-2024-083864). Everything else is as in GRADE.
"""

from __future__ import annotations

from functools import partial

from evidence.grading.framework import Framework
from evidence.grading.grade_check import check
from evidence.grading.grade_rules import GradeProfile, derive
from evidence.grading.scales.grade_scale import LARGE_EFFECT, LEVELS, VERDICTS

_PROFILE = GradeProfile(
    "core-grade-2025", robins_start=False, size_if_large=True, up=(LARGE_EFFECT,)
)

FRAMEWORK = Framework(
    name=_PROFILE.name,
    title="Core GRADE",
    citation=(
        "Guyatt G, Agoritsas T, Brignardello-Petersen R, et al. Core GRADE 1: overview of the Core "
        "GRADE approach. BMJ 2025;389:e081903."
    ),
    url="https://doi.org/10.1136/bmj-2024-081903",
    levels=LEVELS,
    domains=_PROFILE.domains,
    derive=partial(derive, _PROFILE),
    check=partial(check, _PROFILE),
    verdicts=VERDICTS,
)
