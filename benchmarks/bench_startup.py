"""Cold `--help` beside an import of pandas, in one run.

Run: python benchmarks/bench_startup.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
CASES = {
    "python -c pass": ["-c", "pass"],
    "evidence-review --help": ["-m", "evidence_review", "--help"],
    "evidence-review --version": ["-m", "evidence_review", "--version"],
    "import pandas": ["-c", "import pandas"],
}


def best(words: list[str], environment: dict[str, str]) -> float:
    """The shortest wall time of several runs; the shortest is the least disturbed."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    """Print milliseconds, and the share of the time that pandas takes.

    Compiled modules are kept, as they are of an installed program and of pandas.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as cache:
        environment = {**kept, "PYTHONPYCACHEPREFIX": cache}
        found = {label: best(words, environment) for label, words in CASES.items()}
    for label, seconds in found.items():
        print(f"{label:<26} {seconds * 1000:7.0f} ms")
    share = found["evidence-review --help"] / found["import pandas"]
    print(f"--help takes {share:.2f} of the time of importing pandas")


if __name__ == "__main__":
    main()
