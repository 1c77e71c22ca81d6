"""Why the studies of a synthesis differ and what its result rests on, as sections of a report."""

from __future__ import annotations

from evidence.model.synthesis import Synthesis
from evidence.synthesis.analyses import Analyses
from reports.views.analysed import Analysed
from reports.views.difference_section import difference_section
from reports.views.regression_section import regression_section
from reports.views.section_view import SectionView
from reports.views.small_study_section import small_study_section
from reports.views.stability_sections import choices_section, steps_section


def analysis_sections(
    claim: str, synthesis: Synthesis, analyses: Analyses, *, narrow: bool
) -> tuple[SectionView, ...]:
    """Everything beyond the pooled effect, the most telling first; nothing where there is none."""
    if synthesis.pooled is None:
        return ()
    about = Analysed(claim, synthesis, analyses, narrow)
    found = (
        regression_section(about),
        difference_section(about),
        small_study_section(about),
        choices_section(about),
        steps_section(about),
    )
    return tuple(each for each in found if each is not None)
