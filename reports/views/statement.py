"""One plain sentence for each claim, in words calibrated to the certainty of its evidence.

For pooled effects the words are those of the GRADE informative statements: certainty chooses the
verb, direction the object (Santesso N, et al. GRADE guidelines 26. J Clin Epidemiol 2020;
119:126–135. doi:10.1016/j.jclinepi.2019.10.014). Without a threshold for what matters, size is
never called large or small. A wide interval is never called "no effect".
"""

from __future__ import annotations

from evidence.assessment import ClaimAssessment
from evidence.claims.informative_statement import EffectSize, informative_statement
from evidence.grading.absolute_effects.effect_size_words import effect_size
from evidence.grading.absolute_effects.effects_for_people import effects_for_people
from evidence.grading.body import counting_items
from evidence.grading.framework import Direction, Level
from evidence.model.claim import Question, Stance, Verdict
from evidence.model.synthesis import PooledEffect, Synthesis
from reports.views.numerals import counted, effect

# The adverb with a verb, or the modal with an infinitive.
_HOLDS = {
    "high": ("it very likely", ""),
    "moderate": ("it probably", ""),
    "low": ("it", "it may"),
}
_NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def plain_sentence(item: ClaimAssessment) -> str:
    """What the evidence lets one say about a claim."""
    synthesis = item.synthesis
    if (
        synthesis is not None
        and synthesis.pooled is not None
        and item.level is not None
        and item.claim.question is not None
        and item.claim.question.intervention
        and item.claim.question.outcome
    ):
        return _pooled_sentence(item, item.claim.question, synthesis, synthesis.pooled)
    return _narrative_sentence(item)


def all_retracted(item: ClaimAssessment) -> bool:
    """Whether every reference that bears on a claim has been retracted."""
    bearing = [link for link in item.claim.links if link.stance is not Stance.BACKGROUND]
    return bool(bearing) and all(link.reference in item.body.retracted for link in bearing)


def counting_references(item: ClaimAssessment, stance: Stance) -> frozenset[str]:
    """The references of one stance that count: not retracted, and not set aside by the review."""
    return frozenset(
        each.link.reference for each in counting_items(item.body) if each.link.stance is stance
    )


def pooled_text(synthesis: Synthesis | None) -> str:
    """``RR 0.33 (95 % CI 0.16 to 0.70)``, empty when nothing was pooled."""
    if synthesis is None or synthesis.pooled is None:
        return ""
    pooled = synthesis.pooled
    return effect(
        synthesis.measure,
        pooled.value,
        pooled.ci_low,
        pooled.ci_high,
        is_ratio=synthesis.is_ratio,
        level=synthesis.level,
        size=synthesis.typical_size,
    )


def extent(item: ClaimAssessment, synthesis: Synthesis) -> str:
    """``2 trials, 100 people``: how much stands behind a pooled effect."""
    used = {each.study for each in synthesis.effects}
    designs = [entry.study.design for entry in item.body.items
               if entry.study is not None and entry.study.id in used]  # fmt: skip
    noun = "trial" if designs and all(design.is_randomised for design in designs) else "study"
    text = counted(len(synthesis.effects), noun, "trials" if noun == "trial" else "studies")
    if synthesis.total_participants:
        text += ", " + counted(synthesis.total_participants, "person", "people")
    return text


def small_number(number: int) -> str:
    """Numbers up to nine in words, as running text wants them."""
    return _NUMBER_WORDS[number] if number < len(_NUMBER_WORDS) else f"{number:,}"


def _pooled_sentence(
    item: ClaimAssessment, question: Question, synthesis: Synthesis, pooled: PooledEffect
) -> str:
    certainty = item.level.wording if item.level else "very-low"
    risks, means, _ = effects_for_people(item.claim.synthesis, synthesis)
    size = effect_size(item.claim.synthesis, synthesis, risks or means)
    told = informative_statement(
        question.intervention,
        question.outcome,
        certainty,
        size,
        raises=pooled.value >= 0,
        comparator=question.comparator,
        population=question.population,
    )
    text = f"{told}: {pooled_text(synthesis)}, {extent(item, synthesis)}"
    says_which_way = certainty != "very-low" and size is not EffectSize.TRIVIAL
    if pooled.ci_low <= 0 <= pooled.ci_high and says_which_way:
        other = "an increase" if pooled.value < 0 else "a reduction"
        text += f"; the interval also allows no difference and {other}"
    return _sentence(text)


def _narrative_sentence(item: ClaimAssessment) -> str:
    counts = _count_sentence(item)
    if item.verdict is Verdict.NO_EVIDENCE:
        if all_retracted(item):
            return f"{counts} Everything that bears on it is retracted."
        return f"{counts} Nothing linked here can carry this statement."
    if item.level is None:
        if item.derivation.outside:
            return f"{counts} It is not graded: nobody has judged it yet."
        reason = item.derivation.reason.rstrip(".")
        return f"{counts} It is not graded{': ' + reason if reason else ''}."
    rated = item.level.label[:1].lower() + item.level.label[1:]
    return f"{counts} Rated {rated} ({item.framework.title}): {_holds(item, item.level)}."


def _holds(item: ClaimAssessment, level: Level) -> str:
    """How far a level lets one say that the claim holds, without an effect to speak of.

    What a level means in its framework speaks of trials and estimates; a claim on a mechanism or
    on advice has neither.
    """
    surely, maybe = _HOLDS.get(level.wording, ("", ""))
    if item.verdict is Verdict.CONFLICTING:
        return "the evidence disagrees on whether it holds"
    if not surely:
        return "whether it holds is very uncertain"
    if item.verdict is Verdict.CONTRADICTED:
        return f"{maybe} not hold" if maybe else f"{surely} does not hold"
    if item.body.direction is Direction.QUALIFIES:
        return f"{maybe} hold only in part" if maybe else f"{surely} holds only in part"
    return f"{maybe} hold" if maybe else f"{surely} holds"


def _count_sentence(item: ClaimAssessment) -> str:
    # What is retracted is counted only where the sentence that follows says that all of it is.
    lost = all_retracted(item)
    stances = (Stance.SUPPORTS, Stance.DISPUTES, Stance.QUALIFIES)
    supports, disputes, qualifies = (
        len(counting_references(item, stance) or item.claim.links_with(stance) * lost)
        for stance in stances
    )
    if not supports + disputes + qualifies:
        background = len(item.claim.links_with(Stance.BACKGROUND))
        return "Only background is linked." if background else "No reference is linked."
    parts: list[str] = []
    for number, verb in ((supports, "support"), (disputes, "dispute"), (qualifies, "qualifie")):
        if number:
            base = verb if number > 1 else f"{verb}s"
            base = "qualify" if base == "qualifie" else base
            noun = "" if parts else " reference" if number == 1 else " references"
            parts.append(f"{small_number(number)}{noun} {base} it")
    return _sentence(
        " and ".join(parts) if len(parts) < 3 else f"{parts[0]}, {parts[1]} and {parts[2]}"
    )


def capitalised(text: str) -> str:
    """Text that begins with a capital."""
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return capitalised(text).rstrip(".") + "."
