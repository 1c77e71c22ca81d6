"""What an audit says: a rule's hit with its severity."""

from __future__ import annotations

from dataclasses import dataclass

from references.rule import Severity
from references.source import Location


@dataclass(frozen=True, slots=True)
class Finding:
    """One opinion of one rule at one place; findings sort by place, then code."""

    code: str
    name: str
    severity: Severity
    location: Location
    message: str
    hint: str = ""
    subject: str = ""
    related: tuple[Location, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, line, column, code, message."""
        place = self.location
        return (place.path, place.line, place.column, self.code, self.message)

    @property
    def identity(self) -> str:
        """What stays the same when lines move and messages are reworded; baselines go by it."""
        return f"{self.code}|{self.location.path}|{self.subject}"


@dataclass(frozen=True, slots=True)
class AuditResult:
    """Findings in order, and how many were suppressed or known to the baseline.

    ``invalid_input`` is true when a file of the review itself could not be taken as it stands.
    What was hidden is kept: formats with a place for it (SARIF) mark it instead of dropping it.
    """

    findings: tuple[Finding, ...]
    suppressed: int = 0
    baselined: int = 0
    invalid_input: bool = False
    suppressed_findings: tuple[tuple[Finding, str], ...] = ()
    baselined_findings: tuple[Finding, ...] = ()

    def at_or_above(self, severity: Severity) -> tuple[Finding, ...]:
        """Findings at least as severe as ``severity``."""
        return tuple(item for item in self.findings if item.severity.rank >= severity.rank)
