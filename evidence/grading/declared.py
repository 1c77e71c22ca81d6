"""Frameworks that a review declares itself, made of what its file says.

Such a framework starts at a level by the strongest design and moves by the sum of its domains, as
GRADE and OCEBM do. A domain may ask the data what those frameworks ask them; the others are left to
a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from evidence.grading.body import counting_items
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import LEFT_TO_A_PERSON, Concern
from evidence.grading.domain_rules.imprecision import imprecision_concern, threshold_on_scale
from evidence.grading.domain_rules.inconsistency import inconsistency_concern
from evidence.grading.domain_rules.indirectness import indirectness_concern
from evidence.grading.domain_rules.large_effect import large_effect
from evidence.grading.domain_rules.risk_of_bias import risk_of_bias_concern
from evidence.grading.framework import (
    Body,
    Derivation,
    Direction,
    Discrepancy,
    Domain,
    Framework,
    Level,
    Step,
    Undecided,
    frameworks,
)
from evidence.grading.judged import discrepancies, ignored_inconsistency
from evidence.grading.primary_body import answering_studies, counted_once
from evidence.grading.scales.moves import START, moved, rate
from evidence.grading.verdict import verdict_table
from evidence.model.claim import ClaimKind, Verdict
from evidence.model.declared_framework import DeclaredDomain, DeclaredFramework
from evidence.model.design_words import counted_designs
from evidence.model.judgement import Judgement
from evidence.model.study import Study, StudyDesign
from references.errors import InputError


def known_frameworks(own: Iterable[DeclaredFramework]) -> Mapping[str, Framework]:
    """Every published framework and those of the review, by name."""
    declared = {each.name: framework_from(each) for each in own}
    return MappingProxyType({each.name: each for each in frameworks()} | declared)


def framework_known(name: str, own: Iterable[DeclaredFramework]) -> Framework:
    """The published framework of that name, or the review's own.

    Raises:
        InputError: when there is none, naming those there are.
    """
    known = known_frameworks(own)
    if name not in known:
        raise InputError(f"unknown framework {name!r}; known are {', '.join(known)}")
    return known[name]


@cache
def framework_from(declared: DeclaredFramework) -> Framework:
    """The framework that a declaration describes; the reader of the file has checked it."""
    made = _Made(declared)
    return Framework(
        name=declared.name,
        title=declared.title,
        citation=declared.source,
        url=declared.url,
        levels=made.levels,
        domains=tuple(domain for domain, _ in made.domains),
        derive=made.derive,
        check=made.check,
        verdicts=_verdicts(declared, made.levels),
    )


class _Made:
    """The rules of one declaration."""

    def __init__(self, declared: DeclaredFramework) -> None:
        self.name = declared.name
        self.title = declared.title
        count = len(declared.levels)
        self.levels = tuple(
            Level(each.id, each.label, count - index, each.symbol, each.meaning, each.wording)
            for index, each in enumerate(declared.levels)
        )
        self.by_id = {level.id: level for level in self.levels}
        self.domains = tuple((_domain(each), each.data) for each in declared.domains)
        self.rows = {kind: _row(declared, kind, self.by_id) for kind in ClaimKind}

    def derive(self, body: Body, judgement: Judgement | None) -> Derivation:
        """The level from the strongest design and the domains."""
        row = self.rows[body.claim.kind]
        if not row:
            reason = f"{self.title} grades no claim of kind {body.claim.kind.value}"
            return Derivation(self.name, None, reason=reason, outside=True)
        best = self._best(body)
        if not best:
            nothing = not counting_items(body)
            reason = "no reference bears on the claim" if nothing else "no design that it ranks"
            return Derivation(self.name, None, reason=reason)
        start = row[best[0].design]
        counted = counted_once(body, best)
        reason = f"strongest design: {counted_designs(study.design for study in counted)}"
        bound = Bound("where the framework starts its design", self.title)
        steps = [Step(START, "Study design", 0, reason, rating=start.id, bound=bound)]
        undecided: list[Undecided] = []
        for domain, data in self.domains:
            step, left = rate(domain, _concern(data, body, best), judgement)
            steps.append(step)
            undecided.extend(left)
        level = moved(self.levels, start, sum(step.change for step in steps))
        return Derivation(self.name, level, tuple(steps), tuple(undecided))

    def check(
        self, body: Body, judgement: Judgement, derivation: Derivation
    ) -> tuple[Discrepancy, ...]:
        """A judgement against the levels, domains and sums of the declaration."""
        domains = [domain for domain, _ in self.domains]
        found = list(
            discrepancies(
                judgement, derivation, levels=self.levels, domains=domains, starts=self.by_id
            )
        )
        for domain, data in self.domains:
            if data == "inconsistency":
                concern = _inconsistency(body, self._best(body))
                found += ignored_inconsistency(judgement, domain, concern)
        return tuple(found)

    def _best(self, body: Body) -> tuple[Study, ...]:
        """The studies that answer the claim at the strongest start."""
        row = self.rows[body.claim.kind]
        ranked = [study for study in answering_studies(body) if study.design in row]
        top = max((row[study.design].rank for study in ranked), default=0)
        return tuple(study for study in ranked if row[study.design].rank == top)


def _domain(declared: DeclaredDomain) -> Domain:
    ratings = MappingProxyType(dict(declared.ratings))
    return Domain(declared.id, declared.label, ratings, declared.question)


def _row(
    declared: DeclaredFramework, kind: ClaimKind, levels: Mapping[str, Level]
) -> Mapping[StudyDesign, Level]:
    """The start of each design for claims of a kind: the first that names both."""
    if declared.kinds and kind.value not in declared.kinds:
        return {}
    found: dict[StudyDesign, Level] = {}
    for start in declared.starts:
        if start.kinds and kind.value not in start.kinds:
            continue
        for design in start.designs:
            found.setdefault(StudyDesign(design), levels[start.level])
    return found


def _verdicts(
    declared: DeclaredFramework, levels: Sequence[Level]
) -> Mapping[tuple[str, Direction], Verdict]:
    own = {
        (each.level, Direction(each.direction)): Verdict(each.verdict) for each in declared.verdicts
    }
    return MappingProxyType({**verdict_table(levels, declared.well_supported), **own})


def _concern(data: str, body: Body, studies: Sequence[Study]) -> Concern:
    """What the data say in a domain that asks them, and nothing in one that does not."""
    ask = _ASKED.get(data)
    return ask(body, studies) if ask else LEFT_TO_A_PERSON


def _risk_of_bias(body: Body, studies: Sequence[Study]) -> Concern:
    return risk_of_bias_concern(counted_once(body, studies), body.synthesis)


def _inconsistency(body: Body, studies: Sequence[Study]) -> Concern:
    request = body.claim.synthesis
    is_ratio = body.synthesis.is_ratio if body.synthesis else False
    chosen = threshold_on_scale(request.threshold if request else None, is_ratio=is_ratio)
    counted = counted_once(body, studies)
    return inconsistency_concern(body, counted, studies, threshold=chosen or 0.0)


def _imprecision(body: Body, studies: Sequence[Study]) -> Concern:
    threshold = body.claim.synthesis.threshold if body.claim.synthesis else None
    return imprecision_concern(counted_once(body, studies), body.synthesis, threshold)


def _large_effect(body: Body, studies: Sequence[Study]) -> Concern:
    del studies
    return large_effect(body.synthesis)


_ASKED: Mapping[str, Callable[[Body, Sequence[Study]], Concern]] = MappingProxyType(
    {
        "risk-of-bias": _risk_of_bias,
        "inconsistency": _inconsistency,
        "indirectness": indirectness_concern,
        "imprecision": _imprecision,
        "large-effect": _large_effect,
    }
)
DATA: tuple[str, ...] = tuple(_ASKED)
"""What a domain may ask of the data."""
