"""PROBAST, for prediction models (Wolff and others 2019, doi:10.7326/M18-1376).

Overall, low when every domain is low, high when any is high, otherwise unclear. A model that was
developed without external validation should then still be called high, unless the data were very
large and some form of internal validation was done: that is a person's decision. Concerns about
applicability are rated beside it and do not enter.
"""

from __future__ import annotations

from evidence.appraisal.conclusion import all_low_any_high
from evidence.appraisal.risk_scale import RISKS, applicability
from evidence.appraisal.tool import AppraisalDomain, Tool
from evidence.model.study import StudyDesign

_DOMAINS = (
    AppraisalDomain("participants", "Participants"),
    AppraisalDomain("predictors", "Predictors"),
    AppraisalDomain("outcome", "Outcome"),
    AppraisalDomain("analysis", "Analysis"),
)

TOOL = Tool(
    name="probast",
    title="PROBAST",
    citation=(
        "Wolff RF, Moons KGM, Riley RD, et al. PROBAST: a tool to assess the risk of bias and "
        "applicability of prediction model studies. Ann Intern Med 2019;170:51-58."
    ),
    url="https://doi.org/10.7326/M18-1376",
    version="2019-01-01",
    licence="wording by its authors and not reproduced here; own labels",
    designs=(StudyDesign.COHORT, StudyDesign.CASE_CONTROL, StudyDesign.RANDOMISED_TRIAL),
    domains=(
        *_DOMAINS,
        applicability("participants", "participants"),
        applicability("predictors", "predictors"),
        applicability("outcome", "outcome"),
    ),
    ratings=RISKS,
    overall_ratings=RISKS,
    conclude=all_low_any_high({each.id: each.label for each in _DOMAINS}, middle="unclear"),
)
