"""Running the rules of both families over a review, or over a library alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from evidence.assessment import Assessment
from evidence.audit.absence import inconclusive
from evidence.audit.baseline import Baseline, split_known
from evidence.audit.finding import AuditResult, Finding
from evidence.audit.registry import all_rules, review_rules
from evidence.audit.rules.invalid_review_file import RULE as INVALID_REVIEW_FILE
from evidence.audit.rules.unused_suppression import RULE as UNUSED_SUPPRESSION
from evidence.audit.selection import (
    INVALID_INPUT_CODE,
    is_selected,
    severity_of,
    unknown_selector_message,
    unknown_selectors,
)
from evidence.audit.suppression import suppress, unused_hits
from evidence.model.review import AuditSettings
from references.errors import InputError
from references.rule import Hit, LibrarySubject, Rule, library_rules

Subject = TypeVar("Subject")


def library_subject(assessment: Assessment) -> LibrarySubject:
    """What REF rules look at in a review."""
    review = assessment.review
    cited: frozenset[str] | None = None
    if review.articles or review.claims:
        in_articles = (key for each in assessment.citing for key in each.keys)
        cited = frozenset((*in_articles, *review.claims_by_reference))
    return LibrarySubject(
        library=review.library,
        problems=tuple(each for each in review.problems if each.kind.startswith("library/")),
        as_of=review.date,
        cited=cited,
    )


def audit(
    assessment: Assessment,
    settings: AuditSettings | None = None,
    baseline: Baseline | None = None,
) -> AuditResult:
    """Every selected rule of both families, over a review; the review stays as it is.

    Without ``settings`` the review's own count. A selector of ``review.toml`` that names no rule
    is a finding there, like all that is wrong in that file. Rules that conclude from absence wait
    until the part they look in could be read as a whole.

    Raises:
        InputError: when any other selector of the settings names no rule.
    """
    chosen = settings if settings is not None else assessment.review.audit
    misnamed = _misnamed_in_file(chosen)
    left_out = inconclusive(assessment.review)
    on_library = [
        rule
        for rule in library_rules()
        if is_selected(rule.code, chosen) and rule.code not in left_out
    ]
    on_review = [
        rule
        for rule in review_rules()
        if is_selected(rule.code, chosen) and rule.code not in left_out
    ]
    findings = [
        *_run(on_library, library_subject(assessment), chosen),
        *_run(on_review, assessment, chosen),
        *(_finding(INVALID_REVIEW_FILE, hit, chosen) for hit in misnamed),
    ]
    return _result(findings, [*on_library, *on_review], chosen, baseline)


def check_library(
    subject: LibrarySubject,
    settings: AuditSettings | None = None,
    baseline: Baseline | None = None,
) -> AuditResult:
    """Every selected REF rule, over a library alone.

    Raises:
        InputError: when a selector of the settings names no rule.
    """
    chosen = settings if settings is not None else AuditSettings()
    rules = selected_library_rules(chosen)
    return _result(_run(rules, subject, chosen), rules, chosen, baseline)


def selected_library_rules(settings: AuditSettings) -> tuple[Rule[LibrarySubject], ...]:
    """The REF rules that the settings let run.

    Raises:
        InputError: when a selector of the settings names no rule.
    """
    _misnamed_in_file(settings)
    return tuple(rule for rule in library_rules() if is_selected(rule.code, settings))


def _misnamed_in_file(settings: AuditSettings) -> list[Hit]:
    """A hit for each selector of ``review.toml`` that names no rule; refuses all others."""
    codes = all_rules()
    hits = []
    for selector in unknown_selectors(settings, codes):
        message = unknown_selector_message(selector, codes)
        if selector not in settings.places:
            raise InputError(message)
        hits.append(Hit(settings.places[selector], message, subject="unknown-id"))
    return hits


def _run(
    rules: Iterable[Rule[Subject]], subject: Subject, settings: AuditSettings
) -> list[Finding]:
    return [_finding(rule, hit, settings) for rule in rules for hit in rule.check(subject)]


def _finding(rule: Rule[Any], hit: Hit, settings: AuditSettings) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity_of(rule, settings),
        location=hit.location,
        message=hit.message,
        hint=hit.hint,
        subject=hit.subject,
        related=hit.related,
    )


def _result(
    findings: Iterable[Finding],
    rules: Sequence[Rule[Any]],
    settings: AuditSettings,
    baseline: Baseline | None,
) -> AuditResult:
    ordered = sorted(findings, key=lambda item: item.sort_key)
    sorted_out = suppress(ordered, settings.suppressions)
    kept = list(sorted_out.kept)
    if is_selected(UNUSED_SUPPRESSION.code, settings):
        codes = {rule.code for rule in rules}
        hits = unused_hits(sorted_out.unused, codes, all_rules())
        kept += [_finding(UNUSED_SUPPRESSION, hit, settings) for hit in hits]
        kept.sort(key=lambda item: item.sort_key)
    new, known = split_known(kept, baseline or Baseline())
    return AuditResult(
        findings=new,
        suppressed=len(sorted_out.accepted),
        baselined=len(known),
        invalid_input=any(item.code == INVALID_INPUT_CODE for item in new),
        suppressed_findings=sorted_out.accepted,
        baselined_findings=known,
    )
