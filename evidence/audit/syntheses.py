"""The syntheses that claims ask for, and the studies that enter them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.assessment import Assessment, ClaimAssessment
from evidence.model.claim import SynthesisRequest
from evidence.model.study import Outcome, Study
from evidence.model.synthesis import Synthesis
from references.source import Location


@dataclass(frozen=True, slots=True)
class Pooled:
    """One synthesis of one claim with the studies that gave it an effect, each with its data."""

    item: ClaimAssessment
    request: SynthesisRequest
    synthesis: Synthesis
    members: tuple[tuple[Study, Outcome], ...]

    @property
    def place(self) -> Location:
        """Where the synthesis is asked for."""
        return self.request.location

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"claim {self.item.claim.id!r}, {self.request.outcome}"


def pooled_syntheses(assessment: Assessment) -> Iterator[Pooled]:
    """Every synthesis that has at least one effect."""
    studies = assessment.review.study_by_id
    for item in assessment.claims:
        request, synthesis = item.claim.synthesis, item.synthesis
        if request is None or synthesis is None or not synthesis.effects:
            continue
        members = []
        for effect in synthesis.effects:
            study = studies.get(effect.study)
            outcome = study.outcome(synthesis.outcome) if study else None
            if study is not None and outcome is not None:
                members.append((study, outcome))
        yield Pooled(item, request, synthesis, tuple(members))
