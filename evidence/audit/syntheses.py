"""The syntheses that claims ask for, and the studies that enter them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.assessment import Assessment
from evidence.model.claim import Claim, SynthesisRequest
from evidence.model.study import Outcome, Study
from evidence.model.synthesis import Synthesis


@dataclass(frozen=True, slots=True)
class Pooled:
    """One synthesis of one claim with the studies that gave it an effect, each with its data.

    ``claim`` is narrowed to the outcome where the claim is judged by several.
    """

    claim: Claim
    request: SynthesisRequest
    synthesis: Synthesis
    members: tuple[tuple[Study, Outcome], ...]

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"claim {self.claim.id!r}, {self.request.outcome}"


def pooled_syntheses(assessment: Assessment) -> Iterator[Pooled]:
    """Every synthesis that has at least one effect."""
    studies = assessment.review.study_by_id
    for item in assessment.claims:
        for part in item.outcomes or (item,):
            request, synthesis = part.claim.synthesis, part.synthesis
            if request is None or synthesis is None or not synthesis.effects:
                continue
            found = ((studies.get(effect.study), effect) for effect in synthesis.effects)
            members = tuple(
                (study, outcome)
                for study, _ in found
                if study is not None and (outcome := study.outcome(synthesis.outcome)) is not None
            )
            yield Pooled(part.claim, request, synthesis, members)
