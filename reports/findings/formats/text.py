"""Findings for people at a terminal: place, message, the line in question, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.audit.finding import AuditResult, Finding
from references.rule import Severity
from reports.findings.finding_format import FindingContext, FindingFormat
from reports.findings.words import headline, place, printable, summary
from reports.terminal_width import columns_of

WIDTH = 96
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def render(result: AuditResult, context: FindingContext) -> str:
    """Every finding with its source line and caret, and one line of summary."""
    lines: list[str] = []
    for finding in result.findings:
        lines += _finding(finding, context)
        lines.append("")
    lines.append(_painted(summary(result), "1", context))
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, context: FindingContext) -> Iterator[str]:
    where = _painted(place(finding.location), "1", context)
    yield f"{where}: {_painted(headline(finding), _COLORS[finding.severity], context)}"
    yield from _excerpt(finding, context)
    if finding.hint:
        yield f"    {_painted('hint:', '1', context)} {printable(finding.hint)}"
    for related in finding.related:
        yield f"    {_painted('see:', '1', context)} {place(related)}"


def _excerpt(finding: Finding, context: FindingContext) -> Iterator[str]:
    """The source line, cut to a window around the column when it is long."""
    source = context.sources.get(finding.location.path)
    text = source.line(finding.location.line) if source else ""
    column = finding.location.column - 1
    if not text.strip() or column > len(text):
        return
    start = max(0, min(column - WIDTH // 2, len(text) - WIDTH))
    before, after = printable(text[start:column]), printable(text[column : start + WIDTH])
    lead = "…" if start else ""
    tail = "…" if start + WIDTH < len(text) else ""
    margin = f"{finding.location.line:>7} | "
    yield f"{margin}{lead}{before}{after}{tail}"
    padding = " " * columns_of(lead + before)
    yield f"{'':>7} | {padding}{_painted('^', _COLORS[finding.severity], context)}"


def _painted(text: str, color: str, context: FindingContext) -> str:
    return f"\x1b[{color}m{text}\x1b[0m" if context.color else text


FORMAT = FindingFormat(name="text", title="Text with source lines, for people", render=render)
