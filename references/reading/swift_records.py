"""References, fields and places made without the cost of their frozen constructors.

A frozen dataclass sets each attribute through ``object.__setattr__``; for a reference of fifty
attributes with a dozen fields that is most of the time a reader takes. Here the slots are set by
their own descriptors, which gives equal objects (a test says so) in about a third of the time.
A field added to ``Reference`` is set to its default; one added to the others must be set here, and
importing this module fails until it is. None of the four may be given a ``__post_init__`` that
does more than refuse: it would not run.
"""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from operator import call
from typing import Any

from references.reference import Field, Reference
from references.source import Location, Span

_new = object.__new__


def setters(made: type, *names: str) -> tuple[Callable[[object, object], None], ...]:
    """What sets each attribute of a class; all of them must be named.

    Raises:
        TypeError: when the class has others, which would be left without a value.
    """
    fields = tuple(field.name for field in dataclasses.fields(made))
    if fields != names:
        raise TypeError(f"{made.__name__} is made here of {names}, but it has {fields}")
    return tuple(getattr(made, name).__set__ for name in names)


_set_path, _set_line, _set_column = setters(Location, "path", "line", "column")
_set_name, _set_raw, _set_value, _set_location = setters(Field, "name", "raw", "value", "location")
_set_start, _set_end = setters(Span, "start", "end")
_NAMES = tuple(field.name for field in dataclasses.fields(Reference))
_SETTERS = setters(Reference, *_NAMES)
_DEFAULTS = tuple(field.default for field in dataclasses.fields(Reference))


def swift_location(path: str, line: int) -> Location:
    """The beginning of a line."""
    made = _new(Location)
    _set_path(made, path)
    _set_line(made, line)
    _set_column(made, 1)
    return made


def swift_cell(name: str, raw: str, value: str, path: str, line: int, column: int) -> Field:
    """A field that begins anywhere in a line."""
    place = _new(Location)
    _set_path(place, path)
    _set_line(place, line)
    _set_column(place, column)
    made = _new(Field)
    _set_name(made, name)
    _set_raw(made, raw)
    _set_value(made, value)
    _set_location(made, place)
    return made


def swift_fields(
    lines: Sequence[tuple[str, str, int]], values: Sequence[str], path: str
) -> list[Field]:
    """Fields of these tags, raw values and lines, with these readable values."""
    count = len(lines)
    places = list(map(_new, repeat(Location, count)))
    fields = list(map(_new, repeat(Field, count)))
    names, raws, numbers = zip(*lines, strict=True)
    steps: tuple[tuple[Any, Iterable[object], Iterable[object]], ...] = (
        (_set_path, places, repeat(path)),
        (_set_line, places, numbers),
        (_set_column, places, repeat(1)),
        (_set_name, fields, names),
        (_set_raw, fields, raws),
        (_set_value, fields, values),
        (_set_location, fields, places),
    )
    for setter, targets, given in steps:
        deque(map(setter, targets, given), maxlen=0)
    return fields


def swift_span(start: int, end: int) -> Span:
    """A range whose order is known to be right."""
    made = _new(Span)
    _set_start(made, start)
    _set_end(made, end)
    return made


def swift_reference(values: Mapping[str, Any]) -> Reference:
    """A reference of these attributes; ``key``, ``kind`` and ``location`` must be among them."""
    made = _new(Reference)
    # Fifty calls without a line of Python between them.
    deque(map(call, _SETTERS, repeat(made), map(values.get, _NAMES, _DEFAULTS)), maxlen=0)
    return made
