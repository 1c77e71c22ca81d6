"""Small-study effects as a section: the funnel, the tests, and what trim and fill would add."""

from __future__ import annotations

from evidence.synthesis.measure import MEASURES
from evidence.synthesis.small_study_tests import SmallStudyEffects
from reports.plots.funnel import FunnelFigure, FunnelPoint, draw_funnel, funnel_table
from reports.views.analysed import Analysed, bare_p, picture
from reports.views.numerals import NO_BREAK, counted, decimal, p_value
from reports.views.section_view import PictureView, SectionView, TableView
from reports.views.statement import capitalised

_FEWEST = 3


def small_study_section(about: Analysed) -> SectionView | None:
    """The funnel and what is read from it; ``None`` for one or two studies."""
    found = about.analyses.small_study
    if found is None or about.number < _FEWEST:
        return None
    rows = _rows(found)
    return SectionView(
        identifier="small-studies",
        heading="Small-study effects",
        sentences=tuple(_sentences(about, found, has_tests=bool(rows))),
        pictures=(_funnel(about, found),),
        tables=(TableView("Tests of asymmetry", ("Test", "Statistic", "p"), rows),) if rows else (),
        notes=(*_cautious(about, found), *(f"{name}: {why}." for name, why in found.refused)),
    )


def _sentences(about: Analysed, found: SmallStudyEffects, *, has_tests: bool) -> list[str]:
    if not found.is_testable:
        first = (
            f"With {counted(about.number, 'study', 'studies')} no test of asymmetry can tell: ten "
            "are the least."
        )
    elif has_tests:
        first = "Asymmetry may come from missing studies, from bias in small ones, or from chance."
    else:
        first = "No test of asymmetry could be made."
    sentences = [first]
    filled = found.trim_and_fill
    if filled is not None and filled.missing:
        sentences.append(
            f"Trim and fill adds {counted(filled.missing, 'study', 'studies')} on the "
            f"{filled.side.value}; the effect is then {about.words(filled.pooling.pooled)}."
        )
    elif filled is not None:
        sentences.append("Trim and fill adds no study.")
    return sentences


def _cautious(about: Analysed, found: SmallStudyEffects) -> list[str]:
    """What is asked for often and proves little, each with its caution."""
    notes = []
    resistant = about.analyses.henmi_copas
    if resistant is not None:
        words = about.range_words(resistant.value, resistant.ci_low, resistant.ci_high)
        notes.append(
            f"Henmi and Copas: {words}, with the weights of the common-effect model, which "
            "small-study effects bias less, and an interval that allows for τ²."
        )
    if found.pet_peese is not None:
        corrected = found.pet_peese.conditional
        words = about.range_words(corrected.value, corrected.ci_low, corrected.ci_high)
        name = "PEESE" if found.pet_peese.uses_peese else "PET"
        notes.append(
            f"PET-PEESE: {words} by {name} for a study of infinite precision, far outside the data."
        )
    if found.excess is not None:
        excess = found.excess
        notes.append(
            f"Excess significance: {excess.observed} of {found.studies} studies are significant, "
            f"{decimal(excess.expected, 1)} would be expected if all shared the common effect "
            f"({p_value(excess.exact_p_value)})."
        )
    numbers = [each for each in found.fail_safe if each.number]
    if numbers:
        shown = "; ".join(f"{each.number:,} ({each.definition})" for each in numbers)
        notes.append(f"Fail-safe N: {shown}. {capitalised(numbers[0].caution)}.")
    return notes


def _rows(found: SmallStudyEffects) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    for test in found.tests:
        letter = "z" if test.degrees_of_freedom is None else "t"
        statistic = f"{letter}{NO_BREAK}={NO_BREAK}{decimal(test.statistic)}"
        rows.append((test.name.replace("'", "’"), statistic, bare_p(test.p_value)))
    if found.rank is not None:
        statistic = f"τ{NO_BREAK}={NO_BREAK}{decimal(found.rank.tau)}"
        kind = "exact" if found.rank.is_exact else "normal, because of ties"
        rows.append((f"Begg’s rank correlation ({kind})", statistic, bare_p(found.rank.p_value)))
    return tuple(rows)


def _funnel(about: Analysed, found: SmallStudyEffects) -> PictureView:
    filled, pooled = found.trim_and_fill, about.synthesis.pooled
    measure = MEASURES.get(about.synthesis.measure)
    compares = measure is not None and measure.null_value is not None
    figure = FunnelFigure(
        identifier=f"{about.claim}-funnel",
        title=f"Funnel plot, {about.measure_within}",
        description=(
            f"Effects of {counted(about.number, 'study', 'studies')} against their standard errors."
        ),
        measure=about.measure,
        is_ratio=about.synthesis.is_ratio,
        studies=tuple(
            FunnelPoint(each.label or each.study, each.value, each.standard_error)
            for each in about.synthesis.effects
        ),
        pooled=pooled.value if pooled else None,
        imputed=tuple(
            FunnelPoint("added by trim and fill", value, spread**0.5)
            for value, spread in (filled.filled if filled else ())
        ),
        adjusted=filled.pooling.pooled.value if filled and filled.missing else None,
        contours=(0.90, 0.95, 0.99) if compares else (),
    )
    drawings = (draw_funnel(figure), draw_funnel(figure, narrow=True) if about.narrow else "")
    return picture(
        figure.identifier, figure.title, figure.description, drawings, funnel_table(figure)
    )
