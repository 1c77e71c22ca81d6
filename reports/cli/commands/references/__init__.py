"""``references``: the citation manager."""

from __future__ import annotations

import click

from references.collect import collect


@click.group("references")
def references() -> None:
    """Work with bibliographies; - is standard input."""


for _command in collect(__name__, "COMMAND", click.Command, key=lambda item: str(item.name)):
    references.add_command(_command)

COMMAND = references
