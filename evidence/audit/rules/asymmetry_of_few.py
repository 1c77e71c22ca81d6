"""SYN005: a judgement that rests on a funnel plot of fewer than ten studies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.pooled_example import counts, pooled_example
from evidence.audit.syntheses import pooled_syntheses
from evidence.synthesis.small_study.asymmetry import FEWEST_STUDIES
from references.rule import Hit, Rule, Severity

_TEST = re.compile(
    r"\b(?:funnel|egger|begg|harbord|peters|trim[ -]and[ -]fill|asymmetr\w*|fail-?safe)\b",
    re.IGNORECASE,
)
# "Too few studies for a funnel plot" is what the rule wants to read.
_DECLINED = re.compile(
    r"\b(?:too few|fewer than|less than|not|no|cannot|could not|without|only)\b", re.IGNORECASE
)


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each reason that leans on asymmetry among fewer than ten studies."""
    for pooled in pooled_syntheses(assessment):
        judgement, count = pooled.claim.judgement, len(pooled.synthesis.effects)
        if judgement is None or count >= FEWEST_STUDIES:
            continue
        rating = judgement.domains.get("publication-bias")
        found = _TEST.search(rating.reason) if rating else None
        if rating is None or found is None or _DECLINED.search(rating.reason):
            continue
        yield Hit(
            rating.location or judgement.location,
            f"{pooled.name}: publication bias is judged by {found[0].lower()} with {count} "
            f"{'study' if count == 1 else 'studies'}; below {FEWEST_STUDIES} chance alone "
            "makes plots look lopsided or straight",
            "judge by registers, protocols, unpublished trials and who paid",
            subject=pooled.claim.id,
        )


_TRIALS = (counts(6, 25, 18, 25), counts(9, 40, 21, 41), counts(4, 31, 9, 30))
_JUDGEMENT = (
    "{framework: grade, certainty: moderate, by: AB, on: 2026-11-01, domains: "
    "{publication-bias: {rating: undetected, reason: REASON}}}"
)

RULE = Rule(
    code="SYN005",
    name="asymmetry-of-few",
    severity=Severity.NOTE,
    summary="Publication bias is judged by a funnel plot or its test with fewer than ten studies.",
    why=(
        "Tests of asymmetry have too little power below ten studies to tell bias from chance, and "
        "readers disagree about plots of so few. A straight funnel is then no reason to think "
        "that nothing is missing (Sterne and others 2011)."
    ),
    bad=pooled_example(
        _TRIALS,
        "measure: RR",
        judgement=_JUDGEMENT.replace("REASON", "Egger's test gives p = 0.41"),
    ),
    good=pooled_example(
        _TRIALS,
        "measure: RR",
        judgement=_JUDGEMENT.replace("REASON", "all registered trials are published"),
    ),
    check=check,
    references=("https://doi.org/10.1136/bmj.d4002",),
)
