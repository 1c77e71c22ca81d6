"""Funnels and pictures of risk of bias for tests, of any size and with labels of any length."""

import math

from reports.plots.funnel import FunnelFigure, FunnelPoint
from reports.plots.risk_summary import RiskBar, RiskSummaryFigure
from reports.plots.traffic_light import TrafficLightFigure, TrafficRow
from tests.reports.plots.figures_of_forests import BCG, MARKS, ROB2, bcg_effect


def bcg_funnel():
    """The pooled effects are metafor's for REML, without and with trim and fill."""
    points = tuple(FunnelPoint(row[0], *bcg_effect(*row[1:5])) for row in BCG)
    return FunnelFigure(
        identifier="bcg-funnel",
        title="Funnel plot, tuberculosis",
        description="Thirteen trials of BCG vaccine.",
        measure="Risk ratio",
        is_ratio=True,
        studies=points,
        pooled=-0.7145,
        imputed=(FunnelPoint("Added 1", 0.6, 0.55), FunnelPoint("Added 2", 0.1, 0.64)),
        adjusted=-0.63,
    )


def made_up_funnel(k, label="Study", *, is_ratio=True):
    def point(at):
        error = 0.05 + (at * 7 % 13) / 15
        return FunnelPoint(f"{label} {at}", -0.4 + math.sin(at * 3) * 2 * error, error)

    return FunnelFigure(
        identifier="made-up",
        title="Made up",
        description=f"{k} studies",
        measure=f"{label} measure",
        is_ratio=is_ratio,
        studies=tuple(point(at) for at in range(k)),
        pooled=-0.4,
        imputed=tuple(point(at + 100) for at in range(k // 4)),
        adjusted=-0.2,
    )


def made_up_traffic_light(k, label="Study", domains=6):
    names = (*ROB2[:-1], *(f"{label} domain {at}" for at in range(max(domains - 5, 0))))
    return TrafficLightFigure(
        identifier="made-up",
        title="Risk of bias",
        description=f"{k} studies",
        domains=names[:domains],
        rows=tuple(
            TrafficRow(
                f"{label} {at}",
                tuple(
                    None if (at + domain) % 17 == 16 else MARKS[(at * 3 + domain) % 5]
                    for domain in range(domains)
                ),
                MARKS[at % 5],
            )
            for at in range(k)
        ),
        key=MARKS,
    )


def made_up_summary(k, label="Domain"):
    return RiskSummaryFigure(
        identifier="made-up",
        title="Risk of bias by domain",
        description=f"{k} domains",
        bars=tuple(
            RiskBar(f"{label} {at}", tuple(float(at % 9 * (at + e) % 7) for e in range(5)))
            for at in range(k)
        ),
        key=MARKS,
        weighted=True,
    )  # fmt: skip
