"""Every REF rule over one library: CPU seconds in all, for each of the slowest, and the growth.

Run: python benchmarks/bench_check.py [ENTRIES | FILE]
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from synthetic_review import bibliography_text  # noqa: E402

from references.encoding import decode  # noqa: E402
from references.format import format_named  # noqa: E402
from references.library import Library  # noqa: E402
from references.problem import Reading  # noqa: E402
from references.rule import LibrarySubject, library_rules  # noqa: E402

DAY = datetime.date(2026, 11, 22)
SHOWN = 12


def read(name: str, data: bytes) -> tuple[Reading[Library], float]:
    """The library of a BibTeX file, and the CPU seconds that reading took."""
    begun = process_time()
    reading = format_named("bibtex").read(decode(name, data).value)
    return reading, process_time() - begun


def check(library: Library) -> tuple[dict[str, float], int]:
    """CPU seconds by rule, in a fresh process's order of rules, and how many findings there are.

    What several rules share is made for the first of them and counted there.
    """
    subject = LibrarySubject(Library(library.references, library.sources), as_of=DAY)
    seconds: dict[str, float] = {}
    found = 0
    for rule in library_rules():
        begun = process_time()
        found += sum(1 for _ in rule.check(subject))
        seconds[f"{rule.code} {rule.name}"] = process_time() - begun
    return seconds, found


def report(name: str, data: bytes) -> None:
    """Print what reading and checking cost, and which rules cost most."""
    reading, to_read = read(name, data)
    library = reading.value
    seconds, found = check(library)
    tenth, _ = check(Library(library.references[: len(library) // 10], library.sources))
    total = sum(seconds.values())
    print(f"{name}: {len(library):,} entries, {len(seconds)} rules, {found:,} findings")
    print(f"  reading  {to_read:6.2f} CPU seconds")
    print(
        f"  checking {total:6.2f} CPU seconds, {total / max(len(library), 1) * 1e6:.0f} µs an entry"
    )
    print(f"  {total / max(sum(tenth.values()), 1e-9):.1f} times a tenth of the entries")
    for rule, spent in sorted(seconds.items(), key=lambda item: -item[1])[:SHOWN]:
        print(f"    {spent:6.3f}  {rule}")


def main() -> None:
    """Check a file, or a synthetic library of so many entries."""
    given = sys.argv[1] if len(sys.argv) > 1 else "10000"
    if given.isdecimal():
        report("synthetic.bib", bibliography_text(int(given)).encode())
    else:
        report(Path(given).name, Path(given).read_bytes())


if __name__ == "__main__":
    main()
