"""Findings known before: an old review can adopt the audit and answer only for what is new."""

from __future__ import annotations

import dataclasses
import json
import os
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
    the count lets a second finding of the same identity show as new. Their paths begin in
    ``folder``, where the baseline lies, so that it holds wherever the program is started; without
    one, paths are as they were shown.
    """

    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    folder: Path | None = None

    def identity(self, finding: Finding) -> str:
        """The identity of a finding as this baseline writes it."""
        if self.folder is None:
            return finding.identity
        try:
            path = os.path.relpath(finding.location.path, self.folder)
        except ValueError:  # On Windows, when the two are on different drives.
            return finding.identity
        place = dataclasses.replace(finding.location, path=Path(path).as_posix())
        return dataclasses.replace(finding, location=place).identity


def baseline_of(result: AuditResult, folder: Path | None = None) -> Baseline:
    """Everything an audit found that is not suppressed, old and new, for a file in ``folder``.

    Invalid input is left out: it is never accepted.
    """
    known = (*result.findings, *result.baselined_findings)
    empty = Baseline(folder=folder)
    counts = Counter(empty.identity(item) for item in known if item.code != INVALID_INPUT_CODE)
    return Baseline(MappingProxyType(dict(sorted(counts.items()))), folder)


def split_known(
    findings: Iterable[Finding], baseline: Baseline
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """New findings and known ones; of several with one identity the first ones are the known."""
    left = dict(baseline.counts)
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        identity = baseline.identity(finding) if left else ""
        if finding.code != INVALID_INPUT_CODE and left.get(identity, 0) > 0:
            left[identity] -= 1
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
    return dataclasses.replace(parse_baseline(text, str(path)), folder=path.parent)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
