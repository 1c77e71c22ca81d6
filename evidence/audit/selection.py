"""Which rules run, and how severe their findings are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from evidence.model.review import AuditSettings
from references.rule import Rule, Severity

INVALID_INPUT_CODE = "INP001"
"""A file that cannot be taken as it stands makes every other finding doubtful, so this code is
neither deselected, softened, suppressed nor written into a baseline."""


def matches(code: str, selector: str) -> bool:
    """Whether a selector names the code: itself, or a family or prefix such as ``CLM``."""
    wanted = selector.strip().upper()
    return bool(wanted) and code.startswith(wanted)


def unknown_selectors(settings: AuditSettings, codes: Collection[str]) -> tuple[str, ...]:
    """The selectors that name no rule: a misspelt one would silently check nothing."""
    every = dict.fromkeys((*settings.select, *settings.ignore, *settings.severity))
    return tuple(each for each in every if not any(matches(code, each) for code in codes))


def unknown_selector_message(selector: str, codes: Collection[str]) -> str:
    """What is wrong with a selector that names no rule, and what it might name."""
    families = ", ".join(sorted({code.rstrip("0123456789") for code in codes}))
    return (
        f"no rule has the code or prefix {selector!r}; families are {families}, "
        "and `evidence-review explain` lists every rule"
    )


def is_selected(code: str, settings: AuditSettings) -> bool:
    """Whether the settings let a rule run.

    The longest selector that names the code decides, so that ``ignore = ["CLM"]`` with
    ``select = ["CLM003"]`` runs CLM003 alone of its family; on a tie the code is ignored.
    """
    if code == INVALID_INPUT_CODE:
        return True
    selected = _longest(code, settings.select) if settings.select else 0
    return selected > _longest(code, settings.ignore)


def severity_of(rule: Rule[Any], settings: AuditSettings) -> Severity:
    """The severity of a rule's findings: the rule's own unless the settings say otherwise."""
    if rule.code == INVALID_INPUT_CODE:
        return rule.severity
    return settings.severity.get(rule.code, rule.severity)


def _longest(code: str, selectors: Iterable[str]) -> int:
    """Length of the longest selector that names the code, -1 when none does."""
    return max((len(each.strip()) for each in selectors if matches(code, each)), default=-1)
