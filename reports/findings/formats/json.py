"""Findings as JSON, a contract that other programs rely on."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from evidence.audit.finding import AuditResult, Finding
from references.rule import Severity
from references.source import Location
from reports.findings.finding_format import FindingContext, FindingFormat

SCHEMA = 1


def render(result: AuditResult, context: FindingContext) -> str:
    """One object: schema, tool, summary, findings; new fields may come, none goes or changes."""
    counts = Counter(item.severity for item in result.findings)
    content = {
        "schema": SCHEMA,
        "tool": {"name": "evidence-review", "version": context.version},
        "summary": {
            **{each.value: counts[each] for each in Severity},
            "suppressed": result.suppressed,
            "baselined": result.baselined,
            "invalid_input": result.invalid_input,
        },
        "findings": [_finding(item) for item in result.findings],
    }
    text = json.dumps(content, indent=2, ensure_ascii=False)
    # Half a surrogate pair, as JSON input may smuggle in, has no UTF-8 form.
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        **_place(finding.location),
        "message": finding.message,
        "hint": finding.hint,
        "subject": finding.subject,
        "related": [_place(each) for each in finding.related],
    }


def _place(location: Location) -> dict[str, Any]:
    return {"path": location.path, "line": location.line, "column": location.column}


FORMAT = FindingFormat(name="json", title="JSON, for programs", render=render)
