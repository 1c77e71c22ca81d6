"""``references format``: bibliographies and citations in a citation style."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import click

from reports.cli.bibliographies import (
    columns_option,
    files_argument,
    from_option,
    read_bibliographies,
    tell_problems,
)
from reports.cli.exit_code import ExitCode
from reports.cli.parameters import output_option, words
from reports.cli.terminal import say
from reports.output import write_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from references.citation_style import FormattedCitation, FormattedEntry


@click.command("format")
@files_argument
@from_option
@columns_option
@click.option(
    "--style",
    default="vancouver",
    show_default=True,
    metavar="NAME|FILE.csl",
    help="Citation style: ama, apa, chicago-author-date, ieee, nature, vancouver, or a CSL file.",
)
@click.option(
    "--locale",
    default="",
    metavar="LANG|FILE.xml",
    help="Language of the style's words: de-DE, en-GB, en-US, es-ES, fr-FR, or a locale's file.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "html", "markdown"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option(
    "--cite",
    "clusters",
    multiple=True,
    metavar="KEY,...",
    help="Print the citation of these references in a text instead; may be repeated.",
)
@output_option
def format_references(
    files: tuple[str, ...],
    from_names: tuple[str, ...] | None,
    columns: tuple[str, ...],
    style: str,
    locale: str,
    format_name: str,
    clusters: tuple[str, ...],
    output: str,
) -> int:
    """Print bibliographies in a citation style, one entry a line, or how works are cited.

    A numbered style numbers the entries in the order of the files. HTML is a fragment of
    paragraphs, to set into a page.
    """
    from references.citation_style import format_bibliography, format_citations

    read = read_bibliographies(files, from_names, columns)
    tell_problems(read)
    library = read.library.references
    if clusters:
        keys = [words([cluster]) for cluster in clusters]
        known = {reference.key for reference in library}
        for missing in dict.fromkeys(key for each in keys for key in each if key not in known):
            say(f"no reference has the key {missing!r}")
        lines = _lines(format_citations(library, keys, style, locale=locale), format_name)
        complete = all(key in known for each in keys for key in each)
    else:
        lines = _lines(format_bibliography(library, style, locale=locale), format_name)
        complete = True
    write_output(output, "".join(lines).encode())
    return ExitCode.CLEAN if complete else ExitCode.FINDINGS


def _lines(
    printed: Sequence[FormattedEntry] | Sequence[FormattedCitation], format_name: str
) -> list[str]:
    lines = []
    for each in printed:
        label = getattr(each, "label", "")
        if format_name == "html":
            before = f"{html.escape(label)} " if label else ""
            lines.append(f"<p>{before}{each.html}</p>\n")
        elif format_name == "markdown":
            lines.append(f"{_marked(label)}{each.markdown}\n\n")
        else:
            lines.append(f"{label} {each.text}\n" if label else f"{each.text}\n")
    return lines


def _marked(label: str) -> str:
    """A label that Markdown takes for no list and no link."""
    if not label:
        return ""
    plain = label.replace("[", "\\[").replace("]", "\\]")
    return f"{plain[:-1]}\\. " if plain[:-1].isdecimal() and plain[-1] == "." else f"{plain} "


COMMAND = format_references
