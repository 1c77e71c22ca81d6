"""Cold `--help` beside an import of pandas, in one run.

Run: python benchmarks/bench_startup.py
"""

from __future__ import annotations

import subprocess
import sys
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


def best(words: list[str]) -> float:
    """The shortest wall time of several runs; the shortest is the least disturbed."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, check=True)
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    """Print milliseconds, and the share of the time that pandas takes."""
    found = {label: best(words) for label, words in CASES.items()}
    for label, seconds in found.items():
        print(f"{label:<26} {seconds * 1000:7.0f} ms")
    share = found["evidence-review --help"] / found["import pandas"]
    print(f"--help takes {share:.2f} of the time of importing pandas")


if __name__ == "__main__":
    main()
