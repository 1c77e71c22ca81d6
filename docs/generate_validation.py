"""Write ``docs/validation.md``: how our numbers agree with those of R metafor.

Run as ``python docs/generate_validation.py``; a test fails when the page is not fresh. Deviations
are given as the bound they keep, so that another machine's last bits do not change the page.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.alignment.metafor_cases import (  # noqa: E402
    HERE,
    Comparison,
    cases,
    compare,
    documents,
    in_scope,
    reason_left_out,
)

PAGE = ROOT / "docs" / "validation.md"
#: What a deviation keeps below, as a share of what the rule allows, and how the page says it.
BOUNDS = ((1e-4, "10⁻¹³ + 10⁻¹² × \\|reference\\|"), (1e-1, "10⁻¹⁰ + 10⁻⁹ × \\|reference\\|"))
OPERATIONS = {
    "effect": "effect size and variance of each study",
    "pool": "pooled estimate, error, test, interval, τ², Q, I², H², prediction interval, weights",
    "leave1out": "estimate, error, p value, interval and τ² without each study in turn",
}
METHODS = {"EE": "common effect", "DL": "DerSimonian-Laird", "REML": "restricted likelihood"}
_HEAD = """\
# How numbers are held to R metafor

Effect sizes and pooling are compared, value by value, with R's
[metafor](https://www.metafor-project.org/) {version}. A test fails when one value in {values:,}
deviates by more than 10⁻⁹ + 10⁻⁸ × |reference|, or when a value is no longer compared. The
reference values and the R script that makes them are in `tests/alignment/metafor/`. This page is
written by `docs/generate_validation.py` from that comparison.

## What is compared
"""
_TAIL = """\
metafor was run with tolerances of 10⁻¹² of the variance, since by default it stops at a change of
10⁻⁵ in τ². Within the cases above two things are left out: I² where τ² is numerically zero, since
metafor leaves a residue there, and prediction intervals for fewer than three studies, which we do
not print.

Grades, verdicts and wording have no such reference: they are tested against the rules of the
publications they follow, and each choice is a decision record in `docs/decisions/`.
"""


def page() -> str:
    """The page as Markdown."""
    by_kind: dict[tuple[str, str] | None, Comparison] = {}
    by_dataset: dict[str, Comparison] = {}
    for document, case in cases():
        compare(document, case, by_kind.setdefault(in_scope(case), Comparison()))
        compare(document, case, by_dataset.setdefault(document["dataset"], Comparison()))
    values = sum(each.values for each in by_kind.values())
    version = json.loads((HERE / "versions.json").read_text("utf-8"))["metafor"]
    version = "-".join(version.rsplit(".", 1))  # as R itself writes it
    return "\n".join(
        [
            _HEAD.format(version=version, values=values),
            *_kinds(by_kind),
            "",
            "The last column is the bound that every difference in the row keeps.",
            "",
            "## On which data",
            "",
            *_datasets(by_dataset),
            "",
            "## What is not compared",
            "",
            *_left_out(),
            "",
            _TAIL.rstrip(),
            "",
        ]
    )


def _kinds(found: dict[tuple[str, str] | None, Comparison]) -> Iterator[str]:
    yield from _head("What", "For", "Cases", "Values", "All agree within")
    counts = Counter(in_scope(case) for _, case in cases())
    order = list(OPERATIONS)
    for kind in sorted(found, key=lambda kind: order.index(kind[0])):
        (operation, variant), seen = kind, found[kind]
        yield _row(
            OPERATIONS[operation],
            METHODS.get(variant, variant),
            str(counts[kind]),
            f"{seen.values:,}",
            _bound(seen),
        )


def _datasets(found: dict[str, Comparison]) -> Iterator[str]:
    yield from _head("Data", "Source", "Values")
    for document in documents():
        if document["dataset"] in found:
            seen = found[document["dataset"]]
            source = document["source"].replace("|", "\\|")
            yield _row(f"`{document['dataset']}`", source, f"{seen.values:,}")


def _left_out() -> Iterator[str]:
    reasons: Counter[str] = Counter()
    names: dict[str, set[str]] = {}
    for document in documents():
        for case in document["cases"]:
            if reason := reason_left_out(case):
                spec = case["spec"]
                reasons[reason] += 1
                told = spec["measure"] if case["op"] == "effect" else spec["method"]
                names.setdefault(reason, set()).add(told)
    yield "Cases of the same set that ask for what evidence-review does not compute:"
    yield ""
    yield from _head("Reason", "Cases", "Which")
    for reason, count in reasons.most_common():
        yield _row(reason, str(count), ", ".join(sorted(names[reason])))


def _bound(seen: Comparison) -> str:
    if seen.failures:
        return f"**{len(seen.failures)} values do not agree**"
    return next(text for most, text in BOUNDS if seen.worst < most)


def _head(*cells: str) -> Iterable[str]:
    return _row(*cells), "|" + "---|" * len(cells)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
