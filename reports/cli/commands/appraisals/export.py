"""``appraisals export``: ratings as the table that robvis plots."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from references.errors import InputError
from reports.cli.exit_code import ExitCode
from reports.cli.loading import read_review
from reports.cli.parameters import allow_outside_option, output_option, review_argument
from reports.cli.terminal import say
from reports.output import write_output

_MOST_NAMED = 3


@click.command("export")
@review_argument
@click.option("--tool", "tool_name", required=True, metavar="NAME", help="Name of the tool.")
@click.option("--outcome", default="", metavar="ID", help="The outcome whose appraisals count.")
@output_option
@allow_outside_option
def export(review: Path, tool_name: str, outcome: str, output: str, *, allow_outside: bool) -> int:
    """Write the ratings of a tool as CSV or XLSX: Study, D1 to Dn, Overall.

    One row a study. A consensus stands before single assessors; without one, the worse of theirs.
    """
    from evidence.appraisal.exporting import exported
    from evidence.workspace.find_tool import find_tool, tools_used
    from references.formats.xlsx.workbook import encode

    loaded, sound = read_review(review, allow_outside=allow_outside)
    tool = find_tool(tool_name, tools_used(loaded.studies))
    table = exported(loaded.studies, tool, outcome)
    _say_of("left out", table.left_out)
    _say_of("no overall rating", table.unfinished)
    if len(table.rows) == 1:
        raise InputError(f"no study was appraised with {tool.title}")
    content = encode(table.csv()) if output.endswith(".xlsx") else table.csv().encode()
    write_output(output, content)
    return ExitCode.CLEAN if sound else ExitCode.INVALID_INPUT


def _say_of(what: str, studies: Sequence[tuple[str, str]]) -> None:
    """One line for each reason, with the studies it holds for."""
    for reason in dict.fromkeys(reason for _, reason in studies):
        names = [study for study, why in studies if why == reason]
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        say(f"{what}, {reason}: {', '.join(names[:_MOST_NAMED])}{more}")


COMMAND = export
