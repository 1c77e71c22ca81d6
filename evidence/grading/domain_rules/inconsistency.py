"""Whether studies of one question disagree beyond chance.

With pooled data the order is that of Core GRADE 3 (Guyatt and others 2025,
doi:10.1136/bmj-2024-081905): how far point estimates lie apart, whether intervals overlap, on
which side of the threshold the effects lie; I² only supports it, with the bands of the Cochrane
Handbook 10.10.2 (50 % substantial, 75 % considerable). The shares are ours. Without pooling, and
for studies that could not be pooled, directions are counted, never significances (Cochrane
Handbook 12.2.1.3). A review repeats the studies it gathers: it cannot add to their agreement, but
where it disagrees with them that is counted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from evidence.grading.body import CONSISTENT, stances_by_study
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import Concern, number_shown
from evidence.grading.framework import Body
from evidence.grading.primary_body import answering_items
from evidence.model.claim import Stance
from evidence.model.study import Study
from evidence.model.synthesis import StudyEffect, Synthesis

SUBSTANTIAL = 50.0
_CONSIDERABLE = 75.0
_FEW_APART = 0.05
_MANY_APART = 0.20
_MINORITY = 0.20
# With fewer studies a prediction interval is wide whatever the studies say.
_STUDIES_TO_PREDICT = 5
_WORTH_PREDICTING = 30.0

_BANDS = "Cochrane Handbook 10.10.2"
_SHARES = "the shares"
_TWO_LEVELS = Bound(
    f"I² {_CONSIDERABLE:.0f} % or more, more than {100 * _MANY_APART:.0f} % of the pairs apart and "
    f"more than {100 * _MINORITY:.0f} % of the weight across: very serious",
    _BANDS,
    _SHARES,
)
_ONE_LEVEL = Bound(
    f"I² {SUBSTANTIAL:.0f} % or more, and more than {100 * _FEW_APART:.0f} % of the pairs apart "
    f"or more than {100 * _MINORITY:.0f} % of the weight across: serious",
    _BANDS,
    _SHARES,
)
_LITTLE_SPREAD = Bound(f"I² below {SUBSTANTIAL:.0f} %: no concern", _BANDS)
_ON_ONE_SIDE = Bound(
    f"no more than {100 * _FEW_APART:.0f} % of the pairs apart and no more than "
    f"{100 * _MINORITY:.0f} % of the weight across: no concern whatever I² is"
)
_PREDICTED = Bound(
    f"with {_STUDIES_TO_PREDICT} studies or more and I² {_WORTH_PREDICTING:.0f} % or more, a "
    "prediction interval across where the confidence interval is not: serious"
)
_ALONE = Bound("fewer than two that can be compared take nothing off")
_UNANIMOUS = Bound("none the other way: no concern")
_FEW_AGAINST = Bound("some, a quarter or less, the other way: serious")
_MANY_AGAINST = Bound("more than a quarter the other way: very serious")


def inconsistency_concern(
    body: Body, graded: Sequence[Study], best: Sequence[Study], *, threshold: float = 0.0
) -> Concern:
    """Levels taken off for inconsistency; ``threshold`` is on the analysis scale.

    ``graded`` are the studies of the body, each once; ``best`` holds the reviews beside them too.
    """
    by_directions = max(
        (_of_directions(body, graded), _of_directions(body, best)), key=lambda each: each.levels
    )
    synthesis = body.synthesis
    if synthesis is None or len(synthesis.effects) < 2:
        return by_directions
    found = _of_synthesis(synthesis, threshold)
    if {study.id for study in graded} <= {each.study for each in synthesis.effects}:
        return found
    if by_directions.levels > found.levels:
        reason = f"{found.reason}; with the studies not pooled, {by_directions.reason}"
        return replace(by_directions, reason=reason)
    return found


def _of_synthesis(synthesis: Synthesis, threshold: float) -> Concern:
    if synthesis.heterogeneity is None or synthesis.pooled is None:
        return Concern(0, "nothing was pooled", open=True, bound=_ALONE)
    i_squared = synthesis.heterogeneity.i_squared
    apart = share_of_pairs_apart(synthesis.effects)
    minority = _minority_weight(synthesis.effects, threshold)
    where = "lies on the other side of the threshold" if threshold else "points the other way"
    reason = (
        f"I² {i_squared:.0f} %, {100 * apart:.0f} % of the pairs of intervals lie apart, "
        f"{100 * minority:.0f} % of the weight {where}, "
        f"τ {synthesis.heterogeneity.tau_squared**0.5:.2f}"
    )
    if i_squared >= _CONSIDERABLE and apart > _MANY_APART and minority > _MINORITY:
        return Concern(2, reason, bound=_TWO_LEVELS)
    if i_squared >= SUBSTANTIAL and (apart > _FEW_APART or minority > _MINORITY):
        return Concern(1, reason, bound=_ONE_LEVEL)
    predicted = _only_prediction_crosses(synthesis, threshold)
    if predicted:
        crosses = "crosses the threshold" if threshold else "includes no effect"
        return Concern(
            1, f"{reason}; the prediction interval ({predicted}) {crosses}", bound=_PREDICTED
        )
    return Concern(0, reason, bound=_LITTLE_SPREAD if i_squared < SUBSTANTIAL else _ON_ONE_SIDE)


def share_of_pairs_apart(effects: Sequence[StudyEffect]) -> float:
    """Share of pairs of studies whose confidence intervals do not overlap, in O(k log k)."""
    if len(effects) < 2:
        return 0.0
    lows = np.sort([each.ci_low for each in effects])
    highs = np.array([each.ci_high for each in effects])
    above = len(effects) - np.searchsorted(lows, highs, side="right")
    return float(above.sum()) / (len(effects) * (len(effects) - 1) / 2)


def _minority_weight(effects: Sequence[StudyEffect], threshold: float) -> float:
    above = sum(each.weight for each in effects if each.value > threshold) / 100
    return min(above, 1 - above)


def _only_prediction_crosses(synthesis: Synthesis, threshold: float) -> str:
    """The prediction interval where it alone crosses the threshold, empty where it does not."""
    pooled, found = synthesis.pooled, synthesis.heterogeneity
    if pooled is None or found is None or pooled.prediction_low is None:
        return ""
    if len(synthesis.effects) < _STUDIES_TO_PREDICT or found.i_squared < _WORTH_PREDICTING:
        return ""
    assert pooled.prediction_high is not None  # noqa: S101 - set together
    crosses = pooled.prediction_low < threshold < pooled.prediction_high
    if not crosses or pooled.ci_low < threshold < pooled.ci_high:
        return ""
    ends = (pooled.prediction_low, pooled.prediction_high)
    low, high = (number_shown(math.exp(end) if synthesis.is_ratio else end) for end in ends)
    return f"{low} to {high}"


def _of_directions(body: Body, studies: Sequence[Study]) -> Concern:
    ids = {study.id for study in studies}
    items = [item for item in answering_items(body) if item.study and item.study.id in ids]
    stances = stances_by_study(items).values()
    supporting = sum(Stance.SUPPORTS in found for found in stances)
    disputing = sum(Stance.DISPUTES in found for found in stances)
    if len(ids) < 2:
        return Concern(0, "a single study: consistency cannot be seen", bound=_ALONE)
    if supporting + disputing < 2:
        reason = "fewer than two studies say yes or no: consistency cannot be seen"
        return Concern(0, reason, bound=_ALONE)
    reason = f"{supporting} for and {disputing} against the claim"
    minority = Fraction(min(supporting, disputing), supporting + disputing)
    if minority == 0:
        count = supporting + disputing
        same = f"{'both' if count == 2 else f'all {count}'} point the same way"
        return Concern(0, same, bound=_UNANIMOUS)
    if minority <= 1 - CONSISTENT:
        return Concern(1, reason, bound=_FEW_AGAINST)
    return Concern(2, reason, bound=_MANY_AGAINST)
