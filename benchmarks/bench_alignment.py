"""How many values agree with R, operation by operation, over a folder of cases.

Run: python benchmarks/bench_alignment.py [DIR]

DIR holds ``cases/``, ``cases-meta/`` and ``inputs/`` as tests/alignment/metafor does, which is the
default. Exits with 1 when anything deviates without being explained by name.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.alignment.comparison import compared
from tests.alignment.reference import HERE

SHOWN = 20


def main(arguments: list[str]) -> int:
    """Print the table and what is not explained; the exit status."""
    tallies = compared(Path(arguments[0]) if arguments else HERE)
    print(
        f"{'set':<11} {'operation':<17} {'cases':>6} {'refused':>8} {'values':>8} {'agree':>8} "
        f"{'differ':>7} {'worst':>8} {'unexplained':>12}"
    )
    for (of_set, op), tally in tallies.items():
        print(
            f"{of_set:<11} {op:<17} {tally.cases:>6} {tally.refused:>8} {tally.values:>8} "
            f"{tally.agreeing:>8} {tally.differing.total():>7} {tally.worst:>8.1e} "
            f"{len(tally.failures):>12}"
        )
    cases = sum(each.cases for each in tallies.values())
    values = sum(each.values for each in tallies.values())
    agreeing = sum(each.agreeing for each in tallies.values())
    print(f"\n{cases} cases, {values} values, {agreeing} within tolerance")
    print("'worst' is the largest deviation that agrees, as a share of what is allowed\n")
    for (of_set, op), tally in tallies.items():
        for difference, count in tally.differing.items():
            print(f"differs: {of_set} {op}: {count} × {difference.name}: {difference.reason}")
        for name, count in tally.left_out.items():
            print(f"left out: {of_set} {op}: {count} × {name}")
    unexplained = [(key, each) for key, tally in tallies.items() for each in tally.failures]
    shown: dict[tuple[str, str], int] = {}
    for key, each in unexplained:
        shown[key] = shown.get(key, 0) + 1
        if shown[key] <= SHOWN:
            print(f"unexplained: {key[0]} {key[1]}: {each}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
