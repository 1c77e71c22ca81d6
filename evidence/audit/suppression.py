"""Findings that a person accepts, with a reason, and acceptances that no longer hide anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from evidence.audit.finding import Finding
from evidence.audit.selection import INVALID_INPUT_CODE, matches
from evidence.model.review import Suppression
from references.rule import Hit


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What is left to show, what a person accepted (with the reason), and what hid nothing."""

    kept: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, str], ...]
    unused: tuple[Suppression, ...]


def hides(suppression: Suppression, finding: Finding) -> bool:
    """Whether a suppression speaks of this finding.

    ``where`` is the claim, study or citation key a finding is about, or the path of its file in
    the review folder; empty means everywhere. Without a reason nothing is hidden.
    """
    if finding.code == INVALID_INPUT_CODE or not suppression.reason.strip():
        return False
    if not matches(finding.code, suppression.code):
        return False
    # Paths are shown from where the program was started, and written from the review folder.
    where, path = suppression.where, finding.location.path.replace("\\", "/")
    return where in ("", finding.subject, path) or path.endswith(f"/{where}")


def suppress(findings: Iterable[Finding], suppressions: Sequence[Suppression]) -> Suppressed:
    """Tell accepted findings from those to show; every matching suppression counts as used."""
    kept: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    used: set[int] = set()
    for finding in findings:
        matching = [i for i, each in enumerate(suppressions) if hides(each, finding)]
        used.update(matching)
        if matching:
            accepted.append((finding, suppressions[matching[0]].reason))
        else:
            kept.append(finding)
    unused = tuple(each for i, each in enumerate(suppressions) if i not in used)
    return Suppressed(tuple(kept), tuple(accepted), unused)


def unused_hits(
    unused: Iterable[Suppression], codes_run: Collection[str], codes_known: Collection[str]
) -> tuple[Hit, ...]:
    """What to say of suppressions that hid nothing; rules that did not run prove nothing."""
    hits: list[Hit] = []
    for each in unused:
        place = f" at {each.where!r}" if each.where else ""
        if not each.reason.strip():
            matter, hint = "gives no reason, so it hides nothing", "write the reason, or remove it"
        elif each.code.strip().upper() == INVALID_INPUT_CODE:
            matter, hint = "cannot hide invalid input", "mend the file, and remove the suppression"
        elif not any(matches(code, each.code) for code in codes_known):
            matter, hint = "names a code that no rule has", "correct the code, or remove it"
        elif any(matches(code, each.code) for code in codes_run):
            matter, hint = "hides nothing", "remove it: what it accepted is no longer found"
        else:
            continue
        subject = "/".join(part for part in (each.code, each.where) if part)
        message = f"suppression of {each.code}{place} {matter}"
        hits.append(Hit(each.location, message, hint, subject=subject))
    return tuple(hits)
