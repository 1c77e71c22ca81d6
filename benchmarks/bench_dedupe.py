"""Deduplication of the labelled sets beside bib-dedupe in one run, and of made-up records by size.

Run: python benchmarks/bench_dedupe.py [--markdown FILE] [--scale N] [--leave-one-out]

The sets are looked for beside the repository (``../shared/data/dedupe``) or where ``--sets`` says.
bib-dedupe runs in an environment of its own: ``--bib-dedupe`` or the variable
``BIB_DEDUPE_PYTHON`` names its Python, ``--install`` makes one in a folder.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(HERE)]

from dedupe_scores import (  # noqa: E402
    Clusters,
    corrected,
    exact_clusters,
    pair_level,
    pairs_of,
    read_truth,
    record_level,
)
from synthetic_records import records  # noqa: E402

from references.format import format_named  # noqa: E402
from references.library import Library  # noqa: E402
from references.matching import authors, comparison, decision, find_duplicates, titles  # noqa: E402
from references.reference import Reference  # noqa: E402

VERSION = "0.11.0"
#: A call takes a fraction of a second, which other work on the machine disturbs: the median counts.
CALLS = 5
COLUMNS = (
    "set",
    "tool",
    "truth",
    "level",
    "FP",
    "FN",
    "precision",
    "recall",
    "F1",
    "exact clusters",
    "review",
    "missed pairs in review",
    "CPU s",
    "peak MB",
)


def cpu_seconds() -> float:
    """CPU seconds of this process and of those it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def library_of(folder: Path) -> Library:
    """A labelled set read by the CSV reader."""
    table = format_named("csv")
    path = folder / "records.csv"
    return table.read(table.decode(str(path), path.read_bytes()).value).value


def own_result(folder: Path) -> dict[str, object]:
    """What matching finds in a set, with the CPU seconds of the call and the peak memory."""
    library = library_of(folder)
    spent = []
    for _ in range(CALLS):
        begun = cpu_seconds()
        found = find_duplicates(library)
        spent.append(cpu_seconds() - begun)
    keys = [reference.key for reference in library]
    return {
        "clusters": [[keys[each] for each in cluster.members] for cluster in found.clusters],
        "review": [[keys[pair.left], keys[pair.right]] for pair in found.review],
        "cpu": median(spent),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def in_own_process(command: list[str], folder: Path, work: Path) -> dict[str, object]:
    """The result that a command writes for a set; memory is of that process alone."""
    result = work / "result.json"
    subprocess.run(
        [*command, str(folder), str(result)], check=True, stdout=subprocess.DEVNULL, cwd=work
    )
    return json.loads(result.read_text(encoding="utf-8"))


def rows_of(folder: Path, tool: str, result: dict[str, object]) -> Iterator[tuple[str, ...]]:
    """The lines of the table for one tool on one set: raw and corrected, at both levels."""
    ids, truth = read_truth(folder)
    clusters: Clusters = result["clusters"]  # type: ignore[assignment]
    asked = {(min(pair), max(pair)) for pair in result["review"]}  # type: ignore[attr-defined]
    better = corrected(truth, HERE / "truth_corrections" / f"{folder.name}.csv")
    for name, labels in (("raw", truth), ("corrected", better)):
        missed = pairs_of(labels) - pairs_of(clusters)
        for level, score in (
            ("record", record_level(ids, labels, clusters)),
            ("pair", pair_level(ids, labels, clusters)),
        ):
            yield (
                folder.name,
                tool,
                name,
                level,
                str(score.fp),
                str(score.fn),
                f"{score.precision:.4f}",
                f"{score.recall:.4f}",
                f"{score.f1:.4f}",
                f"{exact_clusters(labels, clusters):.1%}",
                f"{len(asked)} ({len(asked) / len(ids):.2%})",
                f"{len(missed & asked)} of {len(missed)}",
                f"{result['cpu']:.2f}",
                f"{result['memory']:.0f}",
            )


def bib_dedupe_python(options: argparse.Namespace) -> str:
    """The Python that has bib-dedupe, or nothing when it is not to be run."""
    if options.skip_bib_dedupe:
        return ""
    if options.install:
        venv.create(options.install, with_pip=True)
        python = str(Path(options.install) / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", f"bib-dedupe=={VERSION}"], check=True)
        return python
    return options.bib_dedupe or os.environ.get("BIB_DEDUPE_PYTHON", "")


def scale(count: int) -> None:
    """Made-up records, folded one by one as they are made; making them is not counted."""
    making = 0.0
    labels: list[int] = []

    def stream() -> Iterator[Reference]:
        nonlocal making
        made = records(count)
        while True:
            begun = time.process_time()
            batch = [pair for pair, _ in zip(made, range(5000), strict=False)]
            making += time.process_time() - begun
            if not batch:
                return
            labels.extend(label for _, label in batch)
            yield from (reference for reference, _ in batch)

    begun, wall = cpu_seconds(), time.perf_counter()
    found = find_duplicates(stream())
    spent, wall = cpu_seconds() - begun - making, time.perf_counter() - wall
    names = [[str(each) for each in cluster.members] for cluster in found.clusters]
    works: dict[int, list[str]] = {}
    for place, label in enumerate(labels):
        works.setdefault(label, []).append(str(place))
    true, joined = pairs_of(works.values()), pairs_of(names)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>9,} records: {spent:.1f} CPU s ({spent / count * 1e6:.0f} µs a record), "
        f"{wall - making:.1f} s wall, {memory:,.0f} MB; wrong pairs {len(joined - true)}, "
        f"missed {len(true - joined)} of {len(true)}, review {len(found.review)}"
    )


# The value in use stands first: of choices that are equally good, it is the one that is kept.
GRID = {
    "near title": (titles, "NEAR_FROM", (0.9, 0.85, 0.95)),
    "loose title": (titles, "LOOSE_FROM", (0.6, 0.5, 0.7)),
    "share of authors": (authors, "SHARE_FROM", (0.7, 0.5, 0.9)),
    "long title": (comparison, "LONG_TITLE", (40, 30, 60)),
}


def leave_one_out(folders: list[Path]) -> None:
    """Thresholds chosen on all sets but one, scored on that one, for each set in turn."""
    libraries = {folder: library_of(folder) for folder in folders}
    truths = {
        folder: (
            ids,
            corrected(truth, HERE / "truth_corrections" / f"{folder.name}.csv"),
        )
        for folder in folders
        for ids, truth in [read_truth(folder)]
    }
    outcome: dict[tuple[float, ...], dict[Path, tuple[int, int, float]]] = {}
    for values in product(*(choices for _, _, choices in GRID.values())):
        for (module, name, _), value in zip(GRID.values(), values, strict=True):
            setattr(module, name, value)
        decision.LONG_TITLE = comparison.LONG_TITLE
        scores = {}
        for folder, library in libraries.items():
            ids, truth = truths[folder]
            predicted = [
                [ids[each] for each in cluster.members]
                for cluster in find_duplicates(library).clusters
            ]
            score = pair_level(ids, truth, predicted)
            scores[folder] = (
                score.fp,
                score.fn,
                record_level(ids, truth, predicted).f1,
            )
        outcome[values] = scores
    print(f"Thresholds: {', '.join(GRID)}; corrected truth")
    for folder in folders:

        def worth(values: tuple[float, ...], left_out: Path = folder) -> tuple[int, float]:
            rest = [score for place, score in outcome[values].items() if place != left_out]
            return -sum(fp for fp, _, _ in rest), sum(f1 for _, _, f1 in rest)

        chosen = max(outcome, key=worth)
        fp, fn, f1 = outcome[chosen][folder]
        every = [scores[folder] for scores in outcome.values()]
        print(
            f"  {folder.name:<20} chosen {chosen}: wrong pairs {fp}, missed {fn}, F1 {f1:.4f}; "
            f"over all {len(every)} choices: wrong pairs at most {max(each[0] for each in every)}, "
            f"F1 at least {min(each[2] for each in every):.4f}"
        )


def table(lines: list[tuple[str, ...]]) -> str:
    """The lines as a Markdown table."""
    rows = [COLUMNS, tuple("---" for _ in COLUMNS), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def options_given() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sets", type=Path, default=ROOT.parent / "shared/data/dedupe")
    parser.add_argument("--bib-dedupe", metavar="PYTHON", default="")
    parser.add_argument("--install", metavar="FOLDER", default="")
    parser.add_argument("--skip-bib-dedupe", action="store_true")
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--scale", type=int, nargs="*", default=[])
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Print the tables that were asked for; by default that of the labelled sets."""
    options = options_given()
    if options.one:
        folder, result = options.one
        result.write_text(json.dumps(own_result(folder)), encoding="utf-8")
        return
    folders = sorted(path.parent for path in options.sets.glob("*/truth.csv"))
    for count in options.scale:
        scale(count)
    if options.leave_one_out:
        leave_one_out(folders)
    if options.scale or options.leave_one_out:
        return
    python = bib_dedupe_python(options)
    lines: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        own = [sys.executable, str(Path(__file__).resolve()), "--one"]
        for folder in folders:
            lines += rows_of(folder, "evidence-review", in_own_process(own, folder, work))
            if python:
                other = [python, str(HERE / "bib_dedupe_run.py")]
                result = in_own_process(other, folder, work)
                lines += rows_of(folder, f"bib-dedupe {VERSION}", result)
    print(table(lines))
    if options.markdown:
        options.markdown.write_text(table(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
