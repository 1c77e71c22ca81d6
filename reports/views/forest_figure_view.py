"""A synthesis as the figure of a forest plot: studies in their groups, arms, sums and tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.appraisal.appraised import appraised
from evidence.appraisal.risk_of_bias import counting_appraisals
from evidence.model.study import Study
from evidence.model.synthesis import (
    ArmNumbers,
    Heterogeneity,
    PooledEffect,
    StudyEffect,
    Synthesis,
)
from evidence.synthesis.analyses import Analyses
from reports.plots.forest_figure import (
    ArmData,
    Arms,
    DetailedForestFigure,
    DetailedStudy,
    EffectRange,
    EffectTest,
    ForestGroup,
    ForestLayout,
    HeterogeneityTest,
    PooledLine,
)
from reports.plots.risk_mark import RiskMark
from reports.views.numerals import decimal, places_of
from reports.views.risk_views import risk_mark

_MODEL_WORDS = {"common": "common", "MH": "M-H, common", "Peto": "Peto, common"}


def forest_figure(
    synthesis: Synthesis,
    studies: Mapping[str, Study],
    analyses: Analyses | None,
    *,
    identifier: str,
    title: str,
    description: str,
    measure: str,
    arm_labels: tuple[str, str],
    favours: tuple[str, str],
    layout: ForestLayout = ForestLayout.REVMAN,
) -> DetailedForestFigure:
    """The figure of a synthesis, with risk of bias where one tool was used for all studies."""
    tool, marks = _shared_risk([studies[each.study] for each in synthesis.effects], synthesis)
    several = len(synthesis.effects) > 1
    return DetailedForestFigure(
        identifier=identifier,
        title=title,
        description=description,
        measure=measure,
        is_ratio=synthesis.is_ratio,
        groups=_groups(synthesis, analyses, marks),
        layout=layout,
        method=_method(synthesis),
        arm_labels=arm_labels,
        totals=_totals(synthesis.effects),
        pooled=_pooled_lines(synthesis) if several else (),
        heterogeneity=_heterogeneity(synthesis.heterogeneity) if several else None,
        effect_test=_effect_test(synthesis.pooled) if several else None,
        subgroup_test=_subgroup_test(analyses),
        favours=favours,
        risk_domains=tool,
        places=places_of(synthesis.measure),
        level=synthesis.level,
    )


def _method(synthesis: Synthesis) -> str:
    if len(synthesis.effects) < 2:
        return ""
    return _MODEL_WORDS.get(synthesis.method, "random")


def _groups(
    synthesis: Synthesis, analyses: Analyses | None, marks: Mapping[str, tuple[RiskMark, ...]]
) -> tuple[ForestGroup, ...]:
    rows = {each.study: _row(each, marks.get(each.study, ())) for each in synthesis.effects}
    moderation = analyses.moderation if analyses else None
    if moderation is None or moderation.subgroups is None:
        return (ForestGroup(tuple(rows.values())),)
    effects = {each.study: each for each in synthesis.effects}
    found = []
    for group in moderation.subgroups.groups:
        ids = [
            study.id
            for study, name in zip(moderation.of_groups, moderation.groups, strict=True)
            if name == group.name and study.id in rows
        ]
        line = PooledLine("Subtotal", _range(group.pooled))
        several = len(ids) > 1
        found.append(
            ForestGroup(
                tuple(rows.pop(name) for name in ids),
                label=group.name[:1].upper() + group.name[1:],
                totals=_totals([effects[name] for name in ids]),
                pooled=(line,),
                heterogeneity=_heterogeneity(group.heterogeneity) if several else None,
            )
        )
    if rows:
        found.append(ForestGroup(tuple(rows.values()), label="Not recorded"))
    return tuple(found)


def _row(effect: StudyEffect, marks: tuple[RiskMark, ...]) -> DetailedStudy:
    return DetailedStudy(
        label=effect.label or effect.study,
        effect=EffectRange(effect.value, effect.ci_low, effect.ci_high),
        weights=(effect.weight,),
        arms=_arms(effect.arms),
        risk=marks,
    )


def _arms(arms: tuple[ArmNumbers, ArmNumbers] | None) -> Arms | None:
    return (_arm(arms[0]), _arm(arms[1])) if arms else None


def _arm(arm: ArmNumbers) -> ArmData:
    if arm.person_time is not None:
        return ArmData(events=_short(arm.events), total=_short(arm.person_time))
    return ArmData(
        events=_short(arm.events),
        total=_short(arm.total),
        mean="" if arm.mean is None else decimal(arm.mean),
        sd="" if arm.sd is None else decimal(arm.sd),
    )


def _totals(effects: Sequence[StudyEffect]) -> Arms | None:
    """The sums of both arms; events are summed where every study counts them."""
    known = [each.arms for each in effects if each.arms is not None]
    if len(known) < 2 or len(known) < len(effects):
        return None
    return _sum([arms[0] for arms in known]), _sum([arms[1] for arms in known])


def _sum(arms: Sequence[ArmNumbers]) -> ArmData:
    events = [arm.events for arm in arms if arm.events is not None]
    sizes = [arm.total if arm.person_time is None else arm.person_time for arm in arms]
    totals = [size for size in sizes if size is not None]
    return ArmData(
        events=_short(sum(events)) if len(events) == len(arms) else "",
        total=_short(sum(totals)) if len(totals) == len(arms) else "",
    )


def _short(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"


def _range(pooled: PooledEffect) -> EffectRange:
    return EffectRange(pooled.value, pooled.ci_low, pooled.ci_high)


def _pooled_lines(synthesis: Synthesis) -> tuple[PooledLine, ...]:
    pooled = synthesis.pooled
    if pooled is None:
        return ()
    low, high = pooled.prediction_low, pooled.prediction_high
    prediction = (low, high) if low is not None and high is not None else None
    return (PooledLine("Total", _range(pooled), (100.0,), prediction),)


def _heterogeneity(found: Heterogeneity | None) -> HeterogeneityTest | None:
    if found is None or found.degrees_of_freedom < 1:
        return None
    return HeterogeneityTest(
        q=found.q,
        degrees_of_freedom=found.degrees_of_freedom,
        p_value=found.p_value,
        i_squared=found.i_squared,
        tau_squared=found.tau_squared,
    )


def _effect_test(pooled: PooledEffect | None) -> EffectTest | None:
    if pooled is None or pooled.statistic is None:
        return None
    letter = "Z" if pooled.degrees_of_freedom is None else "t"
    return EffectTest(letter, abs(pooled.statistic), pooled.p_value, pooled.degrees_of_freedom)


def _subgroup_test(analyses: Analyses | None) -> HeterogeneityTest | None:
    moderation = analyses.moderation if analyses else None
    if moderation is None or moderation.subgroups is None:
        return None
    found = moderation.subgroups.between
    excess = found.statistic - found.degrees_of_freedom
    return HeterogeneityTest(
        q=found.statistic,
        degrees_of_freedom=found.degrees_of_freedom,
        p_value=found.p_value,
        i_squared=max(0.0, 100 * excess / found.statistic) if found.statistic > 0 else 0.0,
    )


def _shared_risk(
    studies: Sequence[Study], synthesis: Synthesis
) -> tuple[tuple[str, ...], Mapping[str, tuple[RiskMark, ...]]]:
    """The domains of the one tool that every study was appraised with, and each study's marks."""
    found = {}
    for study in studies:
        counting = counting_appraisals(study, synthesis.outcome)
        if len(counting) != 1:
            return (), {}
        found[study.id] = appraised(counting[0].appraisals[0])
    tools = {each.tool.name for each in found.values() if each.tool is not None}
    if len(tools) != 1 or any(each.tool is None for each in found.values()):
        return (), {}
    first = next(iter(found.values()))
    assert first.tool is not None  # noqa: S101 - said above
    domains = first.tool.domains_of(first.variant)
    marks = {
        name: tuple(
            risk_mark(rated.rating if (rated := each.domains.get(domain.id)) else None)
            for domain in domains
        )
        for name, each in found.items()
    }
    return tuple(domain.label for domain in domains), marks
