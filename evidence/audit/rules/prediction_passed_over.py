"""SYN008: a clear pooled effect whose prediction interval crosses no effect."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.pooled_example import counts, pooled_example
from evidence.audit.syntheses import Pooled, pooled_syntheses
from evidence.synthesis.measure import MEASURES
from references.rule import Hit, Rule, Severity

_ENOUGH = 5
_DOMAIN = "inconsistency"


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each judgement without concern where a next study may show the contrary."""
    for pooled in pooled_syntheses(assessment):
        judgement = pooled.claim.judgement
        measure = MEASURES.get(pooled.request.measure)
        if judgement is None or measure is None or measure.null_value is None:
            continue
        rating = judgement.domains.get(_DOMAIN)
        concerned = rating is not None and not rating.rating.startswith("not-")
        if concerned or (rating is not None and rating.reason):
            continue
        interval = _crossing(pooled, measure.null_value)
        if interval is not None:
            low, high = (measure.to_natural(end) for end in interval)
            yield Hit(
                pooled.claim.place_of(
                    f"judgement.domains.{_DOMAIN}", "judgement.domains", "judgement"
                ),
                f"{pooled.name}: the pooled effect is clear, but its prediction interval, "
                f"{pooled.request.measure} {low:.2f} to {high:.2f}, holds effects of both sides; "
                "the judgement sees no inconsistency",
                "rate inconsistency, or give the reason why it is not serious",
                subject=pooled.claim.id,
            )


def _crossing(pooled: Pooled, null: float) -> tuple[float, float] | None:
    found = pooled.synthesis.pooled
    if found is None or len(pooled.synthesis.effects) < _ENOUGH:
        return None
    low, high = found.prediction_low, found.prediction_high
    if low is None or high is None or found.between_study_variance <= 0:
        return None
    clear = found.ci_high < null or found.ci_low > null
    return (low, high) if clear and low < null < high else None


_TRIALS = (
    counts(5, 100, 30, 100),
    counts(28, 100, 30, 100),
    counts(9, 100, 30, 100),
    counts(24, 100, 30, 100),
    counts(12, 100, 30, 100),
    counts(26, 100, 30, 100),
)
_JUDGEMENT = (
    "{framework: grade, certainty: RATED, by: AB, on: 2026-11-01, domains: "
    "{inconsistency: {rating: LEVEL}}}"
)

RULE = Rule(
    code="SYN008",
    name="prediction-passed-over",
    severity=Severity.NOTE,
    summary=(
        "A pooled effect is clear, its prediction interval is not, and the judgement sees no "
        "inconsistency."
    ),
    why=(
        "The confidence interval is of the average study, the prediction interval of the next "
        "one. Where the latter reaches over no effect, some settings may see no benefit or harm, "
        "which a grade without a word on inconsistency hides (IntHout and others 2016)."
    ),
    bad=pooled_example(
        _TRIALS,
        "measure: RR",
        judgement=_JUDGEMENT.replace("RATED", "high").replace("LEVEL", "not-serious"),
    ),
    good=pooled_example(
        _TRIALS,
        "measure: RR",
        judgement=_JUDGEMENT.replace("RATED", "moderate").replace(
            "LEVEL", "serious, reason: the trials differ beyond chance"
        ),
    ),
    check=check,
    references=("https://doi.org/10.1136/bmjopen-2015-010247",),
)
