"""What a findings format is: it prints the result of an audit for people or machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from evidence.audit.finding import AuditResult
from references.collect import collect
from references.errors import InputError
from references.source import SourceFile


@dataclass(frozen=True, slots=True)
class FindingContext:
    """What a format may show besides the findings.

    ``sources`` gives the text of files by their shown path; ``version`` is the program's;
    ``color`` allows terminal colours.
    """

    sources: Mapping[str, SourceFile]
    version: str
    color: bool = False


@dataclass(frozen=True, slots=True)
class FindingFormat:
    """One way to print findings; the same result gives the same text."""

    name: str
    title: str
    render: Callable[[AuditResult, FindingContext], str]


@cache
def finding_formats() -> tuple[FindingFormat, ...]:
    """Every registered findings format, by name."""
    return collect("reports.findings.formats", "FORMAT", FindingFormat, key=lambda f: f.name)


def finding_format_named(name: str) -> FindingFormat:
    """The findings format of that name.

    Raises:
        InputError: when there is none, naming those there are.
    """
    known = {item.name: item for item in finding_formats()}
    if name not in known:
        raise InputError(f"unknown findings format {name!r}; known are {', '.join(known)}")
    return known[name]
