"""``references check``: the REF rules over bibliographies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.bibliographies import (
    columns_option,
    files_argument,
    from_option,
    read_bibliographies,
)
from reports.cli.exit_code import ExitCode
from reports.cli.loading import retraction_index
from reports.cli.parameters import (
    DAY,
    findings_option,
    ignore_option,
    output_option,
    retractions_option,
    select_option,
    words,
)
from reports.cli.terminal import use_color
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    import datetime


@click.command("check")
@files_argument
@from_option
@columns_option
@findings_option
@output_option
@select_option
@ignore_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="The least severe finding that gives exit status 1.",
)
@click.option("--as-of", type=DAY, help="The day from which later dates are in the future.")
@retractions_option
def check(
    files: tuple[str, ...],
    from_names: tuple[str, ...] | None,
    columns: tuple[str, ...],
    format_names: tuple[str, ...],
    output: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    as_of: datetime.date | None,
    retractions: Path | None,
) -> int:
    """Check bibliographies: missing fields, bad identifiers, duplicates, retractions."""
    from evidence.audit.runner import check_library
    from evidence.model.review import AuditSettings
    from references.retraction_index import with_notices
    from references.rule import LibrarySubject, Severity
    from reports.findings.finding_format import FindingContext, finding_format_named
    from reports.version import program_version

    chosen = finding_format_named(format_names[0])
    read = read_bibliographies(files, from_names, columns)
    settings = AuditSettings(
        fail_on=None if fail_on == "never" else Severity(fail_on),
        select=words(select),
        ignore=words(ignore),
    )
    index = retraction_index(retractions)
    library = with_notices(read.library, index) if index else read.library
    result = check_library(LibrarySubject(library, read.problems, as_of), settings)
    context = FindingContext(
        sources={source.path: source for source in read.sources},
        version=program_version(),
        color=output == STANDARD and use_color(sys.stdout),
    )
    write_output(output, chosen.render(result, context).encode())
    if settings.fail_on is not None and result.at_or_above(settings.fail_on):
        return ExitCode.FINDINGS
    return ExitCode.CLEAN


COMMAND = check
