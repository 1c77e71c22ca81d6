"""Claims: checkable statements of an article, anchored to its words and linked to references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from evidence.model.analysis_choices import AnalysisChoices
from evidence.model.judgement import Judgement
from references.source import Location


class ClaimKind(StrEnum):
    """What sort of statement a claim is; frameworks ask different evidence of each.

    ``experience`` is what people see, feel, value or accept, as qualitative studies find it.
    """

    THERAPY = "therapy"
    HARM = "harm"
    DIAGNOSIS = "diagnosis"
    PROGNOSIS = "prognosis"
    PREVALENCE = "prevalence"
    EXPERIENCE = "experience"
    MECHANISM = "mechanism"
    DEFINITION = "definition"
    ADVICE = "advice"
    RESEARCH_GAP = "research-gap"


class Stance(StrEnum):
    """How a reference bears on a claim."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    QUALIFIES = "qualifies"
    BACKGROUND = "background"


class Verdict(StrEnum):
    """What the reader is told of a claim, the same for every framework."""

    WELL_SUPPORTED = "well-supported"
    LIMITED = "limited"
    CONFLICTING = "conflicting"
    CONTRADICTED = "contradicted"
    NO_EVIDENCE = "no-evidence"
    UNGRADED = "ungraded"


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a claim is tied to its words (W3C Web Annotation, TextQuoteSelector).

    ``article`` is the article's path when the review has several; empty means any.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A reference's bearing on a claim.

    ``study`` names the study meant when the reference reports several.
    """

    reference: str
    stance: Stance
    location: Location
    locator: str = ""
    quote: str = ""
    note: str = ""
    directness: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The question a claim answers, as PICO."""

    population: str = ""
    intervention: str = ""
    comparator: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Magnitudes:
    """The smallest small, moderate and large effect that matters to people.

    In events per 1,000 where the outcome is an event, else in units of the measure.
    """

    small: float
    moderate: float
    large: float


@dataclass(frozen=True, slots=True)
class ContinuityChoice:
    """What is added to tables with an empty cell, and to which studies.

    ``add`` is ``None`` where the review leaves it to the measure: a half, and nothing for measures
    by arcsines and square roots, which do without. ``to`` is ``studies-with-zero``,
    ``all-studies``, ``all-studies-if-any-zero`` or ``no-study``.
    """

    add: float | None = None
    to: str = "studies-with-zero"


@dataclass(frozen=True, slots=True)
class SynthesisRequest:
    """Which estimates to pool for a claim, and how.

    ``benefit`` says which side of no effect helps: ``lower`` (fewer events are better) or
    ``higher``. ``exclude`` names studies left out of the primary body, ``sensitivity`` those that
    only the sensitivity view adds. ``test`` is ``z``, ``t``, ``knapp-hartung`` or
    ``knapp-hartung-floor``; ``prediction`` the distribution of the prediction interval.
    ``subgroup`` and ``moderators`` name characteristics of studies. ``baseline_risk`` is the risk
    without the intervention that absolute effects are worked out from, ``baseline_sd`` the
    standard deviation that turns a standardised difference into points of ``instrument``.
    ``proportion_interval`` is how the interval of each single proportion is made, ``mixed_model``
    how a logistic mixed model of two arms takes the studies' baseline odds: ``fixed-studies``,
    ``random-studies`` or ``conditional``.
    """

    outcome: str
    measure: str
    location: Location
    method: str = "REML"
    benefit: str = "lower"
    exclude: tuple[str, ...] = ()
    sensitivity: tuple[str, ...] = ()
    threshold: float | None = None
    test: str = "z"
    level: float = 0.95
    prediction: str = "t(k-2)"
    continuity: ContinuityChoice = ContinuityChoice()
    subgroup: str = ""
    moderators: tuple[str, ...] = ()
    baseline_risk: float | None = None
    baseline_source: str = ""
    baseline_sd: float | None = None
    instrument: str = ""
    magnitudes: Magnitudes | None = None
    proportion_interval: str = "wilson"
    mixed_model: str = "fixed-studies"
    analyses: AnalysisChoices = field(default_factory=AnalysisChoices)


class Importance(StrEnum):
    """How much an outcome weighs in a decision: GRADE's 7 to 9, 4 to 6, and 1 to 3."""

    CRITICAL = "critical"
    IMPORTANT = "important"
    LIMITED = "limited"


@dataclass(frozen=True, slots=True)
class ClaimOutcome:
    """One of the outcomes that a claim is judged by, with a grade of its own.

    ``id`` is the outcome's in the studies. ``follow_up`` is printed in the summary of findings.
    """

    id: str
    location: Location
    label: str = ""
    importance: Importance = Importance.CRITICAL
    follow_up: str = ""
    synthesis: SynthesisRequest | None = None
    judgement: Judgement | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of the article.

    ``places`` maps a part of the claim as written (``quote``, ``judgement``, ``synthesis``,
    ``judgement.certainty``, ``judgement.domains.imprecision`` ...) to where it stands. A claim
    judged by several ``outcomes`` has the synthesis of the first critical one as its own.
    """

    id: str
    statement: str
    kind: ClaimKind
    anchor: Anchor
    location: Location
    question: Question | None = None
    links: tuple[Link, ...] = ()
    synthesis: SynthesisRequest | None = None
    judgement: Judgement | None = None
    note: str = ""
    framework: str = ""
    outcomes: tuple[ClaimOutcome, ...] = ()
    places: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))

    def place_of(self, *parts: str) -> Location:
        """Where the first of the named parts stands, or where the claim begins."""
        for part in parts:
            if part in self.places:
                return self.places[part]
        return self.location

    def links_with(self, *stances: Stance) -> tuple[Link, ...]:
        """Links that have one of these stances."""
        return tuple(link for link in self.links if link.stance in stances)
