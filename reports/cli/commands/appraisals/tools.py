"""``appraisals tools``: what each tool asks, and the words it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reports.cli.exit_code import ExitCode
from reports.cli.terminal import terminal_width
from reports.cli.text_table import text_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence.appraisal.tool import AppraisalDomain, Rating, Tool


@click.command("tools")
@click.argument("name", required=False, metavar="[NAME]")
def tools(name: str | None) -> int:
    """List the tools, or the domains, questions, rules and ratings of one.

    Of the rules of a domain (=) the first that holds decides.

    NAME is a tool's name, or a TOML file that declares one; what is wrong with it is told.
    """
    from evidence.appraisal.tool import tools as every_tool
    from evidence.workspace.find_tool import find_tool

    if name is not None:
        click.echo("\n".join(_described(find_tool(name))))
        return ExitCode.CLEAN
    rows = [
        (each.name, _count(each), ", ".join(design.value for design in each.designs), each.title)
        for each in every_tool()
    ]
    heads = ("Tool", "Domains", "For", "Title")
    click.echo(text_table(heads, rows, width=terminal_width()))
    return ExitCode.CLEAN


def _count(tool: Tool) -> str:
    return str(len(tool.domains_of(tool.variants[0].id if tool.variants else "")))


def _described(tool: Tool) -> Iterator[str]:
    yield f"{tool.title}" + (f" ({tool.version})" if tool.version else "")
    yield tool.citation
    if tool.url:
        yield tool.url
    if tool.licence:
        yield f"Licence: {tool.licence}"
    for variant in tool.variants:
        yield f"variant: {variant.id} ({variant.label})"
    for domain in tool.domains:
        yield ""
        yield from _domain(tool, domain)
    yield ""
    yield f"overall: {_words(tool.overall_ratings)}"
    if tool.by_person:
        yield "  given by a person alone"


def _domain(tool: Tool, domain: AppraisalDomain) -> Iterator[str]:
    only = f" (variant {', '.join(domain.variants)})" if domain.variants else ""
    beside = " (beside the whole)" if domain.beside else ""
    yield f"{domain.id}: {domain.label}{only}{beside}"
    yield f"  ratings: {_words(tool.ratings_of(domain.id))}"
    for question in domain.questions:
        variant = f" [{', '.join(question.variants)}]" if question.variants else ""
        asked = f", if {question.asked_if}" if question.asked_if else ""
        yield f"  {question.id}{variant} {question.label} ({'/'.join(question.answers)}{asked})"
    for rule in domain.rules:
        variant = f" [{', '.join(rule.variants)}]" if rule.variants else ""
        rating = rule.rating or "a person decides"
        yield f"  ={variant} {rating}{f' if {rule.when}' if rule.when else ''}: {rule.reason}"


def _words(ratings: tuple[Rating, ...]) -> str:
    return ", ".join(rating.id for rating in ratings)


COMMAND = tools
