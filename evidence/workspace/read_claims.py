"""``claims.yaml`` as claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evidence.grading.declared import known_frameworks
from evidence.model.claim import (
    Anchor,
    Claim,
    ClaimOutcome,
    ContinuityChoice,
    Importance,
    Link,
    Magnitudes,
    Question,
    SynthesisRequest,
)
from evidence.model.declared_framework import DeclaredFramework
from evidence.model.judgement import DomainRating, Judgement, PastJudgement
from evidence.workspace.near_words import closest
from evidence.workspace.positions import Node, ScalarNode, node_at, offset_of, places
from evidence.workspace.records import read_records
from evidence.workspace.schema_claims import (
    ClaimOutcomeShape,
    ClaimsFileShape,
    ClaimShape,
    JudgementShape,
    LinkShape,
    PoolingShape,
)
from evidence.workspace.validate import validate
from references.problem import Problem, Reading
from references.source import Location, SourceFile


def read_claims(
    source: SourceFile, own: Iterable[DeclaredFramework] = ()
) -> Reading[tuple[Claim, ...]]:
    """The claims of one file, in its order; a claim that cannot be told apart is left out.

    ``own`` are the grading frameworks that the review declares.
    """
    known = tuple(known_frameworks(own))
    records = read_records(source, ClaimsFileShape, "claims")
    problems = list(records.problems)
    claims = []
    for index, node in enumerate(records.value):
        subject = _subject(node, index)
        reading = validate(node, ClaimShape, source, subject)
        problems += reading.problems
        if reading.value is not None:
            problems += _unknown_frameworks(reading.value, node, source, subject, known)
            claims.append(_claim(reading.value, node, source, known))
    return Reading(tuple(claims), tuple(problems))


def _subject(node: Node, index: int) -> str:
    name = node_at(node, ("id",))
    if isinstance(name, ScalarNode) and name.value:
        return f"claim {str(name.value)[:80]!r}"
    return f"claim {index + 1} of the file"


def _unknown_frameworks(
    shape: ClaimShape, node: Node, source: SourceFile, subject: str, known: tuple[str, ...]
) -> list[Problem]:
    used: dict[tuple[str | int, ...], str] = {("framework",): shape.framework}
    if shape.judgement:
        used["judgement", "framework"] = shape.judgement.framework
    for index, outcome in enumerate(shape.outcomes):
        if outcome.judgement:
            used["outcomes", index, "judgement", "framework"] = outcome.judgement.framework
    return [
        Problem(
            "review/unknown-id",
            f"{subject}: unknown framework {name!r}{closest(name, known)}",
            source.location(offset_of(node, path)),
            f"known are {', '.join(known)}",
        )
        for path, name in used.items()
        if name and name not in known
    ]


def _claim(shape: ClaimShape, node: Node, source: SourceFile, known: Collection[str]) -> Claim:
    where = places(node, source)
    place = _Place(node, source)
    outcomes = tuple(
        _outcome(item, place.below("outcomes", index), known)
        for index, item in enumerate(shape.outcomes)
    )
    asked = shape.synthesis
    return Claim(
        id=shape.id,
        statement=shape.statement,
        kind=shape.kind,
        anchor=Anchor(shape.quote, shape.prefix, shape.suffix, shape.article),
        location=source.location(node.start),
        question=Question(**shape.question.model_dump()) if shape.question else None,
        links=tuple(
            _link(item, source.location(offset_of(node, ("evidence", index, "reference"))))
            for index, item in enumerate(shape.evidence)
        ),
        synthesis=(
            _synthesis(asked, asked.outcome, place("synthesis"))
            if asked
            else _first_synthesis(outcomes)
        ),
        judgement=_judgement(shape.judgement, place, ("judgement",), known),
        note=shape.note,
        framework=shape.framework if shape.framework in known else "",
        outcomes=outcomes,
        places=MappingProxyType(where),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the parts below one path of a claim stand."""

    node: Node
    source: SourceFile
    path: tuple[str | int, ...] = ()

    def __call__(self, *path: str) -> Location:
        return self.source.location(offset_of(self.node, (*self.path, *path)))

    def below(self, *path: str | int) -> _Place:
        return _Place(self.node, self.source, (*self.path, *path))


def _link(shape: LinkShape, location: Location) -> Link:
    return Link(
        reference=shape.reference,
        stance=shape.stance,
        location=location,
        locator=shape.locator,
        quote=shape.quote,
        note=shape.note,
        directness=shape.directness,
    )


def _synthesis(shape: PoolingShape, outcome: str, location: Location) -> SynthesisRequest:
    sizes = shape.magnitudes
    return SynthesisRequest(
        outcome=outcome,
        measure=shape.measure,
        location=location,
        method=shape.method,
        benefit=shape.benefit,
        exclude=tuple(shape.exclude),
        sensitivity=tuple(shape.sensitivity),
        threshold=shape.threshold,
        test=shape.test,
        level=shape.level,
        prediction=shape.prediction,
        continuity=ContinuityChoice(shape.continuity.add, shape.continuity.to),
        subgroup=shape.subgroup,
        moderators=tuple(shape.moderators),
        baseline_risk=shape.baseline_risk,
        proportion_interval=shape.proportion_interval,
        mixed_model=shape.mixed_model,
        analyses=shape.analyses.choices(),
        baseline_source=shape.baseline_source,
        baseline_sd=shape.baseline_sd,
        instrument=shape.instrument,
        magnitudes=Magnitudes(sizes.small, sizes.moderate, sizes.large) if sizes else None,
    )


def _outcome(shape: ClaimOutcomeShape, place: _Place, known: Collection[str]) -> ClaimOutcome:
    return ClaimOutcome(
        id=shape.outcome,
        location=place("outcome"),
        label=shape.label,
        importance=shape.importance,
        follow_up=shape.follow_up,
        synthesis=(
            _synthesis(shape.synthesis, shape.outcome, place("synthesis"))
            if shape.synthesis
            else None
        ),
        judgement=_judgement(shape.judgement, place, ("judgement",), known),
        note=shape.note,
    )


def _first_synthesis(outcomes: Sequence[ClaimOutcome]) -> SynthesisRequest | None:
    """That of the most important outcome that has one, the first of several."""
    order = tuple(Importance)
    ranked = sorted(outcomes, key=lambda each: order.index(each.importance))
    return next((each.synthesis for each in ranked if each.synthesis), None)


def _judgement(
    shape: JudgementShape | None, place: _Place, path: tuple[str, ...], known: Collection[str]
) -> Judgement | None:
    """A person's judgement; ``None`` where its framework is not known, which a problem says."""
    if shape is None or (shape.framework and shape.framework not in known):
        return None
    return Judgement(
        framework=shape.framework,
        certainty=shape.certainty,
        location=place(*path),
        start=shape.start,
        domains=MappingProxyType(
            {
                name: DomainRating(item.rating, item.reason, place(*path, "domains", name))
                for name, item in shape.domains.items()
            }
        ),
        reason=shape.reason,
        by=shape.by,
        on=shape.on,
        fingerprint=shape.fingerprint,
        seen=MappingProxyType(dict(shape.seen)),
        history=tuple(
            PastJudgement(item.certainty, item.by, item.on, item.reason, item.fingerprint)
            for item in shape.history
        ),
    )
