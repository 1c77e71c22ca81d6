"""``accept``: a person stands by a judgement."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from reports.cli.exit_code import ExitCode
from reports.cli.parameters import DAY, REVIEW, allow_outside_option


@click.command("accept")
@click.argument("review", type=REVIEW)
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--by", required=True, metavar="WHO", help="The person who judges.")
@click.option("--on", type=DAY, help="The day of the judgement; today when left out.")
@allow_outside_option
def accept(
    review: Path, claims: tuple[str, ...], by: str, on: datetime.date | None, *, allow_outside: bool
) -> int:
    """Stamp the judgements of claims with who, when, and what was seen.

    Those of the outcomes of a claim are stamped with it. From then on, the audit says when the
    statement, its evidence or its data change. A judgement accepted before is kept in its history,
    where something of it is another now. A line for each says the level accepted before and the one
    accepted now. Nothing is stamped when a claim is refused; every refusal is named.
    """
    from evidence.workspace.layout import review_folder
    from evidence.workspace.save import accept_judgement

    # The only look at the clock in the product: a person acts here, today.
    day = on or datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    folder = review_folder(review)
    for each in accept_judgement(folder, claims, by, day, allow_outside=allow_outside):
        click.echo(each.told(by, day.isoformat()))
    return ExitCode.CLEAN


COMMAND = accept
