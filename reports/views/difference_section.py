"""How far the studies differ: the variance between them, and which of them drive it."""

from __future__ import annotations

from reports.plots.baujat import BaujatFigure, BaujatPoint, baujat_table, draw_baujat
from reports.plots.labbe import LabbeFigure, LabbePoint, draw_labbe, labbe_table
from reports.views.analysed import Analysed, picture
from reports.views.numerals import NO_BREAK, percentage, variance
from reports.views.section_view import PictureView, SectionView

_FEWEST = 5
_RISKS = ("RR", "OR", "RD")


def difference_section(about: Analysed) -> SectionView | None:
    """The interval of τ² and the plots of heterogeneity; ``None`` with fewer than five studies."""
    found = about.analyses.between_study
    if found is None or about.number < _FEWEST or about.synthesis.pooled is None:
        return None
    percent = f"{100 * about.synthesis.level:.4g}"
    sentence = (
        f"The variance between studies lies between {variance(found.low)} and "
        f"{variance(found.high)} (τ², {percent}{NO_BREAK}% interval by {found.by}), I² between "
        f"{percentage(found.i_squared_low)} and {percentage(found.i_squared_high)}."
    )
    pictures = [_baujat(about), *_labbe(about)]
    return SectionView(
        identifier="differences",
        heading="How far the studies differ",
        sentences=(sentence,),
        pictures=tuple(pictures),
    )


def _baujat(about: Analysed) -> PictureView:
    """Contribution to Q against the squared shift of the effect without the study.

    Baujat and others (2002, doi:10.1002/sim.1221), both under the common-effect model.
    """
    weights = 1 / about.analyses.variances
    total = float(weights.sum())
    mean = float(weights @ about.analyses.values) / total
    points = []
    weighted = weights * about.analyses.values
    for at, (value, weight) in enumerate(zip(about.analyses.values, weights, strict=True)):
        # Summed anew: one study may have nearly all the weight.
        left = float(weights[:at].sum() + weights[at + 1 :].sum())
        without = float(weighted[:at].sum() + weighted[at + 1 :].sum()) / left
        points.append(
            BaujatPoint(
                about.label(at),
                heterogeneity=float(weight) * (float(value) - mean) ** 2,
                influence=(mean - without) ** 2 * left,
            )
        )
    figure = BaujatFigure(
        identifier=f"{about.claim}-baujat",
        title="Baujat plot",
        description="What each study adds to heterogeneity, and how far it moves the effect.",
        studies=tuple(points),
    )
    drawings = (draw_baujat(figure), draw_baujat(figure, narrow=True) if about.narrow else "")
    return picture(
        figure.identifier, figure.title, figure.description, drawings, baujat_table(figure)
    )


def _labbe(about: Analysed) -> tuple[PictureView, ...]:
    pooled = about.synthesis.pooled
    points = []
    for each in about.synthesis.effects:
        if each.arms is None or about.synthesis.measure not in _RISKS:
            return ()
        one, other = each.arms
        if one.events is None or other.events is None or not one.total or not other.total:
            return ()
        points.append(
            LabbePoint(
                each.label or each.study,
                comparator_risk=other.events / other.total,
                intervention_risk=one.events / one.total,
                participants=one.total + other.total,
            )
        )
    figure = LabbeFigure(
        identifier=f"{about.claim}-labbe",
        title="L’Abbé plot",
        description="The risk in the intervention arm against that in the comparator arm.",
        measure=about.synthesis.measure,
        studies=tuple(points),
        pooled=pooled.value if pooled else None,
    )
    drawings = (draw_labbe(figure), draw_labbe(figure, narrow=True) if about.narrow else "")
    return (
        picture(figure.identifier, figure.title, figure.description, drawings, labbe_table(figure)),
    )
