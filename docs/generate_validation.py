"""Write ``docs/validation.md``: how our numbers agree with those of R.

Run as ``python docs/generate_validation.py``; a test fails when the page is not fresh. Deviations
are given as the bound they keep, so that another machine's last bits do not change the page.
"""

from __future__ import annotations

import json
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
#: Shares of what is allowed, largest last, and how the page says that all differences keep below.
BOUNDS = ((1e-3, "a thousandth"), (1e-1, "a tenth"), (1.0, "all"))
_HEAD = """\
# How numbers are held to R

Effect sizes, pooling and what is built on them are compared, value by value, with R's
[metafor](https://www.metafor-project.org/) {metafor} and
[meta](https://cran.r-project.org/package=meta) {meta}: {values:,} values of {cases:,} cases. The
reference values and the R scripts that made them are in `tests/alignment/metafor/`. A test fails
when a value deviates by more than its case allows, when a case is no longer answered, or when a
field of it is no longer compared. What is allowed is 10⁻⁹ + 10⁻⁸ × |reference| unless the last
column says otherwise.

This page is written by `docs/generate_validation.py`; `python benchmarks/bench_alignment.py [DIR]`
prints the same table for any folder of such cases.

metafor was run with tolerances of 10⁻¹² of the variance of the effects, since by default it stops
at a change of 10⁻⁵ in τ² and can be off in the third digit.

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
        "Operation", "What", "Set", "Cases", "Values that agree", "Used of what is allowed"
    )
    for key, operation in sorted(known.items(), key=lambda item: item[0]):
        if tally := tallies.get(key):
            yield _row(
                f"`{key[1]}`",
                operation.title,
                key[0],
                f"{tally.cases:,}",
                f"{tally.agreeing:,}",
                _bound(key, tally),
            )
    refused = sum(each.refused for each in tallies.values())
    yield ""
    yield (
        "The last column says how much of the allowed deviation the worst value uses at most. "
        f"In {refused} cases R stops with an error and we refuse with a reason."
    )


def _bound(key: tuple[str, str], tally: Tally) -> str:
    used = next((text for most, text in BOUNDS if tally.worst <= most), "more than all")
    allowed = {
        (case.relative, case.absolute)
        for document in documents()
        for case in document.cases
        if (document.set, case.op) == key
    }
    stated = "; ".join(
        f"10{_power(absolute)} + 10{_power(relative)} × \\|reference\\|"
        for relative, absolute in sorted(allowed)
        if (relative, absolute) != (1e-8, 1e-9)
    )
    return f"{used} of {stated}" if stated else used


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
    yield from _head("What", "Where", "Values or cases", "Why")
    found: dict[tuple[str, str], Counter[str]] = {}
    for key, tally in tallies.items():
        for difference, count in tally.differing.items():
            where = found.setdefault((difference.name, difference.reason), Counter())
            where[f"`{key[1]}`"] += count
    for (name, reason), where in sorted(found.items()):
        yield _row(name, ", ".join(sorted(where)), f"{where.total():,}", reason)


def _not_compared(
    tallies: Mapping[tuple[str, str], Tally], known: Mapping[tuple[str, str], Operation]
) -> Iterator[str]:
    yield from _head("What", "Where", "Values or cases", "Why")
    for key, tally in sorted(tallies.items()):
        if key not in known:
            yield _row("every field", f"`{key[1]}`", f"{tally.cases:,}", "not offered yet")
        elif tally.failures:
            yield _row(
                "fields still to come", f"`{key[1]}`", f"{len(tally.failures):,}", "not offered yet"
            )
        for name, count in sorted(tally.left_out.items()):
            reason = known[key].left_out[name]
            yield _row(f"`{name}`", f"`{key[1]}`", f"{count:,}", reason)


def _head(*cells: str) -> Iterable[str]:
    return _row(*cells), "|" + "---|" * len(cells)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
