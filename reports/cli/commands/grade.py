"""``grade``: what the rules derive beside what a person judged, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.cli.exit_code import ExitCode
from reports.cli.json_text import json_text
from reports.cli.loading import chosen_claims, read_review, review_and_claim
from reports.cli.parameters import (
    allow_outside_option,
    json_option,
    retractions_option,
    review_argument,
)
from reports.cli.terminal import terminal_width
from reports.cli.text_table import text_table
from reports.output import write_output

if TYPE_CHECKING:
    from evidence.assessment import ClaimAssessment
    from evidence.grading.changes import GradeChange
    from evidence.grading.framework import Level

NONE = "-"


@click.command("grade")
@review_argument
@click.argument("claim", required=False)
@json_option
@click.option(
    "--summary-of-findings",
    "summary",
    metavar="FILE",
    help="Write a summary of findings there: .csv, .xlsx, .html, .md or .json; - prints Markdown.",
)
@click.option(
    "--evidence-profile",
    "profile",
    metavar="FILE",
    help="Write the evidence profile, with every domain, there: the same kinds of file.",
)
@retractions_option
@allow_outside_option
def grade(
    review: Path,
    claim: str | None,
    format_name: str,
    summary: str | None,
    profile: str | None,
    retractions: Path | None,
    *,
    allow_outside: bool,
) -> int:
    """Show the derived grade of each claim beside the judgement.

    With CLAIM, every step of the grading is shown with its reason.
    """
    from evidence.assessment import assess

    review, claim = review_and_claim(review, claim)
    loaded, sound = read_review(review, allow_outside=allow_outside, retractions=retractions)
    claims = chosen_claims(assess(loaded), claim)
    if summary is not None or profile is not None:
        _write_findings(claims, summary, profile)
    elif format_name == "json":
        click.echo(json_text({"claims": [_content(item) for item in claims]}))
    elif claim is None:
        click.echo(_table(claims))
    else:
        click.echo(_steps(claims[0]))
    return ExitCode.CLEAN if sound else ExitCode.INVALID_INPUT


def _write_findings(
    claims: Sequence[ClaimAssessment], summary: str | None, profile: str | None
) -> None:
    """Write what was asked for, of every claim that is graded; names are checked before."""
    from reports.documents.findings_files import profile_file, suffix_of, summary_file
    from reports.views.findings_table import findings_of

    for target in (summary, profile):
        if target is not None:
            suffix_of(target)
    found = [findings_of(item) for item in claims if item.level is not None]
    if summary is not None:
        write_output(summary, summary_file(found, summary))
    if profile is not None:
        write_output(profile, profile_file(found, profile))


def _label(level: Level | None) -> str:
    return f"{level.symbol} {level.label}".strip() if level else NONE


def _judged(item: ClaimAssessment) -> str:
    judgement = item.claim.judgement
    if judgement is None:
        return NONE
    level = item.framework.level(judgement.certainty)
    return _label(level) if level else judgement.certainty


def _remark(item: ClaimAssessment) -> str:
    if item.out_of_date:
        return f"out of date: {', '.join(item.out_of_date)} changed"
    if item.discrepancies:
        return f"{len(item.discrepancies)} to look at"
    return ""


def _table(claims: Sequence[ClaimAssessment]) -> str:
    heads = ("claim", "framework", "derived", "judged", "verdict", "remark")
    rows = [
        (
            item.claim.id,
            item.framework.name,
            _label(item.derivation.level),
            _judged(item),
            item.verdict.value,
            _remark(item),
        )
        for item in claims
    ]
    return text_table(heads, rows, width=terminal_width())


def _steps(item: ClaimAssessment) -> str:
    derivation = item.derivation
    lines = [
        f"{item.claim.id}: {item.claim.statement}",
        f"framework: {item.framework.title}",
        f"derived:   {_label(derivation.level)}",
        f"judged:    {_judged(item)}",
        f"verdict:   {item.verdict.value}",
    ]
    if derivation.reason:
        lines.append(f"reason:    {derivation.reason}")
    if derivation.steps:
        rows = [
            (step.label, step.rating or NONE, _change(step.change), step.decided_by, step.reason)
            for step in derivation.steps
        ]
        lines += [
            "",
            text_table(("step", "rating", "change", "by", "reason"), rows, width=terminal_width()),
        ]
    lines += _list("Left to a person", [f"{u.label}: {u.question}" for u in derivation.undecided])
    lines += _list("Judgement", [found.message for found in item.discrepancies])
    lines += _list("Changed since it was accepted", item.out_of_date)
    lines += _list(
        "What retraction did to this grade", [_told(each) for each in item.retraction_effects]
    )
    lines += _list("What would change this grade", [_told(each) for each in item.changes])
    return "\n".join(lines)


def _told(change: GradeChange) -> str:
    return f"{change.event}: {_label(change.level)}, {change.verdict.value}. {change.explanation}"


def _change(change: int) -> str:
    return f"{change:+d}".replace("-", "−") if change else "0"


def _list(head: str, items: Sequence[str]) -> list[str]:
    return ["", f"{head}:", *(f"  - {item}" for item in items)] if items else []


def _content(item: ClaimAssessment) -> dict[str, Any]:
    judgement = item.claim.judgement
    derivation = item.derivation
    return {
        "id": item.claim.id,
        "statement": item.claim.statement,
        "framework": item.framework.name,
        "verdict": item.verdict.value,
        "certainty": item.level.id if item.level else None,
        "derived": derivation.level.id if derivation.level else None,
        "judged": judgement.certainty if judgement else None,
        "reason": derivation.reason,
        "steps": [
            {
                "domain": step.domain,
                "rating": step.rating,
                "change": step.change,
                "decided_by": step.decided_by,
                "reason": step.reason,
            }
            for step in derivation.steps
        ],
        "undecided": [
            {"domain": each.domain, "question": each.question} for each in derivation.undecided
        ],
        "discrepancies": [
            {"kind": each.kind, "domain": each.domain, "message": each.message}
            for each in item.discrepancies
        ],
        "out_of_date": list(item.out_of_date),
        "retractions": [_change_content(each) for each in item.retraction_effects],
        "changes": [_change_content(each) for each in item.changes],
    }


def _change_content(change: GradeChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "event": change.event,
        "certainty": change.level.id if change.level else None,
        "verdict": change.verdict.value,
        "explanation": change.explanation,
    }


COMMAND = grade
