"""CLM024: a number in the sentence that the data behind it do not give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.assessment import Assessment, ClaimAssessment
from evidence.audit.claimed_side import stems
from evidence.audit.linked_data import KnownEffect, LinkedData, linked_data
from evidence.audit.pooled_example import counts, pooled_example
from evidence.audit.printed import Range, as_printed, overlap
from evidence.audit.stated_numbers import (
    StatedCounts,
    StatedEffect,
    stated_counts,
    stated_effects,
)
from evidence.audit.syntheses import Pooled, pooled_syntheses
from evidence.model.synthesis import Synthesis
from references.rule import Hit, Rule, Severity

# A figure of another model or after another correction may be so far off, in shares of itself.
_NEAR = 0.05
# Percentage points by which a rounded figure may lie outside all intervals.
_POINTS = 1.0
_RATIOS = ("RR", "OR", "HR")


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each stated effect or count that is in none of the data behind the claim."""
    pooled = {each.claim.id: each for each in pooled_syntheses(assessment)}
    for item in assessment.claims:
        texts = tuple(dict.fromkeys((item.claim.anchor.quote, item.claim.statement)))
        effects = {each.words: each for text in texts for each in stated_effects(text)}
        if effects:
            data = linked_data(item, assessment)
            about = _outcomes(item, assessment)
            for stated in effects.values():
                if data.is_complete and (matter := _matter(stated, data, about)):
                    yield _hit(item, matter)
        own = pooled.get(item.claim.id)
        if own is not None and not item.outcomes:
            numbers = {each.words: each for text in texts for each in stated_counts(text)}
            for counted in numbers.values():
                if matter := _miscounted(counted, own):
                    yield _hit(item, matter)


def _outcomes(item: ClaimAssessment, assessment: Assessment) -> frozenset[str]:
    """Stems of the names of all outcomes that are recorded behind the claim."""
    names = [item.claim.question.outcome] if item.claim.question else []
    for study in assessment.review.studies_of(item.claim):
        for outcome in study.outcomes:
            names += [outcome.label, outcome.id.replace("-", " ")]
    return frozenset(stem for name in names for stem in stems(name))


def _hit(item: ClaimAssessment, matter: str) -> Hit:
    return Hit(
        item.claim.place_of("quote"),
        f"claim {item.claim.id!r}: {matter}",
        "take the number from the data, or link the reference and record the study it is from",
        subject=item.claim.id,
    )


def _matter(stated: StatedEffect, data: LinkedData, about: frozenset[str]) -> str:
    if stated.measure == "%":
        # A dose that is cut by half is no effect.
        return _percent(stated, data) if about & stems(stated.context) else ""
    known = [each for each in data.effects if each.measure == stated.measure]
    pooled = [each for each in data.pooled if each.measure == stated.measure]
    shown = as_printed(stated.value)
    # What other models would give lies among those at hand, or among the studies.
    if not known or any(_fits([each], shown) for each in known) or _fits(pooled or known, shown):
        return ""
    return f"{stated.words!r} is in none of the data behind it ({_listed(known)})"


def _fits(known: Sequence[KnownEffect], shown: Range) -> bool:
    """Whether a number lies among these effects, or among them with the groups exchanged."""
    values = [each.value for each in known]
    turned = [-value for value in values]
    if known[0].measure in _RATIOS:
        turned = [1 / value for value in values if value > 0]
    return any(_spans(each, shown) for each in (values, turned) if each)


def _spans(values: Sequence[float], shown: Range) -> bool:
    low, high = min(values), max(values)
    return overlap(Range(low - _NEAR * abs(low), high + _NEAR * abs(high)), shown)


def _percent(stated: StatedEffect, data: LinkedData) -> str:
    """A change is held against the intervals of all ratios, differences in risk and in means."""
    side = -1.0 if stated.value < 0 else 1.0
    named = stems(stated.context)
    changes = [each for each in data.changes if stems(each.outcome) & named]
    reaches = [
        *_relative(data.effects, side),
        *((each.low, each.high) for each in changes),
    ]
    if not reaches:
        return ""
    reaches += [(share, share) for share in data.percentages]
    size = abs(stated.value)
    for low, high in reaches:
        least = 0.0 if low <= 0 <= high else min(abs(low), abs(high))
        if least - _POINTS <= size <= max(abs(low), abs(high)) + _POINTS:
            return ""
    shown = [each for each in data.effects if each.measure in (*_RATIOS, "RD", "MD")]
    return f"{stated.words!r} is within the interval of none of its data ({_listed(shown)})"


def _relative(effects: Sequence[KnownEffect], side: float) -> Iterator[tuple[float, float]]:
    """Changes in per cent to the side stated; a ratio counts with its groups exchanged too."""
    for each in effects:
        if each.measure == "RD":
            yield 100 * each.low, 100 * each.high
        elif each.measure in _RATIOS and min(each.low, each.high) > 0:
            for low, high in ((each.low, each.high), (1 / each.high, 1 / each.low)):
                ends = sorted((max(0.0, side * (low - 1)), max(0.0, side * (high - 1))))
                if ends[1] > 0:
                    yield 100 * ends[0], 100 * ends[1]


def _miscounted(counted: StatedCounts, pooled: Pooled) -> str:
    """Both numbers together are held against the synthesis with and without its other view."""
    views = []
    synthesis: Synthesis | None = pooled.synthesis
    sizes = {study.id: study.size for study, _ in pooled.members}
    if any(study.design.is_secondary for study, _ in pooled.members):
        return ""
    while synthesis is not None:
        views.append((len(synthesis.effects), synthesis.total_participants))
        synthesis = synthesis.sensitivity
    known = [size for size in sizes.values() if size is not None]
    if len(known) == len(sizes):
        views.append((len(known), sum(known)))
    if not any(trials == counted.trials for trials, _ in views):
        return ""
    if any((trials, people) == (counted.trials, counted.people) for trials, people in views):
        return ""
    people = [f"{n}" for trials, n in views if trials == counted.trials and n is not None]
    if len(people) == 0 or any(n is None for trials, n in views if trials == counted.trials):
        return ""
    return f"{counted.words!r}, but the trials pooled have {' or '.join(dict.fromkeys(people))}"


def _listed(known: Sequence[KnownEffect]) -> str:
    shown = list(dict.fromkeys(str(each) for each in known))
    return ", ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")


_TRIALS = (counts(30, 200, 52, 198), counts(41, 310, 63, 305))

RULE = Rule(
    code="CLM024",
    name="number-against-data",
    severity=Severity.NOTE,
    summary="A number in the sentence of a claim is given by none of the data behind it.",
    why=(
        "Figures go astray between table and text: a risk ratio of 0.62 becomes a risk that is "
        "62% lower, and a relative change is read as an absolute one. A ratio by name must be "
        "that of some model, study or table; a change in per cent must lie within the interval "
        "of some ratio or difference. Where a link has no recorded numbers, nothing is said."
    ),
    bad=pooled_example(
        _TRIALS, "measure: RR", sentence="Magnesium lowers the number of cramps by 75%"
    ),
    good=pooled_example(
        _TRIALS, "measure: RR", sentence="Magnesium lowers the number of cramps by 38%"
    ),
    check=check,
)
