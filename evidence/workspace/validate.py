"""A positioned tree held against the shape of its file: values that fit, problems for the rest.

One bad value costs no more than the smallest part that can be spared: an optional key, an item of
a list. What is left is validated again until it fits, so a claim with one bad link keeps its good
ones.
"""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from evidence.workspace.near_words import closest
from evidence.workspace.positions import (
    MapNode,
    Node,
    ScalarNode,
    empty_keys,
    key_offset_of,
    node_at,
    offset_of,
    plain,
    remove,
    step,
)
from references.problem import Problem, Reading
from references.source import Location, SourceFile

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]
_KINDS = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "bad_number": "bad-number",
    "bad_date": "bad-date",
    "bad_order": "bad-number",
    "string_type": "wrong-type",
    "list_type": "wrong-type",
    "dict_type": "wrong-type",
    "model_type": "wrong-type",
    "model_attributes_type": "wrong-type",
}
_WANTED = {
    "string_type": "a text",
    "list_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
}
_LIST = "write [first, second], or each item in a line of its own that begins with '- '"
_MAPPING = "write keys with their values, each in a line of its own: 'key: value'"
_HOW = {
    "list_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
}
_SHOWN = 60


def validate(
    node: Node, model: type[Model], source: SourceFile, subject: str = ""
) -> Reading[Model | None]:
    """The model of a tree, ``None`` when what it must have is missing or wrong.

    Takes out of the tree what does not fit, so that the tree and the model agree afterwards.
    ``subject`` begins every message, such as ``claim 'etomidate'``.
    """
    problems = _unknown_empty_keys(node, model, source, subject)
    reported = False
    while True:
        try:
            return Reading(model.model_validate(plain(node)), tuple(problems))
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=True)
        if not reported:
            problems += [_problem(item, node, model, source, subject) for item in details]
            reported = True
        paths = {_spared(item, node) for item in details}
        if () in paths:
            return Reading(None, tuple(problems))
        # Later items of a list go first, so that the places of earlier ones stay true.
        removed = [remove(node, path) for path in sorted(paths, key=_order, reverse=True)]
        if not any(removed):
            return Reading(None, tuple(problems))


def _unknown_empty_keys(
    node: Node, model: type[BaseModel], source: SourceFile, subject: str
) -> list[Problem]:
    """Keys without a value that no shape knows: ``{threshold: 1,2}`` makes a key of the ``2``."""
    found = []
    for path in empty_keys(node):
        shape = _model_at(model, path[:-1])
        if shape is not None and str(path[-1]) not in _keys(shape):
            message, hint = _unknown_key(path, model)
            place = source.location(key_offset_of(node, path))
            found.append(_said("unknown-key", message, hint, place, subject))
    return found


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in path)


def _existing(path: Path, node: Node) -> Path:
    """The part of an error's path that is in the tree; pydantic adds markers of its own."""
    current: Node | None = node
    for index, part in enumerate(path):
        current = step(current, part) if current is not None else None
        if current is None:
            return path[:index]
    return path


def _spared(error: ErrorDetails, node: Node) -> Path:
    path = error["loc"]
    if error["type"] == "missing":
        return _existing(path[:-1], node)
    return _existing(path, node)


def _problem(
    error: ErrorDetails, node: Node, model: type[BaseModel], source: SourceFile, subject: str
) -> Problem:
    kind = _KINDS.get(error["type"], "bad-value")
    path = error["loc"]
    if kind == "unknown-key":
        message, hint = _unknown_key(path, model)
        offset = key_offset_of(node, path)
    elif kind == "missing-key":
        message, hint = _missing_key(path, node, model)
        parent = node_at(node, path[:-1])
        present = isinstance(parent, MapNode) and str(path[-1]) in parent.entries
        offset = offset_of(node, path if present else path[:-1])
    else:
        path = _existing(path, node)
        message, hint = _bad_value(error, path, node)
        offset = offset_of(node, path)
    return _said(kind, message, hint, source.location(offset), subject)


def _said(kind: str, message: str, hint: str, place: Location, subject: str) -> Problem:
    prefix = f"{subject}: " if subject else ""
    return Problem(f"review/{kind}", prefix + message, place, hint)


def _unknown_key(path: Path, model: type[BaseModel]) -> tuple[str, str]:
    shape = _model_at(model, path[:-1])
    allowed = _keys(shape) if shape else ()
    hint = f"allowed here are {', '.join(allowed)}" if allowed else ""
    close = closest(str(path[-1]), allowed)
    return f"unknown key {path[-1]!r}{_within(path[:-1])}{close}", hint


def _missing_key(path: Path, node: Node, model: type[BaseModel]) -> tuple[str, str]:
    shape = _model_at(model, path[:-1])
    needed = ", ".join(_keys(shape, only_required=True)) if shape else ""
    parent = node_at(node, path[:-1])
    empty = isinstance(parent, MapNode) and str(path[-1]) in parent.entries
    what = "has no value" if empty else "is missing"
    return f"the key {path[-1]!r} {what}{_within(path[:-1])}", f"required here are {needed}"


def _bad_value(error: ErrorDetails, path: Path, node: Node) -> tuple[str, str]:
    found = node_at(node, path)
    shown = show(found)
    name = _name(path)
    context = error.get("ctx", {})
    if error["type"] in _WANTED:
        kind_wanted = _WANTED[error["type"]]
        return f"{name} must be {kind_wanted}, not {shown}", _HOW.get(error["type"], "")
    if error["type"] in ("enum", "literal_error"):
        allowed = _options(context.get("expected", ""))
        close = closest(str(found.value), allowed) if isinstance(found, ScalarNode) else ""
        return f"{name} cannot be {shown}{close}", f"allowed are {', '.join(allowed)}"
    if error["type"] in ("bad_number", "bad_date"):
        return f"{name} must be {error['msg']}, not {shown}", ""
    if error["type"] == "bad_order":
        return f"{name}: {error['msg']}", ""
    if error["type"] == "string_too_short":
        return f"{name} must not be empty", ""
    if error["type"] == "string_too_long":
        return f"{name} is longer than {context['max_length']} characters", ""
    if error["type"] == "string_pattern_mismatch":
        return f"{name} cannot be {shown}", f"it must match {context['pattern']}"
    if error["type"] in ("too_short", "too_long"):
        wanted = context.get("min_length") or context.get("max_length")
        exact = " or more" if error["type"] == "too_short" and wanted == 1 else ""
        return f"{name} must have {wanted}{exact} items, not {context['actual_length']}", ""
    return f"{name}: {error['msg']} (found {shown})", ""


def show(node: Node | None) -> str:
    """What was found, short enough for a message."""
    if node is None or (isinstance(node, ScalarNode) and node.value is None):
        return "nothing"
    if isinstance(node, MapNode):
        return "a mapping of keys to values"
    if not isinstance(node, ScalarNode):
        return "a list"
    text = str(node.value)
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _name(path: Path) -> str:
    """A path in words: ``the stance of evidence item 2``."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f" item {part + 1}"
        else:
            words += f".{part}" if words else part
    return words or "it"


def _within(path: Path) -> str:
    return f" in {_name(path)}" if path else ""


def _options(expected: str) -> tuple[str, ...]:
    """The words that pydantic names as ``'a', 'b' or 'c'``."""
    return tuple(part.strip("'") for part in expected.replace(" or ", ", ").split(", "))


def _keys(shape: type[BaseModel], *, only_required: bool = False) -> tuple[str, ...]:
    return tuple(
        field.alias or name
        for name, field in shape.model_fields.items()
        if field.is_required() or not only_required
    )


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The shape that a path leads to."""
    current: Any = model
    for part in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = {field.alias or name: field for name, field in current.model_fields.items()}
            field = fields.get(str(part))
            current = _bare(field.annotation) if field else None
        else:
            arguments = get_args(current)
            current = _bare(arguments[-1]) if arguments else None
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _bare(annotation: Any) -> Any:
    """An annotation without ``Annotated`` and without ``None``."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            rest = [item for item in get_args(annotation) if item is not type(None)]
            annotation = rest[0]
        else:
            return annotation
