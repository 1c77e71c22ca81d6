"""From an assessed and audited review to the view that every document prints."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.articles.citations import cited_marks
from evidence.assessment import Assessment, ClaimAssessment
from evidence.audit.finding import AuditResult
from evidence.grading.declared import known_frameworks
from evidence.model.claim import Verdict
from references.citation_style import short_citation
from reports.plots.verdict_bar import BarSegment, draw_verdict_bar
from reports.views.article_view import AnchoredClaim, article_view
from reports.views.bibliography_view import bibliography, citation_numbers
from reports.views.claim_views import ClaimSurroundings, claim_view
from reports.views.finding_views import finding_counts, finding_view, findings_by_subject
from reports.views.methods import DISCLAIMER, framework_view, methods, used_frameworks
from reports.views.overview_sections import overview_sections
from reports.views.review_view import ReviewView
from reports.views.study_views import study_views
from reports.views.summary import answer, assessed_in_order, summary_rows, verdict_counts

# Drawing every plot a second time makes a long report a tenth larger, and ten megabytes are no page
# for a phone; there the plots of longer reports scroll sideways.
MOST_CLAIMS_FOR_PHONES = 500
# Trying everything on a grade derives it some fifty times: beyond this, the likeliest events do.
MOST_CLAIMS_FOR_WHAT_IF = 150
# Each claim's analyses beyond its pooled effect cost as much as the rest of its part of the report;
# of a review this long, one reads them by `synthesize CLAIM`.
MOST_CLAIMS_FOR_ANALYSES = 250


def review_view(assessment: Assessment, result: AuditResult, *, version: str) -> ReviewView:
    """Everything a report shows, in words and numbers; formats only print it."""
    review = assessment.review
    claims = assessed_in_order(assessment)
    marks = [cited_marks(article, review.library) for article in review.articles]
    numbers = citation_numbers(assessment, marks, claims)
    around = ClaimSurroundings(
        numbers=numbers,
        short_citations={key: short_citation(review.library.by_key[key]) for key in numbers},
        retracted=assessment.retracted,
        findings=findings_by_subject(result.findings),
        plots_for_phones=len(claims) <= MOST_CLAIMS_FOR_PHONES,
        analyses=len(claims) <= MOST_CLAIMS_FOR_ANALYSES,
        tries_everything=len(claims) <= MOST_CLAIMS_FOR_WHAT_IF,
    )
    counts = verdict_counts(claims)
    segments = [BarSegment(each.verdict, each.count) for each in counts]
    printed = bibliography(assessment, numbers)
    return ReviewView(
        title=review.title,
        article_titles=tuple(article.title or article.path for article in review.articles),
        authors=review.authors,
        date=review.date.isoformat() if review.date else "",
        language=review.language,
        framework=framework_view(known_frameworks(review.frameworks)[review.framework]),
        frameworks=tuple(framework_view(each) for each in used_frameworks(assessment)),
        citation_style=review.citation_style,
        version=version,
        answer=answer(claims),
        counts=counts,
        bar_svg=draw_verdict_bar(segments),
        bar_svg_narrow=draw_verdict_bar(segments, narrow=True),
        well_supported=summary_rows(claims, Verdict.WELL_SUPPORTED),
        limited=summary_rows(claims, *(set(Verdict) - {Verdict.WELL_SUPPORTED})),
        articles=tuple(
            article_view(article, _anchored(claims, article.path), cited, numbers)
            for article, cited in zip(review.articles, marks, strict=True)
        ),
        claims=tuple(
            claim_view(item, number, around) for number, item in enumerate(claims, start=1)
        ),
        findings=tuple(finding_view(each) for each in result.findings),
        finding_counts=finding_counts(result.findings),
        bibliography=printed,
        methods=(*methods(assessment, len(printed), version), *_left_to_commands(len(claims))),
        disclaimer=DISCLAIMER,
        studies=study_views(review),
        overview=overview_sections(assessment),
    )


def _left_to_commands(claims: int) -> Iterator[str]:
    """What a report of this many claims leaves out, and where it is to be had."""
    if claims > MOST_CLAIMS_FOR_ANALYSES:
        yield (
            f"Analyses beyond the pooled effect are left out of a report of more than "
            f"{MOST_CLAIMS_FOR_ANALYSES} claims; `synthesize` gives them for each claim."
        )
    if claims > MOST_CLAIMS_FOR_WHAT_IF:
        yield (
            f"Of a report of more than {MOST_CLAIMS_FOR_WHAT_IF} claims only the likeliest events "
            "that would change a grade are shown; `grade --what-if` tries them all."
        )


def _anchored(claims: tuple[ClaimAssessment, ...], path: str) -> list[AnchoredClaim]:
    """The claims whose words stand in this article, in the order of their start."""
    found = [
        AnchoredClaim(item.claim.id, item.anchor.plain)
        for item in claims
        if item.anchor.plain is not None and item.anchor.article == path
    ]
    return sorted(found, key=lambda each: each.plain)
