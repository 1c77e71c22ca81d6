"""``studies``: study data out of tables."""

from __future__ import annotations

import click

from references.collect import collect


@click.group("studies")
def studies() -> None:
    """Bring study data into a review."""


for _command in collect(__name__, "COMMAND", click.Command, key=lambda item: str(item.name)):
    studies.add_command(_command)

COMMAND = studies
