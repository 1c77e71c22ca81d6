"""How the report was made, with the source of every method it used."""

from __future__ import annotations

from evidence.assessment import Assessment
from evidence.grading.framework import Framework
from reports.views.badges import level_badge
from reports.views.numerals import counted
from reports.views.review_view import FrameworkView

DISCLAIMER = (
    "This report is not medical advice. It says how well the statements of an article are "
    "supported by the references recorded for them; it does not say what to do for a patient. "
    "Decisions about care belong to patients and the clinicians who know them."
)
_SYNTHESIS = (
    "Effects were pooled on the scale of analysis (logarithms for ratios) by inverse variance. "
    "Random-effects models estimate the variance between studies by restricted maximum "
    "likelihood (Viechtbauer W. J Educ Behav Stat 2005;30:261–293) or by the method of "
    "DerSimonian and Laird (Control Clin Trials 1986;7:177–188); standardised mean differences "
    "carry Hedges’ correction (Hedges LV. J Educ Stat 1981;6:107–128). Heterogeneity is given as "
    "Cochran’s Q, I² (Higgins JPT, Thompson SG. Stat Med 2002;21:1539–1558) and τ²; prediction "
    "intervals follow Higgins JPT, Thompson SG, Spiegelhalter DJ (J R Stat Soc A "
    "2009;172:137–159). Studies that could not be pooled are named with the reason."
)
_WORDING = (
    "Sentences on pooled effects use the informative statements of GRADE (Santesso N, et al. "
    "GRADE guidelines 26. J Clin Epidemiol 2020;119:126–135). The wording check compares the "
    "phrases of certainty in the article with the certainty of the evidence and is a prompt to "
    "an editor, not a verdict."
)
_ANCHORS = (
    "Each claim is tied to its words in the article by a quotation with the text around it (W3C "
    "Web Annotation Data Model, text quote selector). Words that were found only after an edit "
    "are reported as moved, with their similarity; words that were not found, as lost."
)
_JUDGEMENT = (
    "Grades derived by rules and the judgement of a person are kept apart: where a person has "
    "judged, that judgement counts, and the derived grade is printed beside it. A judgement is "
    "called out of date when the links, study data, statement or framework it was made on have "
    "changed since."
)


def framework_view(framework: Framework) -> FrameworkView:
    """A framework with its source and the meaning of its levels."""
    return FrameworkView(
        name=framework.name,
        title=framework.title,
        citation=framework.citation,
        url=framework.url,
        levels=tuple((level_badge(level), level.meaning) for level in framework.levels),
    )


def used_frameworks(assessment: Assessment) -> tuple[Framework, ...]:
    """The frameworks that graded a claim, in the order of first use."""
    return tuple({item.framework.name: item.framework for item in assessment.claims}.values())


def methods(assessment: Assessment, printed: int, version: str) -> tuple[str, ...]:
    """The methods section, one paragraph each; only what was used is described."""
    review = assessment.review
    studies = counted(len(review.studies), "study", "studies")
    scope = (
        f"This report was made by evidence-review {version} from "
        f"{counted(len(review.articles), 'article')}, {counted(len(review.claims), 'claim')}, "
        f"{counted(len(review.library), 'reference')} and {studies}"
        + (f"; the review is dated {review.date.isoformat()}." if review.date else ".")
    )
    silent = len(review.library) - printed
    if silent > 0:
        verb = "is" if silent == 1 else "are"
        scope += (
            f" {counted(silent, 'reference')} of the library {verb} neither cited nor linked and "
            "not printed."
        )
    graded = (
        "Claims were graded with "
        + "; ".join(
            f"{each.title} ({each.citation.removesuffix('.')})"
            for each in used_frameworks(assessment)
        )
        + ". What a reader is told (well supported, limited, conflicting, contradicted, no "
        "evidence, not graded) follows from the framework’s level and the direction of the links."
    )
    paragraphs = [scope]
    if assessment.claims:
        paragraphs += [_ANCHORS, graded, _JUDGEMENT]
    if any(item.synthesis is not None for item in assessment.claims):
        paragraphs.append(_SYNTHESIS)
    if assessment.claims:
        paragraphs.append(_WORDING)
    return tuple(paragraphs)
