"""GRD014: the strongest level for studies that nobody has appraised."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.judgements import Judged, judgements
from evidence.audit.pooled_example import counts, pooled_example
from evidence.grading.body import counting_studies
from references.rule import Hit, Rule, Severity

_DOMAINS = ("risk-of-bias", "methodological-limitations")


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each judgement at the top of its framework without a word on bias."""
    for each in judgements(assessment):
        if matter := _matter(each):
            yield Hit(
                each.place_of("certainty"),
                f"{each.told}: {matter}",
                "record an appraisal of the studies, or the reason for the rating of bias",
                subject=each.subject,
            )


def _matter(each: Judged) -> str:
    judgement, framework = each.judgement, each.part.framework
    asks = {domain.id for domain in framework.domains}
    if not asks & set(_DOMAINS):
        return ""
    if judgement.certainty != framework.levels[0].id:
        return ""
    ratings = [judgement.domains.get(domain) for domain in _DOMAINS]
    if judgement.reason or any(rating is not None and rating.reason for rating in ratings):
        return ""
    studies = counting_studies(each.part.body)
    if not studies or any(study.appraisals or study.quality for study in studies):
        return ""
    count = "the one study" if len(studies) == 1 else f"none of the {len(studies)} studies"
    appraised = "is not appraised" if len(studies) == 1 else "is appraised"
    return f"{judgement.certainty} ({framework.title}), and {count} behind it {appraised}"


_TRIALS = (counts(30, 200, 52, 198), counts(41, 310, 63, 305))
_JUDGEMENT = "{framework: grade, certainty: LEVEL, by: AB, on: 2026-11-01DOMAINS}"

RULE = Rule(
    code="GRD014",
    name="unappraised-strongest",
    severity=Severity.WARNING,
    summary="A judgement gives the strongest level and no study behind it has been appraised.",
    why=(
        "The strongest level says that the studies are free of serious bias. With no appraisal "
        "recorded and no reason given, nobody can tell whether that was looked at."
    ),
    bad=pooled_example(
        _TRIALS,
        "measure: RR",
        judgement=_JUDGEMENT.replace("LEVEL", "high").replace("DOMAINS", ""),
    ),
    good=pooled_example(
        _TRIALS,
        "measure: RR",
        judgement=_JUDGEMENT.replace("LEVEL", "high").replace(
            "DOMAINS",
            ", domains: {risk-of-bias: {rating: not-serious, reason: concealed and blinded}}",
        ),
    ),
    check=check,
)
