"""ICEMAN for an effect that differs between the people of a trial (doi:10.1503/cmaj.200077)."""

from __future__ import annotations

from evidence.appraisal.effect_modification import (
    CUT_POINTS,
    DIRECTION,
    FEW_MODIFIERS,
    INTERACTION,
    PRIOR_EVIDENCE,
    iceman,
)
from evidence.model.study import StudyDesign

TOOL = iceman(
    "iceman-trials",
    "ICEMAN for trials",
    (DIRECTION, PRIOR_EVIDENCE, INTERACTION, FEW_MODIFIERS, CUT_POINTS),
    (StudyDesign.RANDOMISED_TRIAL, StudyDesign.CROSSOVER_TRIAL, StudyDesign.CLUSTER_TRIAL),
)
