"""Findings as JUnit XML, for continuous integration that shows test results."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree import ElementTree as Xml

from evidence.audit.finding import AuditResult, Finding
from references.rule import Severity
from reports.findings.finding_format import FindingContext, FindingFormat
from reports.findings.words import headline, place, summary

# What XML 1.0 does not allow, not even as a character reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(result: AuditResult, context: FindingContext) -> str:
    """A suite for each file; errors and warnings are failures, a note is a passed case with text.

    Without findings there is one passed case: many services take an empty file for a failed run.
    """
    failures = sum(map(_is_failure, result.findings))
    cases = max(len(result.findings), 1)
    root = Xml.Element(
        "testsuites",
        {"name": "evidence-review", "tests": str(cases), "failures": str(failures), "errors": "0"},
    )
    if not result.findings:
        suite = _suite(root, "review", 1, 0)
        Xml.SubElement(suite, "testcase", {"name": "audit", "classname": "evidence-review"})
    for path, group in groupby(result.findings, key=lambda item: item.location.path):
        findings = list(group)
        suite = _suite(root, path, len(findings), sum(map(_is_failure, findings)))
        for finding in findings:
            _case(suite, finding)
    properties = f"evidence-review {context.version}: {summary(result)}"
    root.insert(0, Xml.Comment(f" {_allowed(properties).replace('--', '- -')} "))
    Xml.indent(root)
    text = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: Xml.Element, path: str, tests: int, failures: int) -> Xml.Element:
    attributes = {
        "name": _allowed(path),
        "tests": str(tests),
        "failures": str(failures),
        "errors": "0",
    }
    return Xml.SubElement(root, "testsuite", attributes)


def _case(suite: Xml.Element, finding: Finding) -> None:
    where = place(finding.location)
    case = Xml.SubElement(
        suite,
        "testcase",
        {
            "name": _allowed(f"{where}: {finding.code} {finding.name}"),
            "classname": f"evidence-review.{finding.code}",
            "file": _allowed(finding.location.path),
            "line": str(finding.location.line),
        },
    )
    text = f"{where}: {headline(finding)}"
    if finding.hint:
        text += f"\nhint: {finding.hint}"
    for related in finding.related:
        text += f"\nsee: {place(related)}"
    if _is_failure(finding):
        attributes = {"type": finding.severity.value, "message": _allowed(finding.message)}
        Xml.SubElement(case, "failure", attributes).text = _allowed(text)
    else:
        Xml.SubElement(case, "system-out").text = _allowed(text)


def _is_failure(finding: Finding) -> bool:
    return finding.severity is not Severity.NOTE


def _allowed(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


FORMAT = FindingFormat(name="junit", title="JUnit XML, for test reports", render=render)
