"""The pictures that a claim's synthesis can be drawn as, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from evidence.assessment import ClaimAssessment
from evidence.grading.body_analyses import analyses_of
from evidence.synthesis.on_request import subsets_of
from evidence.synthesis.refusal import CannotComputeError
from reports.plots.forest_figure import ForestLayout
from reports.plots.gosh import GoshFigure, draw_gosh
from reports.views.analysed import Analysed
from reports.views.analysis_sections import analysis_sections
from reports.views.forest_view import forest_view
from reports.views.risk_views import risk_sections

FOREST = "forest"
_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        "funnel": "-funnel",
        "leave-one-out": "-leave-one-out",
        "cumulative": "-cumulative",
        "bubble": "-regression",
        "baujat": "-baujat",
        "labbe": "-labbe",
    }
)
_OF_RISK: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "traffic-light": lambda name: not name.endswith("-summary"),
        "risk-summary": lambda name: name.endswith("-summary"),
    }
)
GOSH = "gosh"
PICTURES = (FOREST, *_ENDINGS, *_OF_RISK, GOSH)
"""Every picture, by the name that commands take."""


def drawn(item: ClaimAssessment, name: str, layout: ForestLayout) -> str:
    """One picture of a claim as SVG, empty where its data give none."""
    synthesis = item.synthesis
    if name in _OF_RISK:
        pictures = [each for part in risk_sections(item, narrow=False) for each in part.pictures]
        return next((each.svg for each in pictures if _OF_RISK[name](each.identifier)), "")
    analyses = analyses_of(item.body)
    if name == FOREST:
        view = forest_view(item, synthesis, analyses=analyses, narrow=False, layout=layout)
        return view.svg if view else ""
    if synthesis is None or analyses is None:
        return ""
    if name == GOSH:
        return _gosh(Analysed(item.claim.id, synthesis, analyses, narrow=False))
    sections = analysis_sections(item.claim.id, synthesis, analyses, narrow=False)
    found = (each for part in sections for each in part.pictures)
    return next((each.svg for each in found if each.identifier.endswith(_ENDINGS[name])), "")


def _gosh(about: Analysed) -> str:
    try:
        subsets = subsets_of(about.analyses)
    except CannotComputeError:
        return ""
    pooled = about.synthesis.common
    return draw_gosh(
        GoshFigure(
            identifier=f"{about.claim}-gosh",
            title="Effects of all subsets of the studies",
            description=f"The common effect and I² of {len(subsets.values):,} subsets.",
            measure=about.measure,
            is_ratio=about.synthesis.is_ratio,
            subsets=tuple(zip(subsets.values.tolist(), subsets.i_squared.tolist(), strict=True)),
            pooled=pooled.value if pooled else None,
        )
    )
