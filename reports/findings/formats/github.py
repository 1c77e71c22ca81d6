"""Findings as annotations of GitHub Actions (workflow commands)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.audit.finding import AuditResult, Finding
from references.rule import Severity
from reports.findings.finding_format import FindingContext, FindingFormat
from reports.findings.words import count_of, headline, place, printable, summary

LIMIT = 10
"""Annotations of one kind that GitHub shows for a step; it drops the others without a word."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(result: AuditResult, _: FindingContext) -> str:
    """The first findings of each severity as annotations, all others as lines of the log."""
    lines: list[str] = []
    shown: Counter[Severity] = Counter()
    rest: list[Finding] = []
    for finding in result.findings:
        if shown[finding.severity] < LIMIT:
            shown[finding.severity] += 1
            lines.append(_annotation(finding))
        else:
            rest.append(finding)
    lines += _as_log(rest)
    lines.append(summary(result))
    return "\n".join(lines) + "\n"


def _annotation(finding: Finding) -> str:
    place_ = finding.location
    properties = {
        "file": place_.path,
        "line": str(place_.line),
        "col": str(place_.column),
        "title": f"{finding.code} {finding.name}",
    }
    written = ",".join(f"{key}={_property(printable(value))}" for key, value in properties.items())
    message = printable(finding.message) + (f"\n{printable(finding.hint)}" if finding.hint else "")
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(message)}"


def _as_log(rest: list[Finding]) -> Iterator[str]:
    """Plain lines; each begins with a dash, since a line that begins with ``::`` is a command."""
    if not rest:
        return
    counts = Counter(item.severity for item in rest)
    more = ", ".join(count_of(counts[each], each.value) for each in Severity if counts[each])
    yield f"GitHub shows {LIMIT} annotations of a kind; not annotated: {more}"
    for finding in rest:
        yield f"- {place(finding.location)}: {headline(finding)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = FindingFormat(name="github", title="GitHub Actions annotations", render=render)
