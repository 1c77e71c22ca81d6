"""``appraisals agree``: how far two assessors agree, and where they do not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.cli.exit_code import ExitCode
from reports.cli.json_text import json_text
from reports.cli.loading import read_review
from reports.cli.parameters import allow_outside_option, json_option, review_argument
from reports.cli.terminal import say, terminal_width
from reports.cli.text_table import text_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence.agreement import Kappa
    from evidence.appraisal.assessors import AssessorAgreement, DomainAgreement

_RATED = ("Domain", "Studies", "Equal", "κ (95 % CI)", "κ, linear", "κ, quadratic")


@click.command("agree")
@review_argument
@click.option("--tool", "tool_name", default="", metavar="NAME", help="Only this tool.")
@json_option
@allow_outside_option
def agree(review: Path, tool_name: str, format_name: str, *, allow_outside: bool) -> int:
    """Agreement of assessors in each domain, and every rating on which they differ.

    Shows the share of equal ratings, Cohen's κ, and linearly and quadratically weighted κ with 95 %
    intervals. An appraisal names its assessor with `by`; what they agreed on has `consensus: true`.
    """
    from evidence.appraisal.assessors import assessor_agreement
    from evidence.workspace.find_tool import find_tool, tools_used

    loaded, sound = read_review(review, allow_outside=allow_outside)
    if tool_name:
        tool_name = find_tool(tool_name, tools_used(loaded.studies)).name
    found = assessor_agreement(loaded.studies, tool_name)
    if format_name == "json":
        click.echo(json_text({"agreement": [_content(each) for each in found]}))
    elif found:
        click.echo("\n\n".join("\n".join(_lines(each)) for each in found))
    else:
        say("no study was appraised by two named assessors with the same tool")
    return ExitCode.CLEAN if sound else ExitCode.INVALID_INPUT


def _lines(found: AssessorAgreement) -> Iterator[str]:
    one, other = found.assessors
    studies = "1 study" if found.appraised == 1 else f"{found.appraised} studies"
    yield f"{found.tool.title}: {one} and {other}, {studies}"
    yield ""
    rated = [_row(each) for each in found.domains]
    yield text_table(_RATED, rated, width=terminal_width())
    yield from _notes(found)
    for study, label, by in found.alone:
        yield f"Not compared: {study}, {label.lower()}, rated by {by} alone"
    if not found.conflicts:
        yield ""
        yield "No conflicts."
        return
    yield ""
    yield f"Conflicts: {len(found.conflicts)}, without consensus: {len(found.unsettled)}"
    yield ""
    conflicts = [
        (
            each.study + (f" ({each.outcome})" if each.outcome else ""),
            each.domain,
            _said(each.ratings[0], each.reasons[0]),
            _said(each.ratings[1], each.reasons[1]),
            _said(each.consensus, each.consensus_reason) if each.consensus else "open",
        )
        for each in found.conflicts
    ]
    heads = ("Study", "Domain", one, other, "Consensus")
    yield text_table(heads, conflicts, width=terminal_width())


def _row(found: DomainAgreement) -> tuple[str, ...]:
    share = found.agreement.share
    return (
        found.domain,
        str(found.agreement.number),
        f"{100 * share:.0f} %" if share is not None else "",
        _kappa(found.agreement.kappa),
        _kappa(found.linear),
        _kappa(found.quadratic),
    )


def _kappa(kappa: Kappa) -> str:
    if kappa.value is None:
        return "undefined"
    if kappa.ci_low is None or kappa.ci_high is None:
        return f"{kappa.value:.2f}"
    return f"{kappa.value:.2f} ({kappa.ci_low:.2f} to {kappa.ci_high:.2f})".replace("-", "−")


def _notes(found: AssessorAgreement) -> Iterator[str]:
    """Why a κ is undefined or has no interval, and what weighted κ leaves out."""
    reasons: dict[str, list[str]] = {}
    for each in found.domains:
        for kappa in (each.agreement.kappa, each.linear, each.quadratic):
            if kappa.reason and each.domain not in reasons.setdefault(kappa.reason, []):
                reasons[kappa.reason].append(each.domain)
        if each.unordered:
            said = "ratings without an order are left out of weighted κ"
            reasons.setdefault(said, []).append(f"{each.domain} ({each.unordered})")
    if reasons:
        yield ""
    for reason, domains in reasons.items():
        yield f"{', '.join(domains)}: {reason}"


def _said(rating: str, reason: str) -> str:
    return f"{rating}: {reason}" if reason else rating


def _content(found: AssessorAgreement) -> dict[str, Any]:
    return {
        "tool": found.tool.name,
        "assessors": list(found.assessors),
        "studies": found.appraised,
        "domains": [
            {
                "domain": each.domain,
                "number": each.agreement.number,
                "agreed": each.agreement.agreed,
                "share": each.agreement.share,
                "kappa": _numbers(each.agreement.kappa),
                "linear": _numbers(each.linear),
                "quadratic": _numbers(each.quadratic),
                "unordered": each.unordered,
            }
            for each in found.domains
        ],
        "conflicts": [
            {
                "study": each.study,
                "outcome": each.outcome,
                "domain": each.domain,
                "ratings": list(each.ratings),
                "reasons": list(each.reasons),
                "consensus": each.consensus,
                "consensus_reason": each.consensus_reason,
            }
            for each in found.conflicts
        ],
        "alone": [{"study": study, "label": label, "by": by} for study, label, by in found.alone],
    }


def _numbers(kappa: Kappa) -> dict[str, Any]:
    return {
        "value": kappa.value,
        "standard_error": kappa.standard_error,
        "ci_low": kappa.ci_low,
        "ci_high": kappa.ci_high,
        "reason": kappa.reason,
    }


COMMAND = agree
