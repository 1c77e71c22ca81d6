"""The JBI checklist for case reports (chapter 7 of the JBI manual, doi:10.46658/JBIMES-20-08)."""

from __future__ import annotations

from evidence.appraisal.checklist import jbi_checklist
from evidence.model.study import StudyDesign

TOOL = jbi_checklist(
    "jbi-case-reports",
    "JBI checklist for case reports",
    (
        "Demographics described",
        "History as a timeline",
        "Condition at presentation described",
        "Tests and their results described",
        "Intervention described",
        "Condition afterwards described",
        "Harms described",
        "Takeaway lessons",
    ),
    designs=(StudyDesign.CASE_REPORT,),
    citation=(
        "Moola S, Munn Z, Tufanaru C, et al. Chapter 7: systematic reviews of etiology and "
        "risk. In: Aromataris E, Munn Z (editors). JBI Manual for Evidence Synthesis. JBI, "
        "2020."
    ),
    url="https://doi.org/10.46658/JBIMES-20-08",
    version="2020",
)
