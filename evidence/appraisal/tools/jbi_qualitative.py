"""The JBI checklist for qualitative research (Lockwood 2015, doi:10.1097/XEB.0000000000000062)."""

from __future__ import annotations

from evidence.appraisal.checklist import jbi_checklist
from evidence.model.study import StudyDesign

TOOL = jbi_checklist(
    "jbi-qualitative",
    "JBI checklist for qualitative research",
    (
        "Philosophy fits the methodology",
        "Methodology fits the question",
        "Methodology fits how data were collected",
        "Methodology fits how data were analysed",
        "Methodology fits how results were interpreted",
        "Standpoint of the researcher stated",
        "Influence of the researcher considered",
        "Voices of participants represented",
        "Ethical approval",
        "Conclusions follow from the analysis",
    ),
    designs=(StudyDesign.QUALITATIVE_STUDY,),
    citation=(
        "Lockwood C, Munn Z, Porritt K. Qualitative research synthesis: methodological guidance "
        "for systematic reviewers utilizing meta-aggregation. Int J Evid Based Healthc "
        "2015;13:179-187."
    ),
    url="https://doi.org/10.1097/XEB.0000000000000062",
    version="2015",
)
