"""JSON Schemas of the review files, generated from the models that check them.

Editors use them to complete keys and mark mistakes while a person types; the program itself
never reads them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from evidence.workspace.schema_claims import ClaimsFileShape
from evidence.workspace.schema_framework import FrameworkFileShape
from evidence.workspace.schema_review import ReviewFileShape
from evidence.workspace.schema_studies import StudiesFileShape
from evidence.workspace.schema_tool import ToolFileShape

SHAPES: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "claims": ClaimsFileShape,
        "framework": FrameworkFileShape,
        "review": ReviewFileShape,
        "studies": StudiesFileShape,
        "tool": ToolFileShape,
    }
)
"""The shape of each kind of file, by the name of its schema."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLES = {
    "claims": "claims.yaml",
    "framework": "A grading framework (TOML)",
    "review": "review.toml",
    "studies": "studies.yaml",
    "tool": "An appraisal tool (TOML)",
}


def json_schemas() -> Mapping[str, str]:
    """The text of each schema by its file name."""
    return {f"{name}.schema.json": _text(name, shape) for name, shape in SHAPES.items()}


def _text(name: str, shape: type[BaseModel]) -> str:
    content = _tidy(shape.model_json_schema(by_alias=True))
    content = {"$schema": _DIALECT, **content, "title": f"{_TITLES[name]} of an evidence review"}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _tidy(node: dict[str, Any]) -> dict[str, Any]:
    """Without the class names that pydantic gives as titles, which editors would show."""
    return {key: _inner(value, key) for key, value in node.items() if key != "title"}


def _inner(value: Any, key: str) -> Any:
    if isinstance(value, list):
        return [_inner(item, "") for item in value]
    if not isinstance(value, dict):
        return value
    if key in ("properties", "$defs"):
        return {name: _tidy(item) for name, item in value.items()}
    if key == "default":
        return value
    return _tidy(value)
