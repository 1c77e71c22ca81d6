"""The body of evidence of one claim: what is graded, and which way it points.

Which way it points follows from the stances of the links that count. A link counts unless it is
background, its reference is retracted, or its study is left out of the primary body by the
claim's synthesis. Each study has one vote, however many references report it.

=========================  =========================================  ==========
supporting, disputing      and                                        direction
=========================  =========================================  ==========
none, none                 nothing qualifies the claim either         none
none, none                 something qualifies it                     qualifies
some, none                                                            supports
none, some                                                            disputes
some, some                 the pooled effect of all disputing and at  supports or
                           least one supporting study lies clearly    disputes
                           on one side of no effect
some, some                 one side stands on a higher tier of        that side
                           evidence than the other
some, some                 at least three quarters on one side        that side
some, some                 otherwise                                  mixed
=========================  =========================================  ==========

Three quarters is the criterion of consistency of van Tulder and others (2003,
doi:10.1097/01.BRS.0000065484.95996.AF). The tiers are coarse on purpose: trials, quasi-randomised
ones among them, and their syntheses; other studies in people; and everything else (case reports,
animals, cells, opinion, and references whose study is not recorded).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from evidence.grading.framework import Body, Direction, EvidenceItem
from evidence.model.claim import Claim, Stance
from evidence.model.declared_framework import DeclaredFramework
from evidence.model.study import Study, StudyDesign
from evidence.model.synthesis import Synthesis
from evidence.synthesis.synthesise import synthesise

CONSISTENT = Fraction(3, 4)

_NOTHING: frozenset[Stance] = frozenset()

_TRIALS = frozenset(
    {
        StudyDesign.SYSTEMATIC_REVIEW_OF_TRIALS,
        StudyDesign.NETWORK_META_ANALYSIS,
        StudyDesign.RANDOMISED_TRIAL,
        StudyDesign.CROSSOVER_TRIAL,
        StudyDesign.CLUSTER_TRIAL,
        StudyDesign.N_OF_1_TRIAL,
        StudyDesign.QUASI_RANDOMISED_TRIAL,
    }
)
_WEAKEST = frozenset(
    {
        StudyDesign.CASE_REPORT,
        StudyDesign.GUIDELINE,
        StudyDesign.NARRATIVE_REVIEW,
        StudyDesign.EXPERT_OPINION,
        StudyDesign.REFERENCE_WORK,
        StudyDesign.ANIMAL,
        StudyDesign.IN_VITRO,
    }
)


def build_body(
    claim: Claim,
    studies_by_reference: Mapping[str, Sequence[Study]],
    retracted: frozenset[str],
    *,
    declared: tuple[DeclaredFramework, ...] = (),
    details: bool = True,
) -> Body:
    """Gather a claim's evidence, pool it where that is asked for, and say which way it points.

    ``declared`` are the review's own frameworks; ``details`` are the parts of a synthesis that
    only reports need.
    """
    items: list[EvidenceItem] = []
    for link in claim.links:
        studies = studies_by_reference.get(link.reference, ())
        items.extend(EvidenceItem(link, study) for study in studies)
        if not studies:
            items.append(EvidenceItem(link, None))
    synthesis = None
    if claim.synthesis is not None:
        pooled = studies_to_pool(claim, items, retracted)
        synthesis = synthesise(claim.synthesis, pooled, details=details)
    counting = _counting(claim, items, retracted)
    return Body(
        claim=claim,
        items=tuple(items),
        direction=_direction(counting, synthesis),
        synthesis=synthesis,
        retracted=retracted.intersection(link.reference for link in claim.links),
        counting=counting,
        declared=declared,
    )


def counting_items(body: Body) -> tuple[EvidenceItem, ...]:
    """The items that count: not background, not retracted, not left out of the primary body."""
    if body.counting is not None:
        return body.counting
    return _counting(body.claim, body.items, body.retracted)


def counting_studies(body: Body) -> tuple[Study, ...]:
    """The studies that count, each once."""
    found = {item.study.id: item.study for item in counting_items(body) if item.study is not None}
    return tuple(found.values())


def stances_by_study(items: Iterable[EvidenceItem]) -> Mapping[str, frozenset[Stance]]:
    """The stances that each study, or each reference without one, takes."""
    found: dict[str, frozenset[Stance]] = {}
    for item in items:
        key = _identity(item)
        found[key] = found.get(key, _NOTHING) | {item.link.stance}
    return found


def _identity(item: EvidenceItem) -> str:
    return f"study {item.study.id}" if item.study else f"reference {item.link.reference}"


def _counting(
    claim: Claim, items: Iterable[EvidenceItem], retracted: frozenset[str]
) -> tuple[EvidenceItem, ...]:
    request = claim.synthesis
    aside = frozenset((*request.exclude, *request.sensitivity)) if request else frozenset()
    return tuple(
        item
        for item in items
        if item.link.stance is not Stance.BACKGROUND
        and item.link.reference not in retracted
        and (item.study is None or item.study.id not in aside)
    )


def studies_to_pool(
    claim: Claim, items: Iterable[EvidenceItem], retracted: frozenset[str]
) -> tuple[Study, ...]:
    """Studies of links that bear on the claim, and those named for the sensitivity view."""
    named = claim.synthesis.sensitivity if claim.synthesis else ()
    return tuple(
        item.study
        for item in items
        if item.study is not None
        and item.link.reference not in retracted
        and (item.link.stance is not Stance.BACKGROUND or item.study.id in named)
    )


def _direction(items: Sequence[EvidenceItem], synthesis: Synthesis | None) -> Direction:
    stances = stances_by_study(items)
    supporting = {key for key, found in stances.items() if Stance.SUPPORTS in found}
    disputing = {key for key, found in stances.items() if Stance.DISPUTES in found}
    if not stances:
        return Direction.NONE
    if not supporting and not disputing:
        return Direction.QUALIFIES
    if not disputing:
        return Direction.SUPPORTS
    if not supporting:
        return Direction.DISPUTES
    pooled = _pooled_direction(supporting, disputing, synthesis)
    if pooled is not None:
        return pooled
    tiers = _tiers(items)
    best_support = max(tiers[key] for key in supporting)
    best_dispute = max(tiers[key] for key in disputing)
    if best_support != best_dispute:
        return Direction.SUPPORTS if best_support > best_dispute else Direction.DISPUTES
    return _majority(
        sum(tiers[key] == best_support for key in supporting),
        sum(tiers[key] == best_support for key in disputing),
    )


def _majority(supporting: int, disputing: int) -> Direction:
    share = Fraction(supporting, supporting + disputing)
    if share >= CONSISTENT:
        return Direction.SUPPORTS
    return Direction.DISPUTES if 1 - share >= CONSISTENT else Direction.MIXED


def _pooled_direction(
    supporting: set[str], disputing: set[str], synthesis: Synthesis | None
) -> Direction | None:
    """The side of a clear pooled effect, where it speaks for the studies that disagree."""
    if synthesis is None or synthesis.pooled is None or len(synthesis.effects) < 2:
        return None
    effects = {f"study {each.study}": each for each in synthesis.effects}
    mine = [each for key, each in effects.items() if key in supporting and key not in disputing]
    if not mine or not disputing <= effects.keys():
        return None
    low, high = synthesis.pooled.ci_low, synthesis.pooled.ci_high
    if low <= 0 <= high:
        return None
    claimed_side = sum(each.weight * each.value for each in mine)
    return Direction.SUPPORTS if claimed_side * low > 0 else Direction.DISPUTES


def _tiers(items: Iterable[EvidenceItem]) -> Mapping[str, int]:
    return {_identity(item): _tier(item.study) for item in items}


def _tier(study: Study | None) -> int:
    if study is None or study.design in _WEAKEST:
        return 1
    return 3 if study.design in _TRIALS else 2
