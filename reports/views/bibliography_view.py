"""The bibliography: entries numbered in order of first mention, with the claims that use them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from evidence.articles.citations import CitedMark
from evidence.assessment import Assessment, ClaimAssessment
from references.citation_style import format_bibliography
from references.reference import Reference
from references.retraction import standing_notice
from references.standing import describe
from reports.views.review_view import BibliographyEntry
from reports.views.statement import capitalised

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\\"'<>`]")


def citation_numbers(
    assessment: Assessment,
    marks: Iterable[Sequence[CitedMark]],
    claims: Sequence[ClaimAssessment],
) -> dict[str, int]:
    """Numbers of references in order of first mention: the articles first, then the links.

    References that nothing mentions get none.
    """
    mentioned = [key for article in marks for cited in article for key in cited.keys]
    mentioned += [link.reference for item in claims for link in item.claim.links]
    known = (key for key in dict.fromkeys(mentioned) if key in assessment.review.library)
    return {key: number for number, key in enumerate(known, start=1)}


def bibliography(
    assessment: Assessment, numbers: Mapping[str, int]
) -> tuple[BibliographyEntry, ...]:
    """The mentioned references as printed in the review's citation style."""
    review = assessment.review
    references = [review.library.by_key[key] for key in numbers]
    printed = {each.key: each for each in format_bibliography(references, review.citation_style)}
    return tuple(
        BibliographyEntry(
            key=reference.key,
            number=numbers[reference.key],
            text=printed[reference.key].text,
            html=printed[reference.key].html,
            url=link_of(reference),
            claims=tuple(c.id for c in review.claims_by_reference.get(reference.key, ())),
            retracted=reference.key in assessment.retracted,
            note=reference.note,
            notice=notice_of(reference),
        )
        for reference in references
    )


def notice_of(reference: Reference) -> str:
    """What was published about a work, when it was and where; empty when nothing is known."""
    notice = standing_notice(reference)
    return capitalised(describe(notice)) if notice else ""


def link_of(reference: Reference) -> str:
    """Where a reference can be read: its DOI or PMID where it has one, else its own address."""
    if reference.doi:
        return safe_url(f"https://doi.org/{reference.doi}")
    if reference.pmid:
        return safe_url(f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/")
    return safe_url(reference.url)


def safe_url(url: str) -> str:
    """The address when it is plain http or https to a named host, else nothing.

    Addresses come from outside: anything that a browser could run, or that a reader could mistake
    for another host (control characters, quotes, a name before an at sign), gives no link.
    """
    url = url.strip()
    if not url or len(url) > 2000 or _UNSAFE.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    return url
