"""Trials drawn person by person, analysed as papers do, and printed as papers print them.

A trial has events, a change from baseline, a score of items, shares of people, a skewed summary and
a baseline table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from simulated_outcomes import (
    Outcome,
    Printed,
    Random,
    Row,
    baseline,
    change,
    events,
    score,
    share,
    summary,
)


@dataclass
class Trial:
    """One trial; ``size`` is the number of people in all."""

    id: str
    outcomes: dict[str, Outcome]
    baseline: list[tuple[str, list[Row]]]
    size: str
    references: str = ""
    characteristics: Row = field(default_factory=dict)


def trial(rng: Random, name: str) -> Trial:
    """A sound trial of two parallel groups."""
    small = rng.uniform(math.log(12), math.log(350))
    sizes = [int(math.exp(small + rng.normal(0, 0.08))) for _ in range(2)]
    shown = Printed(int(rng.integers(1, 3)), bool(rng.random() < 0.15))
    outcomes = {
        "events": events(rng, sizes, shown),
        "change": change(rng, sizes, shown),
        "score": score(rng, sizes, shown),
        "share": share(rng, sizes, shown),
        "summary": summary(rng, sizes, shown),
    }
    rows = baseline(rng, sizes, shown, count=int(rng.integers(5, 13)))
    return Trial(name, outcomes, rows, str(sum(sizes)), references=name)


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
