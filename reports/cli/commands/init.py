"""``init``: a new review folder."""

from __future__ import annotations

from pathlib import Path

import click

from reports.cli.exit_code import ExitCode


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=".", metavar="[DIR]")
@click.option("--example", is_flag=True, help="Copy the worked example instead.")
def init(folder: Path, *, example: bool) -> int:
    """Make a new review folder in DIR (here, when left out).

    Nothing is overwritten.
    """
    from evidence.workspace.create import copy_example, create_review

    for path in copy_example(folder) if example else create_review(folder):
        click.echo(path)
    return ExitCode.CLEAN


COMMAND = init
