"""Audit and HTML report at 500 and 5,000 claims and references: rate, peak memory, growth.

Run: python benchmarks/bench_scale.py [SIZE ...]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic_review import write_synthetic_review

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = {
    "audit": ("audit", "{folder}", "--fail-on", "never", "--format", "json", "--output", "{out}"),
    "report html": ("report", "{folder}", "--format", "html", "--output", "{out}.d"),
}
#: Runs a command and says its own CPU seconds and peak memory, so that neither includes ours.
_CHILD = """
import resource, sys
sys.path.insert(0, sys.argv[1])
sys.argv = ["evidence-review", *sys.argv[2:]]
import evidence_review
status = evidence_review.main()
usage = resource.getrusage(resource.RUSAGE_SELF)
print(f"MEASURED {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss / 1024}", file=sys.stderr)
sys.exit(status)
"""


def environment(cache: Path) -> dict[str, str]:
    """Ours, with compiled modules kept in a folder, as those of an installed program are."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(cache)}


def measure(command: tuple[str, ...], folder: Path, out: Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak mebibytes of one run."""
    words = [word.format(folder=folder, out=out) for word in command]
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(ROOT), *words],
        capture_output=True,
        text=True,
        check=False,
        env=environment(out.parent / "compiled"),
    )
    wall = time.perf_counter() - begun
    line = [text for text in done.stderr.splitlines() if text.startswith("MEASURED")]
    if done.returncode or not line:
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr[-2000:]}")
    cpu, peak = map(float, line[-1].split()[1:])
    return wall, cpu, peak


def main() -> None:
    """Print one line for each command and size, then the growth between sizes."""
    sizes = [int(word) for word in sys.argv[1:]] or [500, 5000]
    print(f"{'command':<12} {'size':>6} {'wall s':>8} {'CPU s':>8} {'records/s':>10} {'MiB':>7}")
    spent: dict[tuple[str, int], float] = {}
    with tempfile.TemporaryDirectory() as name:
        warm = Path(name) / "warm"
        write_synthetic_review(warm, 5)
        for command in COMMANDS.values():
            measure(command, warm, Path(name) / "out-warm")
        for size in sizes:
            folder = Path(name) / f"review-{size}"
            write_synthetic_review(folder, size)
            for label, command in COMMANDS.items():
                wall, cpu, peak = measure(command, folder, Path(name) / f"out-{size}")
                spent[label, size] = cpu
                rate = 2 * size / cpu
                print(f"{label:<12} {size:>6} {wall:>8.2f} {cpu:>8.2f} {rate:>10.0f} {peak:>7.0f}")
    low, high = min(sizes), max(sizes)
    for label in COMMANDS:
        growth = spent[label, high] / spent[label, low]
        print(f"{label}: {high / low:.0f} times the records cost {growth:.1f} times the CPU")
    print(
        f"peak of this driver: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"
    )


if __name__ == "__main__":
    main()
