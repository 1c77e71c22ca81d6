"""The Cochrane tool of 2011 for trials, as older reviews use it (doi:10.1136/bmj.d5928).

Within a study the risk is low when it is low in every key domain, high when it is high in one or
more, and otherwise unclear (Cochrane Handbook 5.1, table 8.7.a). Here every domain is a key
domain; a person who thinks otherwise writes the overall rating with the reason.
"""

from __future__ import annotations

from evidence.appraisal.conclusion import all_low_any_high
from evidence.appraisal.risk_scale import RISKS
from evidence.appraisal.tool import AppraisalDomain, Tool
from evidence.model.study import StudyDesign

_DOMAINS = (
    AppraisalDomain("sequence-generation", "Random sequence generation"),
    AppraisalDomain("concealment", "Allocation concealment"),
    AppraisalDomain("blinding-of-participants", "Blinding of participants and personnel"),
    AppraisalDomain("blinding-of-assessors", "Blinding of outcome assessment"),
    AppraisalDomain("incomplete-data", "Incomplete outcome data"),
    AppraisalDomain("selective-reporting", "Selective reporting"),
    AppraisalDomain("other", "Other sources of bias"),
)

TOOL = Tool(
    name="rob1",
    title="Cochrane risk of bias tool (2011)",
    citation=(
        "Higgins JPT, Altman DG, Gøtzsche PC, et al. The Cochrane Collaboration's tool for "
        "assessing risk of bias in randomised trials. BMJ 2011;343:d5928."
    ),
    url="https://doi.org/10.1136/bmj.d5928",
    version="2011-10-18",
    licence="CC BY-NC; own labels",
    designs=(
        StudyDesign.RANDOMISED_TRIAL,
        StudyDesign.CROSSOVER_TRIAL,
        StudyDesign.CLUSTER_TRIAL,
        StudyDesign.QUASI_RANDOMISED_TRIAL,
    ),
    domains=_DOMAINS,
    ratings=RISKS,
    overall_ratings=RISKS,
    conclude=all_low_any_high({each.id: each.label for each in _DOMAINS}, middle="unclear"),
)
