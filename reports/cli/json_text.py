"""JSON for other programs: a schema version first, keys in order, the same text every time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

SCHEMA = 1


def json_text(content: Mapping[str, Any]) -> str:
    """The content as JSON, its ``schema`` version before it."""
    return json.dumps({"schema": SCHEMA, **content}, indent=2, ensure_ascii=False)
