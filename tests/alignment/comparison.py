"""Every case of a folder beside what we give for it, counted by operation."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.synthesis.refusal import CannotComputeError
from tests.alignment.operation import MISSING, Difference, Operation, fields, operations
from tests.alignment.reference import HERE, Case, Document, documents


def _is_residue(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """The rule of the set: τ² below 1e-9 of the variance of the effects counts as zero, and then
    1e-5 is allowed on I² in percent, so 1e-7 on H².
    """
    if not isinstance(found, float) or not isinstance(expected, float | int):
        return False
    first = _first(name)
    if first == "tau2" and "effect" in case.spec:
        effects = document.effects(case.spec["effect"]).values
        return max(found, expected) <= 1e-9 * float(effects.var(ddof=1))
    allowed = {"I2": 1e-5, "R2": 1e-5, "H2": 1e-7}.get(first)
    if allowed is None:
        return False
    zero = 1 if first == "H2" else 0
    return abs(found - expected) <= allowed and min(found, expected) <= zero + allowed


RESIDUE = Difference(
    "τ², I² and H² where τ² is numerically zero",
    "metafor's iterations leave about 10⁻¹¹ of the variance of the effects in τ², ours is zero",
    _is_residue,
)


def _does_not_converge(
    document: Document, case: Case, name: str, found: Any, expected: Any
) -> bool:
    return name == "answered" and "not converge" in expected


NOT_CONVERGED = Difference(
    "models that metafor's iterations do not reach",
    "metafor stops because Fisher scoring does not converge; ours scans for all maxima",
    _does_not_converge,
)
GENERAL = (RESIDUE, NOT_CONVERGED)


@dataclass
class Tally:
    """What came of the cases of one operation.

    ``worst`` is the largest deviation that agrees, as a share of what is allowed; ``outside``
    counts differences that are of a whole case, not of a value; ``allowed`` are the relative and
    absolute tolerances that were used. ``furthest`` is how far, relative
    to R's value, the numbers behind an explained difference are apart at most.
    """

    cases: int = 0
    refused: int = 0
    values: int = 0
    agreeing: int = 0
    outside: int = 0
    worst: float = 0.0
    allowed: set[tuple[float, float]] = field(default_factory=set)
    differing: Counter[Difference] = field(default_factory=Counter)
    furthest: dict[Difference, float] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def fail(self, case: Case, what: str) -> None:
        self.failures.append(f"{case.id} {what}")


def compared(folder: Path = HERE) -> dict[tuple[str, str], Tally]:
    """A tally for each operation of each set, whether we have that operation or not."""
    known = operations()
    tallies: dict[tuple[str, str], Tally] = {}
    for document in documents(folder):
        for case in document.cases:
            key = document.set, case.op
            tally = tallies.setdefault(key, Tally())
            if key in known:
                see(known[key], document, case, tally)
            else:
                tally.cases += 1
                tally.fail(case, "no operation answers this")
    return tallies


def see(operation: Operation, document: Document, case: Case, tally: Tally) -> None:
    """Compare one case and count what comes of it."""
    tally.cases += 1
    try:
        triples = list(operation.compare(document, case))
    except CannotComputeError as refusal:
        if case.error:
            tally.refused += 1
        else:
            _explain(operation, document, case, tally, "refused", str(refusal), None)
        return
    except Exception as crash:  # noqa: BLE001  one crash must not hide the other cases
        tally.fail(case, f"{type(crash).__name__}: {crash}")
        return
    if case.error:
        _explain(operation, document, case, tally, "answered", None, case.error)
        return
    _compare(operation, document, case, tally, triples)


def _compare(
    operation: Operation, document: Document, case: Case, tally: Tally, triples: Iterable[Any]
) -> None:
    wanted = {name: value for name, _, value in fields({}, case.expected)}
    left_out = {name for name in wanted if _first(name) in operation.left_out}
    tally.left_out.update(_first(name) for name in left_out)
    seen = set()
    for name, found, expected in triples:
        seen.add(name)
        if name in left_out:
            continue
        if name in wanted and wanted[name] != expected:
            tally.fail(case, f"{name}: compared with {expected}, the case says {wanted[name]}")
            continue
        tally.values += 1
        allowed = operation.tolerance(case, name) or (case.relative, case.absolute)
        tally.allowed.add(allowed)
        deviation = _deviation(found, expected, *allowed)
        if deviation <= 1:
            tally.agreeing += 1
            tally.worst = max(tally.worst, deviation)
        else:
            _explain(operation, document, case, tally, name, found, expected)
    for name in sorted(set(wanted) - seen - left_out):
        tally.fail(case, f"{name}: not compared")


def _deviation(found: Any, expected: Any, relative: float, absolute: float) -> float:
    """How far off, as a multiple of what is allowed."""
    if found is None or expected is None or isinstance(expected, str | bool):
        return 0.0 if found == expected else math.inf
    if found is MISSING or isinstance(found, str):
        return math.inf
    deviation = abs(float(found) - expected) / (absolute + relative * abs(expected))
    return deviation if deviation == deviation else math.inf


def _explain(
    operation: Operation,
    document: Document,
    case: Case,
    tally: Tally,
    name: str,
    found: Any,
    expected: Any,
) -> None:
    for difference in (*operation.differences, *GENERAL):
        if difference.applies(document, case, name, found, expected):
            tally.differing[difference] += 1
            tally.outside += name in ("refused", "answered")
            if isinstance(found, float | int) and isinstance(expected, float | int) and expected:
                apart = abs(found - expected) / abs(expected)
                tally.furthest[difference] = max(tally.furthest.get(difference, 0.0), apart)
            return
    tally.fail(case, f"{name}: {found} against {expected}")


def _first(name: str) -> str:
    return name.partition("[")[0].partition(".")[0]


def failures(tallies: dict[tuple[str, str], Tally]) -> Iterator[str]:
    """Everything that is not explained."""
    for tally in tallies.values():
        yield from tally.failures
