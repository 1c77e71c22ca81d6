"""ROBINS-I, for non-randomised studies (Sterne and others 2016, doi:10.1136/bmj.i4919).

The overall rating is the worst of the seven domains; where a domain lacks information and none is
serious or critical, there is no overall rating to give.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.appraisal.tool import AppraisalDomain, Rating, Tool, worst_of

_DOMAINS = (
    AppraisalDomain("confounding", "Confounding"),
    AppraisalDomain("selection", "Selection of participants"),
    AppraisalDomain("classification", "Classification of interventions"),
    AppraisalDomain("deviations", "Deviations from the intended interventions"),
    AppraisalDomain("missing", "Missing data"),
    AppraisalDomain("measurement", "Measurement of outcomes"),
    AppraisalDomain("reported-result", "Selection of the reported result"),
)
_RATINGS = (
    Rating("low", "Low risk of bias", "+", 0.0),
    Rating("moderate", "Moderate risk of bias", "!", 0.5),
    Rating("serious", "Serious risk of bias", "-", 1.0),
    Rating("critical", "Critical risk of bias", "-", 1.0),
    Rating("no-information", "No information", "?", None),
)
_ORDER = ("low", "moderate", "serious", "critical")


def _overall(domains: Mapping[str, str]) -> str:
    given = {domain.id: domains.get(domain.id, "") for domain in _DOMAINS}
    worst = worst_of(_ORDER, given)
    if worst in ("serious", "critical"):
        return worst
    if not any(given.values()):
        return ""
    return worst if all(rating in _ORDER for rating in given.values()) else "no-information"


TOOL = Tool(
    name="robins-i",
    title="ROBINS-I",
    citation=(
        "Sterne JAC, Hernán MA, Reeves BC, et al. ROBINS-I: a tool for assessing risk of bias in "
        "non-randomised studies of interventions. BMJ 2016;355:i4919."
    ),
    url="https://doi.org/10.1136/bmj.i4919",
    domains=_DOMAINS,
    ratings=_RATINGS,
    overall_ratings=_RATINGS,
    overall=_overall,
)
