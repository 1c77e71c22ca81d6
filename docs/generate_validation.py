"""Write ``docs/validation.md``: how our numbers agree with those of R.

Run as ``python docs/generate_validation.py``; a test fails when the page is not fresh. Deviations
are given as the bound they keep, so that another machine's last bits do not change the page.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.alignment.comparison import Tally, compared  # noqa: E402
from tests.alignment.operation import Operation, operations  # noqa: E402
from tests.alignment.reference import HERE, documents  # noqa: E402

PAGE = ROOT / "docs" / "validation.md"
#: Shares of what is allowed, largest last, and how the page prints the one that the worst keeps.
BOUNDS = ((1e-3, "0.001"), (1e-1, "0.1"), (1.0, "1"))
#: What metafor 5.1 gives otherwise, by operation and what it asks for.
VERSIONS = {
    (
        "effect",
        "SMDH",
    ): "its variance changed in metafor 4.6; a review has the newer, compared with 5.1, and the "
    "comparison with 3.8 asks for the older",
    ("effect", "CVR"): "metafor corrects it for bias by default since 5.0; ours is uncorrected",
    ("fsn", "Orwin"): "the mean is weighted by default since 4.4; both are offered, both agree",
    ("three_level", "REML"): "the two versions stop 10⁻⁷ apart; ours agrees with both",
}
#: What has no value in the reference, the module it stands in, and what holds it instead.
UNCOMPARED = (
    (
        "two-step DerSimonian-Laird (DL2)",
        "random_effects.between_study_variance",
        "metafor does not offer it; held to the properties of all estimators",
    ),
    (
        "the Bayesian normal-normal model",
        "random_effects.bayesian",
        "no such cases; held to sums over a fine grid and to the textbook posterior without τ²",
    ),
    (
        "several correlated outcomes at once",
        "dependent_effects.multivariate",
        "no such cases; its test holds it to metafor's fits of published trials",
    ),
    (
        "many meta-analyses at once",
        "random_effects.pooling_batch",
        "each must equal what pooling it alone gives, which is compared",
    ),
    (
        "all subsets with τ², and samples of subsets",
        "sensitivity.gosh",
        "only common-effect subsets are in the reference; each other one must equal what pooling "
        "it alone gives",
    ),
    (
        "the exact test of excess significance, and power with τ²",
        "small_study.excess_significance",
        "the reference has the χ² test; held to counting every outcome and to integration",
    ),
    (
        "the conditional rule of PET-PEESE",
        "small_study.precision_effect",
        "a choice between two numbers that are compared",
    ),
    (
        "fragility of a trial",
        "sensitivity.fragility",
        "not in either package; Fisher's test is held to counting arrangements, the index to two "
        "published examples",
    ),
    (
        "fragility of a meta-analysis",
        "sensitivity.pooled_fragility",
        "not in either package; held to its definition and to the symmetry of the arms",
    ),
    (
        "the same effects under several methods, and some studies beside all",
        "sensitivity.method_choice",
        "they put compared numbers side by side",
    ),
    (
        "the p-curve",
        "",
        "not offered; `docs/decisions/0175-no-p-curve.md` says why",
    ),
)
_HEAD = """\
# How numbers are held to R

Effect sizes, pooling and what is built on them are compared, value by value, with R's
[metafor](https://www.metafor-project.org/) {metafor} and
[meta](https://cran.r-project.org/package=meta) {meta}: {values:,} values of {cases:,} cases. The
reference values and the R scripts that made them are in `tests/alignment/metafor/`. A test fails
when a value deviates by more than its case allows, when a case is no longer answered, or when a
field of it is no longer compared. “10⁻⁹ + 10⁻⁸” in the last column allows
10⁻⁹ + 10⁻⁸ × |reference|.

This page is written by `docs/generate_validation.py`; `python benchmarks/bench_alignment.py [DIR]`
prints the same table for any folder of such cases.

metafor was run with tolerances of 10⁻¹² of the variance of the effects, since by default it stops
at a change of 10⁻⁵ in τ² and can be off in the third digit. So a plain `rma()` need not print what
stands here: where τ² is tiny, its scoring comes near in short steps and stops on the way. Six
effects in `test_between_study_variance.py` have τ² = 4.697 × 10⁻⁵ by REML. By default metafor says
4.202 × 10⁻⁵, from which its estimate is 1.6 × 10⁻⁵ off; it agrees to eight digits with
`control=list(threshold=1e-14, maxiter=20000)`, and the likelihood is higher there.

## Agrees
"""
_TAIL = """\
Grades, verdicts and wording have no such reference: they are tested against the rules of the
publications they follow, and each choice is a decision record in `docs/decisions/`.
"""


def page() -> str:
    """The page as Markdown."""
    tallies, known = compared(), operations()
    versions = json.loads((HERE / "versions.json").read_text("utf-8"))
    versions_meta = json.loads((HERE / "versions-meta.json").read_text("utf-8"))
    head = _HEAD.format(
        metafor="-".join(versions["metafor"].rsplit(".", 1)),  # as R itself writes it
        meta="-".join(versions_meta["meta"].rsplit(".", 1)),
        values=sum(each.agreeing for each in tallies.values()),
        cases=sum(each.cases for each in tallies.values()),
    )
    parts = (
        [head.rstrip(), ""],
        _agrees(tallies, known),
        ["", "### On which data", ""],
        _data(),
        ["", "## Differs, and why", ""],
        _differs(tallies),
        ["", "## Not compared", ""],
        _not_compared(tallies, known),
        ["", _TAIL.rstrip(), ""],
    )
    return "\n".join(line for part in parts for line in part)


def _agrees(
    tallies: Mapping[tuple[str, str], Tally], known: Mapping[tuple[str, str], Operation]
) -> Iterator[str]:
    yield from _head(
        "Operation", "What", "Set", "Cases", "Values that agree", "Worst below", "Allowed"
    )
    for key, operation in sorted(known.items(), key=lambda item: item[0]):
        if tally := tallies.get(key):
            yield _row(
                f"`{key[1]}`",
                operation.title,
                key[0],
                f"{tally.cases:,}",
                f"{tally.agreeing:,}",
                next((text for most, text in BOUNDS if tally.worst <= most), "more"),
                "; ".join(_tolerance(*each) for each in sorted(tally.allowed)),
            )
    refused = sum(each.refused for each in tallies.values())
    yield ""
    yield "“Worst below” bounds the largest deviation among them, as a share of what is allowed."
    yield f"In {refused} of the cases R stops with an error and we refuse with a reason."


def _tolerance(relative: float, absolute: float) -> str:
    return f"10{_power(absolute)} + 10{_power(relative)}"


def _power(number: float) -> str:
    exponent = f"{number:.0e}".partition("e")[2]
    return str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _data() -> Iterator[str]:
    yield from _head("Data", "Source", "Cases")
    counts: Counter[str] = Counter()
    sources: dict[str, str] = {}
    for document in documents():
        counts[document.dataset] += len(document.cases)
        sources.setdefault(document.dataset, document.source or "numbers within the cases")
    for dataset, count in sorted(counts.items()):
        source = sources[dataset].replace("|", "\\|")
        yield _row(f"`{dataset}`", source, f"{count:,}")


def _differs(tallies: Mapping[tuple[str, str], Tally]) -> Iterator[str]:
    yield "Each is recognised by a test of its own; anything else that differs is a failure."
    yield ""
    yield from _head("What", "Where", "Values or cases", "Furthest apart", "Why")
    found: dict[tuple[str, str], Counter[str]] = {}
    furthest: dict[tuple[str, str], float] = {}
    for key, tally in tallies.items():
        for difference, count in tally.differing.items():
            named = difference.name, difference.reason
            found.setdefault(named, Counter())[f"`{key[1]}`"] += count
            apart = tally.furthest.get(difference, 0.0)
            furthest[named] = max(furthest.get(named, 0.0), apart)
    for named, where in sorted(found.items()):
        name, reason = named
        places = ", ".join(sorted(where))
        yield _row(name, places, f"{where.total():,}", _apart(furthest[named]), reason)
    for (op, asked), cases in sorted(_version_differences().items()):
        reason = VERSIONS[op, asked]
        yield _row(f"{asked} in metafor 5.1", f"`{op}`", f"{cases:,}", "–", reason)


def _version_differences() -> Counter[tuple[str, str]]:
    """How many cases metafor 5.1 answers otherwise, by operation and what it asks for."""
    return Counter(
        (case.op, next(case.spec[key] for key in ("measure", "type", "method") if key in case.spec))
        for document in documents()
        for case in document.cases
        if case.newer
    )


def _apart(relative: float) -> str:
    """A bound in percent of R's value, rounded up to one digit."""
    if not relative:
        return "–"
    unit = 10.0 ** math.floor(math.log10(100 * relative))
    return f"{math.ceil(100 * relative / unit) * unit:.10g} %"


def _not_compared(
    tallies: Mapping[tuple[str, str], Tally], known: Mapping[tuple[str, str], Operation]
) -> Iterator[str]:
    yield "Every case of both sets is answered. What has no value to be compared with:"
    yield ""
    yield from _head("What", "Where", "Why, and what holds it instead")
    for key, tally in sorted(tallies.items()):
        for name in sorted(tally.left_out):
            yield _row(f"`{name}`", f"`{key[1]}`", known[key].left_out[name])
    for what, module, reason in UNCOMPARED:
        yield _row(what, f"`synthesis.{module}`" if module else "–", reason)


def _head(*cells: str) -> Iterable[str]:
    return _row(*cells), "|" + "---|" * len(cells)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
