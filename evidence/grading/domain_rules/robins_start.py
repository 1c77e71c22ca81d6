"""Non-randomised studies appraised with ROBINS-I, which compares them with a trial.

Such a body starts high, because the missing randomisation is counted under risk of bias (GRADE
guidelines 18, Schünemann and others 2019, doi:10.1016/j.jclinepi.2018.01.012). That usually takes
two levels off, so that the grade ends where it would have started. How ratings become levels is
ours: moderate one, serious two, critical three, where half of the weight is at least so bad. No
information is read as serious until a person says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.appraisal.appraised import appraised
from evidence.appraisal.risk_of_bias import counting_appraisals
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import Concern
from evidence.grading.domain_rules.risk_of_bias import weights_of
from evidence.model.study import Study
from evidence.model.synthesis import Synthesis

_TOOL = "robins-i"
_LEVELS = {"low": 0, "moderate": 1, "serious": 2, "critical": 3, "no-information": 2}
_HALF = 0.5
_WORDS = {
    1: "at moderate risk or worse: serious",
    2: "at serious risk, without information, or worse: very serious",
    3: "at critical risk: extremely serious",
}
_RULE = f"{100 * _HALF:.0f} % of the weight or more {{}}"
_MOSTLY_LOW = Bound(f"less than {100 * _HALF:.0f} % of the weight at moderate risk: no concern")


def starts_by_robins(studies: Sequence[Study], outcome: str = "") -> bool:
    """Whether every one of these non-randomised studies was appraised with ROBINS-I."""
    return bool(studies) and all(
        not study.design.is_secondary
        and not study.design.is_randomised
        and _rating(study, outcome) is not None
        for study in studies
    )


def robins_concern(
    studies: Sequence[Study], synthesis: Synthesis | None, outcome: str = ""
) -> Concern:
    """Levels taken off for risk of bias where ROBINS-I judged against a trial."""
    weights = weights_of(studies, synthesis)
    ratings = {study.id: _rating(study, outcome) or "no-information" for study in studies}
    levels = 0
    share = 1.0
    for level in (1, 2, 3):
        worse = sum(weights[key] for key, rating in ratings.items() if _LEVELS[rating] >= level)
        if worse >= _HALF:
            levels, share = level, worse
    unknown = sum(weights[key] for key, rating in ratings.items() if rating == "no-information")
    named = "; ".join(
        f"{rating.replace('-', ' ')}: {_names(studies, ratings, rating)}"
        for rating in _LEVELS
        if rating in ratings.values()
    )
    told = f"{100 * share:.0f} % of the weight is at this risk or worse by ROBINS-I ({named})"
    if levels == 0:
        rest = sum(weights[key] for key, rating in ratings.items() if _LEVELS[rating])
        told = (
            f"{100 * rest:.0f} % of the weight is at moderate risk or worse by ROBINS-I ({named})"
        )
    bound = _MOSTLY_LOW if levels == 0 else Bound(_RULE.format(_WORDS[levels]))
    return Concern(levels, told, open=unknown >= _HALF, bound=bound)


def _rating(study: Study, outcome: str) -> str | None:
    """The worst overall rating by ROBINS-I that counts for an outcome."""
    found = [
        rating.id
        for group in counting_appraisals(study, outcome)
        for each in group.appraisals
        if each.tool == _TOOL
        and (rating := appraised(each).overall.rating) is not None
        and rating.id in _LEVELS
    ]
    return max(found, key=lambda each: _LEVELS[each]) if found else None


def _names(studies: Sequence[Study], ratings: dict[str, str], rating: str) -> str:
    return ", ".join(study.label or study.id for study in studies if ratings[study.id] == rating)
