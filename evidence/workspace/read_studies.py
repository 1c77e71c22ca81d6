"""``studies.yaml`` as studies."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from evidence.model.study import Appraisal, Arm, BaselineRow, Estimate, Outcome, Study
from evidence.workspace.appraisal_words import (
    NO_TOOLS,
    Tools,
    spelled,
    tool_called,
    unknown_words,
)
from evidence.workspace.positions import Node, Path, ScalarNode, node_at, offset_of, places
from evidence.workspace.records import read_records
from evidence.workspace.schema_studies import (
    AppraisalShape,
    ArmShape,
    BaselineShape,
    EstimateShape,
    OutcomeShape,
    StudiesFileShape,
    StudyShape,
)
from evidence.workspace.validate import validate
from references.problem import Reading
from references.source import Location, SourceFile


def read_studies(source: SourceFile, own: Tools = NO_TOOLS) -> Reading[tuple[Study, ...]]:
    """The studies of one file, in its order; one that cannot be told apart is left out.

    ``own`` are the appraisal tools that the review declares.
    """
    records = read_records(source, StudiesFileShape, "studies")
    problems = list(records.problems)
    studies = []
    for index, node in enumerate(records.value):
        subject = _subject(node, index)
        reading = validate(node, StudyShape, source, subject)
        problems += reading.problems
        if reading.value is not None:
            places_of = _Places(node, source, own)
            studies.append(places_of.study(reading.value))
            for number, item in enumerate(reading.value.appraisals):
                place = partial(places_of.within, ("appraisals", number))
                problems += unknown_words(item, own, subject, place)
    return Reading(tuple(studies), tuple(problems))


def _subject(node: Node, index: int) -> str:
    name = node_at(node, ("id",))
    if isinstance(name, ScalarNode) and name.value:
        return f"study {str(name.value)[:80]!r}"
    return f"study {index + 1} of the file"


class _Places:
    """Makes the parts of one study, each with its place."""

    def __init__(self, node: Node, source: SourceFile, own: Tools) -> None:
        self.node = node
        self.source = source
        self.own = own

    def at(self, path: Path) -> Location:
        return self.source.location(offset_of(self.node, path))

    def within(self, above: Path, path: Path) -> Location:
        return self.at((*above, *path))

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
            year=shape.year,
            funding=shape.funding,
            cluster=shape.cluster,
            characteristics=MappingProxyType(dict(shape.characteristics)),
            baseline=tuple(self.baseline(i, item) for i, item in enumerate(shape.baseline)),
        )

    def baseline(self, index: int, shape: BaselineShape) -> BaselineRow:
        path = ("baseline", index)
        return BaselineRow(
            variable=shape.variable,
            location=self.at(path),
            arms=tuple(
                Arm(
                    role=item.role,
                    location=self.at((*path, "arms", i)),
                    label=item.label,
                    events=item.events,
                    total=item.total,
                    mean=item.mean,
                    sd=item.sd,
                )
                for i, item in enumerate(shape.arms)
            ),
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
            instrument=shape.instrument,
            scale=shape.scale,
            items=shape.items,
            score=shape.score or "",
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
            person_time=shape.person_time,
            standard_error=shape.standard_error,
            median=shape.median,
            q1=shape.q1,
            q3=shape.q3,
            minimum=shape.minimum,
            maximum=shape.maximum,
            skewed=shape.skewed,
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
            total=shape.total,
            observed_minus_expected=shape.observed_minus_expected,
            variance=shape.variance,
            group_total=shape.group_total,
            events=shape.events,
        )

    def appraisal(self, index: int, shape: AppraisalShape) -> Appraisal:
        return Appraisal(
            tool=shape.tool,
            location=self.at(("appraisals", index)),
            domains=MappingProxyType(
                {name: rated.rating for name, rated in shape.domains.items() if rated.rating}
            ),
            overall=shape.overall,
            by=shape.by,
            note=shape.note,
            reasons=MappingProxyType(
                {name: rated.reason for name, rated in shape.domains.items() if rated.reason}
            ),
            answers=MappingProxyType(spelled(shape.answers, tool_called(shape.tool, self.own))),
            overall_reason=shape.overall_reason,
            variant=shape.variant,
            outcome=shape.outcome,
            on=shape.on,
            consensus=shape.consensus,
            declared=self.own.get(shape.tool),
        )
