"""Analyses that take long and are made only where somebody asks for them."""

from __future__ import annotations

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Study
from evidence.synthesis.analyses import Analyses
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.sensitivity.fragility import Fragility, fragility
from evidence.synthesis.sensitivity.gosh import SubsetEffects, all_subsets
from evidence.synthesis.sensitivity.pooled_fragility import PooledFragility, pooled_fragility
from evidence.synthesis.study_tables.study_table import EventTable
from evidence.synthesis.used_effects import correction_of


def subsets_of(analyses: Analyses) -> SubsetEffects:
    """The pooled effect of every subset of the studies, under the common-effect model.

    Raises:
        CannotComputeError: with fewer than two studies.
    """
    return all_subsets(analyses.values, analyses.variances)


def fragility_of_studies(
    request: SynthesisRequest, analyses: Analyses
) -> tuple[tuple[Study, Fragility | str], ...]:
    """The fragility index of each study that gives whole counts of two arms, or why it has none."""
    found: list[tuple[Study, Fragility | str]] = []
    for study, table in zip(analyses.studies, analyses.tables, strict=True):
        if not isinstance(table, EventTable):
            found.append((study, "it gives no counts of two arms"))
            continue
        try:
            found.append((study, fragility(table, alpha=1 - request.level)))
        except CannotComputeError as refusal:
            found.append((study, str(refusal)))
    return tuple(found)


def fragility_of(request: SynthesisRequest, analyses: Analyses) -> PooledFragility:
    """How few events, had they gone otherwise, would turn the conclusion around.

    Raises:
        CannotComputeError: where a study gives no counts, or no 200 events turn it around.
    """
    events = [table for table in analyses.tables if isinstance(table, EventTable)]
    if len(events) < len(analyses.tables) or request.measure not in ("RR", "OR", "RD"):
        raise CannotComputeError("fragility is counted in events, which not every study gives")
    return pooled_fragility(
        events,
        MEASURES[request.measure],
        analyses.method,
        test=request.test,
        correction=correction_of(request.continuity, MEASURES[request.measure]),
        level=request.level,
    )
