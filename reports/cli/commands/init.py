"""``init``: a new review folder."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.workspace.create import EXAMPLES, copy_example, create_review
from reports.cli.exit_code import ExitCode


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=".", metavar="[DIR]")
@click.option("--example", is_flag=True, help="Copy a worked example instead.")
@click.option(
    "--named",
    type=click.Choice(EXAMPLES),
    help=f"Which worked example; without it, {EXAMPLES[0]}.",
)
def init(folder: Path, *, example: bool, named: str | None) -> int:
    """Make a new review folder in DIR (here, when left out).

    Nothing is overwritten.
    """
    # An optional value of --example would swallow a DIR written after it.
    copied = example or named is not None
    for path in copy_example(folder, named or EXAMPLES[0]) if copied else create_review(folder):
        click.echo(path)
    return ExitCode.CLEAN


COMMAND = init
