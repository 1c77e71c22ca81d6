"""What a pooled effect rests on: the model, parts of the studies, and each study in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidence.synthesis.sensitivity.conclusion import conclusion_of
from evidence.synthesis.sensitivity.refit import Refit
from reports.plots.step_forest import (
    Step,
    StepForestFigure,
    StepKind,
    draw_step_forest,
    step_forest_pages,
    step_forest_table,
)
from reports.views.analysed import Analysed, picture
from reports.views.drawn_scale import compares, drawn_name
from reports.views.numerals import counted, decimal, interval_head, percentage, places_of, variance
from reports.views.section_view import PictureView, SectionView, TableView
from reports.views.statement import capitalised

_FEWEST = 3
_METHOD_WORDS = {
    "common": "Common effect",
    "DL": "Random effects, DerSimonian–Laird",
    "PM": "Random effects, Paule–Mandel",
    "REML": "Random effects, REML",
}
_TEST_WORDS = {"z": "normal", "knapp-hartung": "Knapp–Hartung"}


def choices_section(about: Analysed) -> SectionView | None:
    """The pooled effect under other models, and of parts of the studies."""
    choice = about.analyses.by_method
    if choice is None:
        return None
    rows = [
        (
            _METHOD_WORDS.get(fit.method, fit.method),
            _TEST_WORDS.get(fit.test, fit.test),
            str(about.number),
            about.words(fit),
        )
        for fit in choice.fits
    ]
    compared = compares(about.synthesis)
    sentences = []
    if compared:
        sentences.append(
            "All of these models conclude the same."
            if choice.is_settled
            else "The conclusion depends on the model: not all intervals lie on the same side."
        )
    for name, found in about.analyses.restricted.items():
        kept = about.number - len(found.left_out)
        words = about.words(found.restricted.pooled)
        rows.append((capitalised(name), "as asked", str(kept), words))
        same = "stays" if found.keeps_conclusion else "changes"
        and_so = f", and the conclusion {same}" * compared
        sentences.append(
            f"With {counted(kept, 'study', 'studies')} {name} the effect is {words}{and_so}."
        )
    rows += _further_models(about)
    heads = (
        "Model or studies",
        "Interval",
        "Studies",
        f"{about.synthesis.measure} ({interval_head(about.synthesis.level)})",
    )
    table = TableView("The pooled effect under each choice", heads, tuple(rows), (2,))
    return SectionView(
        identifier="choices",
        heading="Other models and parts of the evidence",
        sentences=tuple(sentences),
        tables=(table, *_together(about)),
    )


def _further_models(about: Analysed) -> list[tuple[str, str, str, str]]:
    rows = []
    number = str(about.number)
    clustered, robust = about.analyses.dependence.clustered, about.analyses.dependence.robust
    if clustered is not None:
        first = clustered.coefficients[0]
        words = about.range_words(first.value, first.ci_low, first.ci_high)
        name = f"Three-level model, {counted(clustered.clusters, 'cluster')}"
        if clustered.correlation:
            name += f", errors correlated by {clustered.correlation:g}"
        rows.append((name, "normal", number, words))
    if robust is not None:
        words = about.range_words(robust.value, robust.ci_low, robust.ci_high)
        rows.append(("As asked, error robust to clusters", "Student’s t", number, words))
    bayesian = about.analyses.bayesian
    if bayesian is not None:
        effect = bayesian.effect
        words = about.range_words(effect.mean, effect.low, effect.high)
        prior = about.analyses.prior_of_tau
        name = f"Bayesian, {prior.shape.value} prior of τ with scale {prior.scale:g}"
        rows.append((name, "credible", number, words))
    return rows


def _together(about: Analysed) -> tuple[TableView, ...]:
    """The outcomes that were pooled together, each with its mean."""
    joint = about.analyses.dependence.joint
    if joint is None:
        return ()
    rows = tuple(
        (
            mean.name,
            about.range_words(mean.value, mean.ci_low, mean.ci_high),
            variance(joint.between_studies[at][at]),
        )
        for at, mean in enumerate(joint.means)
    )
    heads = (
        "Outcome",
        f"{about.synthesis.measure} ({interval_head(about.synthesis.level)})",
        "τ²",
    )
    return (TableView("Outcomes pooled together", heads, rows, (2,)),)


def steps_section(about: Analysed) -> SectionView | None:
    """The pooled effect without each study, and as studies were added; ``None`` below three."""
    pooled = about.synthesis.pooled
    if pooled is None or len(about.analyses.in_turn) < _FEWEST:
        return None
    sentences = []
    if compares(about.synthesis):
        flips = [
            about.label(each.study)
            for each in about.analyses.in_turn
            if conclusion_of(each.pooled) is not conclusion_of(pooled)
        ]
        sentences.append(
            f"Without {_listed(flips)}, the conclusion changes."
            if flips
            else "No single study decides the conclusion."
        )
    flagged = [
        about.label(at) for at, each in enumerate(about.analyses.influence) if each.is_influential
    ]
    if flagged:
        sentences.append(f"Influential by the usual limits: {', '.join(flagged)}.")
    pictures = [_picture(about, StepKind.LEAVE_ONE_OUT, about.analyses.in_turn)]
    if about.analyses.cumulative:
        pictures.append(_picture(about, StepKind.CUMULATIVE, about.analyses.cumulative))
    return SectionView(
        identifier="steps",
        heading="One study at a time",
        sentences=tuple(sentences),
        pictures=tuple(pictures),
        tables=(*_influence(about), *_best_linear_predictions(about)),
    )


def _picture(about: Analysed, kind: StepKind, refits: Sequence[Refit]) -> PictureView:
    pooled, found = about.synthesis.pooled, about.synthesis.heterogeneity
    assert pooled is not None  # noqa: S101 - the caller has looked
    is_turn = kind is StepKind.LEAVE_ONE_OUT
    title = "Without each study in turn" if is_turn else "Adding studies year by year"
    whole = percentage(found.i_squared) if is_turn and found else str(about.number)
    figure = StepForestFigure(
        identifier=f"{about.claim}-{kind.value}",
        title=title,
        description=f"{title}: the pooled {about.measure_within}.",
        kind=kind,
        measure=drawn_name(about.synthesis),
        is_ratio=about.synthesis.is_ratio,
        steps=tuple(
            Step(
                about.label(each.study),
                about.effect_range(each.pooled),
                (percentage(each.heterogeneity.i_squared) if is_turn else str(each.studies),),
            )
            for each in refits
        ),
        pooled=about.effect_range(pooled),
        heads=("I²",) if is_turn else ("Studies",),
        pooled_columns=(whole,),
        places=places_of(about.synthesis.measure),
        level=about.synthesis.level,
    )
    small = draw_step_forest(figure, narrow=True) if about.narrow else ""
    drawings = (draw_step_forest(figure), small)
    table = step_forest_table(figure)
    shown = picture(figure.identifier, figure.title, figure.description, drawings, table)
    return replace(shown, svg_pages=step_forest_pages(figure))


def _influence(about: Analysed) -> tuple[TableView, ...]:
    if not about.analyses.influence:
        return ()
    rows = tuple(
        (
            about.label(at),
            decimal(each.studentised_residual),
            decimal(each.dffits),
            decimal(each.cooks_distance),
            decimal(each.hat),
            variance(each.between_study_variance),
            "yes" if each.is_influential else "",
        )
        for at, each in enumerate(about.analyses.influence)
    )
    heads = (
        "Study",
        "Studentised residual",
        "DFFITS",
        "Cook’s distance",
        "Hat value",
        "τ² without it",
        "Influential",
    )
    return (TableView("Influence of each study", heads, rows, (1, 2, 3, 4, 5)),)


def _best_linear_predictions(about: Analysed) -> tuple[TableView, ...]:
    """Each study's true effect as the model predicts it, shrunk towards the mean."""
    if not about.analyses.best_linear_predictions:
        return ()
    rows = tuple(
        (
            about.label(at),
            about.range_words(each.value, each.prediction_low, each.prediction_high),
        )
        for at, each in enumerate(about.analyses.best_linear_predictions)
    )
    effect = f"{about.synthesis.measure} ({100 * about.synthesis.level:.4g}% prediction)"
    return (
        TableView(
            "Best linear unbiased prediction of each study’s effect", ("Study", effect), rows
        ),
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
