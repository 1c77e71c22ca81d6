"""Reading the bibliographies that commands name: suffix, content and encoding decide how."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from references.errors import InputError
from reports.cli.parameters import Names
from reports.cli.terminal import progress, say
from reports.output import STANDARD

if TYPE_CHECKING:
    from references.bibliography_file import BibliographyFile
    from references.format import ReferenceFormat
    from references.library import Library
    from references.problem import Problem, Reading
    from references.source import SourceFile


STANDARD_INPUT = "<stdin>"
"""The path of what comes through a pipe."""


def reference_format_names() -> tuple[str, ...]:
    """The names of the bibliographic formats."""
    from references.format import reference_formats

    return tuple(item.name for item in reference_formats())


files_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")
from_option = click.option(
    "--from",
    "from_names",
    type=Names("format", reference_format_names, several=False),
    help="Format of the input; suffix and content tell when left out.",
)
columns_option = click.option(
    "--columns",
    multiple=True,
    metavar="FIELD=HEADING,…",
    help="What the columns of a table hold, as title=Heading,year=Heading; or a TOML file of it.",
)


@dataclasses.dataclass(frozen=True, slots=True)
class Bibliographies:
    """What was read from the files of a command."""

    library: Library
    problems: tuple[Problem, ...]
    sources: tuple[SourceFile, ...]
    without_records: tuple[str, ...] = ()
    """Files that hold something, of which nothing could be read."""


def say_problems(problems: Iterable[Problem]) -> None:
    """A line to standard error for each."""
    for problem in problems:
        say(str(problem))


def tell_problems(read: Bibliographies) -> None:
    """Say what the readers met; a file of which nothing at all could be read is refused.

    One database must not drop out of many in silence. An export that is empty is told and passed.

    Raises:
        InputError: when a file holds something and no record.
    """
    say_problems(read.problems)
    if read.without_records:
        names = ", ".join(read.without_records)
        raise InputError(
            f"nothing was written: no record could be read in {names}; leave it out, or name its "
            "format with --from"
        )


def with_columns(reader: ReferenceFormat, columns: Sequence[str]) -> ReferenceFormat:
    """The format, told what its columns hold where it is a table.

    Raises:
        InputError: when something is said of the columns that cannot be.
    """
    from references.reading.table_columns import columns_said

    return reader.mapped(columns_said(columns)) if columns and reader.mapped else reader


def refuse_idle_columns(readers: Iterable[ReferenceFormat], columns: Sequence[str]) -> None:
    """Refuse to pass over what was said of columns.

    Raises:
        InputError: when columns were named and no format is a table.
    """
    if columns and all(reader.mapped is None for reader in readers):
        raise InputError("--columns is for tables, and none of the files is one")


def opened_bibliographies(
    files: Sequence[str], from_names: tuple[str, ...] | None, columns: Sequence[str] = ()
) -> Iterator[Reading[BibliographyFile]]:
    """The files in their order, each once, and what their bytes left in doubt; nothing is read.

    Raises:
        InputError: when a file cannot be opened, or columns are named and no file is a table.
    """
    from references.bibliography_file import BibliographyFile
    from references.format import open_bibliography
    from references.problem import Reading

    chosen = from_names[0] if from_names else ""
    readers = []
    for name in progress(tuple(dict.fromkeys(files)), "Reading"):
        piped = name == STANDARD
        reader, decoded = open_bibliography(
            STANDARD_INPUT if piped else name, bytes_of(name), chosen, "bibtex" if piped else ""
        )
        reader = with_columns(reader, columns)
        readers.append(reader)
        yield Reading(BibliographyFile(decoded.value, reader), decoded.problems)
    refuse_idle_columns(readers, columns)


def read_bibliographies(
    files: Sequence[str], from_names: tuple[str, ...] | None, columns: Sequence[str] = ()
) -> Bibliographies:
    """The records of all files, joined in their order, each file once."""
    from references.garbage import collection_paused
    from references.library import Library

    library = Library()
    problems: list[Problem] = []
    sources: list[SourceFile] = []
    without_records: list[str] = []
    with collection_paused():
        for opened in opened_bibliographies(files, from_names, columns):
            reading = opened.value.read()
            path, problematic = opened.value.source.path, opened.problems or reading.problems
            if not reading.value.references:
                if problematic:
                    without_records.append(path)
                else:
                    say(f"{path}: holds no record")
            library += reading.value
            problems += [*opened.problems, *reading.problems]
            sources.append(opened.value.source)
    return Bibliographies(library, tuple(problems), tuple(sources), tuple(without_records))


def spare_inputs(files: Iterable[str], *outputs: str | Path | None) -> None:
    """Refuse to write over a file that is read.

    Raises:
        InputError: when an output is one of the inputs.
    """
    given = {Path(name).resolve() for name in files if name != STANDARD}
    for output in outputs:
        if output is not None and str(output) != STANDARD and Path(output).resolve() in given:
            raise InputError(f"{output}: is one of the files to read; name another for the output")


def bytes_of(name: str) -> bytes:
    """What a file or standard input holds.

    Raises:
        InputError: when it cannot be read.
    """
    if name == STANDARD:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror})") from error
