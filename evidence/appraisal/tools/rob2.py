"""RoB 2, for a result of a randomised trial (Sterne and others 2019, doi:10.1136/bmj.l4898).

The overall rating follows the tool's own algorithm: low when every domain is low, high when any
is high, otherwise some concerns. The tool lets a person call several concerns together high; an
``overall`` written in the appraisal does that.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.appraisal.tool import AppraisalDomain, Rating, Tool

_DOMAINS = (
    AppraisalDomain("randomisation", "Randomisation process"),
    AppraisalDomain("deviations", "Deviations from the intended interventions"),
    AppraisalDomain("missing", "Missing outcome data"),
    AppraisalDomain("measurement", "Measurement of the outcome"),
    AppraisalDomain("selection", "Selection of the reported result"),
)
_OVERALL = (
    Rating("low", "Low risk of bias", "+", 0.0),
    Rating("some-concerns", "Some concerns", "!", 0.5),
    Rating("high", "High risk of bias", "-", 1.0),
)


def _overall(domains: Mapping[str, str]) -> str:
    given = [domains.get(domain.id, "") for domain in _DOMAINS]
    if "high" in given:
        return "high"
    if not any(given):
        return ""
    return "low" if all(rating == "low" for rating in given) else "some-concerns"


TOOL = Tool(
    name="rob2",
    title="RoB 2",
    citation=(
        "Sterne JAC, Savović J, Page MJ, et al. RoB 2: a revised tool for assessing risk of bias "
        "in randomised trials. BMJ 2019;366:l4898."
    ),
    url="https://doi.org/10.1136/bmj.l4898",
    domains=_DOMAINS,
    ratings=(*_OVERALL, Rating("no-information", "No information", "?", None)),
    overall_ratings=_OVERALL,
    overall=_overall,
)
