"""An appraisal tool by its name, or by the file that declares it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evidence.appraisal.declared import declared
from evidence.appraisal.tool import Tool, tools
from evidence.model.declared_tool import DeclaredTool
from evidence.model.study import Study
from evidence.workspace.appraisal_words import NO_TOOLS, Tools, tool_called
from evidence.workspace.layout import LIMITS
from evidence.workspace.near_words import closest
from evidence.workspace.read_tool import read_tool
from references.encoding import decode
from references.errors import InputError

_SUFFIX = ".toml"


def find_tool(name: str, own: Tools = NO_TOOLS) -> Tool:
    """The tool of that name, or the one that a TOML file declares.

    Raises:
        InputError: when there is no such tool, or the file does not declare one.
    """
    if name.endswith(_SUFFIX):
        return declared(_read(Path(name)))
    found = tool_called(name, own)
    if found is None:
        known = (*own, *(each.name for each in tools()))
        hint = closest(name, known) or f"; known are {', '.join(known)}"
        raise InputError(f"unknown appraisal tool {name!r}{hint}")
    return found


def tools_used(studies: Iterable[Study]) -> Tools:
    """The tools of the review's own that its studies were appraised with."""
    return {
        each.tool: each.declared
        for study in studies
        for each in study.appraisals
        if each.declared is not None
    }


def _read(path: Path) -> DeclaredTool:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LIMITS["settings"] else b""
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    if size > LIMITS["settings"]:
        raise InputError(
            f"{path}: larger than {LIMITS['settings'] // 1024} KiB, the most of a tool"
        )
    reading = read_tool(decode(path.as_posix(), data).value)
    if reading.value is None:
        shown = "\n".join(str(each) for each in reading.problems)
        raise InputError(f"{path}: declares no tool that can be used\n{shown}")
    return reading.value
