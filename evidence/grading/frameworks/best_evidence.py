"""Best-evidence synthesis, as van Tulder and others use it for trials without pooling.

Van Tulder M, Furlan A, Bombardier C, Bouter L. Updated method guidelines for systematic reviews in
the Cochrane Collaboration Back Review Group. Spine 2003;28:1290–1299
(doi:10.1097/01.BRS.0000065484.95996.AF), after van Tulder MW, Koes BW, Bouter LM. Spine
1997;22:2128–2156. Only randomised trials and controlled clinical trials count:

* strong: consistent findings among several high-quality randomised trials;
* moderate: consistent findings among several low-quality trials of either sort, or one
  high-quality randomised trial;
* limited: one low-quality trial of either sort;
* conflicting: inconsistent findings among several trials;
* none: no trial.

Findings are consistent when at least three quarters of the trials agree: that the claim holds,
that it does not, or that it holds in part. Only trials on that side carry the level: two
high-quality trials that contradict each other are not strong evidence however many others agree.
A trial is of high quality when it is recorded so, or when its appraisal finds a low risk of bias.
Reviews are left out: the method grades their trials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from types import MappingProxyType

from evidence.appraisal.risk_of_bias import risk_of_bias
from evidence.grading.body import (
    CONSISTENT,
    counting_items,
    counting_studies,
    stances_by_study,
)
from evidence.grading.bound import Bound
from evidence.grading.framework import (
    Body,
    Derivation,
    Direction,
    Discrepancy,
    Framework,
    Level,
    Step,
)
from evidence.grading.scales.moves import level_of
from evidence.grading.scales.study_quality import graded_outcome
from evidence.model.claim import ClaimKind, Stance, Verdict
from evidence.model.judgement import Judgement
from evidence.model.study import Study, StudyDesign

_NAME = "best-evidence-synthesis"
_LEVELS = (
    Level("strong", "Strong", 5, "●●●●", "Several high-quality trials agree.", "high"),
    Level(
        "moderate",
        "Moderate",
        4,
        "●●●○",
        "Several low-quality trials agree, or there is one high-quality trial.",
        "moderate",
    ),
    Level("limited", "Limited", 3, "●●○○", "There is one low-quality trial.", "low"),
    Level("conflicting", "Conflicting", 2, "●○○○", "Several trials disagree.", "very-low"),
    Level("none", "None", 1, "○○○○", "There is no trial.", "very-low"),
)
_BY_ID = {level.id: level for level in _LEVELS}
_CONTROLLED = frozenset({StudyDesign.QUASI_RANDOMISED_TRIAL, StudyDesign.NON_RANDOMISED_TRIAL})
_SIDES = (Stance.SUPPORTS, Stance.DISPUTES, Stance.QUALIFIES)
_KINDS = (ClaimKind.THERAPY, ClaimKind.HARM)
_SOURCE = "van Tulder 2003"
_TRIALS = Bound("several trials are two or more", _SOURCE, "the number")
_QUALITY = Bound(
    "high quality where so recorded, or at low risk of bias by the worst appraisal",
    _SOURCE,
    "reading it from appraisals",
)
_NONE = Bound("no trial: none", _SOURCE)
_ONE_HIGH = Bound("one of high quality: moderate", _SOURCE)
_ONE_LOW = Bound("one not of high quality: limited", _SOURCE)
_SPLIT = Bound("fewer than three quarters: conflicting", _SOURCE)
_STRONG = Bound("three quarters or more, and two or more of these of high quality: strong", _SOURCE)
_MODERATE = Bound(
    "three quarters or more, and fewer than two of these of high quality: moderate", _SOURCE
)


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    del judgement  # nothing is left to a person
    if body.claim.kind not in _KINDS:
        reason = (
            f"best-evidence synthesis grades what trials say of an intervention; a claim of kind "
            f"{body.claim.kind.value} is not about one"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    if not counting_items(body):
        return Derivation(_NAME, None, reason="no reference bears on the claim")
    trials = [
        study
        for study in counting_studies(body)
        if study.design.is_randomised or study.design in _CONTROLLED
    ]
    outcome = graded_outcome(body)
    high = [
        study for study in trials if study.design.is_randomised and _is_high_quality(study, outcome)
    ]
    level, reason, bound = _level(trials, high, _agreeing(body, trials))
    steps = (
        _step(
            "number", "Trials", f"{_counted(len(trials), 'trial')} with a control group", _TRIALS
        ),
        _step(
            "quality",
            "Quality",
            f"{_counted(len(high), 'randomised trial')} of high quality",
            _QUALITY,
        ),
        _step("consistency", "Consistency", reason, bound),
    )
    return Derivation(_NAME, level, steps)


def _step(name: str, label: str, reason: str, bound: Bound) -> Step:
    return Step(name, label, 0, reason, bound=bound)


def _is_high_quality(study: Study, outcome: str) -> bool:
    if study.quality:
        return study.quality == "high"
    return risk_of_bias(study, outcome=outcome).risk == 0


def _agreeing(body: Body, trials: Sequence[Study]) -> frozenset[str]:
    """The trials of the largest side; one that points both ways is on none."""
    names = {study.id for study in trials}
    sides: dict[Stance, set[str]] = {stance: set() for stance in _SIDES}
    for study in trials:
        items = [item for item in counting_items(body) if item.study and item.study.id == study.id]
        found = {stance for stances in stances_by_study(items).values() for stance in stances}
        clear = found - {Stance.QUALIFIES} or found
        if len(clear) == 1:
            sides[clear.pop()].add(study.id)
    return frozenset(max(sides.values(), key=len) & names)


def _level(
    trials: Sequence[Study], high: Sequence[Study], agreeing: frozenset[str]
) -> tuple[Level, str, Bound]:
    if not trials:
        return _BY_ID["none"], "no trial", _NONE
    if len(trials) == 1:
        if high:
            return _BY_ID["moderate"], "a single trial of high quality", _ONE_HIGH
        return _BY_ID["limited"], "a single trial, not of high quality", _ONE_LOW
    share = Fraction(len(agreeing), len(trials))
    reason = f"{len(agreeing)} of {len(trials)} trials agree"
    if share < CONSISTENT:
        return _BY_ID["conflicting"], reason, _SPLIT
    sound = sum(study.id in agreeing for study in high)
    reason += f", {sound} of them of high quality"
    return (
        (_BY_ID["strong"], reason, _STRONG)
        if sound > 1
        else (_BY_ID["moderate"], reason, _MODERATE)
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _check(body: Body, judgement: Judgement, derivation: Derivation) -> tuple[Discrepancy, ...]:
    del body  # the derivation holds all that a judgement can be held against
    return tuple(_discrepancies(judgement, derivation))


def _discrepancies(judgement: Judgement, derivation: Derivation) -> Iterator[Discrepancy]:
    given = level_of(_LEVELS, judgement.certainty)
    if given is None:
        message = f"{judgement.certainty!r} is not a level; levels are {', '.join(_BY_ID)}"
        yield Discrepancy("unknown-level", message)
    if judgement.start:
        yield Discrepancy("unknown-start", "best-evidence synthesis has no start to choose")
    for name in judgement.domains:
        message = f"{name!r} is not a domain; best-evidence synthesis has none to rate"
        yield Discrepancy("unknown-domain", message, name)
    if judgement.reason.strip() or given is None:
        return
    derived = derivation.level
    if derived is None:
        message = f"judged {given.id}, while the framework gives no level to such evidence; say why"
        yield Discrepancy("differs-from-derived", message)
    elif given != derived:
        message = f"judged {given.id}, while the rules give {derived.id}; say why"
        yield Discrepancy("differs-from-derived", message)
    if derived == _BY_ID["conflicting"] and given.rank > derived.rank:
        message = f"trials disagree ({derivation.steps[-1].reason}), and no reason is given"
        yield Discrepancy("ignored-inconsistency", message)


def _verdict(level: Level, direction: Direction) -> Verdict:
    """What the reader is told; conflicting trials stay so whatever other studies say."""
    if direction is Direction.NONE:
        return Verdict.NO_EVIDENCE
    if level.id == "conflicting" or direction is Direction.MIXED:
        return Verdict.CONFLICTING
    if direction is Direction.DISPUTES:
        return Verdict.CONTRADICTED
    if direction is Direction.SUPPORTS and level.id in ("strong", "moderate"):
        return Verdict.WELL_SUPPORTED
    return Verdict.LIMITED


FRAMEWORK = Framework(
    name=_NAME,
    title="Best-evidence synthesis",
    citation=(
        "van Tulder M, Furlan A, Bombardier C, Bouter L. Updated method guidelines for systematic "
        "reviews in the Cochrane Collaboration Back Review Group. Spine 2003;28:1290–1299."
    ),
    url="https://doi.org/10.1097/01.BRS.0000065484.95996.AF",
    levels=_LEVELS,
    domains=(),
    derive=_derive,
    check=_check,
    verdicts=MappingProxyType(
        {
            (level.id, direction): _verdict(level, direction)
            for level in _LEVELS
            for direction in Direction
        }
    ),
)
