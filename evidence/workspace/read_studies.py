"""``studies.yaml`` as studies."""

from __future__ import annotations

from types import MappingProxyType

from evidence.model.study import Appraisal, Arm, Estimate, Outcome, Study
from evidence.workspace.positions import Node, Path, ScalarNode, node_at, offset_of, places
from evidence.workspace.records import read_records
from evidence.workspace.schema_studies import (
    AppraisalShape,
    ArmShape,
    EstimateShape,
    OutcomeShape,
    StudiesFileShape,
    StudyShape,
)
from evidence.workspace.validate import validate
from references.problem import Reading
from references.source import Location, SourceFile


def read_studies(source: SourceFile) -> Reading[tuple[Study, ...]]:
    """The studies of one file, in its order; one that cannot be told apart is left out."""
    records = read_records(source, StudiesFileShape, "studies")
    problems = list(records.problems)
    studies = []
    for index, node in enumerate(records.value):
        reading = validate(node, StudyShape, source, _subject(node, index))
        problems += reading.problems
        if reading.value is not None:
            studies.append(_Places(node, source).study(reading.value))
    return Reading(tuple(studies), tuple(problems))


def _subject(node: Node, index: int) -> str:
    name = node_at(node, ("id",))
    if isinstance(name, ScalarNode) and name.value:
        return f"study {str(name.value)[:80]!r}"
    return f"study {index + 1} of the file"


class _Places:
    """Makes the parts of one study, each with its place."""

    def __init__(self, node: Node, source: SourceFile) -> None:
        self.node = node
        self.source = source

    def at(self, path: Path) -> Location:
        return self.source.location(offset_of(self.node, path))

    def study(self, shape: StudyShape) -> Study:
        return Study(
            id=shape.id,
            references=tuple(shape.references),
            design=shape.design,
            location=self.source.location(self.node.start),
            label=shape.label,
            blinding=shape.blinding,
            size=shape.size,
            quality=shape.quality or "",
            population=shape.population,
            note=shape.note,
            unverified=tuple(shape.unverified),
            outcomes=tuple(self.outcome(name, item) for name, item in shape.outcomes.items()),
            appraisals=tuple(self.appraisal(i, item) for i, item in enumerate(shape.appraisals)),
            places=MappingProxyType(places(self.node, self.source)),
        )

    def outcome(self, name: str, shape: OutcomeShape) -> Outcome:
        path = ("outcomes", name)
        return Outcome(
            id=name,
            location=self.at(path),
            label=shape.label,
            arms=tuple(self.arm((*path, "arms", i), item) for i, item in enumerate(shape.arms)),
            estimates=tuple(
                self.estimate((*path, "estimates", i), item)
                for i, item in enumerate(shape.estimates)
            ),
            direction=shape.direction or "",
        )

    def arm(self, path: Path, shape: ArmShape) -> Arm:
        return Arm(
            role=shape.role,
            location=self.at(path),
            label=shape.label,
            events=shape.events,
            total=shape.total,
            mean=shape.mean,
            sd=shape.sd,
            percent=shape.percent,
        )

    def estimate(self, path: Path, shape: EstimateShape) -> Estimate:
        low, high = shape.ci or (None, None)
        relation, p_value = shape.p or ("=", None)
        return Estimate(
            measure=shape.measure,
            location=self.at(path),
            value=shape.value,
            standard_error=shape.standard_error,
            ci_low=low,
            ci_high=high,
            ci_level=shape.ci_level,
            p_value=p_value,
            p_relation=relation,
        )

    def appraisal(self, index: int, shape: AppraisalShape) -> Appraisal:
        return Appraisal(
            tool=shape.tool,
            location=self.at(("appraisals", index)),
            domains=MappingProxyType(dict(shape.domains)),
            overall=shape.overall,
            by=shape.by,
            note=shape.note,
        )
