"""``claims.yaml`` as claims."""

from __future__ import annotations

from types import MappingProxyType

from evidence.grading.framework import frameworks
from evidence.model.claim import Anchor, Claim, Link, Question, SynthesisRequest
from evidence.model.judgement import DomainRating, Judgement
from evidence.workspace.near_words import closest
from evidence.workspace.positions import Node, ScalarNode, node_at, offset_of, places
from evidence.workspace.records import read_records
from evidence.workspace.schema_claims import (
    ClaimsFileShape,
    ClaimShape,
    JudgementShape,
    LinkShape,
    SynthesisShape,
)
from evidence.workspace.validate import validate
from references.problem import Problem, Reading
from references.source import Location, SourceFile


def read_claims(source: SourceFile) -> Reading[tuple[Claim, ...]]:
    """The claims of one file, in its order; a claim that cannot be told apart is left out."""
    records = read_records(source, ClaimsFileShape, "claims")
    problems = list(records.problems)
    claims = []
    for index, node in enumerate(records.value):
        subject = _subject(node, index)
        reading = validate(node, ClaimShape, source, subject)
        problems += reading.problems
        if reading.value is not None:
            problems += _unknown_frameworks(reading.value, node, source, subject)
            claims.append(_claim(reading.value, node, source))
    return Reading(tuple(claims), tuple(problems))


def _subject(node: Node, index: int) -> str:
    name = node_at(node, ("id",))
    if isinstance(name, ScalarNode) and name.value:
        return f"claim {str(name.value)[:80]!r}"
    return f"claim {index + 1} of the file"


def _unknown_frameworks(
    shape: ClaimShape, node: Node, source: SourceFile, subject: str
) -> list[Problem]:
    known = tuple(item.name for item in frameworks())
    used: dict[tuple[str, ...], str] = {("framework",): shape.framework}
    if shape.judgement:
        used["judgement", "framework"] = shape.judgement.framework
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


def _claim(shape: ClaimShape, node: Node, source: SourceFile) -> Claim:
    known = {item.name for item in frameworks()}
    where = places(node, source)
    judgement = shape.judgement
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
        synthesis=_synthesis(shape.synthesis, where) if shape.synthesis else None,
        # Graded in a framework we do not know, a judgement cannot be read; the problem says so.
        judgement=(
            _judgement(judgement, where)
            if judgement and (not judgement.framework or judgement.framework in known)
            else None
        ),
        note=shape.note,
        framework=shape.framework if shape.framework in known else "",
        places=MappingProxyType(where),
    )


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


def _synthesis(shape: SynthesisShape, where: dict[str, Location]) -> SynthesisRequest:
    return SynthesisRequest(
        outcome=shape.outcome,
        measure=shape.measure,
        location=where["synthesis"],
        method=shape.method,
        benefit=shape.benefit,
        exclude=tuple(shape.exclude),
        sensitivity=tuple(shape.sensitivity),
        threshold=shape.threshold,
    )


def _judgement(shape: JudgementShape, where: dict[str, Location]) -> Judgement:
    return Judgement(
        framework=shape.framework,
        certainty=shape.certainty,
        location=where["judgement"],
        start=shape.start,
        domains=MappingProxyType(
            {
                name: DomainRating(item.rating, item.reason, where[f"judgement.domains.{name}"])
                for name, item in shape.domains.items()
            }
        ),
        reason=shape.reason,
        by=shape.by,
        on=shape.on,
        fingerprint=shape.fingerprint,
        seen=MappingProxyType(dict(shape.seen)),
    )
