"""A meta-regression as a section: its sentence, its bubble plot and its coefficients."""

from __future__ import annotations

from evidence.synthesis.characteristics import STUDIES_PER_MODERATOR
from evidence.synthesis.moderation import Moderation, RegressionLine
from evidence.synthesis.regression.meta_regression import MetaRegression, Omnibus
from reports.plots.bubble import BubbleFigure, BubblePoint, FittedPoint, bubble_table, draw_bubble
from reports.views.analysed import Analysed, bare_p, picture
from reports.views.numerals import NO_BREAK, decimal, interval_head, p_value, percentage
from reports.views.section_view import PictureView, SectionView, TableView
from reports.views.statement import capitalised
from reports.views.tables import numeric_columns


def regression_section(about: Analysed) -> SectionView | None:
    """The regression that the claim asks for; ``None`` where none was made."""
    moderation = about.analyses.moderation
    if moderation is None or moderation.regression is None:
        return None
    found = moderation.regression
    moderators = len(found.coefficients) - 1
    notes = []
    if found.studies < STUDIES_PER_MODERATOR * moderators:
        notes.append("Fewer than ten studies for each moderator: such a result is easily chance.")
    if moderation.unknown:
        notes.append(f"Without a value: {', '.join(moderation.unknown)}.")
    line = moderation.line
    return SectionView(
        identifier="regression",
        heading=f"Regression on {', '.join(each.name for each in found.coefficients[1:])}",
        sentences=(_sentence(found),),
        pictures=(_bubble(about, moderation, found, line),) if line else (),
        tables=(_coefficients(about, found), *_expected(about, moderation)),
        notes=tuple(notes),
    )


def _coefficients(about: Analysed, found: MetaRegression) -> TableView:
    rows = tuple(
        (
            capitalised(each.name),
            decimal(each.value, 4),
            decimal(each.standard_error, 4),
            f"{decimal(each.ci_low, 4)} to {decimal(each.ci_high, 4)}",
            bare_p(each.p_value),
        )
        for each in found.coefficients
    )
    scale = "log " if about.synthesis.is_ratio else ""
    heads = ("Term", "Coefficient", "Standard error", interval_head(about.synthesis.level), "p")
    caption = f"Coefficients on the {scale}scale of the effect"
    return TableView(caption, heads, rows, numeric_columns(rows))


def _expected(about: Analysed, moderation: Moderation) -> tuple[TableView, ...]:
    """The effect at each set of values that the review names."""
    if not moderation.expected:
        return ()
    rows = []
    for name, each in moderation.expected:
        low, high = each.prediction_low, each.prediction_high
        of_study = ""
        if low is not None and high is not None:
            of_study = about.interval_words(low, high)
        rows.append((name, about.range_words(each.value, each.ci_low, each.ci_high), of_study))
    effect = f"{about.synthesis.measure} ({interval_head(about.synthesis.level)})"
    heads = ("At", effect, "Prediction interval")
    return (TableView("The effect that the regression expects", heads, tuple(rows)),)


def _bubble(
    about: Analysed, moderation: Moderation, found: MetaRegression, line: RegressionLine
) -> PictureView:
    effects = {each.study: each for each in about.synthesis.effects}
    figure = BubbleFigure(
        identifier=f"{about.claim}-regression",
        title=f"{about.measure} by {line.moderator}",
        description=_sentence(found),
        measure=about.measure,
        is_ratio=about.synthesis.is_ratio,
        moderator=capitalised(line.moderator),
        studies=tuple(
            BubblePoint(
                study.label or study.id, along, effects[study.id].value, effects[study.id].weight
            )
            for study, along in zip(moderation.of_regression, line.along, strict=True)
        ),
        fitted=tuple(
            FittedPoint(at, each.value, each.ci_low, each.ci_high)
            for at, each in zip(line.at, line.line, strict=True)
        ),
        result=_sentence(found),
        level=about.synthesis.level,
    )
    drawings = (draw_bubble(figure), draw_bubble(figure, narrow=True) if about.narrow else "")
    return picture(
        figure.identifier, figure.title, figure.description, drawings, bubble_table(figure)
    )


def _sentence(found: MetaRegression) -> str:
    names = [each.name for each in found.coefficients[1:]]
    if found.r_squared is None:
        explained = "enter the regression"
    else:
        verb = "explains" if len(names) == 1 else "explain"
        explained = f"{verb} {percentage(found.r_squared)} of the variance between studies"
    left = f"residual I²{NO_BREAK}={NO_BREAK}{percentage(found.residual.i_squared)}"
    return f"{capitalised(' and '.join(names))} {explained} ({_omnibus(found.omnibus)}; {left})."


def _omnibus(found: Omnibus) -> str:
    residual = found.residual_degrees_of_freedom
    name = "Q" if residual is None else "F"
    freedom = f"df{NO_BREAK}={NO_BREAK}{found.degrees_of_freedom}"
    if residual is not None:
        freedom += f", {residual}"
    statistic = f"{name}{NO_BREAK}={NO_BREAK}{decimal(found.statistic, 1)}"
    return f"{statistic}, {freedom}, {p_value(found.p_value)}"
