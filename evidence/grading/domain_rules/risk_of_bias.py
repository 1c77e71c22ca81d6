"""How much of a body of evidence comes from studies at high risk of bias.

GRADE asks how much weight such studies carry and whether they agree with the others (Core GRADE 4,
Guyatt and others 2025, doi:10.1136/bmj-2024-083864); it gives no numbers. The bounds here are
ours: below a quarter of the weight nothing is taken off, from 85 % two levels. In between it is
one, unless the studies at low risk of bias agree with the rest. "Some concerns" count half, and so
does a study that nobody appraised. Where nothing worse than that is known, whether it lowers
confidence is a person's judgement (Cochrane Handbook 5.1, table 12.2.d), and the domain is open.

Systematic reviews hold other studies and would drown them in their participants: they count only
where there is nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from evidence.appraisal.risk_of_bias import RiskOfBias, risk_of_bias
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import Concern
from evidence.model.study import Study
from evidence.model.synthesis import StudyEffect, Synthesis
from evidence.synthesis.intervals import confidence_interval, p_value

_LITTLE = 0.25
_NOT_MOST = 0.55
_NEARLY_ALL = 0.85
_UNKNOWN = 0.5
_INTERACTION = 0.10
_MOST_NAMED = 3

_NO_STUDY = Bound("without a study nothing is taken off")


def risk_of_bias_concern(
    studies: Sequence[Study],
    synthesis: Synthesis | None,
    *,
    by_design: bool = True,
    outcome: str = "",
) -> Concern:
    """Levels taken off for risk of bias, weighted as the studies are.

    ``by_design`` says whether a design such as a case series is a risk of bias in itself;
    ``outcome`` is the one graded, whose own appraisals go before those of the study.
    """
    if not studies:
        return Concern(0, "no study is recorded", open=True, bound=_NO_STUDY)
    studies = [study for study in studies if not study.design.is_secondary] or studies
    weights = weights_of(studies, synthesis)
    outcome = outcome or (synthesis.outcome if synthesis is not None else "")
    judged = {
        study.id: risk_of_bias(study, by_design=by_design, outcome=outcome) for study in studies
    }
    share = sum(
        weights[key] * (_UNKNOWN if found.risk is None else found.risk)
        for key, found in judged.items()
    )
    reason = _reason(studies, judged, share)
    unknown = sum(weights[key] for key, found in judged.items() if found.risk is None)
    worst = max((found.risk or 0.0) for found in judged.values())
    levels = _levels(share)
    if levels > 0 and synthesis is not None:
        low = {key for key, found in judged.items() if found.risk == 0}
        difference = _difference(synthesis, low)
        if difference is not None and share < _NOT_MOST:
            reason += f"; p = {difference:.2g} for a difference from the studies at low risk"
            if difference >= _INTERACTION:
                return Concern(0, reason, bound=_AGREEING)
        reason += _restricted(synthesis, low)
    only_doubts = levels > 0 and worst <= _UNKNOWN
    return Concern(levels, reason, open=unknown > _UNKNOWN or only_doubts, bound=_bound(share))


def weights_of(studies: Sequence[Study], synthesis: Synthesis | None) -> Mapping[str, float]:
    """Each study's share: its weight in the synthesis, else of participants, else one of k."""
    pooled = {each.study: each.weight for each in synthesis.effects} if synthesis else {}
    weights: dict[str, float]
    if all(study.id in pooled for study in studies):
        weights = {study.id: pooled[study.id] for study in studies}
    elif all(study.size for study in studies):
        weights = {study.id: float(study.size or 0) for study in studies}
    else:
        weights = dict.fromkeys((study.id for study in studies), 1.0)
    total = sum(weights.values())
    if not 0 < total < math.inf:
        return dict.fromkeys(weights, 1 / len(weights))
    return {key: weight / total for key, weight in weights.items()}


def _levels(share: float) -> int:
    if share < _LITTLE:
        return 0
    return 1 if share < _NEARLY_ALL else 2


def _bound(share: float) -> Bound:
    if share < _LITTLE:
        return Bound(f"less than {100 * _LITTLE:.0f} %: no concern")
    if share >= _NEARLY_ALL:
        return Bound(f"{100 * _NEARLY_ALL:.0f} % or more: very serious")
    if share >= _NOT_MOST:
        return Bound(
            f"{100 * _NOT_MOST:.0f} % or more, less than {100 * _NEARLY_ALL:.0f} %: serious"
        )
    return Bound(
        f"{100 * _LITTLE:.0f} % or more, less than {100 * _NOT_MOST:.0f} %: serious, unless two "
        "studies or more at low risk of bias are known to find the same"
    )


_AGREEING = Bound(
    f"less than {100 * _NOT_MOST:.0f} % and p {_INTERACTION:.2f} or more: no concern, because the "
    "studies at low risk of bias find the same"
)


def _reason(studies: Sequence[Study], judged: Mapping[str, RiskOfBias], share: float) -> str:
    groups: dict[str, list[str]] = {}
    for study in studies:
        groups.setdefault(judged[study.id].reason, []).append(study.label or study.id)
    named = "; ".join(f"{why}: {_names(names)}" for why, names in groups.items())
    halved = any(found.risk is None or 0 < found.risk < 1 for found in judged.values())
    counted = ", doubts by half" if halved else ""
    return f"{_percent(share)} % of the weight counts as at risk of bias{counted} ({named})"


def _percent(share: float) -> str:
    """A share in whole percent, with more places where rounding would move it over a bound."""
    bounds = (_LITTLE, _NOT_MOST, _NEARLY_ALL)
    for places in range(3):
        shown = f"{100 * share:.{places}f}"
        if all((float(shown) / 100 >= bound) == (share >= bound) for bound in bounds):
            return shown
    return shown


def _names(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"


def _difference(synthesis: Synthesis, low: set[str]) -> float | None:
    """The p value of a difference between studies at low risk of bias and the rest."""
    mine = [each for each in synthesis.effects if each.study in low]
    rest = [each for each in synthesis.effects if each.study not in low]
    if len(mine) < 2 or not rest:
        return None
    (one, one_variance), (other, other_variance) = _common(mine), _common(rest)
    return p_value(one - other, math.sqrt(one_variance + other_variance))


def _restricted(synthesis: Synthesis, low: set[str]) -> str:
    """What the studies at low risk of bias find alone, for the person who may prefer it."""
    mine = [each for each in synthesis.effects if each.study in low]
    if not mine or len(mine) == len(synthesis.effects):
        return ""
    value, variance = _common(mine)
    ends = (value, *confidence_interval(value, math.sqrt(variance)))
    shown = [math.exp(each) if synthesis.is_ratio else each for each in ends]
    count = "study" if len(mine) == 1 else f"{len(mine)} studies"
    return (
        f"; the {count} at low risk of bias alone (common effect): {synthesis.measure} "
        f"{shown[0]:.2f} ({shown[1]:.2f} to {shown[2]:.2f})"
    )


def _common(effects: Sequence[StudyEffect]) -> tuple[float, float]:
    weights = [each.standard_error**-2 for each in effects]
    value = sum(weight * each.value for weight, each in zip(weights, effects, strict=True)) / sum(
        weights
    )
    return value, 1 / sum(weights)
