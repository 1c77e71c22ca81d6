"""The JBI checklist for case series (Munn and others 2020, doi:10.11124/JBISRIR-D-19-00099)."""

from __future__ import annotations

from evidence.appraisal.checklist import jbi_checklist
from evidence.model.study import StudyDesign

TOOL = jbi_checklist(
    "jbi-case-series",
    "JBI checklist for case series",
    (
        "Criteria for inclusion clear",
        "Condition measured alike in all",
        "Condition identified validly",
        "Consecutive inclusion",
        "Complete inclusion",
        "Demographics reported",
        "Clinical information reported",
        "Outcomes or follow-up reported",
        "Sites and their populations described",
        "Statistics fit",
    ),
    designs=(StudyDesign.CASE_SERIES,),
    citation=(
        "Munn Z, Barker TH, Moola S, et al. Methodological quality of case series studies: an "
        "introduction to the JBI critical appraisal tool. JBI Evid Synth 2020;18:2127-2133."
    ),
    url="https://doi.org/10.11124/JBISRIR-D-19-00099",
    version="2020",
)
