"""``appraisals``: risk of bias, its tools, and the tables of other programs."""

from __future__ import annotations

import click

from references.collect import collect


@click.group("appraisals")
def appraisals() -> None:
    """Look at tools for risk of bias, compare assessors, read and write tables of ratings."""


for _command in collect(__name__, "COMMAND", click.Command, key=lambda item: str(item.name)):
    appraisals.add_command(_command)

COMMAND = appraisals
