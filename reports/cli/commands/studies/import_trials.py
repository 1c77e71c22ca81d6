"""``studies import``: a table of trials as a file of studies."""

from __future__ import annotations

from pathlib import Path

import click

from references.errors import InputError
from reports.cli.exit_code import ExitCode
from reports.cli.table_file import table_bytes
from reports.cli.terminal import say
from reports.output import STANDARD, write_output


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--outcome", required=True, metavar="ID", help="Id of the outcome in the review.")
@click.option("--label", default="", metavar="TEXT", help="The outcome in words.")
@click.option("--measure", default="GEN", metavar="NAME", help="Measure of printed estimates.")
@click.option(
    "--arms",
    nargs=2,
    default=("", ""),
    metavar="NAME NAME",
    help="What intervention and comparator received.",
)
@click.option(
    "--design",
    default="randomised-trial",
    show_default=True,
    metavar="DESIGN",
    help="Design of rows that name none.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME=HEADING",
    help="Which heading a column has here, such as intervention.events='BCG cases'; repeat it.",
)
@click.option("--output", default=STANDARD, metavar="FILE", help="Where to write; - is the screen.")
def import_trials(
    file: Path,
    outcome: str,
    label: str,
    measure: str,
    arms: tuple[str, str],
    design: str,
    columns: tuple[str, ...],
    output: str,
) -> int:
    """Read 2×2 tables, means, rates, correlations or estimates, one row a study, as CSV or XLSX.

    Headings are those of R's metafor and meta, or plain words such as "intervention events".
    Other columns become characteristics, for subgroups and regressions. A cell that is no number
    where one belongs is named, and then nothing is written.
    """
    from evidence.model.study import StudyDesign
    from evidence.workspace.read_trials import read_trials
    from evidence.workspace.trials_text import TrialWords, studies_text

    if design not in [each.value for each in StudyDesign]:
        raise click.UsageError(f"{design!r} is no study design; see docs/formats.md.")
    named = {}
    for each in columns:
        name, equals, heading = each.partition("=")
        if not equals or not name.strip() or not heading.strip():
            raise click.UsageError(f"--column {each!r}: write NAME=HEADING.")
        named[name.strip()] = heading.strip()
    reading = read_trials(file.as_posix(), table_bytes(file), named=named, design=design)
    for problem in reading.problems:
        say(str(problem))
    if reading.problems:
        raise InputError(f"{file}: nothing is written; problems: {len(reading.problems)}")
    rows = [row for row in reading.value if row.arms or row.estimate]
    if not rows:
        raise InputError(f"{file}: no row has numbers in a column that is known")
    words = TrialWords(outcome, label, measure, arms)
    write_output(output, studies_text(rows, words, file.name).encode())
    if output != STANDARD:
        click.echo(f"{output}: {len(rows)} studies")
    return ExitCode.CLEAN


COMMAND = import_trials
