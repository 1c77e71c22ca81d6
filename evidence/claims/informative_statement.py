"""One sentence on an effect: certainty chooses the verb, the size of the effect the object.

The grid of certainty by size is that of GRADE guidelines 26 (Santesso and others 2020,
doi:10.1016/j.jclinepi.2019.10.014). Without thresholds for what matters no size is named: the
plain verb then says only the direction. Very low certainty has one statement for every size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class EffectSize(StrEnum):
    """How large an effect is against what matters to people."""

    LARGE = "large"
    MODERATE = "moderate"
    SMALL = "small"
    TRIVIAL = "trivial"
    UNSTATED = "unstated"
    """No thresholds are known to size it by."""


_PLAIN = {
    "high": "{reduce}s",
    "moderate": "probably {reduce}s",
    "low": "may {reduce}",
}
_RESULTS = {
    "high": "results in",
    "moderate": "probably results in",
    "low": "may result in",
}
_LITTLE = {
    "high": "makes little or no difference to",
    "moderate": "probably makes little or no difference to",
    "low": "may make little or no difference to",
}
_PLURAL = re.compile(r"(?<![siu])s\b")
_PREPOSITION = re.compile(r"\b(?:of|for|with|by|in|before|after|from|to|at|on|per)\b")
_PLURAL_VERBS: Mapping[str, str] = MappingProxyType(
    {"reduces": "reduce", "increases": "increase", "makes": "make", "results": "result"}
)


def verb_phrase(certainty: str, size: EffectSize, *, raises: bool, outcome: str) -> str:
    """What an intervention does to an outcome: ``probably reduces pain slightly``.

    Empty for very low certainty and for a word that is none, which have no verb.
    """
    if certainty not in _PLAIN:
        return ""
    if size is EffectSize.TRIVIAL:
        return f"{_LITTLE[certainty]} {outcome}"
    if size is EffectSize.LARGE:
        noun = "increase" if raises else "reduction"
        return f"{_RESULTS[certainty]} a large {noun} in {outcome}"
    plain = _PLAIN[certainty].format(reduce="increase" if raises else "reduce")
    return f"{plain} {outcome}{' slightly' if size is EffectSize.SMALL else ''}"


def informative_statement(
    intervention: str,
    outcome: str,
    certainty: str,
    size: EffectSize,
    *,
    raises: bool,
    comparator: str = "",
    population: str = "",
) -> str:
    """The whole sentence, without its full stop and without a capital."""
    against = f" compared with {comparator}" if comparator else ""
    within = f"in {population}, " if population else ""
    verb = verb_phrase(certainty, size, raises=raises, outcome=outcome)
    if not verb:
        return (
            f"{within}the evidence is very uncertain about the effect of {intervention} "
            f"on {outcome}{against}"
        )
    if is_plural(intervention):
        head, _, rest = verb.partition(" ")
        if head == "probably":
            second, _, rest = rest.partition(" ")
            verb = f"{head} {_PLURAL_VERBS.get(second, second)} {rest}"
        else:
            verb = f"{_PLURAL_VERBS.get(head, head)} {rest}"
    return f"{within}{intervention} {verb}{against}"


def is_plural(words: str) -> bool:
    """Whether the head of a phrase is more than one thing."""
    head = _PREPOSITION.split(words, maxsplit=1)[0].strip().rsplit(" ", 1)[-1]
    return bool(_PLURAL.search(head)) or " and " in words
