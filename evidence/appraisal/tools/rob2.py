"""RoB 2, for a result of a randomised trial (Sterne and others 2019, doi:10.1136/bmj.l4898).

The rules are the suggested algorithms of the full guidance of 22 August 2019 (Higgins and others,
riskofbias.info), question by question; their numbers are the tool's. ``y``, ``py``, ``pn``, ``n``
and ``ni`` stand for yes, probably yes, probably no, no and no information.

Overall, low when every domain is low, high when any is high, otherwise some concerns. The tool
lets a person call several concerns together high; an ``overall`` written in the appraisal does
that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evidence.appraisal.conclusion import all_low_any_high
from evidence.appraisal.question import Question, Rule
from evidence.appraisal.tool import AppraisalDomain, Conclusion, Rating, Tool, Variant
from evidence.model.study import StudyDesign

ASSIGNMENT, ADHERENCE = "assignment", "adherence"
_ANY = ("y", "py", "pn", "n", "ni")
_KNOWN = ("y", "py", "pn", "n")
_WHERE_APPLICABLE = (*_ANY, "na")
_ITT = (ASSIGNMENT,)
_PP = (ADHERENCE,)
_AWARE = "2.1 = y/py/ni or 2.2 = y/py/ni"

_RANDOMISATION = AppraisalDomain(
    "randomisation",
    "Randomisation process",
    questions=(
        Question("1.1", "Sequence random", _ANY),
        Question("1.2", "Allocation concealed", _ANY),
        Question("1.3", "Baseline differences point to a problem", _ANY),
    ),
    rules=(
        Rule("high", "1.2 = n/pn", "allocation was not concealed"),
        Rule(
            "high",
            "1.2 = ni and 1.3 = y/py",
            "concealment is not reported and baseline differences point to a problem",
        ),
        Rule("some-concerns", "1.2 = ni", "concealment of allocation is not reported"),
        Rule("some-concerns", "1.3 = y/py", "baseline differences point to a problem"),
        Rule("some-concerns", "1.1 = n/pn", "the sequence was not random"),
        Rule("low", "1.2 = y/py", "allocation was concealed and nothing points to a problem"),
    ),
)

_DEVIATIONS = AppraisalDomain(
    "deviations",
    "Deviations from the intended interventions",
    questions=(
        Question("2.1", "Participants aware of their intervention", _ANY),
        Question("2.2", "Carers aware of the intervention", _ANY),
        Question("2.3", "Deviations due to the trial context", _ANY, _AWARE, variants=_ITT),
        Question("2.4", "Deviations affect the outcome", _ANY, "2.3 = y/py", variants=_ITT),
        Question("2.5", "Deviations balanced", _ANY, "2.4 = y/py/ni", variants=_ITT),
        Question("2.6", "Analysis fit for the effect of assignment", _ANY, variants=_ITT),
        Question(
            "2.7", "Wrong group could change the result", _ANY, "2.6 = n/pn/ni", variants=_ITT
        ),
        Question("2.3", "Co-interventions balanced", _WHERE_APPLICABLE, _AWARE, variants=_PP),
        Question("2.4", "Failures of implementation", _WHERE_APPLICABLE, variants=_PP),
        Question("2.5", "Non-adherence", _WHERE_APPLICABLE, variants=_PP),
        Question(
            "2.6",
            "Analysis fit for the effect of adhering",
            _ANY,
            "2.3 = n/pn/ni or 2.4 = y/py/ni or 2.5 = y/py/ni",
            variants=_PP,
        ),
    ),
    rules=(
        Rule(
            "high",
            "2.5 = n/pn/ni",
            "deviations due to the trial context may affect the outcome, unbalanced",
            _ITT,
        ),
        Rule(
            "high",
            "2.7 = y/py/ni",
            "people were not analysed as randomised, and that could change the result",
            _ITT,
        ),
        Rule(
            "some-concerns",
            "2.3 = ni",
            "deviations due to the trial context are not reported",
            _ITT,
        ),
        Rule(
            "some-concerns",
            "2.4 = n/pn",
            "deviations due to the trial context, unlikely to affect the outcome",
            _ITT,
        ),
        Rule(
            "some-concerns",
            "2.5 = y/py",
            "deviations due to the trial context may affect the outcome, but are balanced",
            _ITT,
        ),
        Rule(
            "some-concerns",
            "2.7 = n/pn",
            "people were not analysed as randomised, too few to change the result",
            _ITT,
        ),
        Rule("low", "2.3 = na", "neither participants nor carers aware, and a fit analysis", _ITT),
        Rule(
            "low", "2.3 = n/pn", "no deviations due to the trial context, and a fit analysis", _ITT
        ),
        Rule("low", "2.6 = na", "no deviations that bear on the effect of adhering", _PP),
        Rule(
            "some-concerns",
            "2.6 = y/py",
            "deviations from the intervention, met by a fit analysis",
            _PP,
        ),
        Rule(
            "high",
            "2.6 = n/pn/ni",
            "deviations from the intervention, not met by a fit analysis",
            _PP,
        ),
    ),
)

_MISSING = AppraisalDomain(
    "missing",
    "Missing outcome data",
    questions=(
        Question("3.1", "Data for nearly all randomised", _ANY),
        Question("3.2", "Evidence that missing data do not bias", _KNOWN, "3.1 = n/pn/ni"),
        Question("3.3", "Missingness could depend on the true value", _ANY, "3.2 = n/pn"),
        Question("3.4", "Missingness likely depends on the true value", _ANY, "3.3 = y/py/ni"),
    ),
    rules=(
        Rule("low", "3.1 = y/py", "data for nearly all randomised"),
        Rule("low", "3.2 = y/py", "evidence that missing data do not bias the result"),
        Rule("low", "3.3 = n/pn", "missingness could not depend on the true value"),
        Rule(
            "some-concerns", "3.4 = n/pn", "missingness could depend on the true value, unlikely so"
        ),
        Rule("high", "3.4 = y/py/ni", "missingness is likely to depend on the true value"),
    ),
)

_MEASUREMENT = AppraisalDomain(
    "measurement",
    "Measurement of the outcome",
    questions=(
        Question("4.1", "Method of measurement unfit", _ANY),
        Question("4.2", "Measurement could differ between groups", _ANY),
        Question("4.3", "Assessors aware", _ANY, "4.1 = n/pn/ni and 4.2 = n/pn/ni"),
        Question("4.4", "Awareness could influence assessment", _ANY, "4.3 = y/py/ni"),
        Question("4.5", "Awareness likely influenced assessment", _ANY, "4.4 = y/py/ni"),
    ),
    rules=(
        Rule("high", "4.1 = y/py", "the method of measurement is unfit"),
        Rule("high", "4.2 = y/py", "measurement could differ between groups"),
        Rule("high", "4.5 = y/py/ni", "assessment was likely influenced by awareness"),
        Rule("some-concerns", "4.5 = n/pn", "assessment could be influenced, unlikely so"),
        Rule("some-concerns", "4.2 = ni", "whether measurement differed is not reported"),
        Rule("low", "4.3 = n/pn", "assessors were not aware of the intervention"),
        Rule("low", "4.4 = n/pn", "assessment could not be influenced by awareness"),
    ),
)

_SELECTION = AppraisalDomain(
    "selection",
    "Selection of the reported result",
    questions=(
        Question("5.1", "Analysed by a plan set before unblinding", _ANY),
        Question("5.2", "Selected from several measurements", _ANY),
        Question("5.3", "Selected from several analyses", _ANY),
    ),
    rules=(
        Rule("high", "5.2 = y/py", "likely selected from several measurements"),
        Rule("high", "5.3 = y/py", "likely selected from several analyses"),
        Rule("some-concerns", "5.2 = ni", "whether it was selected among measurements is unknown"),
        Rule("some-concerns", "5.3 = ni", "whether it was selected among analyses is unknown"),
        Rule("some-concerns", "5.1 = n/pn/ni", "no sign of an analysis plan set beforehand"),
        Rule("low", "5.1 = y/py", "analysed by a plan set beforehand, and not selected"),
    ),
)

_DOMAINS = (_RANDOMISATION, _DEVIATIONS, _MISSING, _MEASUREMENT, _SELECTION)
_OVERALL = (
    Rating("low", "Low risk of bias", "+", 0.0),
    Rating("some-concerns", "Some concerns", "!", 0.5),
    Rating("high", "High risk of bias", "-", 1.0),
)
_worst = all_low_any_high({each.id: each.label for each in _DOMAINS}, middle="some-concerns")


def _overall(domains: Mapping[str, str], variant: str) -> Conclusion:
    found = _worst(domains, variant)
    concerns = sum(domains.get(each.id) == "some-concerns" for each in _DOMAINS)
    if found.rating == "some-concerns" and concerns > 1:
        ask = (
            f"some concerns in {concerns} domains: do they together lower confidence to high risk?"
        )
        return replace(found, ask=ask)
    return found


TOOL = Tool(
    name="rob2",
    title="RoB 2",
    citation=(
        "Sterne JAC, Savović J, Page MJ, et al. RoB 2: a revised tool for assessing risk of bias "
        "in randomised trials. BMJ 2019;366:l4898."
    ),
    url="https://doi.org/10.1136/bmj.l4898",
    version="2019-08-22",
    licence="wording CC BY-NC-ND 4.0 and not reproduced here; question numbers and own labels",
    designs=(
        StudyDesign.RANDOMISED_TRIAL,
        StudyDesign.CROSSOVER_TRIAL,
        StudyDesign.CLUSTER_TRIAL,
        StudyDesign.QUASI_RANDOMISED_TRIAL,
    ),
    domains=_DOMAINS,
    ratings=(*_OVERALL, Rating("no-information", "No information", "?", None)),
    overall_ratings=_OVERALL,
    conclude=_overall,
    variants=(
        Variant(ASSIGNMENT, "Effect of assignment to intervention (intention to treat)"),
        Variant(ADHERENCE, "Effect of adhering to intervention (per protocol)"),
    ),
)
