"""``explain``: what a rule finds and why it matters."""

from __future__ import annotations

import click

from reports.cli.exit_code import ExitCode


@click.command("explain")
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Print what a rule finds, why it matters, a bad and a good example.

    CODE is a rule's code or name, such as CLM001; without it, all rules are listed.
    """
    from evidence.audit.registry import all_rules, rule_named
    from reports.cli.terminal import terminal_width
    from reports.cli.text_table import text_table
    from reports.rule_page import rule_page

    if code is not None:
        click.echo(rule_page(rule_named(code)).rstrip("\n"))
        return ExitCode.CLEAN
    rows = [(rule.code, rule.severity.value, rule.summary) for rule in all_rules().values()]
    click.echo(text_table(("code", "severity", "finds"), rows, width=terminal_width()))
    return ExitCode.CLEAN


COMMAND = explain
