"""PROBAST, for prediction models (Wolff and others 2019, doi:10.7326/M18-1376).

Overall, low when every domain is low, high when any is high, otherwise unclear. A model that was
developed without external validation should then still be called high, unless the data were very
large and some form of internal validation was done: that is a person's decision. Concerns about
applicability are rated beside it and do not enter.
"""

from __future__ import annotations

from evidence.appraisal.conclusion import all_low_any_high
from evidence.appraisal.tool import AppraisalDomain, Rating, Tool
from evidence.model.study import StudyDesign

_RATINGS = (
    Rating("low", "Low risk of bias", "+", 0.0),
    Rating("unclear", "Unclear risk of bias", "?", 0.5),
    Rating("high", "High risk of bias", "-", 1.0),
)
_CONCERNS = (
    Rating("low", "Low concern", "+", 0.0),
    Rating("unclear", "Unclear concern", "?", 0.5),
    Rating("high", "High concern", "-", 1.0),
)


def _beside(name: str, label: str) -> AppraisalDomain:
    return AppraisalDomain(name, f"Applicability: {label}", _CONCERNS, beside=True)


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
        _beside("applicability-participants", "participants"),
        _beside("applicability-predictors", "predictors"),
        _beside("applicability-outcome", "outcome"),
    ),
    ratings=_RATINGS,
    overall_ratings=_RATINGS,
    conclude=all_low_any_high({each.id: each.label for each in _DOMAINS}, middle="unclear"),
)
