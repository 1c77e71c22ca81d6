"""``references convert``: bibliographies in another format."""

from __future__ import annotations

import click

from reports.cli.bibliographies import (
    files_argument,
    from_option,
    output_option,
    read_bibliographies,
    reference_format_names,
    tell_problems,
)
from reports.cli.exit_code import ExitCode
from reports.cli.parameters import Names
from reports.output import write_output


@click.command("convert")
@files_argument
@from_option
@click.option(
    "--to",
    "to_names",
    type=Names("format", reference_format_names, several=False),
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

    read = read_bibliographies(files, from_names)
    tell_problems(read)
    write_output(output, format_named(to_names[0]).write(read.library).encode())
    return ExitCode.CLEAN


COMMAND = convert
