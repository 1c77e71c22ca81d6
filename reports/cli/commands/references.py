"""``references``: the citation manager."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from references.errors import InputError
from reports.cli.exit_code import ExitCode
from reports.cli.parameters import DAY, Names, words
from reports.cli.terminal import progress, say, use_color
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    import datetime

    from references.format import ReferenceFormat
    from references.library import Library
    from references.problem import Problem
    from references.source import SourceFile


def _findings_names() -> tuple[str, ...]:
    from reports.findings.finding_format import finding_formats

    return tuple(item.name for item in finding_formats())


def _format_names() -> tuple[str, ...]:
    from references.format import reference_formats

    return tuple(item.name for item in reference_formats())


def _style_names() -> tuple[str, ...]:
    from references.citation_style import citation_styles

    return citation_styles()


output_option = click.option(
    "--output", default=STANDARD, metavar="FILE", help="Write there; - is standard output."
)
from_option = click.option(
    "--from",
    "from_names",
    type=Names("format", _format_names, several=False),
    help="Format of the input; its suffix tells when left out, and standard input is bibtex.",
)


@click.group("references")
def references() -> None:
    """Work with bibliographies; - is standard input."""


@references.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@from_option
@click.option(
    "--format",
    "format_names",
    type=Names("format", _findings_names, several=False),
    default="text",
    show_default=True,
    help="How to print findings: text, json, sarif, junit, github or markdown.",
)
@output_option
@click.option("--select", multiple=True, metavar="CODES", help="Apply only these rules.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules out.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="The least severe finding that gives exit status 1.",
)
@click.option("--as-of", type=DAY, help="The day from which later dates are in the future.")
def check(
    files: tuple[str, ...],
    from_names: tuple[str, ...] | None,
    format_names: tuple[str, ...],
    output: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    as_of: datetime.date | None,
) -> int:
    """Check bibliographies: missing fields, bad identifiers, duplicates, retractions."""
    from evidence.audit.runner import check_library
    from evidence.model.review import AuditSettings
    from references.rule import LibrarySubject, Severity
    from reports.findings.finding_format import FindingContext, finding_format_named
    from reports.version import program_version

    chosen = finding_format_named(format_names[0])
    read = _read(files, from_names)
    settings = AuditSettings(
        fail_on=None if fail_on == "never" else Severity(fail_on),
        select=words(select),
        ignore=words(ignore),
    )
    result = check_library(LibrarySubject(read.library, read.problems, as_of), settings)
    context = FindingContext(
        sources={source.path: source for source in read.sources},
        version=program_version(),
        color=output == STANDARD and use_color(sys.stdout),
    )
    write_output(output, chosen.render(result, context).encode())
    if settings.fail_on is not None and result.at_or_above(settings.fail_on):
        return ExitCode.FINDINGS
    return ExitCode.CLEAN


@references.command("convert")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@from_option
@click.option(
    "--to",
    "to_names",
    type=Names("format", _format_names, several=False),
    required=True,
    help="Format to write.",
)
@output_option
def convert(
    files: tuple[str, ...],
    from_names: tuple[str, ...] | None,
    to_names: tuple[str, ...],
    output: str,
) -> int:
    """Write bibliographies in another format, joined into one."""
    from references.format import format_named

    read = _read(files, from_names)
    _tell(read)
    write_output(output, format_named(to_names[0]).write(read.library).encode())
    return ExitCode.CLEAN


@references.command("format")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@from_option
@click.option(
    "--style",
    "style_names",
    type=Names("style", _style_names, several=False),
    default="vancouver",
    show_default=True,
    help="Citation style: vancouver or apa.",
)
@output_option
def format_references(
    files: tuple[str, ...],
    from_names: tuple[str, ...] | None,
    style_names: tuple[str, ...],
    output: str,
) -> int:
    """Print bibliographies in a citation style, one entry a line."""
    from references.citation_style import format_bibliography

    read = _read(files, from_names)
    _tell(read)
    entries = format_bibliography(read.library.references, style_names[0])
    write_output(output, "".join(f"{entry.text}\n" for entry in entries).encode())
    return ExitCode.CLEAN


@dataclasses.dataclass(frozen=True, slots=True)
class _Read:
    """What was read from the files of a command."""

    library: Library
    problems: tuple[Problem, ...]
    sources: tuple[SourceFile, ...]


def _tell(read: _Read) -> None:
    """Say what the readers met; input of which nothing at all could be read is refused.

    Raises:
        InputError: when there are problems and no records.
    """
    for problem in read.problems:
        say(str(problem))
    if read.problems and not read.library.references:
        raise InputError("nothing was written: no record could be read; --from names a format")


def _read(files: Sequence[str], from_names: tuple[str, ...] | None) -> _Read:
    from references.encoding import decode
    from references.library import Library

    library = Library()
    problems: list[Problem] = []
    sources: list[SourceFile] = []
    for name in progress(tuple(dict.fromkeys(files)), "Reading"):
        reader = _reader(name, from_names)
        decoded = decode("<stdin>" if name == STANDARD else name, _bytes(name))
        reading = reader.read(decoded.value)
        library += reading.value
        problems += [*decoded.problems, *reading.problems]
        sources.append(decoded.value)
    return _Read(library, tuple(problems), tuple(sources))


def _reader(name: str, from_names: tuple[str, ...] | None) -> ReferenceFormat:
    from references.format import format_named, format_of_path

    if from_names:
        return format_named(from_names[0])
    return format_named("bibtex") if name == STANDARD else format_of_path(name)


def _bytes(name: str) -> bytes:
    if name == STANDARD:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror})") from error


COMMAND = references
