"""``grade``: what the rules derive beside what a person judged, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.crosswalk import crosswalk_content, crosswalk_text
from reports.cli.exit_code import ExitCode
from reports.cli.grade_content import grade_content, history_lines
from reports.cli.json_text import json_text
from reports.cli.loading import chosen_claims, read_review, review_and_claim
from reports.cli.parameters import (
    allow_outside_option,
    json_option,
    output_option,
    retractions_option,
    review_argument,
)
from reports.cli.second_grading import comparison_content, comparison_text
from reports.cli.terminal import say, terminal_width
from reports.cli.text_table import text_table
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    from evidence.assessment import ClaimAssessment
    from evidence.grading.framework import Derivation, Level
    from evidence.grading.grade_changes.changes import GradeChange
    from evidence.model.review import Review

NONE = "-"


@click.command("grade")
@review_argument
@click.argument("claim", required=False)
@json_option
@click.option(
    "--what-if",
    "tries",
    is_flag=True,
    help="Try on the grade of CLAIM what could happen to it, and show what would change.",
)
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
@click.option(
    "--also",
    multiple=True,
    metavar="FRAMEWORK",
    help="Show the grade in this framework too, side by side; may be given several times.",
)
@click.option(
    "--blind",
    is_flag=True,
    help="Write a sheet for a second grader: the evidence without any grade or reason.",
)
@click.option(
    "--compare",
    type=click.Path(path_type=Path),
    metavar="SHEET",
    help="Hold a second grader's filled-in sheet against the judgements of the review.",
)
@output_option
@retractions_option
@allow_outside_option
def grade(
    review: Path,
    claim: str | None,
    format_name: str,
    summary: str | None,
    profile: str | None,
    also: tuple[str, ...],
    compare: Path | None,
    output: str,
    retractions: Path | None,
    *,
    tries: bool,
    blind: bool,
    allow_outside: bool,
) -> int:
    """Show the derived grade of each claim beside the judgement.

    With CLAIM, every step of the grading is shown with its reason.
    """
    from evidence.assessment import assess

    _one_view(tries, summary or profile, also, blind, compare)
    review, claim = review_and_claim(review, claim)
    if tries and claim is None:
        raise click.UsageError("--what-if needs a CLAIM.")
    loaded, sound = read_review(review, allow_outside=allow_outside, retractions=retractions)
    claims = chosen_claims(assess(loaded), claim)
    if summary is not None or profile is not None:
        _write_findings(claims, summary, profile)
    elif tries:
        _write(_tried(claims[0], format_name), output)
    elif blind:
        _write_sheet(claims, output)
    elif compare is not None:
        text, whole = _compared(claims, compare, format_name)
        _write(text, output)
        sound = sound and whole
    elif also:
        _write(_side_by_side(loaded, claims, also, format_name), output)
    elif format_name == "json":
        _write(json_text({"claims": [grade_content(item) for item in claims]}), output)
    elif claim is None:
        _write(_table(claims), output)
    else:
        _write(_steps(claims[0]), output)
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


def _tried(item: ClaimAssessment, format_name: str) -> str:
    """Everything that could happen to a claim's grade and to those of its outcomes."""
    from reports.cli.what_if_text import what_if_content, what_if_text

    if format_name != "json":
        return what_if_text(item)
    outcomes = [{"outcome": each.outcome.id, **what_if_content(each)} for each in item.outcomes]
    return json_text({"claim": item.claim.id, **what_if_content(item), "outcomes": outcomes})


def _one_view(*asked: object) -> None:
    if sum(map(bool, asked)) > 1:
        raise click.UsageError(
            "name one of --what-if, --summary-of-findings or --evidence-profile, --also, --blind, "
            "--compare"
        )


def _write(text: str, output: str) -> None:
    if output == STANDARD:
        click.echo(text)  # which knows what a terminal can show
    else:
        write_output(output, f"{text}\n".encode())


def _write_sheet(claims: Sequence[ClaimAssessment], output: str) -> None:
    from reports.blind_sheet import blind_sheet

    write_output(output, blind_sheet(claims).encode())


def _compared(claims: Sequence[ClaimAssessment], sheet: Path, format_name: str) -> tuple[str, bool]:
    """The comparison with a sheet, and whether all of the sheet could be read."""
    from evidence.grading.second_grading import compare_gradings
    from evidence.workspace.read_sheet import load_sheet
    from reports.blind_sheet import first_gradings

    first = first_gradings(claims)
    reading = load_sheet(sheet, {each.key: each.framework for each in first})
    for problem in reading.problems:
        say(str(problem))
    found = compare_gradings(first, reading.value.judgements)
    grader = reading.value.grader
    if format_name == "json":
        text = json_text(comparison_content(found, grader))
    else:
        text = comparison_text(found, grader, width=terminal_width())
    return text, not reading.problems


def _side_by_side(
    review: Review, claims: Sequence[ClaimAssessment], also: Sequence[str], format_name: str
) -> str:
    from evidence.grading.crosswalk import crosswalk
    from evidence.grading.declared import framework_known

    others = [framework_known(name, review.frameworks) for name in also]
    found = [crosswalk(item.body, item.framework, others, item.studies) for item in claims]
    if format_name == "json":
        return json_text(crosswalk_content(found))
    return crosswalk_text(found, width=terminal_width())


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
    lines += _step_table(derivation)
    for outcome in item.outcomes:
        label = outcome.outcome.label or outcome.outcome.id
        lines += ["", f"outcome {label}: {_label(outcome.level)}", *_step_table(outcome.derivation)]
        lines += [f"  - {found.message}" for found in outcome.discrepancies]
        lines += [f"  - judged before: {past}" for past in history_lines(outcome)]
        if outcome.out_of_date:
            lines.append(f"  - changed since it was accepted: {', '.join(outcome.out_of_date)}")
    lines += _list("Left to a person", [f"{u.label}: {u.question}" for u in derivation.undecided])
    lines += _list("Judgement", [found.message for found in item.discrepancies])
    lines += _list("Judged before", history_lines(item))
    lines += _list("Changed since it was accepted", item.out_of_date)
    lines += _list(
        "What retraction did to this grade", [_told(each) for each in item.retraction_effects]
    )
    lines += _list("What would change this grade", [_told(each) for each in item.changes])
    return "\n".join(lines)


def _step_table(derivation: Derivation) -> list[str]:
    if not derivation.steps:
        return []
    heads = ("step", "rating", "change", "by", "reason")
    rows = [
        (step.label, step.rating or NONE, _change(step.change), step.decided_by, step.reason)
        for step in derivation.steps
    ]
    bounds = [f"{step.label}: {step.bound}" for step in derivation.steps if step.bound]
    told = _list("What decided, published where a source is named", bounds)
    return ["", text_table(heads, rows, width=terminal_width()), *told]


def _told(change: GradeChange) -> str:
    return f"{change.event}: {_label(change.level)}, {change.verdict.value}. {change.explanation}"


def _change(change: int) -> str:
    return f"{change:+d}".replace("-", "−") if change else "0"


def _list(head: str, items: Sequence[str]) -> list[str]:
    return ["", f"{head}:", *(f"  - {item}" for item in items)] if items else []


COMMAND = grade
