"""ROBIS, for systematic reviews (Whiting and others 2016, doi:10.1016/j.jclinepi.2015.06.005).

Phase 2 rates concerns in four domains. Phase 3 asks whether the review dealt with them in its
interpretation, so that the overall risk does not follow from the domains: a person gives it.
"""

from __future__ import annotations

from evidence.appraisal.conclusion import by_a_person
from evidence.appraisal.risk_scale import CONCERNS, RISKS
from evidence.appraisal.tool import AppraisalDomain, Tool
from evidence.model.study import StudyDesign

TOOL = Tool(
    name="robis",
    title="ROBIS",
    citation=(
        "Whiting P, Savović J, Higgins JPT, et al. ROBIS: a new tool to assess risk of bias in "
        "systematic reviews was developed. J Clin Epidemiol 2016;69:225-234."
    ),
    url="https://doi.org/10.1016/j.jclinepi.2015.06.005",
    version="2016-01-01",
    licence="CC BY 4.0; own labels",
    designs=(
        StudyDesign.SYSTEMATIC_REVIEW_OF_TRIALS,
        StudyDesign.SYSTEMATIC_REVIEW,
        StudyDesign.NETWORK_META_ANALYSIS,
    ),
    domains=(
        AppraisalDomain("eligibility", "Eligibility criteria"),
        AppraisalDomain("identification", "Identification and selection of studies"),
        AppraisalDomain("data-collection", "Data collection and study appraisal"),
        AppraisalDomain("synthesis", "Synthesis and findings"),
    ),
    ratings=CONCERNS,
    overall_ratings=RISKS,
    conclude=by_a_person("phase 3 weighs how the review dealt with concerns: a person decides"),
    by_person=True,
)
