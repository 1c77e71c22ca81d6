"""The JBI checklist for case-control studies (JBI manual, doi:10.46658/JBIMES-20-08)."""

from __future__ import annotations

from evidence.appraisal.checklist import jbi_checklist
from evidence.model.study import StudyDesign

TOOL = jbi_checklist(
    "jbi-case-control",
    "JBI checklist for case-control studies",
    (
        "Groups comparable but for the disease",
        "Cases and controls matched",
        "Same criteria for cases and controls",
        "Exposure measured validly",
        "Exposure measured alike in both",
        "Confounders identified",
        "Confounders dealt with",
        "Outcome assessed validly",
        "Exposure period long enough",
        "Statistics fit",
    ),
    designs=(StudyDesign.CASE_CONTROL,),
    citation=(
        "Moola S, Munn Z, Tufanaru C, et al. Chapter 7: systematic reviews of etiology and "
        "risk. In: Aromataris E, Munn Z (editors). JBI Manual for Evidence Synthesis. JBI, "
        "2020."
    ),
    url="https://doi.org/10.46658/JBIMES-20-08",
    version="2020",
)
