"""A synthesis as a forest plot with its numbers in words."""

from __future__ import annotations

from dataclasses import replace

from evidence.assessment import ClaimAssessment
from evidence.model.study import ArmRole
from evidence.model.synthesis import Heterogeneity, PooledEffect, StudyEffect, Synthesis
from evidence.synthesis.analyses import Analyses
from evidence.synthesis.measure import MEASURES
from reports.plots.detailed_forest import draw_detailed_forest, forest_pages
from reports.plots.forest_figure import ForestLayout
from reports.views.badges import in_words
from reports.views.forest_figure_view import forest_figure
from reports.views.numerals import (
    NO_BREAK,
    bare_effect,
    decimal,
    effect,
    interval,
    p_value,
    percentage,
    places_of,
    variance,
)
from reports.views.pooled_view import ForestRow, ForestView
from reports.views.statement import capitalised, extent

_ESTIMATORS = {
    "REML": "REML",
    "ML": "maximum likelihood",
    "DL": "DerSimonian–Laird",
    "DL2": "two-step DerSimonian–Laird",
    "PM": "Paule–Mandel",
    "EB": "empirical Bayes",
    "HE": "Hedges",
    "HS": "Hunter–Schmidt",
    "HSk": "Hunter–Schmidt, corrected",
    "SJ": "Sidik–Jonkman",
    "MH-DL": "DerSimonian–Laird around Mantel–Haenszel",
}
_MODELS = {
    "common": "common effect, inverse variance",
    "MH": "common effect, Mantel–Haenszel",
    "Peto": "common effect, Peto",
    "GLMM": "random effects, logistic mixed model",
}
_TESTS = {
    "t": ", t distribution",
    "knapp-hartung": ", Knapp–Hartung",
    "knapp-hartung-floor": ", Knapp–Hartung with floor",
}


def forest_view(
    item: ClaimAssessment,
    synthesis: Synthesis | None,
    *,
    analyses: Analyses | None = None,
    sensitivity: bool = False,
    narrow: bool = True,
    layout: ForestLayout = ForestLayout.REVMAN,
) -> ForestView | None:
    """The plot of a claim's synthesis; nothing where no study gave an effect.

    ``analyses`` give the subgroups. ``narrow`` asks for a drawing for phones as well.
    """
    if synthesis is None or not synthesis.effects:
        return None
    identifier = f"{item.claim.id}-{'sensitivity' if sensitivity else 'primary'}"
    known = MEASURES.get(synthesis.measure)
    within = known.label if known else synthesis.measure
    outcome = _outcome_name(item, synthesis)
    title = f"{'Sensitivity analysis: ' if sensitivity else ''}{outcome}, {within}"
    view = ForestView(
        identifier=identifier,
        outcome=outcome,
        measure=synthesis.measure,
        method=_model(synthesis),
        title=title,
        description=_description(item, synthesis),
        rows=_rows(synthesis),
        pooled_text=_effect_text(synthesis, synthesis.pooled),
        prediction_text=_prediction_text(synthesis),
        heterogeneity=heterogeneity_text(synthesis.heterogeneity),
        summary=_summary(item, synthesis),
        excluded=tuple(f"{each.label or each.study}: {each.reason}" for each in synthesis.excluded),
        notes=tuple(
            note[:1].upper() + note[1:] for note in (*synthesis.notes, *_row_notes(synthesis))
        ),
        svg="",
        left_out=() if analyses is not None and analyses.in_turn else _left_out(synthesis),
        favours=_favours(item, synthesis),
        interval=f"{100 * synthesis.level:.4g} % CI",
    )
    figure = forest_figure(
        synthesis,
        {entry.study.id: entry.study for entry in item.body.items if entry.study is not None},
        analyses,
        identifier=identifier,
        title=title,
        description=view.description,
        arm_labels=_arm_labels(item, synthesis),
        favours=view.favours,
        layout=layout,
    )
    small = draw_detailed_forest(figure, narrow=True) if narrow else ""
    return replace(
        view,
        svg=draw_detailed_forest(figure),
        svg_narrow=small,
        svg_pages=forest_pages(figure),
    )


def heterogeneity_text(found: Heterogeneity | None) -> str:
    """``Q = 6.9 (df = 1, p = 0.009), I² = 86 %, τ² = 0.59``."""
    if found is None or found.degrees_of_freedom < 1:
        return ""
    return (
        f"Q{NO_BREAK}={NO_BREAK}{decimal(found.q, 1)} (df{NO_BREAK}={NO_BREAK}"
        f"{found.degrees_of_freedom}, {p_value(found.p_value)}), "
        f"I²{NO_BREAK}={NO_BREAK}{percentage(found.i_squared)}, "
        f"τ²{NO_BREAK}={NO_BREAK}{variance(found.tau_squared)}"
    )


def _rows(synthesis: Synthesis) -> tuple[ForestRow, ...]:
    return tuple(
        ForestRow(
            study=each.study,
            label=each.label or each.study,
            intervention=each.data[0],
            comparator=each.data[1],
            value=each.value,
            low=each.ci_low,
            high=each.ci_high,
            weight=each.weight,
            effect_text=_study_text(synthesis, each),
            weight_text=f"{each.weight:.1f}{NO_BREAK}%",
        )
        for each in synthesis.effects
    )


# Longer names would push the columns of the plot off the page.
_LONGEST_ARM = 24


def _arm_labels(item: ClaimAssessment, synthesis: Synthesis) -> tuple[str, str]:
    """As the question names both sides, else as all studies do."""
    question = item.claim.question
    asked = (question.intervention, question.comparator) if question else ("", "")
    for names in (asked, _recorded_labels(item, synthesis)):
        if all(0 < len(name) <= _LONGEST_ARM for name in names):
            return capitalised(names[0]), capitalised(names[1])
    return "Intervention", "Comparator"


def _recorded_labels(item: ClaimAssessment, synthesis: Synthesis) -> tuple[str, str]:
    """What both arms of every pooled study are called; empty where they differ."""
    used = {each.study for each in synthesis.effects}
    found: dict[ArmRole, set[str]] = {ArmRole.INTERVENTION: set(), ArmRole.COMPARATOR: set()}
    for entry in item.body.items:
        outcome = entry.study.outcome(synthesis.outcome) if entry.study else None
        if entry.study is None or outcome is None or entry.study.id not in used:
            continue
        for arm in outcome.arms:
            if arm.role in found:
                found[arm.role].add(arm.label)
    first, second = (next(iter(each)) if len(each) == 1 else "" for each in found.values())
    return first, second


def _favours(item: ClaimAssessment, synthesis: Synthesis) -> tuple[str, str]:
    """What the left and the right of no effect favour."""
    question = item.claim.question
    asked = (question.intervention, question.comparator) if question else ("", "")
    recorded = _recorded_labels(item, synthesis)
    if not all(0 < len(name) <= _LONGEST_ARM for name in recorded):
        recorded = ("intervention", "comparator")
    first, second = (name or other for name, other in zip(asked, recorded, strict=True))
    sides = (f"favours {first}", f"favours {second}")
    return sides if synthesis.benefit == "lower" else (sides[1], sides[0])


def _model(synthesis: Synthesis) -> str:
    if len(synthesis.effects) == 1:
        return "one study, nothing to pool"
    if synthesis.method in _MODELS:
        return _MODELS[synthesis.method]
    estimator = _ESTIMATORS.get(synthesis.method, synthesis.method)
    test = synthesis.pooled.test if synthesis.pooled else ""
    return f"random effects, {estimator}{_TESTS.get(test, '')}"


def _outcome_name(item: ClaimAssessment, synthesis: Synthesis) -> str:
    for entry in item.body.items:
        outcome = entry.study.outcome(synthesis.outcome) if entry.study else None
        if outcome is not None and outcome.label:
            return outcome.label[:1].upper() + outcome.label[1:]
    if item.claim.question and item.claim.question.outcome:
        return in_words(item.claim.question.outcome)
    return in_words(synthesis.outcome)


def _effect_text(synthesis: Synthesis, pooled: PooledEffect | None) -> str:
    if pooled is None:
        return ""
    return _text(synthesis, pooled)


def _text(synthesis: Synthesis, found: PooledEffect | StudyEffect) -> str:
    return effect(
        synthesis.measure,
        found.value,
        found.ci_low,
        found.ci_high,
        is_ratio=synthesis.is_ratio,
        level=synthesis.level,
        size=synthesis.typical_size,
    )


def _study_text(synthesis: Synthesis, found: StudyEffect) -> str:
    """A study's effect; of one group the proportion that was seen, with its own interval."""
    single = found.single
    if single is None or single.low is None or single.high is None:
        return _bare_text(synthesis, found)
    places = places_of(synthesis.measure)
    return f"{decimal(single.share, places)} ({interval(single.low, single.high, places=places)})"


def _bare_text(synthesis: Synthesis, found: PooledEffect | StudyEffect) -> str:
    return bare_effect(
        synthesis.measure,
        found.value,
        found.ci_low,
        found.ci_high,
        is_ratio=synthesis.is_ratio,
        size=synthesis.typical_size,
    )


def _prediction_text(synthesis: Synthesis) -> str:
    pooled = synthesis.pooled
    if pooled is None or pooled.prediction_low is None or pooled.prediction_high is None:
        return ""
    measure = MEASURES.get(synthesis.measure)
    ends = interval(
        pooled.prediction_low,
        pooled.prediction_high,
        is_ratio=synthesis.is_ratio,
        places=places_of(synthesis.measure),
        scale=measure.scale if measure else None,
        size=synthesis.typical_size,
    )
    return f"{100 * synthesis.level:.4g}{NO_BREAK}% prediction interval {ends}"


def _summary(item: ClaimAssessment, synthesis: Synthesis) -> str:
    if synthesis.pooled is None:
        return "The effects could not be pooled."
    return f"{_effect_text(synthesis, synthesis.pooled)}, {extent(item, synthesis)}."


def _description(item: ClaimAssessment, synthesis: Synthesis) -> str:
    studies = "; ".join(
        f"{each.label or each.study} {_study_text(synthesis, each)}"
        for each in synthesis.effects[:40]
    )
    more = len(synthesis.effects) - 40
    rest = f"; and {more} more" if more > 0 else ""
    return f"{_summary(item, synthesis)} Studies: {studies}{rest}."


def _left_out(synthesis: Synthesis) -> tuple[tuple[str, str], ...]:
    """Where no plot of its own shows them."""
    return tuple(
        (_label(synthesis, study), _effect_text(synthesis, pooled))
        for study, pooled in synthesis.left_out
    )


def _label(synthesis: Synthesis, study: str) -> str:
    return next((e.label for e in synthesis.effects if e.study == study and e.label), study)


def _row_notes(synthesis: Synthesis) -> tuple[str, ...]:
    return tuple(
        f"{each.label or each.study}: {each.note}" for each in synthesis.effects if each.note
    )
