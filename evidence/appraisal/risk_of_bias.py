"""How likely a study's result is biased: which of its appraisals count, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.appraisal.appraised import appraised, overall_rating
from evidence.appraisal.declared import tool_of
from evidence.model.remembered import remembered
from evidence.model.study import Appraisal, Study, StudyDesign

# Designs whose own make-up is a high risk of bias whatever else was done well: no comparison
# group, or allocation that could be foreseen (Cochrane Handbook 8.3 rates the latter high for
# the randomisation process).
_HIGH_BY_DESIGN = {
    StudyDesign.QUASI_RANDOMISED_TRIAL: "allocation was not random",
    StudyDesign.BEFORE_AFTER: "no concurrent comparison group",
    StudyDesign.CASE_SERIES: "no comparison group",
    StudyDesign.CASE_REPORT: "no comparison group",
}


@dataclass(frozen=True, slots=True)
class RiskOfBias:
    """How likely a study's result is biased, from 0 to 1, ``None`` when never appraised."""

    risk: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class CountingAppraisals:
    """The appraisals of a study with one tool that count for one outcome, the worst first.

    ``unsettled`` are the assessors who rated with the same tool without a recorded consensus; the
    worse of theirs is the one to go by.
    """

    appraisals: tuple[Appraisal, ...]
    unsettled: tuple[str, ...] = ()


def counting_appraisals(
    study: Study, outcome: str = "", *, of_bias: bool = True
) -> tuple[CountingAppraisals, ...]:
    """The appraisals that count for an outcome, one group for each tool, in their order.

    Those of this outcome stand before those of the study as a whole, and a consensus before single
    assessors. Those of other outcomes do not count: RoB 2 and ROBINS-I rate results. Without an
    outcome, those of the study as a whole stand before those of any outcome. ``of_bias`` leaves out
    tools that rate something else.
    """
    found = []
    for tool in dict.fromkeys(each.tool for each in study.appraisals):
        ours = [each for each in study.appraisals if each.tool == tool]
        if of_bias and (known := tool_of(ours[0])) is not None and not known.of_bias:
            continue
        whole = [each for each in ours if not each.outcome]
        fitting = [each for each in ours if outcome and each.outcome == outcome] or whole
        if not fitting and not outcome:
            fitting = ours
        agreed = [each for each in fitting if each.consensus]
        if agreed:
            found.append(CountingAppraisals(_worst_first(agreed)))
        elif fitting:
            assessors = tuple(dict.fromkeys(each.by for each in fitting if each.by))
            found.append(CountingAppraisals(_worst_first(fitting), assessors))
    return tuple(found)


@remembered
def risk_of_bias(study: Study, *, by_design: bool = True, outcome: str = "") -> RiskOfBias:
    """The worst of a study's appraisals and its design, or else its recorded quality.

    Without ``by_design`` the design does not count, for scales that rank designs themselves.
    ``outcome`` is the one that is graded.
    """
    found = [
        risk
        for counting in counting_appraisals(study, outcome)
        if (risk := _worst(counting)) is not None
    ]
    if by_design and study.design in _HIGH_BY_DESIGN:
        found.append(RiskOfBias(1.0, _HIGH_BY_DESIGN[study.design]))
    if found:
        return max(found, key=lambda each: each.risk or 0.0)
    if study.quality in ("high", "low"):
        return RiskOfBias(0.0 if study.quality == "high" else 1.0, f"{study.quality} quality")
    return RiskOfBias(None, _why_unknown(study, outcome))


def _worst_first(appraisals: Sequence[Appraisal]) -> tuple[Appraisal, ...]:
    if len(appraisals) == 1:
        return tuple(appraisals)
    return tuple(sorted(appraisals, key=lambda each: -_risk(each)))


def _risk(appraisal: Appraisal) -> float:
    rating = overall_rating(appraisal)
    return -1.0 if rating is None or rating.risk is None else rating.risk


def _worst(counting: CountingAppraisals) -> RiskOfBias | None:
    """What the worst appraisal made with one tool says; where assessors differ, that is said."""
    worst = counting.appraisals[0]
    tool, rating = tool_of(worst), overall_rating(worst)
    if rating is None or rating.risk is None:
        return None
    reason = f"{rating.label.lower()} ({tool.title if tool else worst.tool})"
    others = (overall_rating(each) for each in counting.appraisals[1:])
    differ = any(each is not None and each.id != rating.id for each in others)
    if differ and len(counting.unsettled) > 1:
        reason += f", the worse of what {_and(counting.unsettled)} found without consensus"
    return RiskOfBias(rating.risk, reason)


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _why_unknown(study: Study, outcome: str) -> str:
    others = dict.fromkeys(each.outcome for each in study.appraisals if each.outcome)
    for counting in counting_appraisals(study, outcome):
        found = appraised(counting.appraisals[0])
        if found.tool is not None and found.domains:
            return f"no overall rating ({found.tool.title}; {found.overall.reason})"
    if outcome and others and outcome not in others:
        return f"not appraised for this outcome, only for {', '.join(others)}"
    return "not appraised"
