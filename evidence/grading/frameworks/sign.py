"""SIGN: the levels of evidence and grades of the Scottish guidelines, as used until 2012.

Harbour R, Miller J. A new system for grading recommendations in evidence based guidelines. BMJ
2001;323:334–336 (doi:10.1136/bmj.323.7308.334); Scottish Intercollegiate Guidelines Network. SIGN
50: a guideline developer's handbook. Edinburgh: SIGN; 2008, annex B. In 2013 SIGN went over to
GRADE. Single studies are 1 to 4 by design and ++, + or − by quality; studies rated − support no
grade. Good practice points are a panel's own experience and no grade of evidence.

Whether evidence is directly applicable is left to a person; links marked indirect stand for the
word of one until then. A body of trials, cohorts or case–control studies that nobody appraised has
no level: every level of those is defined by quality.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.grading.body import counting_items
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.consistency import consistency
from evidence.grading.domain_rules.indirectness import indirectness_concern
from evidence.grading.framework import Body, Derivation, Domain, Framework
from evidence.grading.primary_body import answering_studies, counted_once
from evidence.grading.scales.components import Observed, component_check, rate_components
from evidence.grading.scales.sign_scale import (
    APPLICABILITY,
    CONSISTENCY,
    DOMAINS,
    EVIDENCE,
    IN_PART,
    KINDS,
    LEVELS,
    MINUS_ONLY,
    STUDY_LEVELS,
    VERDICTS,
    look_up,
    needs_appraisal,
    study_level,
)
from evidence.grading.scales.study_quality import graded_outcome, quality_of, unknown_among
from evidence.model.design_words import counted_designs
from evidence.model.judgement import Judgement
from evidence.model.study import Study

_NAME = "sign"
_MARKS_READ = Bound(
    "low risk of bias ++, doubts +, high risk −; one study at 1++ is enough, at 1+ more trials at "
    "1+ than at 1−",
    "SIGN 50, annex B",
    "reading ++, + and − from appraisals, and “mainly” as more",
)
_EXTRAPOLATED = Bound("more than half of the studies: extrapolated until a person rates it")


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    if body.claim.kind not in KINDS:
        reason = (
            f"SIGN grades recommendations on treatment, harm, tests and prognosis; a claim of kind "
            f"{body.claim.kind.value} is none of these"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    studies = [study for study in answering_studies(body) if not study.design.is_qualitative]
    if not studies:
        nothing = not counting_items(body)
        reason = "no reference bears on the claim" if nothing else "no study that SIGN ranks"
        return Derivation(_NAME, None, reason=reason)
    found = rate_components(_observed(body, studies), judgement)
    level = look_up(found.ratings)
    reason = "" if level else _why_ungraded(studies, graded_outcome(body))
    return Derivation(_NAME, level, found.steps, found.undecided, reason=reason)


def _why_ungraded(studies: Sequence[Study], outcome: str) -> str:
    if any(needs_appraisal(study.design) for study in unknown_among(studies, outcome)):
        return "the level of the studies hangs on their quality, and nobody appraised them"
    if any(study_level(study.design, quality_of(study, outcome)) for study in studies):
        return "studies at a high risk of bias (1− and 2−) support no grade"
    return "no study of a design that SIGN ranks"


def _observed(body: Body, studies: Sequence[Study]) -> Iterator[tuple[Domain, Observed]]:
    outcome = graded_outcome(body)
    levels = {study.id: study_level(study.design, quality_of(study, outcome)) for study in studies}
    unknown = [each for each in unknown_among(studies, outcome) if needs_appraisal(each.design)]
    counted = counted_once(body, studies)
    level = _principal([levels[each.id] for each in counted])
    wanted = "1+" if level == IN_PART else level
    standing = [each for each in counted if levels[each.id] == wanted]
    if level == MINUS_ONLY:
        reason = "only studies at a high risk of bias, which support no grade"
    elif level:
        reason = f"level {wanted}: {counted_designs(each.design for each in standing)}"
        reason += ", not more than the trials at 1−" if level == IN_PART else ""
    else:
        reason = "no level can be given"
    if unknown:
        reason += f"; {counted_designs(each.design for each in unknown)} not appraised"
    # A study that nobody appraised might stand above those that were.
    is_open = bool(unknown) and level != "1++"
    yield EVIDENCE, Observed(level, reason, open=is_open, bound=_MARKS_READ)
    concern = indirectness_concern(body, studies)
    direct = "extrapolated" if concern.levels else "direct"
    yield APPLICABILITY, Observed(direct, concern.reason, open=True, bound=_EXTRAPOLATED)
    sound = [each for each in studies if levels[each.id] not in ("", "1-", "2-")]
    found = consistency(body, sound or studies)
    rating = "inconsistent" if found.levels else "consistent"
    rating = "single-study" if found.levels is None else rating
    yield CONSISTENCY, Observed(rating, found.reason, bound=found.bound)


def _principal(levels: Sequence[str]) -> str:
    """The level of a body of such study levels: the best that its row of the table allows.

    One study at 1++ is enough for its row. Studies at 1+ must be the greater part of the trials;
    weaker designs beside them take nothing away.
    """
    known = sorted((level for level in levels if level), key=STUDY_LEVELS.index)
    if not known:
        return ""
    if known[0] == "1+" and known.count("1+") <= known.count("1-"):
        return IN_PART
    return known[0] if known[0] not in ("1-", "2-") else MINUS_ONLY


FRAMEWORK = Framework(
    name=_NAME,
    title="SIGN (until 2012)",
    citation=(
        "Harbour R, Miller J. A new system for grading recommendations in evidence based "
        "guidelines. BMJ 2001;323:334–336; SIGN 50: a guideline developer's handbook. 2008."
    ),
    url="https://doi.org/10.1136/bmj.323.7308.334",
    levels=LEVELS,
    domains=DOMAINS,
    derive=_derive,
    check=component_check(LEVELS, DOMAINS, look_up),
    verdicts=VERDICTS,
)
