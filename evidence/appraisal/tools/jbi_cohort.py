"""The JBI checklist for cohort studies (chapter 7 of the JBI manual, doi:10.46658/JBIMES-20-08)."""

from __future__ import annotations

from evidence.appraisal.checklist import jbi_checklist
from evidence.model.study import StudyDesign

TOOL = jbi_checklist(
    "jbi-cohort",
    "JBI checklist for cohort studies",
    (
        "Groups alike and from one population",
        "Exposure measured alike in both",
        "Exposure measured validly",
        "Confounders identified",
        "Confounders dealt with",
        "Outcome absent at the start",
        "Outcome measured validly",
        "Follow-up long enough",
        "Follow-up complete or losses explored",
        "Losses dealt with",
        "Statistics fit",
    ),
    designs=(StudyDesign.COHORT,),
    citation=(
        "Moola S, Munn Z, Tufanaru C, et al. Chapter 7: systematic reviews of etiology and "
        "risk. In: Aromataris E, Munn Z (editors). JBI Manual for Evidence Synthesis. JBI, "
        "2020."
    ),
    url="https://doi.org/10.46658/JBIMES-20-08",
    version="2020",
)
