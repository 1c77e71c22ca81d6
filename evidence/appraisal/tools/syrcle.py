"""SYRCLE's tool for animal studies (Hooijmans and others 2014, doi:10.1186/1471-2288-14-43).

Ten entries, each answered yes (low risk), no (high risk) or unclear. Its authors advise against
a summary score, so only a person gives an overall rating.
"""

from __future__ import annotations

from evidence.appraisal.conclusion import by_a_person
from evidence.appraisal.question import Question, Rule
from evidence.appraisal.risk_scale import RISKS
from evidence.appraisal.tool import AppraisalDomain, Tool
from evidence.model.study import StudyDesign


def _entry(number: int, name: str, label: str) -> AppraisalDomain:
    question = str(number)
    return AppraisalDomain(
        name,
        label,
        questions=(Question(question, label, ("yes", "no", "unclear")),),
        rules=(
            Rule("low", f"{question} = yes", "answered yes"),
            Rule("unclear", f"{question} = unclear", "too little is reported"),
            Rule("high", f"{question} = no", "answered no"),
        ),
    )


_ENTRIES = (
    ("sequence-generation", "Sequence generation"),
    ("baseline", "Baseline characteristics"),
    ("concealment", "Allocation concealment"),
    ("housing", "Random housing"),
    ("blinding-of-carers", "Blinding of caregivers and investigators"),
    ("random-assessment", "Random outcome assessment"),
    ("blinding-of-assessors", "Blinding of outcome assessors"),
    ("incomplete-data", "Incomplete outcome data"),
    ("selective-reporting", "Selective outcome reporting"),
    ("other", "Other sources of bias"),
)

TOOL = Tool(
    name="syrcle",
    title="SYRCLE's risk of bias tool",
    citation=(
        "Hooijmans CR, Rovers MM, de Vries RBM, et al. SYRCLE's risk of bias tool for animal "
        "studies. BMC Med Res Methodol 2014;14:43."
    ),
    url="https://doi.org/10.1186/1471-2288-14-43",
    version="2014-03-26",
    licence="CC BY 2.0; entry numbers and own labels",
    designs=(StudyDesign.ANIMAL,),
    domains=tuple(
        _entry(number, name, label) for number, (name, label) in enumerate(_ENTRIES, start=1)
    ),
    ratings=RISKS,
    overall_ratings=RISKS,
    conclude=by_a_person("the tool advises against a summary: a person decides"),
    by_person=True,
)
