"""SORT: the Strength of Recommendation Taxonomy of the family-medicine journals.

Ebell MH, Siwek J, Weiss BD, et al. Strength of Recommendation Taxonomy (SORT): a patient-centered
approach to grading evidence in the medical literature. Am Fam Physician 2004;69:548–556; J Am
Board Fam Pract 2004;17:59–67 (doi:10.3122/jabfm.17.1.59). Its algorithm asks in this order: is the
outcome one that patients feel; is the evidence more than opinion, usual practice, bench research
or a case series; are there consistent findings of at least two good studies, or of a systematic
review of good ones.

Whether an outcome matters to patients is left to a person and taken to be so until one says
otherwise. A study that nobody appraised counts as of limited quality, and the component is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.grading.body import counting_items
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.consistency import consistency
from evidence.grading.framework import Body, Derivation, Domain, Framework
from evidence.grading.primary_body import answering_studies, counted_once
from evidence.grading.scales.components import Observed, component_check, rate_components
from evidence.grading.scales.sort_scale import (
    CONSISTENCY,
    DOMAINS,
    LEVELS,
    OUTCOME,
    QUALITY,
    ROWS,
    VERDICTS,
    look_up,
    may_be_good,
    study_level,
)
from evidence.grading.scales.study_quality import graded_outcome, quality_of, unknown_among
from evidence.model.claim import ClaimKind
from evidence.model.design_words import counted_designs
from evidence.model.judgement import Judgement
from evidence.model.study import Study

_NAME = "sort"
_WORDS = {1: "good", 2: "limited", 3: "other"}
_TABLE = "SORT, table 2"
_READ = "reading quality from appraisals"
_LEVELS_OF = {
    "good": Bound("a fit design at low risk of bias is level 1: good", _TABLE, _READ),
    "limited": Bound("a weaker design, or not at low risk, is level 2: limited", _TABLE, _READ),
    "other": Bound("opinion, usual practice, bench or case series is level 3: other", _TABLE),
}
_FELT = Bound("taken to be one that patients feel")
_TWO = Bound("fewer than two, and no review: single study", "SORT, algorithm")


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    row = ROWS.get(body.claim.kind)
    if row is None:
        reason = (
            f"SORT grades diagnosis, treatment and prognosis; a claim of kind "
            f"{body.claim.kind.value} is none of these"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    studies = [study for study in answering_studies(body) if not study.design.is_qualitative]
    if not studies:
        nothing = not counting_items(body)
        reason = "no reference bears on the claim" if nothing else "no study that SORT ranks"
        return Derivation(_NAME, None, reason=reason)
    found = rate_components(_observed(body, row, studies), judgement)
    return Derivation(_NAME, look_up(found.ratings), found.steps, found.undecided)


def _observed(
    body: Body, row: ClaimKind, studies: Sequence[Study]
) -> Iterator[tuple[Domain, Observed]]:
    told = "so until a person says otherwise"
    yield OUTCOME, Observed("patient-oriented", told, open=True, bound=_FELT)
    outcome = graded_outcome(body)
    levels = {
        study.id: study_level(row, study.design, quality_of(study, outcome)) for study in studies
    }
    best = [study for study in studies if levels[study.id] == min(levels.values())]
    unknown = [each for each in unknown_among(studies, outcome) if may_be_good(row, each.design)]
    reason = f"level {min(levels.values())}: {counted_designs(each.design for each in best)}"
    if unknown and min(levels.values()) > 1:
        reason += f"; {counted_designs(each.design for each in unknown)} not appraised"
    is_open = bool(unknown) and min(levels.values()) > 1
    word = _WORDS[min(levels.values())]
    yield QUALITY, Observed(word, reason, open=is_open, bound=_LEVELS_OF[word])
    yield CONSISTENCY, _consistency(body, best, [each for each in studies if levels[each.id] < 3])


def _consistency(body: Body, best: Sequence[Study], studies: Sequence[Study]) -> Observed:
    """Of all studies above opinion; two of the best kind, or a review of them, must agree."""
    found = consistency(body, studies or best)
    if found.levels:
        return Observed("inconsistent", found.reason, bound=found.bound)
    counted = counted_once(body, best)
    if len(counted) < 2 and not any(study.design.is_synthesis for study in counted):
        return Observed("single-study", "a single study of the best kind", bound=_TWO)
    return Observed("consistent", found.reason, bound=found.bound)


FRAMEWORK = Framework(
    name=_NAME,
    title="SORT",
    citation=(
        "Ebell MH, Siwek J, Weiss BD, Woolf SH, Susman J, Ewigman B, Bowman M. Strength of "
        "Recommendation Taxonomy (SORT): a patient-centered approach to grading evidence in the "
        "medical literature. Am Fam Physician 2004;69:548–556."
    ),
    url="https://doi.org/10.3122/jabfm.17.1.59",
    levels=LEVELS,
    domains=DOMAINS,
    derive=_derive,
    check=component_check(LEVELS, DOMAINS, look_up),
    verdicts=VERDICTS,
)
