"""The rules of both families: those on libraries and those on reviews."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from evidence.assessment import Assessment
from references.collect import collect
from references.errors import InputError
from references.rule import Rule, library_rules


@cache
def review_rules() -> tuple[Rule[Assessment], ...]:
    """Every rule whose subject is an assessed review, by code."""
    rules: tuple[Rule[Assessment], ...] = collect(
        "evidence.audit.rules", "RULE", Rule, key=lambda rule: rule.code
    )
    return rules


@cache
def all_rules() -> Mapping[str, Rule[Any]]:
    """Every rule of the product, by code.

    Raises:
        ValueError: when two rules share a code.
    """
    found: dict[str, Rule[Any]] = {}
    rules: tuple[Rule[Any], ...] = (*library_rules(), *review_rules())
    for rule in rules:
        if rule.code in found:
            raise ValueError(f"code {rule.code} is taken twice")
        found[rule.code] = rule
    return dict(sorted(found.items()))


def rule_named(code: str) -> Rule[Any]:
    """The rule of that code or name, compared without case.

    Raises:
        InputError: when there is none.
    """
    wanted = code.strip().lower()
    for rule in all_rules().values():
        if wanted in (rule.code.lower(), rule.name.lower()):
            return rule
    raise InputError(f"no rule has the code or name {code!r}; `evidence-review explain` lists them")
