"""A synthesis as the figure of a forest plot: studies in their groups, arms, sums and tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from evidence.appraisal.appraised import appraised
from evidence.appraisal.risk_of_bias import counting_appraisals
from evidence.model.study import Study
from evidence.model.synthesis import (
    ArmNumbers,
    Heterogeneity,
    PooledEffect,
    SingleProportion,
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
from reports.views.drawn_scale import compares, drawn, drawn_name
from reports.views.numerals import decimal, places_of
from reports.views.risk_views import risk_mark

_MODEL_WORDS = {
    "common": "common",
    "MH": "M-H, common",
    "MH-DL": "M-H, random",
    "Peto": "Peto, common",
}


def forest_figure(
    synthesis: Synthesis,
    studies: Mapping[str, Study],
    analyses: Analyses | None,
    *,
    identifier: str,
    title: str,
    description: str,
    arm_labels: tuple[str, str],
    favours: tuple[str, str],
    layout: ForestLayout = ForestLayout.REVMAN,
) -> DetailedForestFigure:
    """The figure of a synthesis, with risk of bias where one tool was used for all studies."""
    tool, marks = _shared_risk([studies[each.study] for each in synthesis.effects], synthesis)
    several = len(synthesis.effects) > 1
    compared = compares(synthesis)
    return DetailedForestFigure(
        identifier=identifier,
        title=title,
        description=description,
        measure=drawn_name(synthesis),
        is_ratio=synthesis.is_ratio,
        groups=_groups(synthesis, analyses, marks),
        layout=layout,
        method=_method(synthesis),
        arm_labels=arm_labels if compared else ("One group",),
        totals=_totals(synthesis.effects),
        pooled=_pooled_lines(synthesis) if several else (),
        heterogeneity=_heterogeneity(synthesis.heterogeneity) if several else None,
        effect_test=_effect_test(synthesis.pooled) if several and compared else None,
        subgroup_test=_subgroup_test(analyses),
        favours=favours if compared else ("", ""),
        risk_domains=tool,
        places=places_of(synthesis.measure),
        level=synthesis.level,
        compares=compared,
    )


def _method(synthesis: Synthesis) -> str:
    if len(synthesis.effects) < 2:
        return ""
    return _MODEL_WORDS.get(synthesis.method, "random")


def _groups(
    synthesis: Synthesis, analyses: Analyses | None, marks: Mapping[str, tuple[RiskMark, ...]]
) -> tuple[ForestGroup, ...]:
    rows = {
        each.study: _row(each, marks.get(each.study, ()), drawn(synthesis))
        for each in synthesis.effects
    }
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
        line = PooledLine("Subtotal", _range(group.pooled, drawn(synthesis)))
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


def _row(
    effect: StudyEffect, marks: tuple[RiskMark, ...], place: Callable[[float], float]
) -> DetailedStudy:
    return DetailedStudy(
        label=effect.label or effect.study,
        effect=_single_range(effect.single) or _range(effect, place),
        weights=(effect.weight,),
        arms=_arms(effect),
        risk=marks,
    )


def _single_range(single: SingleProportion | None) -> EffectRange | None:
    if single is None or single.low is None or single.high is None:
        return None
    return EffectRange(single.share, single.low, single.high)


def _arms(effect: StudyEffect) -> Arms | None:
    numbers = _numbers(effect)
    return tuple(_arm(each) for each in numbers) if numbers else None


def _numbers(effect: StudyEffect) -> tuple[ArmNumbers, ...] | None:
    if effect.single is not None:
        return (ArmNumbers(events=effect.single.events, total=effect.single.total),)
    return effect.arms


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
    known = [numbers for each in effects if (numbers := _numbers(each)) is not None]
    if len(known) < 2 or len(known) < len(effects):
        return None
    return tuple(_sum(groups) for groups in zip(*known, strict=True))


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


def _range(found: PooledEffect | StudyEffect, place: Callable[[float], float]) -> EffectRange:
    return EffectRange(place(found.value), place(found.ci_low), place(found.ci_high))


def _pooled_lines(synthesis: Synthesis) -> tuple[PooledLine, ...]:
    pooled = synthesis.pooled
    if pooled is None:
        return ()
    low, high = pooled.prediction_low, pooled.prediction_high
    place = drawn(synthesis)
    prediction = (place(low), place(high)) if low is not None and high is not None else None
    return (PooledLine("Total", _range(pooled, place), (100.0,), prediction),)


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
