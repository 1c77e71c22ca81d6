"""The registry of everything that lives one per module in a plural folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def collect(
    package: str, constant: str, of_type: type[T], key: Callable[[T], Any]
) -> tuple[T, ...]:
    """Every module's constant in a package, sorted by key.

    A module that fails to import, lacks the constant, holds another type or repeats a key is a
    defect of the program: it raises, so that no rule or format can go missing unnoticed.
    """
    found: dict[Any, T] = {}
    parent = importlib.import_module(package)
    for entry in sorted(pkgutil.iter_modules(parent.__path__), key=lambda item: item.name):
        name = f"{package}.{entry.name}"
        value = getattr(importlib.import_module(name), constant, None)
        if not isinstance(value, of_type):
            raise TypeError(f"{name} must end in a constant {constant} of type {of_type.__name__}")
        if key(value) in found:
            raise ValueError(f"{name}: {constant} {key(value)!r} is taken by another module")
        found[key(value)] = value
    return tuple(found[each] for each in sorted(found))
