"""What follows from a frozen part of a review, worked out once for each object."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar

_Part = TypeVar("_Part")
_Others = ParamSpec("_Others")
_Found = TypeVar("_Found")

MOST_PARTS = 4096
"""Enough for every study of a large claim under several outcomes."""
MOST_SETS = 1024
"""Enough for every set of studies that is tried on a grade; each may hold sixty studies."""


class Same(Generic[_Part]):
    """A key by identity: equal for one and the same object only, which it keeps alive."""

    __slots__ = ("part",)

    def __init__(self, part: _Part) -> None:
        self.part = part

    def __hash__(self) -> int:
        return id(self.part)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.part is other.part


def remembered(
    function: Callable[Concatenate[_Part, _Others], _Found],
) -> Callable[Concatenate[_Part, _Others], _Found]:
    """The same function, which remembers what it gave for its last arguments.

    The first argument is known by identity, because to hash a study costs as much as to read it;
    the others are hashed. The function must be pure and the first argument frozen.
    """

    def of_same(same: Same[_Part], *args: _Others.args, **kwargs: _Others.kwargs) -> _Found:
        return function(same.part, *args, **kwargs)

    known: Callable[..., _Found] = lru_cache(maxsize=MOST_PARTS)(of_same)

    @wraps(function)
    def asked(part: _Part, /, *args: _Others.args, **kwargs: _Others.kwargs) -> _Found:
        return known(Same(part), *args, **kwargs)

    return asked
