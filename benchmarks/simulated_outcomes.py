"""Outcomes of a trial drawn person by person, analysed and printed as papers do.

Every figure is text, because a final zero counts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.special import chdtrc, ndtr, stdtr, stdtrit

from evidence.synthesis.sensitivity.fisher_exact import fisher_exact
from evidence.synthesis.study_tables.study_table import EventTable

Random = np.random.Generator
Figures = np.ndarray[tuple[int], np.dtype[np.float64]]
Row = dict[str, str]
ROLES = ("intervention", "comparator")
REACH = 1.959964


@dataclass
class Outcome:
    """Arms and estimates as printed, and what else stands beside them."""

    arms: list[Row]
    estimates: list[Row] = field(default_factory=list)
    said: Row = field(default_factory=dict)


@dataclass(frozen=True)
class Printed:
    """A paper's way with decimals: how many for means, and whether it cuts off."""

    places: int
    cuts: bool

    def __call__(self, number: float, places: int | None = None) -> str:
        """A number as the paper prints it."""
        wanted = self.places if places is None else places
        if self.cuts:
            number = math.trunc(round(number * 10**wanted, 6)) / 10**wanted
        return f"{number:.{wanted}f}"


def _arms(sizes: Sequence[int], rows: Sequence[Row]) -> list[Row]:
    return [
        {"role": role, "label": label, "total": str(size), **row}
        for role, label, size, row in zip(ROLES, ("drug", "placebo"), sizes, rows, strict=True)
    ]


def _p(p: float, rng: Random) -> str:
    if p < 0.001:
        return '"<0.001"'
    return f"{p:.{int(rng.choice([2, 3])) if p >= 0.01 else 3}f}"


def events(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    """Counts with their percentage and an effect, crude or pooled over two strata."""
    risk = rng.uniform(0.1, 0.7)
    counts = [
        int(np.clip(rng.binomial(size, share), 1, size - 1))
        for size, share in zip(sizes, (risk * rng.uniform(0.5, 1.1), risk), strict=True)
    ]
    if rng.random() < 0.2:
        return _stratified(rng, sizes, shown)
    places = int(rng.integers(0, 2))
    arms = _arms(
        sizes,
        [
            {"events": str(count), "percent": shown(100 * count / size, places)}
            for count, size in zip(counts, sizes, strict=True)
        ],
    )
    a, c = counts
    n1, n2 = sizes
    measure = str(rng.choice(["RR", "OR", "RD"]))
    if measure == "RD":
        value = a / n1 - c / n2
        error = math.sqrt(a * (n1 - a) / n1**3 + c * (n2 - c) / n2**3)
        low, high = value - REACH * error, value + REACH * error
        z = value / error
        numbers = [value, low, high]
    else:
        odds = measure == "OR"
        log = math.log(a * (n2 - c) / (c * (n1 - a)) if odds else a * n2 / (c * n1))
        parts = (1 / a, 1 / c, *((1 / (n1 - a), 1 / (n2 - c)) if odds else (-1 / n1, -1 / n2)))
        error = math.sqrt(sum(parts))
        z = log / error
        numbers = [math.exp(log + reach * error) for reach in (0, -REACH, REACH)]
    value, low, high = (shown(each, 2 if measure != "RD" else 3) for each in numbers)
    p = _p_of_counts(rng, a, n1, c, n2, z)
    estimate = {"measure": measure, "value": value, "ci": f"[{low}, {high}]", "p": _p(p, rng)}
    if rng.random() < 0.3:
        estimate["standard-error"] = shown(error, 3)
    return Outcome(arms, [estimate])


def _stratified(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    """A risk ratio pooled over two strata (Greenland and Robins 1985) beside the crude counts."""
    share, low = rng.uniform(0.3, 0.7), rng.uniform(0.1, 0.3)
    risks = (low, low + rng.uniform(0.1, 0.4))
    treated = rng.uniform(0.6, 1.1)
    strata = [int(rng.binomial(size - 4, share)) + 2 for size in sizes]
    above = below = spread = 0.0
    counts = [0, 0]
    for first, risk in zip((True, False), risks, strict=True):
        n1, n2 = (part if first else size - part for part, size in zip(strata, sizes, strict=True))
        a = int(np.clip(rng.binomial(n1, min(0.95, risk * treated)), 1, n1))
        c = int(np.clip(rng.binomial(n2, risk), 1, n2))
        total = n1 + n2
        above += a * n2 / total
        below += c * n1 / total
        spread += (n1 * n2 * (a + c) - a * c * total) / total**2
        counts = [counts[0] + a, counts[1] + c]
    log, error = math.log(above / below), math.sqrt(max(spread, 1e-9) / (above * below))
    numbers = [math.exp(log + reach * error) for reach in (0, -REACH, REACH)]
    value, lower, upper = (shown(each, 2) for each in numbers)
    p = _p(float(2 * ndtr(-abs(log) / error)), rng)
    arms = _arms(
        sizes,
        [
            {"events": str(count), "percent": shown(100 * count / size, 1)}
            for count, size in zip(counts, sizes, strict=True)
        ],
    )
    estimate = {"measure": "RR", "value": value, "ci": f"[{lower}, {upper}]", "p": p}
    return Outcome(arms, [estimate])


def _p_of_counts(rng: Random, a: int, n1: int, c: int, n2: int, z: float) -> float:
    test = rng.choice(["wald", "pearson", "yates", "fisher"])
    if test == "wald":
        return float(2 * ndtr(-abs(z)))
    if test == "fisher":
        return fisher_exact(EventTable(a, n1, c, n2))
    total, b, d = n1 + n2, n1 - a, n2 - c
    gap = max(0.0, abs(a * d - b * c) - (total / 2 if test == "yates" else 0))
    return float(chdtrc(1, total * gap**2 / (n1 * n2 * (a + c) * (b + d))))


def change(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    """Final values; the difference is that of the means, or adjusted for the value at the start."""
    spread, tie = rng.uniform(9, 12), rng.uniform(0.2, 0.8)
    start = [rng.normal(50, spread, size) for size in sizes]
    people = [
        50 - drop + tie * (before - 50) + math.sqrt(1 - tie**2) * rng.normal(0, spread, len(before))
        for drop, before in zip((4, 0), start, strict=True)
    ]
    sds = [float(each.std(ddof=1)) for each in people]
    arms = _arms(
        sizes,
        [
            {"mean": shown(float(each.mean())), "sd": shown(sd)}
            for each, sd in zip(people, sds, strict=True)
        ],
    )
    way = rng.choice(["student", "welch", "adjusted", "ranks"], p=[0.35, 0.25, 0.25, 0.15])
    value, error, freedom = _difference(people, start, str(way))
    reach = float(stdtrit(freedom, 0.975)) * error
    p = float(2 * stdtr(freedom, -abs(value) / error))
    if way == "ranks":
        p = _p_of_ranks(people)
    low, high = shown(value - reach), shown(value + reach)
    estimate = {"measure": "MD", "value": shown(value), "ci": f"[{low}, {high}]", "p": _p(p, rng)}
    return Outcome(arms, [estimate], {"instrument": "VAS", "scale": "0-100", "score": "final"})


def _difference(
    people: Sequence[Figures], start: Sequence[Figures], way: str
) -> tuple[float, float, float]:
    """A difference in means with its standard error and degrees of freedom."""
    (n1, n2), (one, two) = (len(each) for each in people), people
    v1, v2 = float(one.var(ddof=1)), float(two.var(ddof=1))
    value = float(one.mean() - two.mean())
    if way == "adjusted":
        outcome, before = np.concatenate(people), np.concatenate(start)
        treated = np.repeat([1.0, 0.0], [n1, n2])
        design = np.column_stack([np.ones(n1 + n2), treated, before])
        fitted, *_ = np.linalg.lstsq(design, outcome, rcond=None)
        freedom = float(n1 + n2 - 3)
        rest = float(((outcome - design @ fitted) ** 2).sum()) / freedom
        spread = np.linalg.inv(design.T @ design) * rest
        return float(fitted[1]), math.sqrt(float(spread[1, 1])), freedom
    if way == "welch":
        e1, e2 = v1 / n1, v2 / n2
        return value, math.sqrt(e1 + e2), (e1 + e2) ** 2 / (e1**2 / (n1 - 1) + e2**2 / (n2 - 1))
    freedom = float(n1 + n2 - 2)
    pooled = ((n1 - 1) * v1 + (n2 - 1) * v2) / freedom
    return value, math.sqrt(pooled * (1 / n1 + 1 / n2)), freedom


def _p_of_ranks(people: Sequence[Figures]) -> float:
    """Mann and Whitney's test by its normal approximation."""
    n1, n2 = (len(each) for each in people)
    ranks = np.argsort(np.argsort(np.concatenate(people))) + 1.0
    u = float(ranks[:n1].sum()) - n1 * (n1 + 1) / 2
    return float(2 * ndtr(-abs(u - n1 * n2 / 2) / math.sqrt(n1 * n2 * (n1 + n2 + 1) / 12)))


def score(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    """Means of items that are whole numbers."""
    items = int(rng.choice([1, 1, 4]))
    rows = []
    for size in sizes:
        own = np.clip(rng.normal(rng.uniform(0.3, 0.7), 0.2, size), 0.01, 0.99)
        values = 1 + rng.binomial(6, own[:, None], (size, items))
        totals = values.mean(axis=1)
        rows.append({"mean": shown(totals.mean(), 2), "sd": shown(totals.std(ddof=1), 2)})
    return Outcome(_arms(sizes, rows), [], {"items": str(items), "scale": "1-7", "score": "final"})


def share(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    """Zeros and ones with mean and deviation."""
    rows = []
    for size in sizes:
        values = np.zeros(size)
        values[: max(1, min(size - 1, rng.binomial(size, rng.uniform(0.2, 0.8))))] = 1
        mean, sd = values.mean(), values.std(ddof=1)
        rows.append({"events": f"{values.sum():.0f}", "mean": shown(mean, 2), "sd": shown(sd, 2)})
    return Outcome(_arms(sizes, rows))


def summary(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    """A skewed outcome with everything that describes it."""
    rows = []
    for size in sizes:
        values = 100 * rng.beta(*rng.uniform(0.4, 3, 2), size)
        sd = values.std(ddof=1)
        low, q1, middle, q3, high = np.quantile(values, [0, 0.25, 0.5, 0.75, 1])
        figures = {
            "mean": values.mean(), "sd": sd, "standard-error": sd / math.sqrt(size),
            "minimum": low, "q1": q1, "median": middle, "q3": q3, "maximum": high,
        }  # fmt: skip
        rows.append({name: shown(float(number)) for name, number in figures.items()})
    return Outcome(_arms(sizes, rows), [], {"scale": "0-100", "score": "final"})


def baseline(
    rng: Random, sizes: Sequence[int], shown: Printed, *, count: int, likeness: float = 1.0
) -> list[tuple[str, list[Row]]]:
    """A baseline table; differences between groups are ``likeness`` times what chance gives."""
    rows = []
    for number in range(count):
        people = [rng.normal(size=size) for size in sizes]
        middle = sum(each.mean() for each in people) / len(people)
        people = [each - (1 - likeness) * (each.mean() - middle) for each in people]
        figures = []
        for each in people:
            if number % 3 == 2:
                figures.append({"events": str(int((each > 0.3).sum()))})
            else:
                values = np.exp(3 + 0.5 * each) if number % 3 == 1 else 50 + 12 * each
                sd = values.std(ddof=1)
                figures.append({"mean": shown(values.mean()), "sd": shown(sd)})
        rows.append((f"variable {number}", _arms(sizes, figures)))
    return rows
