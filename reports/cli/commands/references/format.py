"""``references format``: bibliographies in a citation style."""

from __future__ import annotations

import click

from reports.cli.bibliographies import (
    files_argument,
    from_option,
    output_option,
    read_bibliographies,
    tell_problems,
)
from reports.cli.exit_code import ExitCode
from reports.cli.parameters import Names
from reports.output import write_output


def _style_names() -> tuple[str, ...]:
    from references.citation_style import citation_styles

    return citation_styles()


@click.command("format")
@files_argument
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

    read = read_bibliographies(files, from_names)
    tell_problems(read)
    entries = format_bibliography(read.library.references, style_names[0])
    write_output(output, "".join(f"{entry.text}\n" for entry in entries).encode())
    return ExitCode.CLEAN


COMMAND = format_references
