"""Findings as Markdown, for a step summary or a comment on a change."""

from __future__ import annotations

import re
from itertools import groupby

from evidence.audit.finding import AuditResult, Finding
from reports.findings.finding_format import FindingContext, FindingFormat
from reports.findings.words import printable, summary

_SYNTAX = re.compile(r"([\\`*_\[\]{}()#+!|~$^=-])")


def render(result: AuditResult, context: FindingContext) -> str:
    """A table for each file, and what was counted."""
    lines = ["# Audit", "", escaped(summary(result)), ""]
    for path, group in groupby(result.findings, key=lambda item: item.location.path):
        lines += [f"## {escaped(path)}", ""]
        lines += ["| Place | Severity | Rule | Message | Hint |", "|---|---|---|---|---|"]
        lines += [_row(finding) for finding in group]
        lines.append("")
    lines.append(f"Made by evidence-review {escaped(context.version)}.")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text in which nothing is markup, a tag, an entity or a mention."""
    plain = _SYNTAX.sub(r"\\\1", printable(text))
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("@", "&#64;").replace("://", "&#58;//").replace("www.", "www&#46;")


def _row(finding: Finding) -> str:
    place = finding.location
    cells = (
        f"{place.line}:{place.column}",
        finding.severity.value,
        f"{finding.code} {escaped(finding.name)}",
        escaped(finding.message),
        escaped(finding.hint),
    )
    return f"| {' | '.join(cells)} |"


FORMAT = FindingFormat(name="markdown", title="Markdown, for summaries", render=render)
