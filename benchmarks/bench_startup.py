"""Cold `--help` beside an import of pandas, in one run.

Run: python benchmarks/bench_startup.py
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
CASES = {
    "python -c pass": ["-c", "pass"],
    "evidence-review --help": ["-m", "evidence_review", "--help"],
    "evidence-review --version": ["-m", "evidence_review", "--version"],
    "import pandas": ["-c", "import pandas"],
}


def spent_by_children() -> float:
    """CPU seconds of every process that was started and has ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def best(words: list[str], environment: dict[str, str]) -> float:
    """The least CPU seconds of several runs; the least is the least disturbed."""
    times = []
    for _ in range(ROUNDS):
        before = spent_by_children()
        subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        times.append(spent_by_children() - before)
    return min(times)


def main() -> None:
    """Print CPU milliseconds, and the share of what importing pandas takes.

    Compiled modules are kept, as they are of an installed program and of pandas.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as cache:
        environment = {**kept, "PYTHONPYCACHEPREFIX": cache}
        found = {label: best(words, environment) for label, words in CASES.items()}
    for label, seconds in found.items():
        print(f"{label:<26} {seconds * 1000:7.0f} ms of CPU")
    share = found["evidence-review --help"] / found["import pandas"]
    print(f"--help takes {share:.2f} of the time of importing pandas")


if __name__ == "__main__":
    main()
