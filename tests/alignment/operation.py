"""What an operation is: how we answer one sort of case, and where the answer may differ, by name.

To add one, write ``operations/<op>.py`` that ends in ``OPERATION``. Its ``compare`` yields one
triple ``(field, found, expected)`` for every value of ``case.expected``; ``fields`` makes them
from an answer of the same shape. A field that is not computed is named in ``left_out``; a value
that is meant to differ, in ``differences``. Anything else that differs is a failure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from references.collect import collect
from tests.alignment.reference import Case, Document

Triple = tuple[str, Any, Any]
"""A field such as ``estimate``, ``weights_pct[3]`` or ``random.se``; what we found; R's value."""


class _Missing:
    def __repr__(self) -> str:
        return "nothing"


MISSING = _Missing()


@dataclass(frozen=True)
class Difference:
    """A difference that is meant, with the reason that is printed in ``docs/validation.md``.

    ``applies`` sees the case, the field, what was found and what was expected. The field is
    ``"refused"`` when we refuse where R answers (found is the message) and ``"answered"`` when R
    stops and we answer (expected is R's message).
    """

    name: str
    reason: str
    applies: Callable[[Document, Case, str, Any, Any], bool]


def _stated(case: Case, name: str) -> None:
    """The tolerance that the case itself states."""


@dataclass(frozen=True)
class Operation:
    """One sort of case.

    ``left_out`` gives the reason for each field (by its first name, ``"pi_lb"`` for
    ``pi_lb[3]``) that is not compared at all. ``tolerance`` gives another relative and absolute
    tolerance for a field than the case itself states, or ``None``.
    """

    op: str
    title: str
    compare: Callable[[Document, Case], Iterable[Triple]]
    sets: tuple[str, ...] = ("cases",)
    left_out: Mapping[str, str] = field(default_factory=dict)
    differences: Sequence[Difference] = ()
    tolerance: Callable[[Case, str], tuple[float, float] | None] = _stated


def fields(found: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[Triple]:
    """A triple for every value in ``expected``, beside what stands at the same place in ``found``.

    Arrays and tuples count as lists. R writes a list of one value as the value. What ``found``
    lacks is paired with ``MISSING``, which agrees with nothing.
    """
    for name, value in expected.items():
        yield from _leaves(name, found.get(name, MISSING), value)


def _leaves(name: str, found: Any, expected: Any) -> Iterator[Triple]:
    if isinstance(found, np.ndarray):
        found = found.tolist()
    if isinstance(expected, Mapping):
        for key, value in expected.items():
            inside = found.get(key, MISSING) if isinstance(found, Mapping) else MISSING
            yield from _leaves(f"{name}.{key}", inside, value)
    elif isinstance(expected, list):
        inner = list(found) if isinstance(found, Sequence) and not isinstance(found, str) else []
        inner += [MISSING] * (len(expected) - len(inner))
        if len(inner) > len(expected):
            yield f"{name}.length", len(inner), len(expected)
        for index, value in enumerate(expected):
            yield from _leaves(f"{name}[{index}]", inner[index], value)
    else:
        if isinstance(found, Sequence) and not isinstance(found, str) and len(found) == 1:
            found = found[0]
        yield name, found, expected


def operations() -> Mapping[tuple[str, str], Operation]:
    """Every operation by set and name of the operation."""
    found = collect("tests.alignment.operations", "OPERATION", Operation, lambda each: _key(each))
    return {(of_set, each.op): each for each in found for of_set in each.sets}


def _key(operation: Operation) -> tuple[str, tuple[str, ...]]:
    return operation.op, operation.sets
