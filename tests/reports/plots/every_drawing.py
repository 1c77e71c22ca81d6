"""Every drawing with figures of any size, so that one contract is put to all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.plots.baujat import baujat_table, draw_baujat
from reports.plots.bubble import bubble_table, draw_bubble
from reports.plots.detailed_forest import draw_detailed_forest
from reports.plots.evidence_map import draw_evidence_map, evidence_map_table
from reports.plots.forest_figure import ForestLayout
from reports.plots.forest_lines import detailed_forest_table
from reports.plots.funnel import draw_funnel, funnel_table
from reports.plots.gosh import draw_gosh, gosh_table
from reports.plots.labbe import draw_labbe, labbe_table
from reports.plots.prisma import draw_prisma, prisma_table
from reports.plots.risk_summary import draw_risk_summary, risk_summary_table
from reports.plots.step_forest import StepKind, draw_step_forest, step_forest_table
from reports.plots.traffic_light import draw_traffic_light, traffic_light_table
from tests.reports.plots import (
    figures_of_counts,
    figures_of_effects,
    figures_of_forests,
    figures_of_risk,
)


@dataclass(frozen=True)
class Drawing:
    """``made_up`` gives a figure of some size with some label; ``golden`` the one that is kept."""

    name: str
    draw: Callable
    table: Callable
    made_up: Callable
    golden: Callable


def _forest(layout):
    return Drawing(
        f"forest-{layout.value}",
        draw_detailed_forest,
        detailed_forest_table,
        lambda k, label: figures_of_forests.made_up(k, label, layout, groups=min(k, 2)),
        lambda: figures_of_forests.bcg_figure(layout),
    )


def _steps(kind):
    return Drawing(
        kind.value,
        draw_step_forest,
        step_forest_table,
        lambda k, label: figures_of_effects.made_up_steps(k, label, kind),
        lambda: figures_of_effects.bcg_steps(kind),
    )


DRAWINGS = (
    *(_forest(layout) for layout in ForestLayout),
    *(_steps(kind) for kind in StepKind),
    Drawing("funnel", draw_funnel, funnel_table, figures_of_risk.made_up_funnel,
            figures_of_risk.bcg_funnel),
    Drawing("traffic-light", draw_traffic_light, traffic_light_table,
            figures_of_risk.made_up_traffic_light,
            lambda: figures_of_risk.made_up_traffic_light(6)),
    Drawing("risk-summary", draw_risk_summary, risk_summary_table,
            figures_of_risk.made_up_summary, lambda: figures_of_risk.made_up_summary(6)),
    Drawing("baujat", draw_baujat, baujat_table, figures_of_effects.made_up_baujat,
            lambda: figures_of_effects.made_up_baujat(9)),
    Drawing("labbe", draw_labbe, labbe_table, figures_of_effects.made_up_labbe,
            figures_of_effects.bcg_labbe),
    Drawing("bubble", draw_bubble, bubble_table, figures_of_effects.made_up_bubble,
            figures_of_effects.bcg_bubble),
    Drawing("gosh", draw_gosh, gosh_table,
            lambda k, _: figures_of_effects.made_up_gosh(k),
            lambda: figures_of_effects.made_up_gosh(6)),
    Drawing("evidence-map", draw_evidence_map, evidence_map_table, figures_of_counts.made_up_map,
            lambda: figures_of_counts.made_up_map(9)),
    Drawing("prisma-new", draw_prisma, prisma_table,
            lambda _, label: figures_of_counts.made_up_flow(label),
            figures_of_counts.prisma_figure),
    Drawing("prisma-updated", draw_prisma, prisma_table,
            lambda _, label: figures_of_counts.made_up_flow(label),
            lambda: figures_of_counts.prisma_figure(figures_of_counts.UPDATED, "updated")),
)  # fmt: skip
