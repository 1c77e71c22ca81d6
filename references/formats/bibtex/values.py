"""The right-hand side of a field: braces, quotes, numbers and macros joined by ``#``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MONTH_MACROS: Mapping[str, str] = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip

MAXIMUM_EXPANSION = 1_000_000
"""Characters one value may grow to: macros that double each other make a megabyte in 20 lines."""

_BRACE = re.compile(r"(?<!\\)[{}]")
_BARE = re.compile(r"[^\s,{}\"#()=]+")
_JOIN = re.compile(r"\s*#\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One operand of ``#``: text from between delimiters, or the name of a macro."""

    text: str
    is_macro: bool = False


def is_well_formed(expression: str) -> bool:
    """Whether the text is one value: operands joined by ``#`` and nothing else."""
    if not expression or _is_one_group(expression) or expression.isdecimal():
        return True
    return pieces(expression) is not None


def pieces(expression: str) -> tuple[Piece, ...] | None:
    """The operands of a value, or ``None`` when it is not well formed."""
    if _is_one_group(expression):
        return (Piece(expression[1:-1]),)
    found: list[Piece] = []
    position = 0
    while True:
        end = _end_of_piece(expression, position)
        if end <= position:
            return None
        found.append(_piece(expression[position:end]))
        if end == len(expression):
            return tuple(found)
        join = _JOIN.match(expression, end)
        if join is None:
            return None
        position = join.end()


def in_plain_braces(expression: str) -> bool:
    """Whether the value is one pair of braces with no other brace inside."""
    return (
        expression[:1] == "{"
        and expression.find("}") == len(expression) - 1
        and expression.find("{", 1) < 0
    )


def _is_one_group(expression: str) -> bool:
    if expression[:1] != "{" or expression[-1:] != "}":
        return False
    if in_plain_braces(expression):
        return True
    return _end_of_group(expression, 0) == len(expression)


def _end_of_group(text: str, start: int) -> int:
    depth = 0
    for mark in _BRACE.finditer(text, start):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return mark.end()
    return -1


def _end_of_piece(text: str, start: int) -> int:
    opening = text[start : start + 1]
    if opening == "{":
        return _end_of_group(text, start)
    if opening == '"':
        return _end_of_quoted(text, start)
    bare = _BARE.match(text, start)
    return bare.end() if bare else -1


_QUOTE_OR_BRACE = re.compile(r"(?<!\\)[{}]|\"")


def _end_of_quoted(text: str, start: int) -> int:
    depth = 0
    for mark in _QUOTE_OR_BRACE.finditer(text, start + 1):
        if mark[0] == '"':
            if depth == 0:
                return mark.end()
        else:
            depth += 1 if mark[0] == "{" else -1
    return -1


def _piece(text: str) -> Piece:
    if text[0] in '{"':
        return Piece(text[1:-1])
    return Piece(text, is_macro=not text.isdecimal())


@dataclass(frozen=True, slots=True)
class Expansion:
    """A value with its macros put in, and the names that no ``@string`` defines."""

    text: str
    undefined: tuple[str, ...] = ()
    too_long: bool = False


def expand(expression: str, macros: Mapping[str, str]) -> Expansion:
    """The text of a value; an undefined macro stands for its own name."""
    if _is_one_group(expression):
        return Expansion(expression[1:-1])
    operands = pieces(expression)
    if operands is None:
        return Expansion(_undelimited(expression))
    out: list[str] = []
    undefined: list[str] = []
    length = 0
    for operand in operands:
        text = operand.text
        if operand.is_macro:
            known = macros.get(text.lower())
            if known is None:
                undefined.append(text)
            text = text if known is None else known
        length += len(text)
        if length > MAXIMUM_EXPANSION and len(operands) > 1:
            return Expansion(expression, tuple(undefined), too_long=True)
        out.append(text)
    return Expansion("".join(out), tuple(undefined))


def _undelimited(expression: str) -> str:
    """What a value that was never closed can be read as."""
    text = expression.strip()
    if text[:1] in ("{", '"'):
        text = text[1:]
    return text.rstrip().rstrip(",")
