"""ICEMAN for an effect that differs within or between trials (doi:10.1503/cmaj.200077)."""

from __future__ import annotations

from evidence.appraisal.effect_modification import (
    ALIKE_IN_TRIALS,
    CUT_POINTS,
    DIRECTION,
    FEW_MODIFIERS,
    INTERACTION,
    NUMBER_OF_TRIALS,
    RANDOM_EFFECTS,
    WITHIN_TRIALS,
    iceman,
)
from evidence.model.study import StudyDesign

TOOL = iceman(
    "iceman-meta-analyses",
    "ICEMAN for meta-analyses",
    (
        WITHIN_TRIALS,
        ALIKE_IN_TRIALS,
        NUMBER_OF_TRIALS,
        DIRECTION,
        INTERACTION,
        FEW_MODIFIERS,
        RANDOM_EFFECTS,
        CUT_POINTS,
    ),
    (StudyDesign.SYSTEMATIC_REVIEW_OF_TRIALS, StudyDesign.SYSTEMATIC_REVIEW),
)
