"""Two gradings held against each other, as text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.cli.text_table import text_table

if TYPE_CHECKING:
    from evidence.agreement import Agreement, Kappa
    from evidence.grading.second_grading import (
        GradedKey,
        GradingComparison,
        GradingDifference,
        PartAgreement,
    )

_NONE = "-"
_HEADS = ("framework", "part", "rated by both", "alike", "κ (95 % CI)", "weighted κ (95 % CI)")
_DIFFERENCES = ("claim", "part", "first", "second", "reasons")
_BY_HAND = (
    "Settle each difference together and record the consensus in the judgements of the review by "
    "hand; nothing was written."
)


def comparison_text(found: GradingComparison, grader: str, *, width: int | None) -> str:
    """Agreement part by part, what the two differ in with both reasons, and what is missing."""
    parts = [f"second grader: {grader or _NONE}; graded by both: {len(found.compared)}"]
    rows = [_row(each) for each in found.parts if each.agreement.number]
    if rows:
        parts.append(text_table(_HEADS, rows, width=width))
    whys = dict.fromkeys(why for each in found.parts for why in _whys(each.agreement))
    parts += [f"κ is not given everywhere: {why}." for why in whys]
    if found.differences:
        differences = [_difference(each) for each in found.differences]
        parts.append(text_table(_DIFFERENCES, differences, width=width))
        parts.append(_BY_HAND)
    for what, keys in (("first", found.first_only), ("second", found.second_only)):
        if keys:
            named = ", ".join(_named(key) for key in keys)
            parts.append(f"graded by the {what} person alone: {named}")
    return "\n\n".join(parts)


def comparison_content(found: GradingComparison, grader: str) -> dict[str, Any]:
    """The same for other programs."""
    return {
        "grader": grader,
        "compared": [_key(key) for key in found.compared],
        "first_only": [_key(key) for key in found.first_only],
        "second_only": [_key(key) for key in found.second_only],
        "agreement": [_agreement(each) for each in found.parts],
        "differences": [
            {
                "claim": each.claim,
                "outcome": each.outcome or None,
                "part": each.part,
                "first": each.first,
                "second": each.second,
                "first_reason": each.first_reason,
                "second_reason": each.second_reason,
            }
            for each in found.differences
        ],
    }


def _row(part: PartAgreement) -> tuple[str, ...]:
    found = part.agreement
    share = _NONE if found.share is None else f"{found.agreed} ({100 * found.share:.0f} %)"
    weighted = _kappa(found.weighted) if found.weighted else _NONE
    cells = (str(found.number), share, _kappa(found.kappa), weighted)
    return (part.framework, part.label, *cells)


def _kappa(kappa: Kappa) -> str:
    if kappa.value is None:
        return _NONE
    value = f"{kappa.value:.2f}"
    if kappa.ci_low is not None and kappa.ci_high is not None:
        value += f" ({kappa.ci_low:.2f} to {kappa.ci_high:.2f})"
    return value.replace("-", "−")


def _whys(agreement: Agreement) -> tuple[str, ...]:
    """Why κ or its interval is missing, where something was rated at all."""
    return (agreement.kappa.reason,) if agreement.number and agreement.kappa.reason else ()


def _difference(each: GradingDifference) -> tuple[str, ...]:
    first = each.first_reason or "no reason given"
    second = each.second_reason or "no reason given"
    key = _named((each.claim, each.outcome))
    return key, each.label, each.first, each.second, f"first: {first}; second: {second}"


def _named(key: GradedKey) -> str:
    claim, outcome = key
    return f"{claim}/{outcome}" if outcome else claim


def _key(key: GradedKey) -> dict[str, Any]:
    return {"claim": key[0], "outcome": key[1] or None}


def _agreement(part: PartAgreement) -> dict[str, Any]:
    found = part.agreement
    return {
        "framework": part.framework,
        "part": part.part,
        "label": part.label,
        "rated_by_both": found.number,
        "alike": found.agreed,
        "share": found.share,
        "kappa": _kappa_content(found.kappa),
        "weighted_kappa": _kappa_content(found.weighted) if found.weighted else None,
    }


def _kappa_content(kappa: Kappa) -> dict[str, Any]:
    return {
        "weights": kappa.weights.value,
        "value": kappa.value,
        "standard_error": kappa.standard_error,
        "ci_low": kappa.ci_low,
        "ci_high": kappa.ci_high,
        "reason": kappa.reason,
    }
