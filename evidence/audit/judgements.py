"""Every judgement of a review, of claims and of single outcomes, with its place and its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.assessment import Assessment, ClaimAssessment, OutcomeAssessment
from evidence.model.judgement import Judgement
from references.source import Location


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement, and the claim it belongs to; ``outcome`` where that alone was judged."""

    judgement: Judgement
    item: ClaimAssessment
    outcome: OutcomeAssessment | None = None

    @property
    def part(self) -> ClaimAssessment | OutcomeAssessment:
        """What was judged, with all that is derived for it."""
        return self.item if self.outcome is None else self.outcome

    @property
    def told(self) -> str:
        """What was judged, in the words that a message begins with."""
        if self.outcome is not None:
            return outcome_told(self.item, self.outcome)
        return f"claim {self.item.claim.id!r}"

    @property
    def subject(self) -> str:
        """The id of the claim."""
        return self.item.claim.id

    def place_of(self, key: str) -> Location:
        """Where a key of the judgement stands; of an outcome, where the judgement begins."""
        if self.outcome is not None:
            return self.judgement.location
        return self.item.claim.place_of(f"judgement.{key}", "judgement")


def judgements(assessment: Assessment) -> Iterator[Judged]:
    """What persons judged: each claim, then its outcomes, in the order of the review."""
    for item in assessment.claims:
        if item.claim.judgement is not None:
            yield Judged(item.claim.judgement, item)
        for each in item.outcomes:
            if each.outcome.judgement is not None:
                yield Judged(each.outcome.judgement, item, each)


def outcome_told(item: ClaimAssessment, outcome: OutcomeAssessment) -> str:
    """An outcome of a claim, as messages name it."""
    return f"claim {item.claim.id!r}, outcome {outcome.outcome.id!r}"
