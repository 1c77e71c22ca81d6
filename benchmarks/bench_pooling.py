"""Pooling ten studies: alone, and ten thousand times, beside metafor in R and PyMARE.

Run: python benchmarks/bench_pooling.py [--analyses N] [--pymare PYTHON] [--into PAGE]

Prints a Markdown table of CPU microseconds for one meta-analysis, with ratios to ours, and checks
that all programs give the same pooled effect. metafor is timed where ``Rscript`` finds it, PyMARE
where the Python named has it (default: this one). Programs that are not there are said to be
missing. R is run at its default tolerance, which stops earlier than ours.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.random_effects.pooling_batch import pool_many

STUDIES = 10
BEGIN, END = "<!-- pooling begins -->", "<!-- pooling ends -->"
#: Our method and test; metafor's method; PyMARE's estimator and its arguments.
MODELS = {
    "common effect, z": ("common", "z", "EE", ("WeightedLeastSquares", {"tau2": 0.0})),
    "DL, Knapp-Hartung": ("DL", "knapp-hartung", "DL", ("DerSimonianLaird", {})),
    "PM, Knapp-Hartung": ("PM", "knapp-hartung", "PM", None),
    "ML, z": ("ML", "z", "ML", ("VarianceBasedLikelihoodEstimator", {"method": "ML"})),
    "REML, Knapp-Hartung": (
        "REML",
        "knapp-hartung",
        "REML",
        ("VarianceBasedLikelihoodEstimator", {"method": "REML"}),
    ),
}
R_SCRIPT = """
suppressPackageStartupMessages(library(metafor))
given <- commandArgs(TRUE)
data <- as.matrix(read.csv(given[1], header=FALSE))
k <- ncol(data) / 2
effect <- function(row, parts) suppressWarnings(as.vector(rma(
  as.vector(row[1:k]), as.vector(row[k + 1:k]), method=parts[1], test=parts[2],
  control=list(maxiter=10000, stepadj=0.5))$beta))
for (model in given[-1]) {
  parts <- strsplit(model, ":")[[1]]
  start <- proc.time()
  effects <- apply(data, 1, effect, parts=parts)
  spent <- sum((proc.time() - start)[1:2]) / nrow(data)
  cat(spent, " ", paste(format(effects, digits=12), collapse=","), "\\n", sep="")
}
"""
PYMARE_SCRIPT = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import numpy as np
from pymare import Dataset, estimators
given = json.load(open(sys.argv[1]))
for name, arguments in given["models"]:
    effects, start = [], time.process_time()
    for y, v in given["rows"]:
        made = getattr(estimators, name)(**arguments)
        data = Dataset(np.array(y)[:, None], np.array(v)[:, None])
        found = made.fit_dataset(data).summary()
        effects.append(float(found.get_fe_stats()["est"].ravel()[0]))
    print(json.dumps([(time.process_time() - start) / len(effects), effects]))
"""


def collection(analyses: int) -> tuple[np.ndarray, np.ndarray]:
    """Made-up meta-analyses: standard errors as in practice, half of them heterogeneous."""
    random = np.random.default_rng(20)
    variances = random.uniform(0.01, 0.2, (analyses, STUDIES))
    between = random.choice([0.0, 0.05], (analyses, 1))
    return random.normal(0.3, np.sqrt(variances + between)), variances


def spent(work: Callable[[], object]) -> float:
    """CPU seconds of the best of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def of_metafor(values: np.ndarray, variances: np.ndarray) -> list[tuple[float, list[float]]] | None:
    """Seconds for one and the pooled effects, model by model."""
    if not shutil.which("Rscript"):
        return None
    tests = {"z": "z", "knapp-hartung": "knha"}
    models = [f"{each[2]}:{tests[each[1]]}" for each in MODELS.values()]
    with tempfile.TemporaryDirectory() as folder:
        script, data = Path(folder, "pool.R"), Path(folder, "rows.csv")
        script.write_text(R_SCRIPT, encoding="utf-8")
        np.savetxt(data, np.hstack([values, variances]), delimiter=",", fmt="%.17g")
        done = subprocess.run(
            ["Rscript", str(script), str(data), *models],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return None
    lines = [line.split(" ", 1) for line in done.stdout.splitlines()]
    return [(float(one), [float(each) for each in rest.split(",")]) for one, rest in lines]


def of_pymare(
    python: str, values: np.ndarray, variances: np.ndarray
) -> list[tuple[float, list[float]] | None] | None:
    """Seconds for one and the pooled effects, model by model; None for a model it has not."""
    models = [each[3] for each in MODELS.values()]
    rows = list(zip(values.tolist(), variances.tolist(), strict=True))
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "given.json")
        wanted = [each for each in models if each]
        given.write_text(json.dumps({"models": wanted, "rows": rows}), encoding="utf-8")
        done = subprocess.run(
            [python, "-c", PYMARE_SCRIPT, str(given)], capture_output=True, text=True, check=False
        )
    if done.returncode:
        print(done.stderr.splitlines()[-1:], file=sys.stderr)
        return None
    found = iter([json.loads(line) for line in done.stdout.splitlines()])
    return [tuple(next(found)) if each else None for each in models]


def cell(
    ours: float, theirs: tuple[float, list[float]] | None, effects: list[float]
) -> tuple[str, str]:
    """Their time with the ratio to ours, and how far the effects differ at most."""
    if theirs is None:
        return "not there", ""
    worst = max(abs(one - other) for one, other in zip(theirs[1], effects, strict=True))
    return f"{theirs[0] * 1e6:,.0f} ({theirs[0] / ours:,.0f}×)", f"{worst:.0e}"


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--analyses", type=int, default=10_000)
    parser.add_argument("--pymare", default=sys.executable)
    parser.add_argument("--into", type=Path, help="replace the table in this page as well")
    asked = parser.parse_args(arguments)
    values, variances = collection(asked.analyses)
    few = slice(0, min(200, asked.analyses))
    lines = []
    r = of_metafor(values[few], variances[few])
    pymare = of_pymare(asked.pymare, values[few], variances[few])
    lines.append(f"CPU µs for one meta-analysis of {STUDIES} studies; ratios are to ours alone.\n")
    lines.append(
        f"| model | ours, alone | ours, {asked.analyses:,} at once | metafor | PyMARE | "
        "farthest effect: metafor | PyMARE |"
    )
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for number, (name, (method, test, _, _)) in enumerate(MODELS.items()):
        rows = list(zip(values[few], variances[few], strict=True))
        alone = spent(lambda: [pool(*row, method, test=test) for row in rows]) / len(rows)  # noqa: B023
        batch = spent(lambda: pool_many(values, variances, method, test=test)) / len(values)  # noqa: B023
        effects = pool_many(values[few], variances[few], method, test=test).value.tolist()
        in_r, far_r = cell(alone, r[number] if r else None, effects)
        in_pymare, far_pymare = cell(alone, pymare[number] if pymare else None, effects)
        lines.append(
            f"| {name} | {alone * 1e6:,.0f} | {batch * 1e6:,.1f} ({batch / alone:.3f}×) | {in_r} | "
            f"{in_pymare} | {far_r} | {far_pymare} |"
        )
    table = "\n".join(lines)
    print(table)
    if asked.into:
        write_between_marks(asked.into, table)
    return 0


def write_between_marks(page: Path, table: str, *, begin: str = BEGIN, end: str = END) -> None:
    """Put the table in the place that the page keeps for it."""
    text = page.read_text(encoding="utf-8")
    before, begun, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not begun or not ended:
        raise SystemExit(f"{page}: no place between {begin} and {end}")
    page.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
