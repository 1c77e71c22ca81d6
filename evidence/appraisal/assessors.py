"""Two people who appraised the same studies: how far they agree, and where they do not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.agreement import Agreement, Kappa, Weights, agreement, kappa
from evidence.appraisal.appraised import AppraisedRating, appraised
from evidence.appraisal.declared import tool_of
from evidence.appraisal.tool import Rating, Tool
from evidence.model.study import Appraisal, Study

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class DomainAgreement:
    """Agreement of two assessors in one domain, or overall.

    Weighted κ is over the ratings that have an order; ``unordered`` counts the pairs left out of
    it, because one of them says nothing of the risk.
    """

    domain: str
    label: str
    agreement: Agreement
    linear: Kappa
    quadratic: Kappa
    unordered: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """One rating on which two assessors differ; ``consensus`` is empty until it is recorded."""

    study: str
    outcome: str
    domain: str
    label: str
    ratings: tuple[str, str]
    reasons: tuple[str, str]
    consensus: str = ""
    consensus_reason: str = ""


@dataclass(frozen=True, slots=True)
class AssessorAgreement:
    """What two assessors found with one tool; ``domains`` end with the overall rating.

    ``alone`` are the study, the label and the assessor of each rating that the other did not give,
    which nothing is compared with.
    """

    tool: Tool
    assessors: tuple[str, str]
    appraised: int
    domains: tuple[DomainAgreement, ...]
    conflicts: tuple[Conflict, ...]
    alone: tuple[tuple[str, str, str], ...] = ()

    @property
    def unsettled(self) -> tuple[Conflict, ...]:
        """The conflicts without a consensus."""
        return tuple(each for each in self.conflicts if not each.consensus)


@dataclass(frozen=True, slots=True)
class _Pair:
    study: Study
    first: Appraisal
    second: Appraisal
    agreed: Appraisal | None


def assessor_agreement(
    studies: Iterable[Study], tool_name: str = ""
) -> tuple[AssessorAgreement, ...]:
    """Every two assessors who appraised the same studies with the same tool, for the same outcome.

    With a ``tool_name``, that tool alone. Pairs are in the order of names.
    """
    found: dict[tuple[str, str, str], list[_Pair]] = {}
    for study in studies:
        for key, ours in _alike(study.appraisals).items():
            if tool_name and key[0] != tool_name:
                continue
            agreed = next((each for each in ours if each.consensus), None)
            single: dict[str, Appraisal] = {}
            for each in ours:
                if each.by and not each.consensus:
                    single.setdefault(each.by, each)
            for first, second in itertools.combinations(sorted(single), 2):
                pair = _Pair(study, single[first], single[second], agreed)
                found.setdefault((key[0], first, second), []).append(pair)
    return tuple(
        _agreement(tool, pairs)
        for _, pairs in sorted(found.items())
        if (tool := tool_of(pairs[0].first)) is not None
    )


def _alike(appraisals: Sequence[Appraisal]) -> dict[tuple[str, str, str], list[Appraisal]]:
    """Appraisals of one study by tool, outcome and variant."""
    found: dict[tuple[str, str, str], list[Appraisal]] = {}
    for each in appraisals:
        found.setdefault((each.tool, each.outcome, each.variant), []).append(each)
    return found


def _agreement(tool: Tool, pairs: Sequence[_Pair]) -> AssessorAgreement:
    read = [(pair, _read(pair.first), _read(pair.second)) for pair in pairs]
    domains = []
    conflicts: list[Conflict] = []
    alone: list[tuple[str, str, str]] = []
    for name, label, scale in _rated(tool):
        alone += [
            (pair.study.id, label, pair.first.by if name in one else pair.second.by)
            for pair, one, other in read
            if (name in one) != (name in other)
        ]
        both = [
            (pair, one[name], other[name])
            for pair, one, other in read
            if name in one and name in other
        ]
        if not both:
            continue
        rated = [(_id(one), _id(other)) for _, one, other in both]
        domains.append(_domain(name, label, scale, rated))
        conflicts += [
            _conflict(pair, name, label, one, other)
            for pair, one, other in both
            if _id(one) != _id(other)
        ]
    first, second = pairs[0].first.by, pairs[0].second.by
    order = {pair.study.id: number for number, pair in enumerate(pairs)}
    conflicts.sort(key=lambda each: order[each.study])
    return AssessorAgreement(
        tool, (first, second), len(pairs), tuple(domains), tuple(conflicts), tuple(alone)
    )


def _rated(tool: Tool) -> Iterable[tuple[str, str, tuple[Rating, ...]]]:
    for domain in tool.domains:
        yield domain.id, domain.label, tool.ratings_of(domain.id)
    yield OVERALL, "Overall", tool.overall_ratings


def _read(appraisal: Appraisal) -> dict[str, AppraisedRating]:
    """Every domain with a rating, and the whole."""
    found = appraised(appraisal)
    rated = {name: each for name, each in found.domains.items() if each.rating is not None}
    return rated | ({OVERALL: found.overall} if found.overall.rating is not None else {})


def _id(rated: AppraisedRating) -> str:
    return rated.rating.id if rated.rating else ""


def _domain(
    name: str, label: str, scale: Sequence[Rating], pairs: Sequence[tuple[str, str]]
) -> DomainAgreement:
    order = [each.id for each in scale if each.risk is not None]
    ordered = [pair for pair in pairs if pair[0] in order and pair[1] in order]
    return DomainAgreement(
        name,
        label,
        agreement(pairs, [each.id for each in scale], ordered=False),
        kappa(ordered, order, weights=Weights.LINEAR),
        kappa(ordered, order, weights=Weights.QUADRATIC),
        len(pairs) - len(ordered),
    )


def _conflict(
    pair: _Pair, name: str, label: str, one: AppraisedRating, other: AppraisedRating
) -> Conflict:
    agreed = _read(pair.agreed).get(name) if pair.agreed else None
    return Conflict(
        study=pair.study.id,
        outcome=pair.first.outcome,
        domain=name,
        label=label,
        ratings=(_id(one), _id(other)),
        reasons=(one.reason, other.reason),
        consensus=_id(agreed) if agreed else "",
        consensus_reason=agreed.reason if agreed else "",
    )
