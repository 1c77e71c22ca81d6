"""A study that could yet be made, with the risk of the comparator arms and a chosen effect."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.grading.absolute_effects.absolute_effect import gives_risks, risk_with
from evidence.grading.body import counting_studies
from evidence.grading.framework import Body
from evidence.grading.grade_changes.change_events import Event, StudiesByReference, studies_of
from evidence.model.claim import Link, Stance
from evidence.model.study import Arm, ArmRole, Estimate, Outcome, Study
from evidence.model.synthesis import Synthesis
from evidence.synthesis.refusal import CannotComputeError

_NEW = "imagined"


@dataclass(frozen=True, slots=True)
class TrialMaker:
    """Makes studies of any size like the largest one pooled, with one effect.

    ``risks`` are those of intervention and comparator, ``mean`` the difference with its standard
    deviation; where the data give neither, ``information`` is what one participant adds.
    """

    model: Study
    outcome: str
    measure: str
    value: float
    is_ratio: bool
    risks: tuple[float, float] | None = None
    mean: tuple[float, float] | None = None
    information: float | None = None

    def study(self, per_arm: int, number: int = 1) -> Study:
        """A study of that many participants in each arm."""
        place = self.model.location
        arms: tuple[Arm, ...] = ()
        estimates: tuple[Estimate, ...] = ()
        roles = (ArmRole.INTERVENTION, ArmRole.COMPARATOR)
        if self.risks is not None:
            arms = tuple(
                Arm(role, place, events=risk * per_arm, total=per_arm)
                for role, risk in zip(roles, self.risks, strict=True)
            )
        elif self.mean is not None:
            difference, sd = self.mean
            arms = tuple(
                Arm(role, place, mean=mean, sd=sd, total=per_arm)
                for role, mean in zip(roles, (difference, 0.0), strict=True)
            )
        elif self.information is not None:
            error = 1 / math.sqrt(self.information * 2 * per_arm)
            value = math.exp(self.value) if self.is_ratio else self.value
            estimates = (Estimate(self.measure, place, value=value, standard_error=error),)
        return replace(
            self.model,
            id=f"{_NEW}-{number}",
            label="",
            references=(f"{_NEW}-{number}",),
            size=2 * per_arm,
            outcomes=(Outcome(self.outcome, place, arms=arms, estimates=estimates),),
        )


def trial_maker(body: Body, *, null: bool = False) -> TrialMaker:
    """What makes studies with the pooled effect of a body, or with none.

    Raises:
        CannotComputeError: when nothing is pooled or the data do not say how precise a study of
            some size would be.
    """
    synthesis = body.synthesis
    if synthesis is None or synthesis.pooled is None:
        raise CannotComputeError("nothing is pooled")
    pooled = {each.study: each.weight for each in synthesis.effects}
    counting = [study for study in counting_studies(body) if study.id in pooled]
    if not counting:
        raise CannotComputeError("no study that counts is pooled")
    model = max(counting, key=lambda study: (study.size or 0, pooled[study.id], study.id))
    value = 0.0 if null else synthesis.pooled.value
    maker = TrialMaker(model, synthesis.outcome, synthesis.measure, value, synthesis.is_ratio)
    risk = synthesis.comparator_risk
    if gives_risks(synthesis.measure) and risk is not None and 0 < risk < 1:
        return replace(maker, risks=_risks(synthesis.measure, risk, value))
    if synthesis.measure in ("MD", "SMD", "SMDH"):
        sd = _standard_deviation(counting, synthesis.outcome)
        if sd is not None:
            difference = value if synthesis.measure == "MD" else value * sd
            return replace(maker, mean=(difference, sd))
    return replace(maker, information=_information(synthesis))


def _risks(measure: str, risk: float, value: float) -> tuple[float, float]:
    other = risk_with(measure, risk, value)
    if not 0 < other < 1:
        raise CannotComputeError("the pooled effect gives no possible risk")
    return other, risk


def _standard_deviation(studies: Sequence[Study], outcome: str) -> float | None:
    """That of all arms together, weighted by their size."""
    squares = total = 0.0
    for study in studies:
        found = study.outcome(outcome)
        for arm in found.arms if found else ():
            if arm.sd and arm.total and arm.sd > 0:
                squares += arm.total * arm.sd**2
                total += arm.total
    return math.sqrt(squares / total) if total else None


def _information(synthesis: Synthesis) -> float:
    """What one participant adds, on average over the studies pooled."""
    if not synthesis.total_participants:
        raise CannotComputeError("the number of participants is not known for every study")
    whole = math.fsum(each.standard_error**-2 for each in synthesis.effects)
    return whole / synthesis.total_participants


def with_trials(
    body: Body, studies: StudiesByReference, trials: Sequence[Study], kind: str, text: str
) -> Event:
    """A body with imagined studies added.

    One without an effect disputes a claim of effect, any other supports it.
    """
    stance = Stance.DISPUTES if kind == "null-trials" else Stance.SUPPORTS
    links = tuple(Link(trial.references[0], stance, body.claim.location) for trial in trials)
    claim = replace(body.claim, links=(*body.claim.links, *links))
    added = {trial.references[0]: (trial,) for trial in trials}
    return Event(kind, text, claim, {**studies_of(claim, studies), **added}, body.retracted)
