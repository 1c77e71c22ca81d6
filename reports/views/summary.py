"""The first screen: the sentence that answers, the counts, and what limits each claim.

Its two lists put what readers act on first: claims by kind in the order of ``ClaimKind``,
treatments before harms before mechanisms and advice; within a kind by verdict, then by the
certainty that the words may carry, strongest first; then in the order of the article. Certainties
of two frameworks are compared only by the wording they allow: their levels have no common scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evidence.assessment import Assessment, ClaimAssessment
from evidence.claims.lexicon import LEVELS
from evidence.model.claim import ClaimKind, Stance, Verdict
from reports.views.badges import level_badge, verdict_badge, verdict_badges
from reports.views.numerals import counted
from reports.views.review_view import SummaryRow, VerdictCount
from reports.views.statement import (
    all_retracted,
    capitalised,
    counting_references,
    pooled_text,
    small_number,
)

_KINDS = tuple(ClaimKind)
_VERDICTS = tuple(Verdict)
_SHORT = {
    Verdict.LIMITED: "limited",
    Verdict.CONFLICTING: "conflicting",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.UNGRADED: "not graded",
}


def verdict_counts(claims: Sequence[ClaimAssessment]) -> tuple[VerdictCount, ...]:
    """How many claims have each verdict, best first; verdicts that do not occur are left out."""
    found = Counter(verdict_badge(item.verdict).id for item in claims)
    return tuple(
        VerdictCount(badge, found[badge.id], found[badge.id] / len(claims))
        for badge in verdict_badges()
        if found[badge.id]
    )


def answer(claims: Sequence[ClaimAssessment]) -> str:
    """The sentence an editor came for."""
    if not claims:
        return "The review holds no claims yet."
    found = Counter(item.verdict for item in claims)
    well = found[Verdict.WELL_SUPPORTED]
    if well == len(claims):
        parts = ["it is well supported" if well == 1 else "all are well supported"]
    else:
        verb = "is" if well <= 1 else "are"
        parts = [f"{f'{well:,}' if well else 'none'} {verb} well supported"]
    parts += [f"{found[each]:,} {words}" for each, words in _SHORT.items() if found[each]]
    bare = found[Verdict.NO_EVIDENCE]
    if bare:
        parts.append(f"{bare:,} {'has' if bare == 1 else 'have'} no evidence")
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    text = f"Of {len(claims):,} {'claim' if len(claims) == 1 else 'claims'}, {listed}."
    bold = sum(1 for item in claims if item.wording and item.wording.outcome == "stronger")
    if bold:
        verb, owner = ("says", "its") if bold == 1 else ("say", "their")
        number = small_number(bold)
        text += f" {number[:1].upper()}{number[1:]} {verb} more than {owner} evidence."
    return text


def summary_row(item: ClaimAssessment) -> SummaryRow:
    """A claim as one row of the first screen.

    The effect says how many of the studies it comes from: others may bear on the claim without a
    number that can be pooled.
    """
    studies = number_of_studies(item)
    effect = pooled_text(item.synthesis)
    if effect and item.synthesis is not None:
        used = len({each.study for each in item.synthesis.effects})
        of_all = f" of {studies}" if studies > used else ""
        effect += f", from {used}{of_all} {'study' if max(used, studies) == 1 else 'studies'}"
    return SummaryRow(
        claim_id=item.claim.id,
        statement=item.claim.statement,
        verdict=verdict_badge(item.verdict),
        certainty=level_badge(item.level),
        effect=effect,
        studies=studies,
        limit=limit(item),
    )


def summary_rows(claims: Sequence[ClaimAssessment], *verdicts: Verdict) -> tuple[SummaryRow, ...]:
    """The claims that have one of these verdicts as rows, in the order of the first screen.

    ``claims`` come in the order of the article.
    """
    chosen = [item for item in claims if item.verdict in verdicts]
    return tuple(summary_row(item) for item in sorted(chosen, key=_place))


def _place(item: ClaimAssessment) -> tuple[int, int, int]:
    certainty = LEVELS.index(item.level.wording) if item.level else -1
    return (_KINDS.index(item.claim.kind), _VERDICTS.index(item.verdict), -certainty)


def number_of_studies(item: ClaimAssessment) -> int:
    """Studies that bear on a claim; a reference without a recorded study counts as one."""
    found = {
        entry.study.id if entry.study else f"reference {entry.link.reference}"
        for entry in item.body.items
        if entry.link.stance is not Stance.BACKGROUND
    }
    return len(found)


def limit(item: ClaimAssessment) -> str:
    """The one thing that limits a claim most; empty when nothing does."""
    return capitalised(_limit(item))


def _limit(item: ClaimAssessment) -> str:
    claim = item.claim
    if item.verdict is Verdict.NO_EVIDENCE:
        if all_retracted(item):
            return "everything that bears on it is retracted"
        return "only background is linked" if claim.links else "no reference is linked"
    if item.verdict is Verdict.CONFLICTING:
        supports, disputes = (
            len(counting_references(item, each)) for each in (Stance.SUPPORTS, Stance.DISPUTES)
        )
        if supports and disputes:
            return f"{counted(supports, 'reference')} for, {disputes} against"
    if item.verdict is Verdict.CONTRADICTED:
        return f"{counted(len(counting_references(item, Stance.DISPUTES)), 'reference')} against"
    return _heaviest_change(item) or _open_question(item)


def _heaviest_change(item: ClaimAssessment) -> str:
    """The domain that cost most levels: the person's where there is a judgement.

    What the rules took off in a domain that the person rated otherwise limits nothing.
    """
    changes: list[tuple[int, str, str]] = []
    judgement = item.claim.judgement
    rated_by_person = judgement.domains if judgement is not None else {}
    if judgement is not None:
        for domain in item.framework.domains:
            rated = judgement.domains.get(domain.id)
            if rated is not None:
                changes.append((domain.ratings.get(rated.rating, 0), domain.label, rated.reason))
    if not any(change < 0 for change, _, _ in changes):
        changes += [
            (step.change, step.label, step.reason)
            for step in item.derivation.steps
            if step.domain not in rated_by_person
        ]
    lowered = [each for each in changes if each[0] < 0]
    if not lowered:
        return ""
    _, label, reason = min(lowered, key=lambda each: each[0])
    return f"{label.lower()}: {reason}".removesuffix(".") if reason else label.lower()


def _open_question(item: ClaimAssessment) -> str:
    """What keeps a claim from more where no domain lowers it.

    With a derived level that is its design, the first step, because a judgement's reason may then
    argue for more and not for less. Without one, or with the lowest, it is the judgement's reason,
    or what is missing; that a framework rates no claims of this kind limits the framework and not
    the claim.
    """
    if item.verdict is Verdict.WELL_SUPPORTED:
        return ""
    first = next(iter(item.derivation.steps), None)
    derived, judgement = item.derivation.level, item.claim.judgement
    if derived is not None and first is not None:
        says_more = item.level is not None and item.level.rank >= derived.rank
        other_start = judgement is not None and judgement.start not in ("", first.rating)
        design = says_more and derived != item.framework.levels[-1] and not other_start
        if judgement is None or not judgement.reason or design:
            return first.reason.removesuffix(".")
    if judgement is not None and judgement.reason:
        return judgement.reason.removesuffix(".")
    if item.derivation.outside:
        return "nobody has judged it yet" if judgement is None else ""
    return item.derivation.reason.removesuffix(".")


def assessed_in_order(assessment: Assessment) -> tuple[ClaimAssessment, ...]:
    """Claims in the order of the articles; those whose words were not found come last."""
    rank = {article.path: index for index, article in enumerate(assessment.review.articles)}

    def place(numbered: tuple[int, ClaimAssessment]) -> tuple[int, int, int]:
        position, item = numbered
        if item.anchor.plain is None:
            return (len(rank), 0, position)
        return (rank.get(item.anchor.article, len(rank)), item.anchor.plain.start, position)

    return tuple(item for _, item in sorted(enumerate(assessment.claims), key=place))
