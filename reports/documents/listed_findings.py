"""Where a page lists each finding: with the claims it is about, or in a table of its own."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views.review_view import ClaimView, FindingView, ReviewView


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """The findings of one rule that stand with claims; ``claims`` are in the report's order."""

    code: str
    name: str
    severity: str
    count: int
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ListedFindings:
    """Every finding of a review once: by rule where it stands with a claim, else as it is."""

    with_claims: tuple[RuleFindings, ...]
    elsewhere: tuple[FindingView, ...]


def listed_findings(view: ReviewView) -> ListedFindings:
    """Part the findings of a review; rules come gravest first, then by code."""
    findings: dict[str, set[FindingView]] = {}
    claims: dict[str, list[ClaimView]] = {}
    for claim in view.claims:
        for finding in claim.findings:
            findings.setdefault(finding.code, set()).add(finding)
            mentioned = claims.setdefault(finding.code, [])
            if not mentioned or mentioned[-1] is not claim:
                mentioned.append(claim)
    gravity = {severity: rank for rank, (severity, _) in enumerate(view.finding_counts)}
    groups = []
    for code, found in findings.items():
        one = next(iter(found))
        groups.append(RuleFindings(code, one.name, one.severity, len(found), tuple(claims[code])))
    return ListedFindings(
        with_claims=tuple(
            sorted(groups, key=lambda each: (gravity.get(each.severity, len(gravity)), each.code))
        ),
        elsewhere=tuple(
            each for each in view.findings if each not in findings.get(each.code, frozenset())
        ),
    )
