"""Studies: what was done, in whom, with which result, and how far it can be trusted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from evidence.model.declared_tool import DeclaredTool
from references.source import Location


class StudyDesign(StrEnum):
    """Designs, from syntheses through people to animals and cells."""

    SYSTEMATIC_REVIEW_OF_TRIALS = "systematic-review-of-trials"
    SYSTEMATIC_REVIEW = "systematic-review"
    NETWORK_META_ANALYSIS = "network-meta-analysis"
    RANDOMISED_TRIAL = "randomised-trial"
    CROSSOVER_TRIAL = "crossover-trial"
    CLUSTER_TRIAL = "cluster-trial"
    N_OF_1_TRIAL = "n-of-1-trial"
    QUASI_RANDOMISED_TRIAL = "quasi-randomised-trial"
    NON_RANDOMISED_TRIAL = "non-randomised-trial"
    COHORT = "cohort"
    CASE_CONTROL = "case-control"
    CROSS_SECTIONAL = "cross-sectional"
    DIAGNOSTIC_ACCURACY = "diagnostic-accuracy"
    BEFORE_AFTER = "before-after"
    CASE_SERIES = "case-series"
    CASE_REPORT = "case-report"
    QUALITATIVE_STUDY = "qualitative-study"
    QUALITATIVE_SYNTHESIS = "qualitative-evidence-synthesis"
    MIXED_METHODS = "mixed-methods-study"
    GUIDELINE = "guideline"
    NARRATIVE_REVIEW = "narrative-review"
    EXPERT_OPINION = "expert-opinion"
    REFERENCE_WORK = "reference-work"
    ANIMAL = "animal"
    IN_VITRO = "in-vitro"

    @property
    def is_randomised(self) -> bool:
        """Whether people were allotted by chance."""
        return self in _RANDOMISED

    @property
    def is_secondary(self) -> bool:
        """Whether it reports on other studies or on opinion, not on its own subjects."""
        return self in _SECONDARY

    @property
    def is_synthesis(self) -> bool:
        """Whether it gathers studies systematically."""
        return self in _SYNTHESES

    @property
    def is_qualitative(self) -> bool:
        """Whether it says how people see or live something, in words and not in numbers.

        So does the qualitative part of a study by mixed methods; its other part is recorded with
        the design it has.
        """
        return self in _QUALITATIVE

    @property
    def is_in_people(self) -> bool:
        """Whether it bears on people without a step from animals or cells."""
        return self not in (StudyDesign.ANIMAL, StudyDesign.IN_VITRO)


_RANDOMISED = frozenset(
    {
        StudyDesign.RANDOMISED_TRIAL,
        StudyDesign.CROSSOVER_TRIAL,
        StudyDesign.CLUSTER_TRIAL,
        StudyDesign.N_OF_1_TRIAL,
    }
)
_SYNTHESES = frozenset(
    {
        StudyDesign.SYSTEMATIC_REVIEW_OF_TRIALS,
        StudyDesign.SYSTEMATIC_REVIEW,
        StudyDesign.NETWORK_META_ANALYSIS,
        StudyDesign.QUALITATIVE_SYNTHESIS,
    }
)
_QUALITATIVE = frozenset(
    {
        StudyDesign.QUALITATIVE_STUDY,
        StudyDesign.QUALITATIVE_SYNTHESIS,
        StudyDesign.MIXED_METHODS,
    }
)
_SECONDARY = _SYNTHESES | {
    StudyDesign.GUIDELINE,
    StudyDesign.NARRATIVE_REVIEW,
    StudyDesign.EXPERT_OPINION,
    StudyDesign.REFERENCE_WORK,
}


class ArmRole(StrEnum):
    """What an arm is compared as."""

    INTERVENTION = "intervention"
    COMPARATOR = "comparator"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Arm:
    """One group's result on one outcome: events of a total or of person-time, or a mean.

    Where a mean or its ``sd`` is not reported, ``standard_error``, the ``median``, the quartiles
    and the range are what they can be worked out from; ``skewed`` says that no normal distribution
    is to be assumed for that.
    """

    role: ArmRole
    location: Location
    label: str = ""
    events: float | None = None
    total: int | None = None
    mean: float | None = None
    sd: float | None = None
    percent: float | None = None
    person_time: float | None = None
    standard_error: float | None = None
    median: float | None = None
    q1: float | None = None
    q3: float | None = None
    minimum: float | None = None
    maximum: float | None = None
    skewed: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """One published effect of one study on one outcome.

    ``value``, ``ci_low`` and ``ci_high`` are as printed (ratios not logged);
    ``standard_error`` is on the analysis scale, the log scale for ratios. ``total`` is the number
    of participants behind it, which a correlation needs. ``observed_minus_expected`` and its
    ``variance`` are the log-rank statistics that give a hazard ratio. With ``total``,
    ``group_total`` (participants of the intervention) and ``events`` of all of them, an odds ratio
    gives the table behind it.
    """

    measure: str
    location: Location
    value: float | None = None
    standard_error: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float = 0.95
    p_value: float | None = None
    p_relation: str = "="
    total: int | None = None
    observed_minus_expected: float | None = None
    variance: float | None = None
    group_total: int | None = None
    events: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one study found on one outcome.

    ``instrument`` names what it was measured with, ``scale`` its unit or range, and ``items`` how
    many whole-numbered items a score sums or averages. ``score`` is ``final`` or ``change``.
    """

    id: str
    location: Location
    label: str = ""
    arms: tuple[Arm, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    direction: str = ""
    instrument: str = ""
    scale: str = ""
    items: int | None = None
    score: str = ""


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """One characteristic of the groups before treatment, as the study's first table gives it."""

    variable: str
    location: Location
    arms: tuple[Arm, ...] = ()


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A risk-of-bias assessment with a named tool; ratings and answers in the tool's own words.

    ``domains`` holds the ratings that a person gave, ``answers`` those to signalling questions by
    their id; where both speak of a domain the person overrides the algorithm and ``reasons`` says
    why. ``variant`` is the tool's, such as the effect of assignment or of adhering. An appraisal
    of one ``outcome`` stands before one of the whole study, and a ``consensus`` of assessors
    before those of single ones. ``declared`` is the tool itself where the review declares it.
    """

    tool: str
    location: Location
    domains: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    overall: str = ""
    by: str = ""
    note: str = ""
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    overall_reason: str = ""
    variant: str = ""
    outcome: str = ""
    on: datetime.date | None = None
    consensus: bool = False
    declared: DeclaredTool | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """One investigation; several references may report it.

    ``size`` is the number of participants in all. ``unverified`` names what could not be seen at
    the source. ``quality`` is ``high`` or ``low`` where a framework needs no more than that.
    ``characteristics`` are what subgroups are formed by and regressions run on; ``cluster`` is
    shared by studies that are not independent.
    """

    id: str
    references: tuple[str, ...]
    design: StudyDesign
    location: Location
    label: str = ""
    blinding: str = ""
    size: int | None = None
    quality: str = ""
    population: str = ""
    note: str = ""
    unverified: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    places: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    year: int | None = None
    funding: str = ""
    cluster: str = ""
    characteristics: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    baseline: tuple[BaselineRow, ...] = ()

    def outcome(self, outcome_id: str) -> Outcome | None:
        """What the study found on this outcome."""
        return next((item for item in self.outcomes if item.id == outcome_id), None)

    def place_of(self, *parts: str) -> Location:
        """Where the first of the named parts stands, or where the study begins."""
        for part in parts:
            if part in self.places:
                return self.places[part]
        return self.location
