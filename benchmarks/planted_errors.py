"""Errors as extraction and typing make them, planted in the first of some sound trials."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from types import MappingProxyType

from simulated_outcomes import REACH, Printed, Random, Row, baseline
from simulated_trials import Plant, Trial, trial


def _estimate(trials: list[Trial], outcome: str) -> Row:
    return trials[0].outcomes[outcome].estimates[0]


def _arm(rng: Random, trials: list[Trial], outcome: str) -> Row:
    return trials[0].outcomes[outcome].arms[int(rng.integers(2))]


def _interval(row: Row) -> tuple[float, float]:
    low, high = row["ci"].strip("[]").split(", ")
    return float(low), float(high)


def _ratio_wanted(rng: Random, trials: list[Trial]) -> Row:
    while _estimate(trials, "events")["measure"] == "RD":
        trials[0] = trial(rng, trials[0].id)
    return _estimate(trials, "events")


def _events_above_total(rng: Random, trials: list[Trial]) -> None:
    arm = _arm(rng, trials, "events")
    arm["events"] = str(int(arm["total"]) + int(rng.integers(1, 6)))


def _other_percentage(rng: Random, trials: list[Trial]) -> None:
    arm = _arm(rng, trials, "events")
    arm["percent"] = f"{min(100.0, float(arm['percent']) + rng.uniform(2, 12)):.1f}"


def _no_people(rng: Random, trials: list[Trial]) -> None:
    _arm(rng, trials, "events")["total"] = "0"


def _size_of_one_arm(_rng: Random, trials: list[Trial]) -> None:
    trials[0].size = trials[0].outcomes["events"].arms[0]["total"]


def _swapped_limits(_rng: Random, trials: list[Trial]) -> None:
    row = _estimate(trials, "change")
    low, high = row["ci"].strip("[]").split(", ")
    row["ci"] = f"[{high}, {low}]"


def _negative_ratio(rng: Random, trials: list[Trial]) -> None:
    row = _ratio_wanted(rng, trials)
    row["value"] = f"-{row['value']}"


def _p_ten_times_smaller(_rng: Random, trials: list[Trial]) -> None:
    row = _estimate(trials, "change")
    row["p"] = "0.04" if "<" in row["p"] else f"{max(float(row['p']) / 10, 0.0001):.4f}"


def _sd_of_zero(rng: Random, trials: list[Trial]) -> None:
    _arm(rng, trials, "change")["sd"] = "0"


def _copied_study(_rng: Random, trials: list[Trial]) -> None:
    twin = copy.deepcopy(trials[0])
    twin.id = "twin"
    trials.append(twin)


def _other_effect(rng: Random, trials: list[Trial]) -> None:
    row = _ratio_wanted(rng, trials)
    factor = float(rng.choice([0.6, 1.5]))
    low, high = _interval(row)
    row["value"] = f"{factor * float(row['value']):.2f}"
    row["ci"] = f"[{factor * low:.2f}, {factor * high:.2f}]"
    row.pop("standard-error", None)


def _turned_ratio(rng: Random, trials: list[Trial]) -> None:
    row = _ratio_wanted(rng, trials)
    low, high = _interval(row)
    row["value"] = f"{1 / float(row['value']):.2f}"
    row["ci"] = f"[{1 / high:.2f}, {1 / max(low, 0.005):.2f}]"


def _slip_in_a_limit(rng: Random, trials: list[Trial]) -> None:
    row = _ratio_wanted(rng, trials)
    low, high = _interval(row)
    row["ci"] = f"[{low:.2f}, {high + float(rng.choice([1, 2])):.2f}]"


def _interval_of_one_error(_rng: Random, trials: list[Trial]) -> None:
    row = _estimate(trials, "change")
    (low, high), value = _interval(row), float(row["value"])
    reach = (high - low) / 2 / REACH
    row["ci"] = f"[{value - reach:.2f}, {value + reach:.2f}]"
    del row["p"]


def _ratio_of_one_error(rng: Random, trials: list[Trial]) -> None:
    row = _ratio_wanted(rng, trials)
    low, high = _interval(row)
    value = float(row["value"])
    reach = math.log(high / max(low, 0.005)) / 2 / REACH
    row["ci"] = f"[{value * math.exp(-reach):.2f}, {value * math.exp(reach):.2f}]"
    del row["p"]
    row.pop("standard-error", None)


def _errors_beside_interval(_rng: Random, trials: list[Trial]) -> None:
    for arm in trials[0].outcomes["change"].arms:
        arm["sd"] = f"{float(arm['sd']) / math.sqrt(int(arm['total'])):.2f}"


def _turned_round(_rng: Random, trials: list[Trial]) -> None:
    row = _estimate(trials, "change")
    low, high = _interval(row)
    row["value"] = f"{-float(row['value']):.2f}"
    row["ci"] = f"[{-high:.2f}, {-low:.2f}]"


def _other_unit(_rng: Random, trials: list[Trial]) -> None:
    row = _estimate(trials, "change")
    low, high = _interval(row)
    row["value"] = f"{10 * float(row['value']):.1f}"
    row["ci"] = f"[{10 * low:.1f}, {10 * high:.1f}]"


def _other_difference(rng: Random, trials: list[Trial]) -> None:
    row = _estimate(trials, "change")
    low, high = _interval(row)
    shift = float(rng.choice([-1, 1])) * float(rng.uniform(1, 6))
    row["value"] = f"{float(row['value']) + shift:.2f}"
    row["ci"] = f"[{low + shift:.2f}, {high + shift:.2f}]"
    del row["p"]


def _deviation_as_error(_rng: Random, trials: list[Trial]) -> None:
    _estimate(trials, "change")["standard-error"] = trials[0].outcomes["change"].arms[0]["sd"]


def _symmetric_ratio(rng: Random, trials: list[Trial]) -> None:
    row = _ratio_wanted(rng, trials)
    low, high = _interval(row)
    reach = (value := float(row["value"])) * math.log(high / max(low, 0.005)) / 2
    row["ci"] = f"[{value - min(reach, value - 0.01):.2f}, {value + reach:.2f}]"
    row.pop("standard-error", None)
    row.pop("p", None)
    del trials[0].outcomes["events"].arms[:]


def _error_as_deviation(_rng: Random, trials: list[Trial]) -> None:
    outcome = trials[0].outcomes["change"]
    for arm in outcome.arms:
        arm["sd"] = f"{float(arm['sd']) / math.sqrt(int(arm['total'])):.2f}"
    outcome.estimates.clear()


def _copied_arm(_rng: Random, trials: list[Trial]) -> None:
    trials[0].outcomes["change"].arms[1] = dict(trials[1].outcomes["change"].arms[1])
    trials[0].outcomes["change"].estimates.clear()


def _small(rng: Random, trials: list[Trial]) -> None:
    while int(trials[0].outcomes["score"].arms[0]["total"]) > 40:
        trials[0] = trial(rng, trials[0].id)
    trials[0].outcomes["score"].said["items"] = "1"


def _invented_mean(rng: Random, trials: list[Trial]) -> None:
    _small(rng, trials)
    for arm in trials[0].outcomes["score"].arms:
        arm["mean"] = f"{rng.uniform(2, 6):.2f}"


def _invented_spread(rng: Random, trials: list[Trial]) -> None:
    _small(rng, trials)
    for arm in trials[0].outcomes["score"].arms:
        arm["sd"] = f"{float(arm['sd']) * rng.uniform(0.8, 1.2):.2f}"


def _spread_of_shares(rng: Random, trials: list[Trial]) -> None:
    arm = _arm(rng, trials, "share")
    arm["sd"] = f"{float(arm['sd']) * rng.uniform(0.4, 0.8):.2f}"


def _spread_too_wide(rng: Random, trials: list[Trial]) -> None:
    arm = _arm(rng, trials, "summary")
    arm["sd"] = f"{float(arm['sd']) * rng.uniform(2.5, 4):.1f}"


def _groups_made_alike(rng: Random, trials: list[Trial]) -> None:
    sizes = [int(arm["total"]) for arm in trials[0].outcomes["change"].arms]
    trials[0].baseline = baseline(rng, sizes, Printed(2, False), count=15, likeness=0.02)


def _table_of_errors(_rng: Random, trials: list[Trial]) -> None:
    for _, arms in trials[0].baseline:
        for arm in arms:
            if "sd" in arm:
                arm["sd"] = f"{float(arm['sd']) / math.sqrt(int(arm['total'])):.2f}"


def _joined_later(rng: Random, trials: list[Trial]) -> None:
    arm = _arm(rng, trials, "events")
    arm["total"] = str(int(arm["total"]) + int(rng.integers(1, 10)))
    arm.pop("percent")
    trials[0].size = str(int(trials[0].size) + 20)


def _shared_comparator(rng: Random, trials: list[Trial]) -> None:
    second = trial(rng, "second")
    for name, outcome in trials[0].outcomes.items():
        second.outcomes[name].arms[1] = dict(outcome.arms[1])
        second.outcomes[name].estimates.clear()
    second.references = trials[0].references
    trials.append(second)


def _other_instrument(_rng: Random, trials: list[Trial]) -> None:
    trials[0].outcomes["change"].said.update({"instrument": "McGill", "scale": "0-78"})


def _changes_among_finals(_rng: Random, trials: list[Trial]) -> Mapping[str, str]:
    trials[0].outcomes["change"].said["score"] = "change"
    return {"change": "measure: SMD"}


def _two_and_knapp_hartung(_rng: Random, trials: list[Trial]) -> Mapping[str, str]:
    del trials[2:]
    return {"events": "measure: RR, test: knapp-hartung"}


def _subgroups_of_one(_rng: Random, trials: list[Trial]) -> Mapping[str, str]:
    for number, each in enumerate(trials):
        each.characteristics["place"] = f"town {number}"
    return {"events": "measure: RR, subgroup: place"}


def _moderator_of_six(rng: Random, trials: list[Trial]) -> Mapping[str, str]:
    for each in trials:
        each.characteristics["latitude"] = str(int(rng.integers(1, 60)))
    return {"events": "measure: RR, moderators: [latitude]"}


PLANTED: Mapping[str, tuple[tuple[str, Plant], ...]] = MappingProxyType(
    {
        "STU001": (("more events than people", _events_above_total),),
        "STU002": (("a percentage 2 to 12 points too high", _other_percentage),),
        "STU003": (("a total of 0", _no_people),),
        "STU004": (("one arm's total as the study's size", _size_of_one_arm),),
        "STU005": (("limits of an interval exchanged", _swapped_limits),),
        "STU006": (("a ratio below zero", _negative_ratio),),
        "STU007": (("a p value ten times smaller", _p_ten_times_smaller),),
        "STU008": (("a standard deviation of 0", _sd_of_zero),),
        "STU009": (("a study recorded twice", _copied_study),),
        "STU011": (
            ("a ratio turned round", _turned_ratio),
            ("a ratio and interval 1.5 times off", _other_effect),
        ),
        "STU014": (("a slip of 1 or 2 in the upper limit", _slip_in_a_limit),),
        "STU015": (
            ("standard errors as deviations beside the interval", _errors_beside_interval),
            ("a ratio's interval of one standard error", _ratio_of_one_error),
            ("a difference's interval of one standard error", _interval_of_one_error),
        ),
        "STU016": (
            ("a difference turned round", _turned_round),
            ("a difference in another unit, ten times as large", _other_unit),
            ("a difference and interval off by 1 to 6 points", _other_difference),
        ),
        "STU017": (("a deviation as the effect's standard error", _deviation_as_error),),
        "STU018": (("a ratio's interval symmetric, no arms", _symmetric_ratio),),
        "STU019": (("standard errors as deviations, in one of six", _error_as_deviation),),
        "STU020": (("an arm copied from another trial", _copied_arm),),
        "STU021": (("two invented means of scores, up to 40 people", _invented_mean),),
        "STU022": (
            ("two deviations of scores up to 20% off, up to 40 people", _invented_spread),
            ("a deviation of zeros and ones 20 to 60% too small", _spread_of_shares),
        ),
        "STU023": (("a deviation 2.5 to 4 times too wide", _spread_too_wide),),
        "STU024": (("fifteen rows with groups made alike", _groups_made_alike),),
        "STU025": (("standard errors in the baseline table", _table_of_errors),),
        "STU026": (("1 to 9 people more than at baseline", _joined_later),),
        "SYN001": (("two comparisons of one trial, one placebo arm", _shared_comparator),),
        "SYN002": (("another instrument in one of six", _other_instrument),),
        "SYN003": (("changes among final values, as SMD", _changes_among_finals),),
        "SYN004": (("Knapp-Hartung with two trials", _two_and_knapp_hartung),),
        "SYN006": (("a subgroup for each trial", _subgroups_of_one),),
        "SYN007": (("one moderator and six trials", _moderator_of_six),),
    }
)
"""By the rule that should speak: what is planted, in words, and how."""
