"""Risk of bias of a claim's studies: traffic lights and a summary for each tool used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.appraisal.appraised import Appraised, appraised
from evidence.appraisal.risk_of_bias import counting_appraisals
from evidence.appraisal.tool import Rating, Tool
from evidence.assessment import ClaimAssessment
from evidence.grading.body import counting_studies
from evidence.model.study import Study
from reports.plots.risk_mark import RiskMark
from reports.plots.risk_summary import (
    RiskBar,
    RiskSummaryFigure,
    draw_risk_summary,
    risk_summary_table,
)
from reports.plots.traffic_light import (
    TrafficLightFigure,
    TrafficRow,
    draw_traffic_light,
    traffic_light_pages,
    traffic_light_table,
)
from reports.views.numerals import counted
from reports.views.section_view import PictureView, SectionView
from reports.views.tables import table_view

UNKNOWN = RiskMark("not-rated", "Not rated", "?", None)


def risk_mark(rating: Rating | None) -> RiskMark:
    """A rating as a figure draws it; a question mark where none was given."""
    if rating is None:
        return UNKNOWN
    return RiskMark(rating.id, rating.label, rating.symbol, rating.risk)


def risk_sections(item: ClaimAssessment, *, narrow: bool) -> tuple[SectionView, ...]:
    """A section for each tool that two or more of a claim's studies were appraised with."""
    by_tool: dict[str, list[tuple[Study, Appraised]]] = {}
    outcome = item.claim.synthesis.outcome if item.claim.synthesis else ""
    for study in counting_studies(item.body):
        for counting in counting_appraisals(study, outcome):
            found = appraised(counting.appraisals[0])
            if found.tool is not None:
                by_tool.setdefault(f"{found.tool.name} {found.variant}", []).append((study, found))
    weights = _weights(item)
    kept = [rows for rows in by_tool.values() if len(rows) > 1]
    names = [rows[0][1].tool for rows in kept]
    return tuple(
        _section(
            _Table(item.claim.id, tuple(rows), names.count(rows[0][1].tool) > 1, narrow), weights
        )
        for rows in kept
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """Studies of a claim appraised with one variant of a tool; ``is_one_of`` several in use."""

    claim: str
    rows: tuple[tuple[Study, Appraised], ...]
    is_one_of: bool
    narrow: bool

    @property
    def tool(self) -> Tool:
        tool = self.rows[0][1].tool
        assert tool is not None  # noqa: S101 - rows without a tool were left out
        return tool

    @property
    def variant(self) -> str:
        return self.rows[0][1].variant

    @property
    def name(self) -> str:
        return f"{self.tool.name}-{self.variant}" if self.is_one_of else self.tool.name

    @property
    def title(self) -> str:
        return f"{self.tool.title}, {self.variant}" if self.is_one_of else self.tool.title


def _weights(item: ClaimAssessment) -> Mapping[str, float]:
    return {each.study: each.weight for each in item.synthesis.effects} if item.synthesis else {}


def _section(about: _Table, weights: Mapping[str, float]) -> SectionView:
    weighted = all(study.id in weights for study, _ in about.rows)
    pictures = (*_lights(about), _summary(about, weights if weighted else {}))
    return SectionView(
        identifier=f"risk-of-bias-{about.name}",
        heading=f"Risk of bias ({about.title})",
        sentences=(_sentence(about.rows),),
        pictures=pictures,
    )


def _sentence(rows: Sequence[tuple[Study, Appraised]]) -> str:
    counts: dict[str, int] = {}
    for _, found in rows:
        label = found.overall.rating.label if found.overall.rating else UNKNOWN.label
        counts[label] = counts.get(label, 0) + 1
    parts = [f"{label.lower()}: {number}" for label, number in counts.items()]
    return f"{counted(len(rows), 'study', 'studies')} appraised; {', '.join(parts)}."


def _lights(about: _Table) -> Iterator[PictureView]:
    domains = about.tool.domains_of(about.variant)
    figure = TrafficLightFigure(
        identifier=f"{about.claim}-{about.name}",
        title=f"Risk of bias by study and domain ({about.title})",
        description=_sentence(about.rows),
        domains=tuple(domain.label for domain in domains),
        rows=tuple(
            TrafficRow(
                study.label or study.id,
                tuple(_mark(found, domain.id) for domain in domains),
                risk_mark(found.overall.rating) if found.overall.rating else None,
            )
            for study, found in about.rows
        ),
        key=_key(about.tool),
    )
    for page in traffic_light_pages(figure):
        yield PictureView(
            identifier=page.identifier,
            title=page.title,
            description=page.description,
            svg=draw_traffic_light(page),
            svg_narrow=draw_traffic_light(page, narrow=True) if about.narrow else "",
            table=table_view(page.title, traffic_light_table(page)),
        )


def _mark(found: Appraised, domain: str) -> RiskMark | None:
    rated = found.domains.get(domain)
    return risk_mark(rated.rating) if rated is not None else None


def _key(tool: Tool) -> tuple[RiskMark, ...]:
    return tuple(risk_mark(rating) for rating in tool.ratings)


def _summary(about: _Table, weights: Mapping[str, float]) -> PictureView:
    key = (*_key(about.tool), UNKNOWN)
    bars = []
    for domain in about.tool.domains_of(about.variant):
        amounts = dict.fromkeys((mark.id for mark in key), 0.0)
        for study, found in about.rows:
            mark = _mark(found, domain.id) or UNKNOWN
            amounts[mark.id] = amounts.get(mark.id, 0.0) + weights.get(study.id, 1.0)
        bars.append(RiskBar(domain.label, tuple(amounts[mark.id] for mark in key)))
    used = [at for at in range(len(key)) if any(bar.amounts[at] for bar in bars)]
    figure = RiskSummaryFigure(
        identifier=f"{about.claim}-{about.name}",
        title=f"Risk of bias by domain ({about.title})",
        description=_sentence(about.rows),
        bars=tuple(RiskBar(bar.label, tuple(bar.amounts[at] for at in used)) for bar in bars),
        key=tuple(key[at] for at in used),
        weighted=bool(weights),
    )
    return PictureView(
        identifier=f"{figure.identifier}-summary",
        title=figure.title,
        description=figure.description,
        svg=draw_risk_summary(figure),
        svg_narrow=draw_risk_summary(figure, narrow=True) if about.narrow else "",
        table=table_view(figure.title, risk_summary_table(figure)),
    )
