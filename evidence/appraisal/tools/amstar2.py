"""AMSTAR 2, for systematic reviews (Shea and others 2017, doi:10.1136/bmj.j4008).

Items 2, 4, 7, 9, 11, 13 and 15 are critical. More than one critical flaw gives critically low,
one gives low; without any, more than one other weakness gives moderate, otherwise high. A
"partial yes" is not a weakness.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.appraisal.tool import AppraisalDomain, Rating, Tool

_LABELS = (
    "Question with PICO",
    "Protocol before the review",
    "Choice of study designs explained",
    "Comprehensive search",
    "Selection in duplicate",
    "Extraction in duplicate",
    "Excluded studies listed with reasons",
    "Included studies described",
    "Risk of bias assessed",
    "Funding of studies reported",
    "Suitable methods of meta-analysis",
    "Impact of risk of bias on the meta-analysis",
    "Risk of bias discussed with the results",
    "Heterogeneity discussed",
    "Publication bias investigated",
    "Conflicts of interest reported",
)
_DOMAINS = tuple(
    AppraisalDomain(f"item-{number}", label) for number, label in enumerate(_LABELS, start=1)
)
_CRITICAL = frozenset(f"item-{number}" for number in (2, 4, 7, 9, 11, 13, 15))


def _overall(domains: Mapping[str, str]) -> str:
    if not all(domains.get(domain.id) for domain in _DOMAINS):
        return ""
    weak = {domain.id for domain in _DOMAINS if domains[domain.id] == "no"}
    flaws = len(weak & _CRITICAL)
    if flaws:
        return "critically-low" if flaws > 1 else "low"
    return "moderate" if len(weak) > 1 else "high"


TOOL = Tool(
    name="amstar2",
    title="AMSTAR 2",
    citation=(
        "Shea BJ, Reeves BC, Wells G, et al. AMSTAR 2: a critical appraisal tool for systematic "
        "reviews that include randomised or non-randomised studies of healthcare interventions, "
        "or both. BMJ 2017;358:j4008."
    ),
    url="https://doi.org/10.1136/bmj.j4008",
    domains=_DOMAINS,
    ratings=(
        Rating("yes", "Yes", "+", 0.0),
        Rating("partial-yes", "Partial yes", "!", 0.5),
        Rating("no", "No", "-", 1.0),
        Rating("not-applicable", "No meta-analysis", " ", None),
    ),
    overall_ratings=(
        Rating("high", "High confidence", "+", 0.0),
        Rating("moderate", "Moderate confidence", "!", 0.25),
        Rating("low", "Low confidence", "-", 1.0),
        Rating("critically-low", "Critically low confidence", "-", 1.0),
    ),
    overall=_overall,
)
