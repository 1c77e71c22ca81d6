"""AMSTAR 2, for systematic reviews (Shea and others 2017, doi:10.1136/bmj.j4008).

Items 2, 4, 7, 9, 11, 13 and 15 are critical. More than one critical flaw gives critically low,
one gives low; without any, more than one other weakness gives moderate, otherwise high (its
box 2). A "partial yes", which five items allow, is not a weakness. Items 11, 12 and 15 do not
apply where nothing was pooled. The paper says that many other weaknesses may lower confidence
from moderate to low: that is a person's decision.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.appraisal.tool import AppraisalDomain, Conclusion, Rating, Tool
from evidence.model.study import StudyDesign

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
_YES = Rating("yes", "Yes", "+", 0.0)
_PARTIAL = Rating("partial-yes", "Partial yes", "!", 0.5)
_NO = Rating("no", "No", "-", 1.0)
_NOT_POOLED = Rating("not-applicable", "No meta-analysis", " ", None)
_MAY_BE_PARTIAL = frozenset({2, 4, 7, 8, 9})
_ONLY_POOLED = frozenset({11, 12, 15})
_CRITICAL = frozenset(f"item-{number}" for number in (2, 4, 7, 9, 11, 13, 15))


def _item(number: int, label: str) -> AppraisalDomain:
    ratings: tuple[Rating, ...] = (_YES, _NO)
    if number in _MAY_BE_PARTIAL:
        ratings = (_YES, _PARTIAL, _NO)
    elif number in _ONLY_POOLED:
        ratings = (_YES, _NO, _NOT_POOLED)
    return AppraisalDomain(f"item-{number}", label, ratings)


_DOMAINS = tuple(_item(number, label) for number, label in enumerate(_LABELS, start=1))


def _overall(domains: Mapping[str, str], _variant: str) -> Conclusion:
    open_ = [each.id.removeprefix("item-") for each in _DOMAINS if not domains.get(each.id)]
    if open_:
        return Conclusion("", f"items not rated: {', '.join(open_)}" if domains else "")
    weak = [each.id for each in _DOMAINS if domains[each.id] == "no"]
    critical = [each.removeprefix("item-") for each in weak if each in _CRITICAL]
    others = [each.removeprefix("item-") for each in weak if each not in _CRITICAL]
    if critical:
        reason = f"critical flaws: item {', '.join(critical)}"
        return Conclusion("critically-low" if len(critical) > 1 else "low", reason)
    if len(others) > 1:
        ask = f"{len(others)} weaknesses: do they together lower confidence from moderate to low?"
        return Conclusion("moderate", f"weaknesses: item {', '.join(others)}", ask)
    reason = f"one weakness: item {others[0]}" if others else "no weakness"
    return Conclusion("high", reason)


TOOL = Tool(
    name="amstar2",
    title="AMSTAR 2",
    citation=(
        "Shea BJ, Reeves BC, Wells G, et al. AMSTAR 2: a critical appraisal tool for systematic "
        "reviews that include randomised or non-randomised studies of healthcare interventions, "
        "or both. BMJ 2017;358:j4008."
    ),
    url="https://doi.org/10.1136/bmj.j4008",
    version="2017-09-21",
    licence="CC BY-NC 4.0; item numbers and own labels",
    designs=(
        StudyDesign.SYSTEMATIC_REVIEW_OF_TRIALS,
        StudyDesign.SYSTEMATIC_REVIEW,
        StudyDesign.NETWORK_META_ANALYSIS,
    ),
    domains=_DOMAINS,
    ratings=(_YES, _PARTIAL, _NO, _NOT_POOLED),
    overall_ratings=(
        Rating("high", "High confidence", "+", 0.0),
        Rating("moderate", "Moderate confidence", "!", 0.25),
        Rating("low", "Low confidence", "-", 1.0),
        Rating("critically-low", "Critically low confidence", "-", 1.0),
    ),
    conclude=_overall,
)
