"""Audit findings as a report shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.assessment import ClaimAssessment
from evidence.audit.finding import Finding
from references.rule import Severity
from reports.views.review_view import FindingView


def finding_view(finding: Finding) -> FindingView:
    """One finding with its place in words."""
    place = finding.location
    return FindingView(
        code=finding.code,
        name=finding.name,
        severity=finding.severity.value,
        place=str(place),
        path=place.path,
        line=place.line,
        column=place.column,
        message=finding.message,
        hint=finding.hint,
        subject=finding.subject,
    )


def finding_counts(findings: Sequence[Finding]) -> tuple[tuple[str, int], ...]:
    """How many findings there are of each severity, the gravest first."""
    return tuple(
        (severity.value, sum(1 for each in findings if each.severity is severity))
        for severity in Severity
    )


def findings_by_subject(findings: Sequence[Finding]) -> Mapping[str, tuple[FindingView, ...]]:
    """Findings by the claim or study they are about."""
    found: dict[str, list[FindingView]] = {}
    for finding in findings:
        if finding.subject:
            found.setdefault(finding.subject, []).append(finding_view(finding))
    return {subject: tuple(each) for subject, each in found.items()}


def findings_of(
    item: ClaimAssessment, by_subject: Mapping[str, tuple[FindingView, ...]]
) -> tuple[FindingView, ...]:
    """Findings on a claim itself and on the studies that bear on it."""
    subjects = [item.claim.id, *(e.study.id for e in item.body.items if e.study is not None)]
    return tuple(
        finding for subject in dict.fromkeys(subjects) for finding in by_subject.get(subject, ())
    )
