"""``references retractions``: an index of the Retraction Watch database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from references.errors import InputError
from reports.cli.exit_code import ExitCode
from reports.cli.terminal import say

if TYPE_CHECKING:
    from references.notice import NoticeKind
    from references.retraction_watch import NoticeRow

_MOST_SHOWN = 20


@click.group("retractions")
def retractions() -> None:
    """Keep retracted work out, offline."""


@retractions.command("update")
@click.argument("database", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("retractions.index"),
    show_default=True,
    metavar="INDEX",
    help="Write the index there.",
)
def update(database: Path, output: Path) -> int:
    """Build an index of FILE, the CSV file of the Retraction Watch database.

    Crossref publishes it on each working day as retraction_watch.csv of its retraction-watch-data
    repository. The index answers `audit`, `report`, `grade` and `references check` with
    --retractions INDEX, or wherever review.toml says `retractions = "INDEX"`.
    """
    from references.problem import Problem
    from references.retraction_index import RetractionIndex, build_index
    from references.retraction_watch import read_retraction_watch
    from references.writing import write_atomically

    rows: list[NoticeRow] = []
    problems: list[Problem] = []
    for each in read_retraction_watch(database):
        if isinstance(each, Problem):
            problems.append(each)
        else:
            rows.append(each)
    for problem in problems[:_MOST_SHOWN]:
        say(str(problem))
    if len(problems) > _MOST_SHOWN:
        say(f"{database}: {len(problems) - _MOST_SHOWN} more rows with problems")
    if not rows:
        raise InputError(f"{database}: no row names a paper by DOI or PubMed id; nothing written")
    text = build_index(rows)
    write_atomically(output, text.encode())
    works = len(RetractionIndex.of_text(text, str(output)))
    click.echo(f"{output}: {len(rows):,} notices, {works:,} identifiers ({_counts(rows)})")
    return ExitCode.CLEAN


def _counts(rows: list[NoticeRow]) -> str:
    found: Counter[NoticeKind] = Counter(row.notice.kind for row in rows)
    return ", ".join(f"{number:,} {kind.replace('-', ' ')}" for kind, number in found.most_common())


COMMAND = retractions
