"""CLM025: a statement that says the contrary of the effect pooled for it."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.claimed_side import claimed_side
from evidence.audit.pooled_example import counts, pooled_example
from evidence.audit.syntheses import Pooled, pooled_syntheses
from evidence.model.claim import Stance
from evidence.synthesis.measure import MEASURES
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim whose verb and whose pooled interval point to opposite sides."""
    for pooled in pooled_syntheses(assessment):
        side, wanted = _side(pooled), _claimed(pooled)
        if side and wanted and side != wanted:
            measure = MEASURES[pooled.request.measure]
            found = pooled.synthesis.pooled
            if found is None:  # pragma: no cover - _side is 0 then
                continue
            low, high = measure.to_natural(found.ci_low), measure.to_natural(found.ci_high)
            verb = {-1: "lowered", 1: "raised"}
            yield Hit(
                pooled.claim.place_of("statement", "quote"),
                f"{pooled.name}: the statement says {verb[wanted]}, the pooled effect says "
                f"{verb[side]} ({pooled.request.measure} {low:.2f} to {high:.2f})",
                "are intervention and comparator exchanged, or does the statement err?",
                subject=pooled.claim.id,
                related=(pooled.request.location,),
            )


def _claimed(pooled: Pooled) -> int:
    """The side of the statement, where the review takes the evidence to support it.

    ``benefit`` must agree: a claim of lowering what had better be high, or of raising it in a
    synthesis of harm, speaks of something else than what is counted.
    """
    if not pooled.claim.links_with(Stance.SUPPORTS) or not pooled.members:
        return 0
    sides = {claimed_side(pooled.claim, outcome) for _, outcome in pooled.members}
    side = sides.pop() if len(sides) == 1 else 0
    if side == -1 and pooled.request.benefit != "lower":
        return 0
    return side


def _side(pooled: Pooled) -> int:
    measure, found = MEASURES.get(pooled.request.measure), pooled.synthesis.pooled
    if found is None or measure is None or measure.null_value is None:
        return 0
    if found.ci_high < measure.null_value:
        return -1
    return 1 if found.ci_low > measure.null_value else 0


_DOWN = (counts(30, 200, 52, 198), counts(41, 310, 63, 305))
_UP = (counts(52, 200, 30, 198), counts(63, 310, 41, 305))

RULE = Rule(
    code="CLM025",
    name="claim-against-pooled",
    severity=Severity.WARNING,
    summary="A statement says lowered where the effect pooled for it is clearly raised, or so.",
    why=(
        "The claim, the arms and the synthesis are entered apart, and one exchange of groups "
        "turns the plot, the grade and the summary of findings round. Only plain statements are "
        "held against the data, that name the outcome and neither deny nor compare."
    ),
    bad=pooled_example(_UP, "measure: RR"),
    good=pooled_example(_DOWN, "measure: RR"),
    check=check,
)
