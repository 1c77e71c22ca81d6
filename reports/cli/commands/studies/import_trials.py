"""``studies import``: trials out of tables and out of RevMan's files, as a file of studies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from references.errors import InputError
from reports.cli.exit_code import ExitCode
from reports.cli.table_file import table_bytes
from reports.cli.terminal import say
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    from evidence.workspace.revman.revman_studies import NamedOutcome
    from evidence.workspace.trials_text import TrialWords


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    metavar="ID",
    help="Id of the outcome in the review; of RevMan's files an analysis such as 1.3, or its id: "
    "repeat it, or leave it out for all.",
)
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
@click.option(
    "--settings",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Settings of the analyses of RevMan Web, where they do not stand beside its data rows.",
)
@click.option(
    "--risk-of-bias",
    "bias",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Risk-of-bias table of RevMan Web, where it does not stand in its place in the package.",
)
@click.option(
    "--references",
    "bibliography",
    metavar="FILE",
    help="Write the reports of the studies here as RIS, where RevMan's file names them.",
)
@click.option("--output", default=STANDARD, metavar="FILE", help="Where to write; - is the screen.")
def import_trials(
    file: Path,
    outcomes: tuple[str, ...],
    label: str,
    measure: str,
    arms: tuple[str, str],
    design: str,
    columns: tuple[str, ...],
    settings: Path | None,
    bias: Path | None,
    bibliography: str | None,
    output: str,
) -> int:
    """Read trials from a table, one row a study, or from what RevMan writes.

    A table is CSV or XLSX with 2×2 tables, means, rates, correlations or estimates. Headings are
    those of R's metafor and meta, or plain words such as "intervention events"; other columns
    become characteristics, for subgroups and regressions.

    Of RevMan are read: its file (.rm5) with all analyses and risk-of-bias tables, the analyses of
    RevMan 5 as CSV, and the data rows of RevMan Web with their settings and risk of bias. How each
    was pooled there stands as a comment above the studies.

    A cell that is no number where one belongs is named, and then nothing is written.
    """
    from evidence.model.study import StudyDesign
    from evidence.workspace.revman.read_revman import is_revman
    from evidence.workspace.trials_text import TrialWords

    if design not in [each.value for each in StudyDesign]:
        raise click.UsageError(f"{design!r} is no study design; see docs/formats.md.")
    data = table_bytes(file)
    if is_revman(file.as_posix(), data):
        if columns or label or measure != "GEN" or any(arms):
            raise click.UsageError(
                "RevMan's files say their columns, measures and arms themselves; leave out "
                "--column, --label, --measure and --arms."
            )
        beside = _beside(file, settings, bias)
        return _from_revman(file, data, outcomes, design, beside, bibliography, output)
    if len(outcomes) != 1:
        raise click.UsageError("a table is about one outcome; say --outcome ID once.")
    if any(each is not None for each in (settings, bias, bibliography)):
        raise click.UsageError(
            "--settings, --risk-of-bias and --references are for RevMan's files."
        )
    words = TrialWords(outcomes[0], label, measure, arms)
    return _from_table(file, data, columns, words, design, output)


def _from_table(
    file: Path,
    data: bytes,
    columns: tuple[str, ...],
    words: TrialWords,
    design: str,
    output: str,
) -> int:
    from evidence.workspace.read_trials import read_trials
    from evidence.workspace.trials_text import studies_text

    named = {}
    for each in columns:
        name, equals, heading = each.partition("=")
        if not equals or not name.strip() or not heading.strip():
            raise click.UsageError(f"--column {each!r}: write NAME=HEADING.")
        named[name.strip()] = heading.strip()
    reading = read_trials(file.as_posix(), data, named=named, design=design)
    for problem in reading.problems:
        say(str(problem))
    if reading.problems:
        raise InputError(f"{file}: nothing is written; problems: {len(reading.problems)}")
    rows = [row for row in reading.value if row.arms or row.estimate]
    if not rows:
        raise InputError(f"{file}: no row has numbers in a column that is known")
    write_output(output, studies_text(rows, words, file.name).encode())
    if output != STANDARD:
        click.echo(f"{output}: {len(rows)} studies")
    return ExitCode.CLEAN


_Opened = tuple[str, bytes] | None


def _beside(file: Path, settings: Path | None, bias: Path | None) -> tuple[_Opened, _Opened]:
    """The settings and the risk-of-bias table that belong to a file, with their bytes."""
    from evidence.workspace.revman.read_revman import bias_beside, settings_beside

    found = (settings or settings_beside(file), bias or bias_beside(file))
    opened = [(each.as_posix(), table_bytes(each)) if each else None for each in found]
    return opened[0], opened[1]


def _from_revman(
    file: Path,
    data: bytes,
    wanted: tuple[str, ...],
    design: str,
    beside: tuple[_Opened, _Opened],
    bibliography: str | None,
    output: str,
) -> int:
    from evidence.workspace.revman.read_revman import read_revman
    from evidence.workspace.revman.revman_studies import named_outcomes, named_studies
    from evidence.workspace.revman.revman_text import reports_text, revman_text

    reading = read_revman(file.as_posix(), data, *beside)
    for problem in reading.problems:
        say(str(problem))
    if reading.problems:
        raise InputError(f"{file}: nothing is written; problems: {len(reading.problems)}")
    for note in reading.value.notes:
        say(f"{file}: {note}")
    outcomes = named_outcomes(reading.value, wanted)
    known = {each for found in named_outcomes(reading.value) for each in (found.id, found.number)}
    if missing := [each for each in wanted if each not in known]:
        listed = ", ".join(sorted(known))
        raise InputError(f"{file}: has no analysis {missing[0]!r}; it has {listed or 'none'}")
    studies = named_studies(reading.value, outcomes)
    if not studies:
        raise InputError(f"{file}: holds no numbers of studies")
    text = revman_text(studies, outcomes, design, file.name)
    write_output(output, text.encode())
    if bibliography is not None:
        write_output(bibliography, reports_text(studies).encode())
    if output != STANDARD:
        click.echo(f"{output}: {len(studies)} studies, {len(outcomes)} analyses")
        _tell(outcomes, text)
    return ExitCode.CLEAN


def _tell(outcomes: Sequence[NamedOutcome], text: str) -> None:
    """How each analysis is asked for, and RevMan's total beside that of what was written."""
    from evidence.workspace.revman.compared_totals import compared_totals
    from evidence.workspace.revman.revman_text import synthesis_lines

    here = {outcome.id: said for outcome, said in compared_totals(outcomes, text)}
    for outcome in outcomes:
        for line in synthesis_lines(outcome):
            click.echo(line)
        if outcome.id in here:
            click.echo(f"    here:   {here[outcome.id]}")


COMMAND = import_trials
