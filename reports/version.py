"""Which version of the program this is."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path

DISTRIBUTION = "evidence-review"
UNKNOWN = "unknown"


@cache
def program_version() -> str:
    """The version of the checkout the program runs from, or of the installed distribution.

    The checkout comes first: an older distribution may be installed beside it.
    """
    declared = Path(__file__).parents[1] / "pyproject.toml"
    try:
        project = tomllib.loads(declared.read_text(encoding="utf-8"))["project"]
        if project["name"] == DISTRIBUTION:
            return str(project["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        pass
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return UNKNOWN
