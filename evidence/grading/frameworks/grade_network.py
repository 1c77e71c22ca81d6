"""GRADE for network meta-analysis: one comparison of a network at a time.

Puhan MA, Schünemann HJ, Murad MH, et al. A GRADE Working Group approach for rating the quality of
treatment effect estimates from network meta-analysis. BMJ 2014;349:g5630 (doi:10.1136/bmj.g5630);
Brignardello-Petersen R, Bonner A, Alexander PE, et al. J Clin Epidemiol 2018;93:36–44
(doi:10.1016/j.jclinepi.2017.10.005); on incoherence: Brignardello-Petersen R, Mustafa RA, et al.
J Clin Epidemiol 2019;108:77–85 (doi:10.1016/j.jclinepi.2018.11.025). The direct and the
indirect estimate are rated apart without imprecision, the indirect one from the lower of the
comparisons in its loop and then for intransitivity. The network estimate starts from the one that
contributes more, or from the higher where both contribute alike, and is rated down for incoherence
and for its own imprecision.

A review folder holds neither the network nor its loops, so that every rating is a person's; the
rules for putting them together are applied and checked here.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.grading.body import counting_items
from evidence.grading.framework import (
    Body,
    Derivation,
    Domain,
    Framework,
    Step,
    Undecided,
)
from evidence.grading.primary_body import answering_studies
from evidence.grading.scales.components import component_check
from evidence.grading.scales.moves import rated
from evidence.grading.scales.network_scale import (
    CONTRIBUTION,
    DIRECT,
    DOMAINS,
    IMPRECISION,
    INCOHERENCE,
    INDIRECT,
    INTRANSITIVITY,
    LEVELS,
    NOT_RATED,
    VERDICTS,
    indirect_needed,
    look_up,
)
from evidence.model.claim import ClaimKind
from evidence.model.judgement import Judgement
from evidence.model.study import StudyDesign

_NAME = "grade-network"
_KINDS = (ClaimKind.THERAPY, ClaimKind.HARM)


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    if body.claim.kind not in _KINDS:
        reason = (
            f"network meta-analyses compare interventions; a claim of kind "
            f"{body.claim.kind.value} is not about one"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    designs = {study.design for study in answering_studies(body)}
    if StudyDesign.NETWORK_META_ANALYSIS not in designs:
        nothing = not counting_items(body)
        reason = "no reference bears on the claim" if nothing else "no network meta-analysis"
        return Derivation(_NAME, None, reason=reason)
    ratings = _given(judgement)
    steps, undecided = _rated(judgement, ratings)
    level = look_up(ratings)
    if level is None:
        reason = "the certainty of the direct and the indirect estimate is left to a person"
        return Derivation(_NAME, None, steps, undecided, reason=reason)
    return Derivation(_NAME, level, steps, undecided)


def _given(judgement: Judgement | None) -> Mapping[str, str]:
    return {domain.id: found[0] for domain in DOMAINS if (found := rated(judgement, domain))}


def _rated(
    judgement: Judgement | None, ratings: Mapping[str, str]
) -> tuple[tuple[Step, ...], tuple[Undecided, ...]]:
    steps: list[Step] = []
    undecided: list[Undecided] = []
    for domain in DOMAINS:
        found = rated(judgement, domain)
        if found is not None:
            reason = found[2].strip() or "rated without a reason"
            steps.append(Step(domain.id, domain.label, found[1], reason, "person", found[0]))
        elif _is_asked(domain, ratings):
            undecided.append(Undecided(domain.id, domain.label, domain.question))
    return tuple(steps), tuple(undecided)


def _is_asked(domain: Domain, ratings: Mapping[str, str]) -> bool:
    """Whether a rating of this domain can still matter."""
    has_direct = ratings.get(DIRECT.id) != NOT_RATED
    has_indirect = ratings.get(INDIRECT.id) != NOT_RATED
    if domain in (INDIRECT, INTRANSITIVITY):
        return has_indirect and indirect_needed(ratings)
    if domain in (CONTRIBUTION, INCOHERENCE):
        return has_direct and has_indirect
    return domain in (DIRECT, IMPRECISION)


FRAMEWORK = Framework(
    name=_NAME,
    title="GRADE for network meta-analysis",
    citation=(
        "Puhan MA, Schünemann HJ, Murad MH, Li T, Brignardello-Petersen R, Singh JA, et al. A "
        "GRADE Working Group approach for rating the quality of treatment effect estimates from "
        "network meta-analysis. BMJ 2014;349:g5630; Brignardello-Petersen R, Bonner A, Alexander "
        "PE, et al. Advances in the GRADE approach to rate the certainty in estimates from a "
        "network meta-analysis. J Clin Epidemiol 2018;93:36–44."
    ),
    url="https://doi.org/10.1136/bmj.g5630",
    levels=LEVELS,
    domains=DOMAINS,
    derive=_derive,
    check=component_check(LEVELS, DOMAINS, look_up),
    verdicts=VERDICTS,
)
