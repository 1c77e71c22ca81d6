"""Findings known before: an old review can adopt the audit and answer only for what is new."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evidence.audit.finding import AuditResult, Finding
from evidence.audit.selection import INVALID_INPUT_CODE
from references.errors import InputError
from references.source import Location

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each finding identity was known.

    Identities hold no line and no wording, so that moved lines and reworded messages stay known;
    the count lets a second finding of the same identity show as new.
    """

    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def baseline_of(result: AuditResult) -> Baseline:
    """Everything an audit found that is not suppressed, old and new.

    Invalid input is left out: it is never accepted.
    """
    known = (*result.findings, *result.baselined_findings)
    counts = Counter(item.identity for item in known if item.code != INVALID_INPUT_CODE)
    return Baseline(MappingProxyType(dict(sorted(counts.items()))))


def split_known(
    findings: Iterable[Finding], baseline: Baseline
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """New findings and known ones; of several with one identity the first ones are the known."""
    left = dict(baseline.counts)
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        if finding.code != INVALID_INPUT_CODE and left.get(finding.identity, 0) > 0:
            left[finding.identity] -= 1
            known.append(finding)
        else:
            new.append(finding)
    return tuple(new), tuple(known)


def baseline_text(baseline: Baseline) -> str:
    """The baseline as a JSON file, sorted, so that its changes read well in version control."""
    content = {"schema": SCHEMA, "findings": dict(sorted(baseline.counts.items()))}
    return json.dumps(content, indent=2) + "\n"


def parse_baseline(text: str, path: str) -> Baseline:
    """The baseline in a JSON text.

    Raises:
        InputError: when it is not one, saying what was expected.
    """
    try:
        content: Any = json.loads(text)
    except json.JSONDecodeError as error:
        place = Location(path, error.lineno, error.colno)
        raise InputError(f"not a baseline: {error.msg}", place) from error
    except RecursionError as error:
        raise InputError("not a baseline: nested too deeply", Location(path)) from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        found = content.get("schema") if isinstance(content, dict) else None
        raise InputError(
            f"not a baseline of schema {SCHEMA} (schema is {found!r}); write it anew",
            Location(path),
        )
    findings = content.get("findings")
    if not isinstance(findings, dict) or not all(map(_is_count, findings.values())):
        raise InputError(
            "a baseline's 'findings' must map identities to whole numbers above 0", Location(path)
        )
    return Baseline(MappingProxyType({str(key): value for key, value in findings.items()}))


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        InputError: when the file cannot be read or is not a baseline.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: baseline cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not a baseline: it is not UTF-8 text") from error
    return parse_baseline(text, str(path))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
