"""What a person says of the columns of a table: ``title="Article Title",year=Year``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from references.errors import InputError
from references.reading.table_headings import role_named

_PAIR = re.compile(r"""\s*([\w -]+?)\s*=\s*("[^"]*"|'[^']*'|[^,]*?)\s*(?:,|\Z)""")
_FILES = (".toml", ".columns")


def columns_said(texts: Iterable[str]) -> dict[str, str]:
    """Roles by heading, from pairs or from a TOML file of pairs; the last word on a heading holds.

    Raises:
        InputError: when a text is no list of pairs, or names what no column can hold.
    """
    columns: dict[str, str] = {}
    for text in texts:
        pairs = _of_file(Path(text)) if text.endswith(_FILES) and "=" not in text else _pairs(text)
        columns.update({heading: role_named(role) for role, heading in pairs})
    return columns


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs = []
    position = 0
    while position < len(text):
        match = _PAIR.match(text, position)
        if match is None or not match[2].strip("\"'"):
            message = f"{text[position:]!r} says no column; write title=Heading,year=Heading"
            raise InputError(message)
        pairs.append((match[1], match[2].strip("\"'")))
        position = match.end()
    return pairs


def _of_file(path: Path) -> list[tuple[str, str]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: is not TOML ({error})") from error
    pairs = table.get("columns", table)
    if not isinstance(pairs, dict):
        raise InputError(f"{path}: columns must be a table such as title = 'Article Title'")
    found: list[tuple[str, str]] = []
    for role, headings in pairs.items():
        for heading in headings if isinstance(headings, list) else [headings]:
            if not isinstance(heading, str):
                raise InputError(f"{path}: the heading of {role} is not a text")
            found.append((role, heading))
    return found
