"""ROBINS-I, for non-randomised studies (Sterne and others 2016, doi:10.1136/bmj.i4919).

The form of 2016 has no algorithm within a domain: a person rates each. Overall it is the worst of
the seven domains (table 2 of its paper); where a domain lacks information and none is serious or
critical, there is no overall rating to give. Version 2, whose domains are others and in another
order, is a tool of its own and still a draft; see docs/decisions/0182.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.appraisal.conclusion import domains_rated, unsettled, worst_of
from evidence.appraisal.tool import AppraisalDomain, Conclusion, Rating, Tool
from evidence.model.study import StudyDesign

_DOMAINS = (
    AppraisalDomain("confounding", "Confounding"),
    AppraisalDomain("selection", "Selection of participants"),
    AppraisalDomain("classification", "Classification of interventions"),
    AppraisalDomain("deviations", "Deviations from the intended interventions"),
    AppraisalDomain("missing", "Missing data"),
    AppraisalDomain("measurement", "Measurement of outcomes"),
    AppraisalDomain("reported-result", "Selection of the reported result"),
)
_LABELS = {each.id: each.label for each in _DOMAINS}
_RATINGS = (
    Rating("low", "Low risk of bias", "+", 0.0),
    Rating("moderate", "Moderate risk of bias", "!", 0.5),
    Rating("serious", "Serious risk of bias", "-", 1.0),
    Rating("critical", "Critical risk of bias", "-", 1.0),
    Rating("no-information", "No information", "?", None),
)
_ORDER = ("low", "moderate", "serious", "critical")


def _overall(domains: Mapping[str, str], _variant: str) -> Conclusion:
    given = {each: domains.get(each, "") for each in _LABELS}
    worst = worst_of(_ORDER, given)
    if worst in ("serious", "critical"):
        many = sum(rating == "serious" for rating in given.values())
        ask = f"serious in {many} domains: are they together critical?" if many > 1 else ""
        reason = f"{worst} in {domains_rated(given, worst, _LABELS)}"
        if worst == "serious" and not all(given.values()):
            reason += f", at least; {unsettled(given, (*_ORDER, 'no-information'), _LABELS)}"
        return Conclusion(worst, reason, ask if worst == "serious" else "")
    if not any(given.values()):
        return Conclusion("", "no domain is rated")
    if missing := unsettled(given, _ORDER, _LABELS):
        return Conclusion("no-information" if all(given.values()) else "", missing)
    if worst == "low":
        return Conclusion(worst, "low in every domain")
    return Conclusion(worst, f"moderate in {domains_rated(given, worst, _LABELS)}")


TOOL = Tool(
    name="robins-i",
    title="ROBINS-I",
    citation=(
        "Sterne JAC, Hernán MA, Reeves BC, et al. ROBINS-I: a tool for assessing risk of bias in "
        "non-randomised studies of interventions. BMJ 2016;355:i4919."
    ),
    url="https://doi.org/10.1136/bmj.i4919",
    version="2016-08-01",
    licence="wording CC BY-NC-ND 4.0 and not reproduced here; own labels",
    designs=(
        StudyDesign.NON_RANDOMISED_TRIAL,
        StudyDesign.QUASI_RANDOMISED_TRIAL,
        StudyDesign.COHORT,
        StudyDesign.CASE_CONTROL,
        StudyDesign.BEFORE_AFTER,
    ),
    domains=_DOMAINS,
    ratings=_RATINGS,
    overall_ratings=_RATINGS,
    conclude=_overall,
)
