"""The JBI checklist for prevalence studies (Munn 2015, doi:10.1097/XEB.0000000000000054)."""

from __future__ import annotations

from evidence.appraisal.checklist import jbi_checklist
from evidence.model.study import StudyDesign

TOOL = jbi_checklist(
    "jbi-prevalence",
    "JBI checklist for prevalence studies",
    (
        "Sample frame fits the population",
        "Participants sampled well",
        "Sample large enough",
        "Subjects and setting described",
        "All of the sample covered",
        "Condition identified validly",
        "Condition measured alike in all",
        "Statistics fit",
        "Response rate adequate or dealt with",
    ),
    designs=(StudyDesign.CROSS_SECTIONAL,),
    citation=(
        "Munn Z, Moola S, Lisy K, et al. Methodological guidance for systematic reviews of "
        "observational epidemiological studies reporting prevalence and cumulative incidence "
        "data. Int J Evid Based Healthc 2015;13:147-153."
    ),
    url="https://doi.org/10.1097/XEB.0000000000000054",
    version="2015",
)
