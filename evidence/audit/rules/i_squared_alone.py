"""SYN009: inconsistency judged by I squared and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.pooled_example import counts, pooled_example
from evidence.audit.syntheses import pooled_syntheses
from references.rule import Hit, Rule, Severity

_ONLY = re.compile(
    r"""\A\s*
    (?:(?:low|moderate|high|no|substantial|considerable|because|due\ to|as|the|statistical|
          heterogeneity|inconsistency)[\s,:(]+)*
    I\s?(?:²|\^?2|-?squared?)
    \s*(?:is|was|of|=|:|<|>|≤|≥)?\s*
    (?:above|below|over|under|about|only)?\s*
    [\d.]+\s?(?:%|per\ ?cent|percent)?
    [\s).]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each reason for inconsistency that is a value of I squared."""
    for pooled in pooled_syntheses(assessment):
        judgement = pooled.claim.judgement
        rating = judgement.domains.get("inconsistency") if judgement else None
        if judgement is None or rating is None or not _ONLY.match(rating.reason):
            continue
        yield Hit(
            rating.location or judgement.location,
            f"{pooled.name}: the reason given for inconsistency is I squared alone "
            f"({rating.reason.strip()!r})",
            "say whether effects and intervals agree, on which side of the decision threshold "
            "they lie, and how wide the prediction interval is",
            subject=pooled.claim.id,
        )


_TRIALS = (counts(6, 25, 18, 25), counts(9, 40, 21, 41), counts(4, 31, 9, 30))
_JUDGEMENT = (
    "{framework: grade, certainty: moderate, by: AB, on: 2026-11-01, domains: "
    "{inconsistency: {rating: not-serious, reason: REASON}}}"
)

RULE = Rule(
    code="SYN009",
    name="i-squared-alone",
    severity=Severity.NOTE,
    summary="A judgement of inconsistency gives I squared as its only reason.",
    why=(
        "I squared is the share of the variation that is not chance, and no measure of how far "
        "studies differ: large studies that hardly differ have a high one, small ones that differ "
        "widely have 0. GRADE looks at the effects, their overlap and the threshold first "
        "(Rücker and others 2008; Core GRADE 3)."
    ),
    bad=pooled_example(_TRIALS, "measure: RR", judgement=_JUDGEMENT.replace("REASON", "I² = 0%")),
    good=pooled_example(
        _TRIALS,
        "measure: RR",
        judgement=_JUDGEMENT.replace("REASON", "all intervals overlap on the side of benefit"),
    ),
    check=check,
    references=(
        "https://doi.org/10.1186/1471-2288-8-79",
        "https://doi.org/10.1136/bmj-2024-081905",
    ),
)
