"""Trials drawn person by person, analysed as papers do, and printed as papers print them.

A trial has events, a change from baseline, a score of items, shares of people, a skewed summary and
a baseline table. Every figure is text, because a final zero counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.special import chdtrc, ndtr, stdtr, stdtrit

from evidence.synthesis.sensitivity.fisher_exact import fisher_exact
from evidence.synthesis.study_tables.study_table import EventTable

Random = np.random.Generator
Row = dict[str, str]
ROLES = ("intervention", "comparator")
REACH = 1.959964


@dataclass
class Outcome:
    """Arms and estimates as printed, and what else stands beside them."""

    arms: list[Row]
    estimates: list[Row] = field(default_factory=list)
    said: Row = field(default_factory=dict)


@dataclass
class Trial:
    """One trial; ``size`` is the number of people in all."""

    id: str
    outcomes: dict[str, Outcome]
    baseline: list[tuple[str, list[Row]]]
    size: str
    references: str = ""
    characteristics: Row = field(default_factory=dict)


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


def trial(rng: Random, name: str) -> Trial:
    """A sound trial of two parallel groups."""
    small = rng.uniform(math.log(12), math.log(350))
    sizes = [int(math.exp(small + rng.normal(0, 0.08))) for _ in ROLES]
    shown = Printed(int(rng.integers(1, 3)), bool(rng.random() < 0.15))
    outcomes = {
        "events": _events(rng, sizes, shown),
        "change": _change(rng, sizes, shown),
        "score": _score(rng, sizes, shown),
        "share": _share(rng, sizes, shown),
        "summary": _summary(rng, sizes, shown),
    }
    rows = baseline(rng, sizes, shown, count=int(rng.integers(5, 13)))
    return Trial(name, outcomes, rows, str(sum(sizes)), references=name)


def _arms(sizes: Sequence[int], rows: Sequence[Row]) -> list[Row]:
    return [
        {"role": role, "label": label, "total": str(size), **row}
        for role, label, size, row in zip(ROLES, ("drug", "placebo"), sizes, rows, strict=True)
    ]


def _p(p: float, rng: Random) -> str:
    if p < 0.001:
        return '"<0.001"'
    return f"{p:.{int(rng.choice([2, 3])) if p >= 0.01 else 3}f}"


def _events(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    risk = rng.uniform(0.1, 0.7)
    counts = [
        int(np.clip(rng.binomial(size, share), 1, size - 1))
        for size, share in zip(sizes, (risk * rng.uniform(0.5, 1.1), risk), strict=True)
    ]
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


def _p_of_counts(rng: Random, a: int, n1: int, c: int, n2: int, z: float) -> float:
    test = rng.choice(["wald", "pearson", "yates", "fisher"])
    if test == "wald":
        return float(2 * ndtr(-abs(z)))
    if test == "fisher":
        return fisher_exact(EventTable(a, n1, c, n2))
    total, b, d = n1 + n2, n1 - a, n2 - c
    gap = max(0.0, abs(a * d - b * c) - (total / 2 if test == "yates" else 0))
    return float(chdtrc(1, total * gap**2 / (n1 * n2 * (a + c) * (b + d))))


def _change(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    level, spread = 50.0, rng.uniform(9, 12)
    people = [
        rng.normal(level - drop, spread, size) for drop, size in zip((4, 0), sizes, strict=True)
    ]
    means, sds = (
        [float(each.mean()) for each in people],
        [float(each.std(ddof=1)) for each in people],
    )
    arms = _arms(
        sizes,
        [{"mean": shown(mean), "sd": shown(sd)} for mean, sd in zip(means, sds, strict=True)],
    )
    n1, n2 = sizes
    if rng.random() < 0.5:
        freedom = float(n1 + n2 - 2)
        pooled = ((n1 - 1) * sds[0] ** 2 + (n2 - 1) * sds[1] ** 2) / freedom
        error = math.sqrt(pooled * (1 / n1 + 1 / n2))
    else:
        v1, v2 = sds[0] ** 2 / n1, sds[1] ** 2 / n2
        error = math.sqrt(v1 + v2)
        freedom = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    value = means[0] - means[1]
    reach = float(stdtrit(freedom, 0.975)) * error
    p = float(2 * stdtr(freedom, -abs(value) / error))
    low, high = shown(value - reach), shown(value + reach)
    estimate = {"measure": "MD", "value": shown(value), "ci": f"[{low}, {high}]", "p": _p(p, rng)}
    return Outcome(arms, [estimate], {"instrument": "VAS", "scale": "0-100", "score": "final"})


def _score(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    items = int(rng.choice([1, 1, 4]))
    rows = []
    for size in sizes:
        own = np.clip(rng.normal(rng.uniform(0.3, 0.7), 0.2, size), 0.01, 0.99)
        values = 1 + rng.binomial(6, own[:, None], (size, items))
        totals = values.mean(axis=1)
        rows.append({"mean": shown(totals.mean(), 2), "sd": shown(totals.std(ddof=1), 2)})
    return Outcome(_arms(sizes, rows), [], {"items": str(items), "scale": "1-7", "score": "final"})


def _share(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
    rows = []
    for size in sizes:
        values = np.zeros(size)
        values[: max(1, min(size - 1, rng.binomial(size, rng.uniform(0.2, 0.8))))] = 1
        mean, sd = values.mean(), values.std(ddof=1)
        rows.append({"events": f"{values.sum():.0f}", "mean": shown(mean, 2), "sd": shown(sd, 2)})
    return Outcome(_arms(sizes, rows))


def _summary(rng: Random, sizes: Sequence[int], shown: Printed) -> Outcome:
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


def files_of(
    trials: Sequence[Trial], syntheses: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """The files of a review of these trials; ``syntheses`` say how each outcome is pooled."""
    asked = {"events": "measure: RR", "change": "measure: MD", **(syntheses or {})}
    keys = list(dict.fromkeys(each.references for each in trials))
    links = ", ".join(f"{{reference: {key}, stance: qualifies}}" for key in keys)
    claims = "".join(
        f'  - id: about-{outcome}\n    quote: "Nothing is said of {outcome}"\n'
        f"    statement: The drug changes {outcome}.\n    kind: therapy\n"
        f"    evidence: [{links}]\n    synthesis: {{outcome: {outcome}, {said}}}\n"
        for outcome, said in asked.items()
    )
    library = "".join(f"@misc{{{key}, title = {{Trial {key}}}, year = {{2020}}}}\n" for key in keys)
    article = "\n\n".join(f"Nothing is said of {outcome}." for outcome in asked)
    return {
        "review.toml": (
            '[review]\ntitle = "Simulated"\narticle = "article.md"\nreferences = ["r.bib"]\n'
            'claims = ["claims.yaml"]\nstudies = ["studies.yaml"]\n'
        ),
        "article.md": article,
        "r.bib": library,
        "claims.yaml": f"claims:\n{claims}",
        "studies.yaml": "studies:\n" + "".join(line for each in trials for line in _lines(each)),
    }


def _lines(one: Trial) -> Iterator[str]:
    yield f"  - id: {one.id}\n    references: [{one.references}]\n    design: randomised-trial\n"
    yield f"    size: {one.size}\n"
    if one.characteristics:
        yield f"    characteristics: {_flow(one.characteristics)}\n"
    yield "    outcomes:\n"
    for name, outcome in one.outcomes.items():
        yield f"      {name}:\n"
        yield from (f"        {key}: {value}\n" for key, value in outcome.said.items())
        yield "        arms:\n"
        yield from (f"          - {_flow(arm)}\n" for arm in outcome.arms)
        if outcome.estimates:
            yield "        estimates:\n"
            yield from (f"          - {_flow(each)}\n" for each in outcome.estimates)
    yield "    baseline:\n"
    for variable, arms in one.baseline:
        yield f"      - variable: {variable}\n        arms:\n"
        yield from (f"          - {_flow(arm)}\n" for arm in arms)


def _flow(pairs: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"


Plant = Callable[[Random, list[Trial]], Mapping[str, str] | None]
"""Damages the first of some trials; gives how outcomes are pooled, where that is the damage."""
