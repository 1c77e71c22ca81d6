"""What a command of the program is."""

from __future__ import annotations

from functools import cache

import click

from references.collect import collect


@cache
def commands() -> tuple[click.Command, ...]:
    """Every command, by name.

    Command modules import click alone at their top; whatever is heavy they import inside the
    function that runs, so that ``--help`` stays quick.
    """
    return collect("reports.cli.commands", "COMMAND", click.Command, key=lambda item: item.name)
