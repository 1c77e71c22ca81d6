"""Findings as SARIF 2.1.0 (OASIS Standard, 2020), for code-scanning services and editors."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from evidence.audit.finding import AuditResult, Finding
from evidence.audit.registry import all_rules
from references.rule import Rule
from references.source import Location
from reports.findings.finding_format import FindingContext, FindingFormat

SCHEMA_URI = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "evidenceReviewIdentity/v1"


def render(result: AuditResult, context: FindingContext) -> str:
    """One run with every rule and every finding.

    What was suppressed or known to the baseline is marked and not dropped: a service that no
    longer sees a result closes its alert, and opens it again as new when the mark goes.
    """
    rules = {code: index for index, code in enumerate(all_rules())}
    entries = _entries(result)
    fingerprints = _fingerprints(finding for finding, _ in entries)
    run = {
        "tool": {
            "driver": {
                "name": "evidence-review",
                "version": context.version,
                "rules": [_rule(rule) for rule in all_rules().values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not result.invalid_input}],
        "results": [
            _result(finding, extra, rules.get(finding.code, -1), fingerprint)
            for (finding, extra), fingerprint in zip(entries, fingerprints, strict=True)
        ],
    }
    log = {"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}
    text = json.dumps(log, indent=2, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _entries(result: AuditResult) -> list[tuple[Finding, dict[str, Any]]]:
    """Findings with what marks them, in order of place."""
    compared = bool(result.baselined_findings)
    new = {"baselineState": "new"} if compared else {}
    entries: list[tuple[Finding, dict[str, Any]]] = [(each, dict(new)) for each in result.findings]
    entries += [(each, {"baselineState": "unchanged"}) for each in result.baselined_findings]
    entries += [
        (each, {**new, "suppressions": [{"kind": "external", "justification": reason}]})
        for each, reason in result.suppressed_findings
    ]
    return sorted(entries, key=lambda entry: entry[0].sort_key)


def _fingerprints(findings: Iterable[Finding]) -> list[str]:
    """A hash of each identity, numbered where several findings share one."""
    seen: Counter[str] = Counter()
    made: list[str] = []
    for finding in findings:
        seen[finding.identity] += 1
        text = f"{finding.identity}|{seen[finding.identity]}"
        made.append(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32])
    return made


def _rule(rule: Rule[Any]) -> dict[str, Any]:
    text = f"{rule.summary} {rule.why}"
    sources = "".join(f"\n\nSee {each}" for each in rule.references)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": text + sources},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.code.rstrip("0123456789")]},
    }


def _result(
    finding: Finding, extra: dict[str, Any], rule_index: int, fingerprint: str
) -> dict[str, Any]:
    message = finding.message + (f"\n{finding.hint}" if finding.hint else "")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": finding.severity.value,
        "message": {"text": _escaped(message)},
        "locations": [_location(finding.location)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        **extra,
    }
    if finding.related:
        result["relatedLocations"] = [_location(each) for each in finding.related]
    if finding.subject:
        result["properties"] = {"subject": finding.subject}
    return result


def _location(location: Location) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(location.path),
            "region": {"startLine": location.line, "startColumn": location.column},
        }
    }


def _artifact(path: str) -> dict[str, Any]:
    """A relative URI below the root of the sources, so that it holds on any machine."""
    posix = path.replace("\\", "/")
    encoded = quote(posix, safe="/~", errors="replace")
    if re.match(r"[A-Za-z]:/", posix):
        return {"uri": f"file:///{posix[:2]}{encoded[4:]}"}
    if posix.startswith("/"):
        return {"uri": f"file://{encoded}"}
    return {"uri": encoded, "uriBaseId": "%SRCROOT%"}


def _escaped(text: str) -> str:
    """Message text in which brackets make no link and braces no placeholder (SARIF 3.11)."""
    return re.sub(r"([\\\[\]])", r"\\\1", text).replace("{", "{{").replace("}", "}}")


FORMAT = FindingFormat(name="sarif", title="SARIF 2.1.0, for code scanning", render=render)
