"""JSON from a service that may send anything: values of a wrong type are taken for missing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from references.answering.plain_text import plain

_NOTHING: Mapping[str, Any] = {}


def parse(text: str) -> tuple[Any, str]:
    """The value of a JSON text, or why there is none."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return None, "the answer is a web page and not JSON"
    if not text:
        return None, "the answer is empty"
    try:
        return json.loads(text), ""
    except (ValueError, RecursionError):
        return None, "the answer is not whole JSON"


def mapping(value: object) -> Mapping[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else _NOTHING


def items(value: object) -> Sequence[Any]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else ()


def objects(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list."""
    return [each for each in items(value) if isinstance(each, dict)]


def text(value: object) -> str:
    """A text or number as plain text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return plain(str(value))


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list, or the one text there is instead of a list."""
    values = items(value) if isinstance(value, list) else [value]
    return tuple(found for each in values if (found := text(each)))


def first_text(value: object) -> str:
    """The first text of a list, or the one text there is instead."""
    return next(iter(texts(value)), "")
