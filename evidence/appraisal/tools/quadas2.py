"""QUADAS-2, for studies of diagnostic accuracy (Whiting and others 2011).

Where every signalling question of a domain is answered yes, its risk of bias may be rated low; any
no flags the potential for bias, and then a person decides; unclear is for want of data. The tool
has no number and advises against one: a study is low when every domain is, otherwise at risk of
bias, and here it is said whether for a high or an unclear domain (doi:10.7326/0003-4819-155-8-
201110180-00009, "phase 4"). Concerns about applicability are rated beside it and do not enter.
"""

from __future__ import annotations

from evidence.appraisal.conclusion import all_low_any_high
from evidence.appraisal.question import Question, Rule
from evidence.appraisal.risk_scale import RISKS, applicability
from evidence.appraisal.tool import AppraisalDomain, Rating, Tool
from evidence.model.study import StudyDesign

_ANSWERS = ("yes", "no", "unclear")


def _domain(name: str, label: str, questions: dict[str, str]) -> AppraisalDomain:
    either = " or ".join(f"{each} = no" for each in questions)
    unclear = " or ".join(f"{each} = unclear" for each in questions)
    return AppraisalDomain(
        name,
        label,
        questions=tuple(Question(each, words, _ANSWERS) for each, words in questions.items()),
        rules=(
            Rule("", either, "an answer is no: a person decides how much bias that makes"),
            Rule("unclear", unclear, "too little is reported"),
            Rule("low", "", "every answer is yes"),
        ),
    )


_DOMAINS = (
    _domain(
        "patient-selection",
        "Patient selection",
        {
            "1.1": "Consecutive or random sample",
            "1.2": "Case-control design avoided",
            "1.3": "Inappropriate exclusions avoided",
        },
    ),
    _domain(
        "index-test",
        "Index test",
        {"2.1": "Read without the reference standard", "2.2": "Threshold set beforehand"},
    ),
    _domain(
        "reference-standard",
        "Reference standard",
        {"3.1": "Classifies the condition correctly", "3.2": "Read without the index test"},
    ),
    _domain(
        "flow-and-timing",
        "Flow and timing",
        {
            "4.1": "Interval between tests short enough",
            "4.2": "Reference standard for all",
            "4.3": "Same reference standard for all",
            "4.4": "All patients analysed",
        },
    ),
)
_APPLICABILITY = (
    applicability("patients", "patients"),
    applicability("index-test", "index test"),
    applicability("reference-standard", "reference standard"),
)

TOOL = Tool(
    name="quadas2",
    title="QUADAS-2",
    citation=(
        "Whiting PF, Rutjes AWS, Westwood ME, et al. QUADAS-2: a revised tool for the quality "
        "assessment of diagnostic accuracy studies. Ann Intern Med 2011;155:529-536."
    ),
    url="https://doi.org/10.7326/0003-4819-155-8-201110180-00009",
    version="2011-10-18",
    licence="wording by its authors and not reproduced here; question numbers and own labels",
    designs=(StudyDesign.DIAGNOSTIC_ACCURACY,),
    domains=(*_DOMAINS, *_APPLICABILITY),
    ratings=RISKS,
    overall_ratings=(
        Rating("low", "Low risk of bias", "+", 0.0),
        Rating("unclear", "At risk of bias: unclear in a domain", "?", 0.5),
        Rating("high", "At risk of bias: high in a domain", "-", 1.0),
    ),
    conclude=all_low_any_high({each.id: each.label for each in _DOMAINS}, middle="unclear"),
)
