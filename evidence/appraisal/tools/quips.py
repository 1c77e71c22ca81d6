"""QUIPS, for prognostic factors (Hayden and others 2013).

Six domains rated low, moderate or high. Its authors give no rule for an overall rating and advise
against a score, so only a person gives one.
"""

from __future__ import annotations

from evidence.appraisal.checklist import RISKS
from evidence.appraisal.conclusion import by_a_person
from evidence.appraisal.tool import AppraisalDomain, Tool
from evidence.model.study import StudyDesign

TOOL = Tool(
    name="quips",
    title="QUIPS",
    citation=(
        "Hayden JA, van der Windt DA, Cartwright JL, et al. Assessing bias in studies of "
        "prognostic factors. Ann Intern Med 2013;158:280-286."
    ),
    url="https://doi.org/10.7326/0003-4819-158-4-201302190-00009",
    version="2013-02-19",
    licence="wording by its authors and not reproduced here; own labels",
    designs=(StudyDesign.COHORT, StudyDesign.CASE_CONTROL),
    domains=(
        AppraisalDomain("participation", "Study participation"),
        AppraisalDomain("attrition", "Study attrition"),
        AppraisalDomain("prognostic-factor", "Measurement of the prognostic factor"),
        AppraisalDomain("outcome", "Measurement of the outcome"),
        AppraisalDomain("confounding", "Confounding"),
        AppraisalDomain("analysis", "Statistical analysis and reporting"),
    ),
    ratings=RISKS,
    overall_ratings=RISKS,
    conclude=by_a_person("the tool gives no rule for the whole: a person decides"),
    by_person=True,
)
