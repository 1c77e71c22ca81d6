"""The JBI checklist for cross-sectional studies (JBI manual, doi:10.46658/JBIMES-20-08)."""

from __future__ import annotations

from evidence.appraisal.checklist import jbi_checklist
from evidence.model.study import StudyDesign

TOOL = jbi_checklist(
    "jbi-cross-sectional",
    "JBI checklist for analytical cross-sectional studies",
    (
        "Criteria for inclusion clear",
        "Subjects and setting described",
        "Exposure measured validly",
        "Condition measured by standard criteria",
        "Confounders identified",
        "Confounders dealt with",
        "Outcome measured validly",
        "Statistics fit",
    ),
    designs=(StudyDesign.CROSS_SECTIONAL,),
    citation=(
        "Moola S, Munn Z, Tufanaru C, et al. Chapter 7: systematic reviews of etiology and "
        "risk. In: Aromataris E, Munn Z (editors). JBI Manual for Evidence Synthesis. JBI, "
        "2020."
    ),
    url="https://doi.org/10.46658/JBIMES-20-08",
    version="2020",
)
