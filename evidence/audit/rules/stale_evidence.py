"""CLM009: support that is all old."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.bearing import sound_links
from evidence.audit.example import GULER, example
from evidence.model.claim import ClaimKind, Stance
from references.rule import Hit, Rule, Severity

_AGELESS = frozenset({ClaimKind.DEFINITION, ClaimKind.MECHANISM, ClaimKind.RESEARCH_GAP})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim whose newest supporting reference is too old on the review's day."""
    review = assessment.review
    if review.date is None:
        return
    for item in assessment.claims:
        if item.claim.kind in _AGELESS:
            continue
        linked = [
            review.library.get(link.reference)
            for link in sound_links(item, assessment, Stance.SUPPORTS)
        ]
        years = [each.year for each in linked if each is not None and each.year is not None]
        if not years or len(years) < len(linked):
            continue
        age = review.date.year - max(years)
        if age > review.audit.stale_after_years:
            yield Hit(
                item.claim.place_of("evidence"),
                f"claim {item.claim.id!r}: its newest support is of {max(years)}, {age} years "
                "before the review",
                "look for newer evidence, or record that none was found",
                subject=item.claim.id,
            )


RULE = Rule(
    code="CLM009",
    name="stale-evidence",
    severity=Severity.NOTE,
    summary=(
        "The newest reference that supports a claim is older than the review allows "
        "(stale-after-years)."
    ),
    why=(
        "Newer studies may have changed the answer. What a word means and how a body works age "
        "more slowly, so definitions and mechanisms are exempt."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references="""
        @article{guler2005,
          author = {Guler, A.}, title = {Magnesium sulphate before etomidate},
          journal = {Anesthesia and Analgesia}, year = {2021},
        }
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    check=check,
)
