"""Items of CSL-JSON decoded with no number, name or depth that would be lost or do harm."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

_DIGITS = 1000
_DEEPEST = 200


class ItemDecoder:
    """Decodes values out of a text; ``repeated`` are the names that the last one had twice."""

    def __init__(self) -> None:
        self.repeated: list[str] = []
        self._decoder = json.JSONDecoder(
            strict=False,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=str,
            object_pairs_hook=self._object,
        )

    def decode(self, text: str, start: int) -> tuple[Any, int]:
        """The value at ``start``, and where it ends.

        Raises:
            ValueError: when it is no JSON.
            RecursionError: when what handles the value might not come to the bottom of it.
        """
        self.repeated.clear()
        value, end = self._decoder.raw_decode(text, start)
        if text.count("[", start, end) + text.count("{", start, end) >= _DEEPEST:
            _refuse_deep(value)
        return value, end

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            names = Counter(name for name, _ in pairs)
            self.repeated += [name for name, count in names.items() if count > 1]
        return made


def _refuse_deep(value: object) -> None:
    depth = 0
    level: list[Any] = [value] if isinstance(value, (dict, list)) else []
    while level:
        inner = (each.values() if isinstance(each, dict) else each for each in level)
        level = [each for some in inner for each in some if isinstance(each, (dict, list))]
        depth += 1
        if depth > _DEEPEST:
            raise RecursionError


def _integer(text: str) -> int | str:
    """A whole number, or its digits where no program would take it for one."""
    return int(text) if len(text) < _DIGITS else text


def _number(text: str) -> float | str:
    """A number, or its digits where it would not be written so again: 1.10, 1e999."""
    value = float(text)
    return value if repr(value) == text else text
