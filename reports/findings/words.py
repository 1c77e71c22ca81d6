"""Words that all findings formats share, made safe to print."""

from __future__ import annotations

import unicodedata
from collections import Counter

from evidence.audit.finding import AuditResult, Finding
from references.rule import Severity
from references.source import Location

# Characters that move the cursor or turn the reading direction can make a terminal or a diff show
# something else than is there (CVE-2021-42574), so they are printed by their numbers.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Text on one line, without characters that command the device that shows it."""
    return "".join(map(_shown, text))


def place(location: Location) -> str:
    """``path:line:column``, printable."""
    return f"{printable(location.path)}:{location.line}:{location.column}"


def headline(finding: Finding) -> str:
    """Code, message and severity of a finding, on one line."""
    return f"{finding.code} {printable(finding.message)} [{finding.severity}]"


def count_of(number: int, noun: str) -> str:
    """A number with its noun: ``1 error``, ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(result: AuditResult) -> str:
    """How many findings of each severity, and how many were hidden, in one line."""
    counts = Counter(item.severity for item in result.findings)
    parts = [count_of(counts[each], each.value) for each in Severity if counts[each]]
    text = ", ".join(parts) if parts else "No findings"
    hidden = [
        f"{number} {what}"
        for number, what in (
            (result.suppressed, "suppressed"),
            (result.baselined, "known to the baseline"),
        )
        if number
    ]
    return f"{'; '.join([text, *hidden])}."


def _shown(char: str) -> str:
    if char in "\t\n\r":
        return " "
    if char in _DIRECTIONS or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp"):
        return f"\\u{ord(char):04x}"
    return char
