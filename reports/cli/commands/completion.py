"""``completion``: what a shell needs to complete commands and options."""

from __future__ import annotations

import click

from reports.cli.exit_code import ExitCode

_VARIABLE = "_EVIDENCE_REVIEW_COMPLETE"


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print the script that lets a shell complete commands and options.

    For bash, add this line to ~/.bashrc: eval "$(evidence-review completion bash)"
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"no completion for {shell}")
    root = context.find_root()
    click.echo(script(root.command, {}, "evidence-review", _VARIABLE).source())
    return ExitCode.CLEAN


COMMAND = completion
