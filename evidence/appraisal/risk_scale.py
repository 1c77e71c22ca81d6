"""The scale that several tools share: low, unclear and high, of bias or of concern."""

from __future__ import annotations

from evidence.appraisal.tool import AppraisalDomain, Rating

RISKS = (
    Rating("low", "Low risk of bias", "+", 0.0),
    Rating("unclear", "Unclear risk of bias", "?", 0.5),
    Rating("high", "High risk of bias", "-", 1.0),
)
CONCERNS = (
    Rating("low", "Low concern", "+", 0.0),
    Rating("unclear", "Unclear concern", "?", 0.5),
    Rating("high", "High concern", "-", 1.0),
)


def applicability(name: str, label: str) -> AppraisalDomain:
    """A concern about applicability, which is rated beside the risk of bias and does not enter."""
    return AppraisalDomain(
        f"applicability-{name}", f"Applicability: {label}", CONCERNS, beside=True
    )
