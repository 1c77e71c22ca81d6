"""SYN004: an interval by Knapp and Hartung, or with t, from two studies."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.pooled_example import counts, pooled_example
from evidence.audit.syntheses import pooled_syntheses
from references.rule import Hit, Rule, Severity

_WITH_T = frozenset({"t", "knapp-hartung", "knapp-hartung-floor"})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each random-effects synthesis of two studies whose test has one degree."""
    for pooled in pooled_syntheses(assessment):
        found = pooled.synthesis.pooled
        if found is None or len(pooled.synthesis.effects) != 2:
            continue
        if pooled.request.test in _WITH_T and found.method != "common":
            yield Hit(
                pooled.request.location,
                f"{pooled.name}: with two studies the {pooled.request.test} interval stands on "
                "one degree of freedom, 12.7 standard errors to each side at 95%",
                "report both studies beside each other, or the common effect where they agree",
                subject=pooled.claim.id,
            )


_TRIALS = (counts(6, 25, 18, 25), counts(9, 40, 21, 41))

RULE = Rule(
    code="SYN004",
    name="too-few-for-test",
    severity=Severity.NOTE,
    summary="A random-effects interval of two studies is made with one degree of freedom.",
    why=(
        "Two studies tell next to nothing of the variance between studies. Knapp and Hartung's "
        "interval is then nearly always too wide to say anything, and by chance absurdly narrow "
        "where both effects happen to agree (Röver and others 2015)."
    ),
    bad=pooled_example(_TRIALS, "measure: RR, test: knapp-hartung"),
    good=pooled_example((*_TRIALS, counts(4, 31, 9, 30)), "measure: RR, test: knapp-hartung"),
    check=check,
    references=("https://doi.org/10.1186/s12874-015-0091-1",),
)
