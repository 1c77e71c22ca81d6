"""The program: one group of commands, and what each kind of failure means to the caller."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from references.errors import InputError
from reports.cli.command import commands
from reports.cli.exit_code import ExitCode
from reports.version import program_version, where_to_report

PROGRAM = "evidence-review"
INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell reports for a program that the reader of its output has left."""


def _print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"{PROGRAM} {program_version()}")
        context.exit()


@click.group(
    name=PROGRAM,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 clean, 1 findings at or above --fail-on, 2 invalid input or usage, "
    "3 internal error.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
def program() -> None:
    """Keep an article honest: its claims, their references, and how strong the evidence is.

    A review is a folder with a review.toml; `evidence-review init` makes one.
    """


for _command in commands():
    program.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the arguments of the command line; the exit status is given back."""
    _print_anything()
    try:
        status = program.main(arguments, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
        return int(status or ExitCode.CLEAN)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return int(ExitCode.INVALID_INPUT)
    except InputError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return int(ExitCode.INVALID_INPUT)
    except BrokenPipeError:
        # Python flushes standard output once more when it ends, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception:  # noqa: BLE001 - the last line of defence: every defect gets exit status 3
        traceback.print_exc()
        tracker = where_to_report() or "the project's issue tracker"
        print(
            f"{PROGRAM} {program_version()}: this is a defect of the program, not of your files. "
            f"Please report it with the lines above: {tracker}",
            file=sys.stderr,
        )
        return int(ExitCode.INTERNAL_ERROR)


def _print_anything() -> None:
    """Let no name or letter that the terminal's encoding lacks stop the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
