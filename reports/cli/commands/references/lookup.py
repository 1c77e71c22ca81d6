"""``references lookup``: bibliographies held against the registries, offline unless told."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.bibliographies import (
    columns_option,
    files_argument,
    from_option,
    opened_bibliographies,
    say_problems,
)
from reports.cli.exit_code import ExitCode
from reports.cli.parameters import Names
from reports.cli.terminal import is_terminal, say, terminal_width, use_color
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from references.bibliography_file import BibliographyFile
    from references.library import Library
    from references.lookup.client import Client
    from references.lookup.clock import Clock
    from references.lookup.outcome import LookedUp

_KEYS = {"pubmed": "NCBI_API_KEY", "openalex": "OPENALEX_API_KEY"}
"""Environment variables that hold a person's own keys; they go to their service alone."""

_TOLD = 10


def _registry_names() -> tuple[str, ...]:
    from references.registry import registries

    return tuple(item.name for item in registries())


@click.command("lookup")
@files_argument
@from_option
@columns_option
@click.option("--online", is_flag=True, help="Ask the registries; else the cache alone answers.")
@click.option(
    "--mailto",
    default="",
    metavar="ADDRESS",
    envvar="EVIDENCE_REVIEW_MAILTO",
    help="Your address, for a registry that wants to reach you; it then answers sooner.",
)
@click.option(
    "--services",
    type=Names("registry", _registry_names, several=True),
    default="crossref,datacite,pubmed",
    show_default=True,
    help="Registries to ask: crossref, datacite, openalex, pubmed.",
)
@click.option(
    "--cache",
    "cache_folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder for answers; ~/.cache/evidence-review when left out.",
)
@click.option("--refresh", is_flag=True, help="Ask anew what the cache knows; with --online.")
@click.option(
    "--max-age",
    type=click.IntRange(min=0),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="Ask anew what the cache knows for longer.",
)
@click.option("--fill", is_flag=True, help="Write missing values into the files; overwrite none.")
@click.option("--diff", is_flag=True, help="Show what --fill would change and write nothing.")
@click.option("--output", metavar="FILE", help="With --fill: write there and not in place.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option(
    "--fail-on",
    type=Names(
        "outcome",
        lambda: ("mismatch", "not-found", "not-checked", "retraction", "never"),
        several=True,
    ),
    default="mismatch",
    show_default=True,
    help="What gives exit status 1: mismatch, not-found, not-checked, retraction or never.",
)
@click.option(
    "--base-url",
    "base_urls",
    multiple=True,
    metavar="REGISTRY=URL",
    envvar="EVIDENCE_REVIEW_BASE_URLS",
    hidden=True,
    help="Where a mirror of a registry is.",
)
def lookup(
    files: tuple[str, ...],
    from_names: tuple[str, ...] | None,
    columns: tuple[str, ...],
    online: bool,
    mailto: str,
    services: tuple[str, ...],
    cache_folder: Path | None,
    refresh: bool,
    max_age: int,
    fill: bool,
    diff: bool,
    output: str | None,
    format_name: str,
    fail_on: tuple[str, ...],
    base_urls: tuple[str, ...],
) -> int:
    """Hold references against the records of their own identifiers.

    Nothing goes out without --online, and then only a DOI or PubMed number or, for a reference
    without one, its title, first author and year. "Not found" means that a registry lacks the
    work, not that there is none.
    """
    from references.lookup.archive import Archive, Freshness
    from references.lookup.cache import Cache
    from references.lookup.session import look_up
    from references.registry import registry_named

    _check_usage(files, output, refresh=refresh, online=online, fill=fill, diff=diff)
    opened, libraries = _read(files, from_names, columns)
    folder = cache_folder or _cache_folder()
    clock = _clock()
    registries = [registry_named(name) for name in services]
    with Cache(folder if online or folder.is_dir() else None) as cache:
        client = _client(mailto, clock, _parsed(base_urls)) if online else None
        try:
            archive = Archive(cache, client, clock, Freshness(max_age, refresh))
            references = [each for library in libraries for each in library]
            found = look_up(references, registries, archive)
        finally:
            if client is not None:
                client.close()
    _print(found, format_name)
    _tell_unasked(found)
    if fill or diff:
        _fill(opened, libraries, found, output, write=fill and not diff)
    return ExitCode.FINDINGS if _fails(found, fail_on) else ExitCode.CLEAN


def _check_usage(
    files: Sequence[str], output: str | None, *, refresh: bool, online: bool, fill: bool, diff: bool
) -> None:
    if refresh and not online:
        raise click.UsageError("--refresh asks the registries anew and needs --online")
    if output is not None and not fill:
        raise click.UsageError("--output is where --fill writes; give --fill too")
    if output == STANDARD or (fill and not diff and output is None and STANDARD in files):
        raise click.UsageError("the report goes to standard output; name a file with --output")
    if output is not None and len(dict.fromkeys(files)) > 1:
        raise click.UsageError("--output takes one file; without it each file is filled in place")


def _read(
    files: Sequence[str], from_names: tuple[str, ...] | None, columns: Sequence[str]
) -> tuple[list[BibliographyFile], list[Library]]:
    opened = []
    libraries = []
    for file in opened_bibliographies(files, from_names, columns):
        reading = file.value.read()
        say_problems((*file.problems, *reading.problems))
        opened.append(file.value)
        libraries.append(reading.value)
    return opened, libraries


def _cache_folder() -> Path:
    """The folder that the XDG Base Directory Specification gives to caches."""
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    # The specification has a relative path passed over.
    base = Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".cache"
    return base / "evidence-review"


def _clock() -> Clock:
    import datetime
    import time

    from references.lookup.clock import Clock

    def moment() -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC).replace(microsecond=0)

    return Clock(moment, time.monotonic, time.sleep)


def _parsed(base_urls: Sequence[str]) -> dict[str, str]:
    known = _registry_names()
    parsed = {}
    for given in base_urls:
        name, _, url = given.partition("=")
        if name not in known or not url.startswith(("http://", "https://")):
            raise click.UsageError(f"--base-url {given!r} is not REGISTRY=URL")
        parsed[name] = url
    return parsed


def _client(mailto: str, clock: Clock, base_urls: Mapping[str, str]) -> Client:
    from references.lookup.client import Client
    from references.registry import Caller
    from reports.version import program_version

    if mailto and ("@" not in mailto or not mailto.isascii() or not mailto.isprintable()):
        raise click.UsageError(f"--mailto {mailto!r} is not an address")
    if not mailto:
        say("note: --mailto ADDRESS tells the registries whom to write to, and speeds them up")
    keys = {name: os.environ.get(variable, "") for name, variable in _KEYS.items()}
    caller = Caller(f"evidence-review/{program_version()}", mailto, keys)
    tell = say if is_terminal(sys.stderr) else None
    return Client(caller, clock, base_urls, tell=tell)


def _print(found: Sequence[LookedUp], format_name: str) -> None:
    from reports import lookups
    from reports.cli.json_text import json_text
    from reports.cli.text_table import text_table

    if format_name == "json":
        click.echo(json_text(lookups.as_objects(found)))
    elif format_name == "csv":
        write_output(STANDARD, lookups.as_csv(found).encode())
    else:
        heads = ("reference", "outcome", "why")
        click.echo(text_table(heads, lookups.rows(found), width=terminal_width()))
        if details := lookups.details(found):
            click.echo(f"\n{details}", nl=False)
        click.echo(f"\n{lookups.summary(found)}")


def _tell_unasked(found: Sequence[LookedUp]) -> None:
    unasked = [question for each in found for question in each.unasked]
    if not unasked:
        return
    for question, number in list(Counter(unasked).items())[:_TOLD]:
        say(f"would ask {question}" + (f" ({number} references)" if number > 1 else ""))
    if len(unasked) > _TOLD:
        say(f"and {len(unasked) - _TOLD} more")
    say(f"nothing was asked: --online puts these {len(unasked)} questions to the registries")


def _fill(
    opened: Sequence[BibliographyFile],
    libraries: Sequence[Library],
    found: Sequence[LookedUp],
    output: str | None,
    *,
    write: bool,
) -> None:
    from references.lookup.rewriting import rewritten
    from reports.text_diff import text_diff

    for file, library in zip(opened, libraries, strict=True):
        text = rewritten(file.source, file.format, library, found)
        path = file.source.path
        for line in text_diff(file.source.text, text, path, color=use_color(sys.stderr)):
            say(line)
        target = output or path
        if write and (output is not None or text != file.source.text):
            write_output(target, file.encoded(text))
            say(f"{target}: filled")


def _fails(found: Sequence[LookedUp], fail_on: tuple[str, ...]) -> bool:
    if "never" in fail_on:
        return False
    retracted = any(each.retracted for each in found)
    outcomes = {each.outcome.value for each in found}
    return bool(outcomes & set(fail_on)) or ("retraction" in fail_on and retracted)


COMMAND = lookup
