"""The words that the schemas of all review files share: texts, numbers, days and their limits.

These models check what comes from outside and generate the JSON Schemas of editors. Inside the
program, only the frozen dataclasses of ``evidence.model`` are used.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from typing import Annotated, Any, LiteralString

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from evidence.model.written_number import number_of

MAX_TEXT = 100_000
MAX_ID = 200
MAX_NUMBER = 1e15
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_P_VALUE = re.compile(r"(?:[pP]\s*)?(<=|>=|≤|≥|<|>|=)?\s*(\S+)")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Shape(BaseModel):
    """One mapping of a review file: keys in kebab case, and none but those that are named."""

    model_config = ConfigDict(
        alias_generator=lambda name: name.replace("_", "-"),
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        protected_namespaces=(),
    )


def _number(value: object) -> float:
    return _number_or(value, "a number such as 12 or 0.85")


def _number_or(value: object, wanted: LiteralString) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = float(value) if abs(value) <= MAX_NUMBER else math.inf
    elif isinstance(value, str) and len(value) <= 40 and _NUMBER.fullmatch(value.strip()):
        number = number_of(value)
    else:
        raise PydanticCustomError("bad_number", wanted)
    if not abs(number) <= MAX_NUMBER:
        raise PydanticCustomError("bad_number", "a number of a possible size")
    return number


def _whole_number(value: object) -> int:
    number = _number_or(value, "a whole number such as 25")
    if number != int(number):
        raise PydanticCustomError("bad_number", "a whole number such as 25")
    return int(number)


def _share(value: object) -> float:
    return _within(
        value, "a share from 0 to 1, such as 0.2 for 20 %", lambda number: 0 <= number <= 1
    )


def _level(value: object) -> float:
    return _within(
        value, "a level between 0 and 1, such as 0.95 for 95 %", lambda number: 0 < number < 1
    )


def _not_negative(value: object) -> float:
    return _within(value, "a number that is not negative", lambda number: number >= 0)


def _positive(value: object) -> float:
    return _within(value, "a number above 0", lambda number: number > 0)


def _correlation(value: object) -> float:
    return _within(value, "a correlation above -1 and below 1", lambda number: -1 < number < 1)


def _shared_correlation(value: object) -> float:
    return _within(value, "a correlation from 0 to below 1", lambda number: 0 <= number < 1)


def _within(value: object, wanted: LiteralString, holds: Callable[[float], bool]) -> float:
    number = _number(value)
    if not holds(number):
        raise PydanticCustomError("bad_number", wanted)
    return number


def _p_value(value: object) -> tuple[str, float]:
    match = _P_VALUE.fullmatch(value.strip()) if isinstance(value, str) else None
    relation, number = match.groups() if match else ("=", value)
    try:
        p = _number(number)
    except PydanticCustomError:
        p = -1.0
    if not 0 <= p <= 1:
        raise PydanticCustomError("bad_number", "a p value such as 0.03 or '<0.01', from 0 to 1")
    return {"≤": "<=", "≥": ">=", None: "="}.get(relation, relation), p


def _day(value: object) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and (match := _DAY.fullmatch(value.strip())):
        try:
            return datetime.date(*(int(part) for part in match.groups()))
        except ValueError:
            message = "a day that exists, as year-month-day, such as 2026-11-22"
            raise PydanticCustomError("bad_date", message) from None
    raise PydanticCustomError("bad_date", "a day as year-month-day, such as 2026-11-22")


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_TEXT = {"type": ["string", "number"]}
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=MAX_TEXT), WithJsonSchema(_TEXT)
]
RawText = Annotated[str, StringConstraints(max_length=MAX_TEXT), WithJsonSchema(_TEXT)]
"""A text whose spaces at the ends count."""
NeededText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT),
    WithJsonSchema({**_TEXT, "minLength": 1}),
]
Id = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=MAX_ID, pattern=r"^[^\x00-\x1f\x7f]*$"
    ),
    WithJsonSchema({**_TEXT, "minLength": 1, "maxLength": MAX_ID}),
]
# A validator before pydantic's own would lose how the number was written.
Number = Annotated[float, PlainValidator(_number), WithJsonSchema({"type": "number"})]
Share = Annotated[
    float,
    BeforeValidator(_share),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
ConfidenceLevel = Annotated[
    float,
    BeforeValidator(_level),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}),
]
NotNegative = Annotated[
    float, BeforeValidator(_not_negative), WithJsonSchema({"type": "number", "minimum": 0})
]
Positive = Annotated[
    float, BeforeValidator(_positive), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})
]
Correlation = Annotated[
    float,
    BeforeValidator(_correlation),
    WithJsonSchema({"type": "number", "exclusiveMinimum": -1, "exclusiveMaximum": 1}),
]
SharedCorrelation = Annotated[
    float,
    BeforeValidator(_shared_correlation),
    WithJsonSchema({"type": "number", "minimum": 0, "exclusiveMaximum": 1}),
]
WholeNumber = Annotated[int, BeforeValidator(_whole_number), WithJsonSchema({"type": "integer"})]
PValue = Annotated[
    tuple[str, float],
    PlainValidator(_p_value),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": r"^[pP]?\s*(<=|>=|≤|≥|<|>|=)?\s*[0-9.eE+-]+$"},
            ]
        }
    ),
]
Day = Annotated[
    datetime.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})
]
_ITEM = {"type": "string", "minLength": 1}
Texts = Annotated[
    list[NeededText],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [_ITEM, {"type": "array", "items": _ITEM}]}),
]
"""A list of texts, or one text alone."""
