"""Hints that studies or results were not published; a person always decides.

With ten pooled studies or more, the tests of asymmetry that fit the measure are read together with
trim and fill: a level is proposed where a test has p below 0.10 and filling in moves the effect
across no effect or the threshold (Cochrane Handbook 13.3.5.4; Sterne and others 2011,
doi:10.1136/bmj.d4002). With fewer, nothing can be tested, which is not the same as no bias. A body
of small trials paid for by those who sell the treatment is suspect by itself (GRADE guidelines 5,
Guyatt and others 2011, doi:10.1016/j.jclinepi.2011.01.011). "Small" is read here as below the
optimal information size all together, "most" as more than half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import Concern
from evidence.grading.domain_rules.information_size import optimal_information_size
from evidence.model.remembered import MOST_SETS, Same
from evidence.model.study import Study
from evidence.model.synthesis import Synthesis
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.asymmetry import FEWEST_STUDIES, AsymmetryTest
from evidence.synthesis.small_study.egger import egger_test
from evidence.synthesis.small_study.event_tests import EventCounts, harbord_test, peters_test
from evidence.synthesis.small_study.trim_and_fill import trim_and_fill

_SUSPECT = 0.10
_FEWEST_FUNDED = 2
_HANDBOOK = "Cochrane Handbook 13.3.5.4"
_TOO_FEW = Bound(f"fewer than {FEWEST_STUDIES} studies: not tested, nothing off", _HANDBOOK)
_BOTH = f"p below {_SUSPECT:.2f} and trim and fill across the threshold"
_SUSPECTED = Bound(f"{_BOTH}: strongly suspected", _HANDBOOK, "asking for both")
_NOT_SUSPECTED = Bound(f"not both {_BOTH}: undetected", _HANDBOOK, "asking for both")
_PAID = Bound(
    "most studies paid for by industry, and fewer participants than the optimal information size: "
    "strongly suspected",
    "GRADE guidelines 5",
    "most and the size",
)
_SELLER = re.compile(
    r"\b(?:industry|manufacturer|compan(?:y|ies)|sponsor|pharma\w*)", re.IGNORECASE
)
_NOT_SELLER = re.compile(r"\b(?:no|not|non|without|public)\b", re.IGNORECASE)


def publication_bias_concern(
    studies: Sequence[Study], synthesis: Synthesis | None, *, threshold: float = 0.0
) -> Concern:
    """What data and funding hint at; ``threshold`` is on the analysis scale."""
    funded = _paid_by_sellers(studies, synthesis)
    if synthesis is None or synthesis.pooled is None or len(synthesis.effects) < FEWEST_STUDIES:
        told = "with fewer than ten pooled studies asymmetry cannot be tested"
        bound = _PAID if funded else _TOO_FEW
        return Concern(int(bool(funded)), f"{told}{funded}", open=True, bound=bound)
    tests, moved = _asymmetry(Same(synthesis), threshold)
    told = ", ".join(f"{name} p = {test.p_value:.2g}" for name, test in tests)
    lowest = min((test.p_value for _, test in tests), default=1.0)
    suspect = lowest < _SUSPECT and moved is True
    crosses = {
        True: "trim and fill moves the effect across the threshold",
        False: "trim and fill leaves the effect on its side",
        None: "trim and fill could not be made",
    }[moved]
    reason = f"{told or 'no test could be made'}; {crosses}{funded}"
    bound = _SUSPECTED if suspect else _PAID if funded else _NOT_SUSPECTED
    return Concern(int(suspect or bool(funded)), reason, open=True, bound=bound)


@lru_cache(maxsize=MOST_SETS)
def _asymmetry(
    same: Same[Synthesis], threshold: float
) -> tuple[tuple[tuple[str, AsymmetryTest], ...], bool | None]:
    """The tests of asymmetry, and whether filling in puts the effect across the threshold."""
    synthesis = same.part
    values = np.array([each.value for each in synthesis.effects])
    variances = np.array([each.standard_error**2 for each in synthesis.effects])
    tests = tuple(_tests(synthesis, values, variances))
    return tests, _moved(synthesis, values, variances, threshold)


def _tests(
    synthesis: Synthesis, values: Numbers, variances: Numbers
) -> Iterator[tuple[str, AsymmetryTest]]:
    """Those that fit the measure: Egger's is prone to false alarms for ratios of events."""
    counts = _counts(synthesis) if synthesis.is_ratio else None
    try:
        if counts is None:
            yield "Egger", egger_test(values, variances)
        else:
            yield "Harbord", harbord_test(counts, is_risk_ratio=synthesis.measure == "RR")
            yield "Peters", peters_test(values, counts)
    except CannotComputeError:
        return


def _counts(synthesis: Synthesis) -> EventCounts | None:
    rows = []
    for each in synthesis.effects:
        if each.arms is None or any(arm.events is None or not arm.total for arm in each.arms):
            return None
        rows.append([number for arm in each.arms for number in (arm.events, arm.total)])
    try:
        return EventCounts.of(*np.array(rows, dtype=float).T)
    except CannotComputeError:
        return None


def _moved(
    synthesis: Synthesis, values: Numbers, variances: Numbers, threshold: float
) -> bool | None:
    """Whether filling in puts the effect on the other side of the threshold."""
    if synthesis.pooled is None:
        return None
    try:
        filled = trim_and_fill(values, variances).pooling.pooled
    except CannotComputeError:
        return None
    side = synthesis.pooled.value - threshold
    return bool((filled.value - threshold) * side <= 0) or (
        not synthesis.pooled.ci_low <= threshold <= synthesis.pooled.ci_high
        and filled.ci_low <= threshold <= filled.ci_high
    )


def _paid_by_sellers(studies: Sequence[Study], synthesis: Synthesis | None) -> str:
    """Words on a small body that is mostly paid for by sellers, empty where it is none."""
    told = [study.funding for study in studies]
    paid = sum(bool(_SELLER.search(each)) and not _NOT_SELLER.search(each) for each in told)
    if paid < _FEWEST_FUNDED or 2 * paid <= len(studies):
        return ""
    participants = synthesis.total_participants if synthesis else None
    needed = optimal_information_size(synthesis.comparator_risk if synthesis else None)
    if participants is None:
        sizes = [study.size for study in studies]
        known = [size for size in sizes if size is not None]
        participants = sum(known) if len(known) == len(sizes) else None
    if participants is None or participants >= needed:
        return ""
    return (
        f"; {paid} of {len(studies)} studies are paid for by industry and all are small "
        f"together ({participants:,} participants)"
    )
