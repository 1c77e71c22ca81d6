"""``references convert``: bibliographies in another format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.bibliographies import (
    bytes_of,
    columns_option,
    files_argument,
    from_option,
    read_bibliographies,
    reference_format_names,
    refuse_idle_columns,
    spare_inputs,
    tell_problems,
    with_columns,
)
from reports.cli.exit_code import ExitCode
from reports.cli.parameters import Names, output_option
from reports.cli.terminal import say
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    from references.format import Record, ReferenceFormat
    from references.reference import Reference


@click.command("convert")
@files_argument
@from_option
@click.option(
    "--to",
    "to_names",
    type=Names("format", reference_format_names, several=False),
    help="Format to write; the suffix of the output tells when left out.",
)
@columns_option
@output_option
def convert(
    files: tuple[str, ...],
    from_names: tuple[str, ...] | None,
    to_names: tuple[str, ...] | None,
    columns: tuple[str, ...],
    output: str,
) -> int:
    """Write bibliographies in another format, joined into one."""
    from references.format import format_named, format_of_path

    spare_inputs(files, output)
    if to_names is None and output == STANDARD:
        raise click.UsageError("name the format with --to, or a file with --output.")
    named = format_named(to_names[0]) if to_names else format_of_path(output)
    target = with_columns(named, columns)
    alone = files[0] if len(set(files)) == 1 and files[0] != STANDARD else None
    origin = _format_of_file(alone, from_names) if alone is not None else None
    if alone is not None and origin is not None:
        refuse_idle_columns([origin], columns)
        origin = with_columns(origin, columns)
        stream, write_stream = origin.stream, target.write_stream
        if origin.name != target.name and stream is not None and write_stream is not None:
            write_output(output, _streamed(stream(Path(alone)), write_stream, target.encode))
            return ExitCode.CLEAN
    read = read_bibliographies(files, from_names, columns)
    tell_problems(read)
    if alone is not None and origin is not None and origin.name == target.name:
        # Nothing is to be changed, not even what only this format's reader passes over.
        write_output(output, bytes_of(alone))
    else:
        write_output(output, target.encode(target.write(read.library)))
    return ExitCode.CLEAN


def _format_of_file(name: str, from_names: tuple[str, ...] | None) -> ReferenceFormat:
    """The format of a file by its beginning, without reading all of it."""
    from references.errors import InputError
    from references.format import open_bibliography

    try:
        with Path(name).open("rb") as stream:
            head = stream.read(1 << 16)
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror})") from error
    return open_bibliography(name, head, from_names[0] if from_names else "")[0]


def _streamed(
    records: Iterator[Record],
    write_stream: Callable[[Iterable[Reference]], Iterator[str]],
    encode: Callable[[str], bytes],
) -> Iterator[bytes]:
    """The pieces of the output, while records are read and problems told."""
    from references.errors import InputError
    from references.problem import Problem

    problems = 0

    def references() -> Iterator[Reference]:
        nonlocal problems
        for record in records:
            if isinstance(record, Problem):
                problems += 1
                say(str(record))
            else:
                yield record

    found = references()
    first = next(found, None)
    if first is None and problems:
        raise InputError("nothing was written: no record could be read; --from names a format")
    for piece in write_stream(chain(() if first is None else (first,), found)):
        yield encode(piece)


COMMAND = convert
