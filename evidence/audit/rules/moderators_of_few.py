"""SYN007: a meta-regression with too few studies for its moderators."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.pooled_example import counts, pooled_example
from evidence.audit.syntheses import pooled_syntheses
from evidence.synthesis.characteristics import STUDIES_PER_MODERATOR
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each synthesis with fewer than ten studies for each of its moderators."""
    for pooled in pooled_syntheses(assessment):
        moderators, count = pooled.request.moderators, len(pooled.synthesis.effects)
        if moderators and count < STUDIES_PER_MODERATOR * len(moderators):
            each = "one moderator" if len(moderators) == 1 else f"{len(moderators)} moderators"
            yield Hit(
                pooled.request.location,
                f"{pooled.name}: a regression of {count} studies on {each} "
                f"({', '.join(moderators)}); {STUDIES_PER_MODERATOR} studies for each "
                "are the usual least",
                "show the effects against the moderator and draw no conclusion from the slope",
                subject=pooled.claim.id,
            )


def _trials(count: int) -> tuple[str, ...]:
    return tuple(
        f"{counts(5 + number % 4, 40 + number, 11 + number % 3, 41 + number)} | "
        f"characteristics: {{latitude: {10 + 3 * number}}}"
        for number in range(count)
    )


RULE = Rule(
    code="SYN007",
    name="moderators-of-few",
    severity=Severity.NOTE,
    summary="A meta-regression has fewer than ten studies for each moderator.",
    why=(
        "With few studies some characteristic nearly always lies along the effects by chance. Ten "
        "studies for each moderator are the usual least, and more where they are spread unevenly "
        "(Cochrane Handbook 10.11.5.1)."
    ),
    bad=pooled_example(_trials(6), "measure: RR, moderators: [latitude]"),
    good=pooled_example(_trials(10), "measure: RR, moderators: [latitude]"),
    check=check,
    references=("https://doi.org/10.1002/9781119536604.ch10",),
)
