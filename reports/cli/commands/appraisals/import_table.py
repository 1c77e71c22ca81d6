"""``appraisals import``: ratings and answers out of the tables of other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from references.errors import InputError
from reports.cli.exit_code import ExitCode
from reports.cli.loading import read_review
from reports.cli.parameters import REVIEW, allow_outside_option
from reports.cli.table_file import table_bytes
from reports.cli.terminal import say
from reports.output import STANDARD, write_output


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--tool", "tool_name", required=True, metavar="NAME", help="Name of the tool.")
@click.option("--by", default="", metavar="WHO", help="The person who appraised.")
@click.option("--outcome", default="", metavar="ID", help="The outcome it is about, if one.")
@click.option("--consensus", is_flag=True, help="It is what several assessors agreed on.")
@click.option("--output", metavar="FILE", help="Write YAML to copy from; - is standard output.")
@click.option("--into", "review", type=REVIEW, metavar="REVIEW", help="Add it to this review.")
@allow_outside_option
def import_table(
    file: Path,
    tool_name: str,
    by: str,
    outcome: str,
    review: Path | None,
    output: str | None,
    *,
    consensus: bool,
    allow_outside: bool,
) -> int:
    """Read a table of ratings, as CSV or XLSX: of robvis, or of the RoB 2 spreadsheet.

    Columns are known by their headings, and words of ratings by the whole word; a cell that
    cannot be understood is named, and then nothing is written.
    """
    from evidence.appraisal.importing import read_appraisals
    from evidence.workspace.add_appraisals import add_appraisals, appraisals_file
    from evidence.workspace.find_tool import find_tool, tools_used

    if (review is None) == (output is None):
        raise click.UsageError("say --output FILE, or --into REVIEW.")
    loaded, sound = (None, True)
    if review is not None:
        loaded, sound = read_review(review, allow_outside=allow_outside)
        if not sound:
            raise InputError("nothing is added while the review has problems")
    own = tools_used(loaded.studies) if loaded else {}
    tool = find_tool(tool_name, own)
    reading = read_appraisals(file.as_posix(), table_bytes(file), tool)
    for problem in reading.problems:
        say(str(problem))
    if reading.problems:
        raise InputError(f"{file}: nothing is written; problems: {len(reading.problems)}")
    found = [
        replace(
            each,
            appraisal=replace(each.appraisal, by=by, outcome=outcome, consensus=consensus),
        )
        for each in reading.value
    ]
    if not found:
        raise InputError(f"{file}: holds no appraisals")
    if loaded is not None:
        for path, studies in add_appraisals(loaded, found).items():
            click.echo(f"{path}: {len(studies)} studies appraised with {tool.title}")
        return ExitCode.CLEAN
    write_output(output or STANDARD, appraisals_file(found, file.name).encode())
    return ExitCode.CLEAN


COMMAND = import_table
