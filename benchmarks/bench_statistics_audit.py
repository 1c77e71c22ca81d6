"""The statistics audit on simulated reports: false alarms on right ones, planted errors found.

Run: python benchmarks/bench_statistics_audit.py [--sound N] [--planted N] [--seed N] [--into PAGE]

Trials are drawn person by person, analysed by usual methods, printed with one or two decimals,
rounded or cut off, and written as the files of a review, six trials to each; the audit reads these
files as it reads any. A rule that speaks of a sound trial is a false alarm. Of each kind of error
one is planted in the first trial; it is found when the rule for it speaks.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from bench_pooling import write_between_marks
from planted_errors import PLANTED
from simulated_trials import Plant, Trial, files_of, trial

from evidence.assessment import assess
from evidence.audit.finding import Finding
from evidence.audit.registry import rule_named
from evidence.audit.runner import audit
from evidence.workspace.load import load_files

TRIALS = 6
BEGIN, END = "<!-- statistics audit begins -->", "<!-- statistics audit ends -->"
FAMILIES = ("STU", "SYN")


def findings(trials: Sequence[Trial], syntheses: Mapping[str, str] | None = None) -> list[Finding]:
    """What the statistics rules say of a review of these trials."""
    review = load_files(files_of(trials, syntheses))
    if review.problems:
        raise SystemExit(f"a simulated review cannot be read: {review.problems[0]}")
    return [each for each in audit(assess(review)).findings if each.code.startswith(FAMILIES)]


def false_alarms(reviews: int, seed: int) -> list[Finding]:
    """What is said of sound trials."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(reviews):
        found += findings([trial(rng, f"t{number}") for number in range(TRIALS)])
    return found


def share_found(code: str, plant: Plant, reviews: int, seed: int) -> float:
    """How many of so many planted errors the rule finds."""
    rng = np.random.default_rng(seed)
    found = 0
    for _ in range(reviews):
        trials = [trial(rng, f"t{number}") for number in range(TRIALS)]
        syntheses = plant(rng, trials)
        found += any(each.code == code for each in findings(trials, syntheses))
    return found / max(reviews, 1)


def main(arguments: list[str]) -> int:
    """Print the table, and put it into a page when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sound", type=int, default=500, help="sound reviews of six trials")
    parser.add_argument("--planted", type=int, default=100, help="reviews for each kind of error")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, help="replace the table in this page as well")
    asked = parser.parse_args(arguments)
    alarms = false_alarms(asked.sound, asked.seed)
    by_code = Counter(each.code for each in alarms)
    trials = asked.sound * TRIALS
    lines = [
        f"{trials:,} sound trials in {asked.sound:,} reviews: {len(alarms)} false "
        f"alarm{'s' if len(alarms) != 1 else ''} "
        f"(below {3 / trials:.2%} of trials for each rule that has none, with 95% confidence). "
        f"{asked.planted} reviews for each planted error.\n",
        "| rule | planted | found | false alarms |",
        "| --- | --- | ---: | ---: |",
    ]
    for code, plants in PLANTED.items():
        for words, plant in plants:
            share = share_found(code, plant, asked.planted, asked.seed + 1)
            lines.append(
                f"| {code} {rule_named(code).name} | {words} | {share:.0%} | {by_code[code]} |"
            )
    lines += [
        f"| {code} {rule_named(code).name} | (nothing) | | {by_code[code]} |"
        for code in sorted(set(by_code) - set(PLANTED))
    ]
    table = "\n".join(lines)
    print(table)
    for alarm in alarms[:20]:
        print(f"{alarm.code} {alarm.message}", file=sys.stderr)
    if asked.into:
        write_between_marks(asked.into, table, begin=BEGIN, end=END)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
