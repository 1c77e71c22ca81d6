"""``references fix``: the safe fixes of the REF rules, in place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.bibliographies import (
    STANDARD_INPUT,
    files_argument,
    from_option,
    opened_bibliographies,
    say_problems,
)
from reports.cli.exit_code import ExitCode
from reports.cli.parameters import ignore_option, select_option, words
from reports.cli.terminal import say, use_color
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from references.bibliography_file import BibliographyFile
    from references.fixing import Fixing


@click.command("fix")
@files_argument
@from_option
@select_option
@ignore_option
@click.option("--diff", is_flag=True, help="Show the changes and write nothing.")
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 if files would change.")
@click.option("--output", metavar="FILE", help="Write there, not in place; - is standard output.")
@click.option(
    "--keys",
    "pattern",
    metavar="PATTERN",
    help="Make keys where one is missing or taken twice, such as [auth][year][veryshorttitle].",
)
@click.option("--all-keys", is_flag=True, help="With --keys: make every key anew.")
def fix(
    files: tuple[str, ...],
    from_names: tuple[str, ...] | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    diff: bool,
    check: bool,
    output: str | None,
    pattern: str | None,
    all_keys: bool,
) -> int:
    """Apply the safe fixes; comments, order and all else stay as they are.

    What changed is said by code on standard error, with what a person must see to.
    """
    from evidence.audit.runner import selected_library_rules
    from evidence.model.review import AuditSettings
    from references.errors import InputError
    from references.fixing import fix as fixed_files

    if output is not None and len(dict.fromkeys(files)) > 1:
        raise InputError("--output takes one file; without it each file is fixed in place")
    if all_keys and pattern is None:
        raise InputError("--all-keys needs --keys PATTERN")
    rules = selected_library_rules(AuditSettings(select=words(select), ignore=words(ignore)))
    opened = tuple(opened_bibliographies(files, from_names))
    for each in opened:
        say_problems(each.problems)
    given = tuple(each.value for each in opened)
    result = fixed_files(given, rules)
    if pattern is not None:
        result = _with_keys(result, pattern, every=all_keys)
    changed = [
        (old, new)
        for old, new in zip(given, result.files, strict=True)
        if old.source.text != new.source.text
    ]
    _tell(result, given, len(changed))
    if diff:
        _show(changed)
    if diff or check:
        return ExitCode.FINDINGS if changed else ExitCode.CLEAN
    _write(given, result, output)
    return ExitCode.CLEAN


def _with_keys(result: Fixing, pattern: str, *, every: bool) -> Fixing:
    from dataclasses import replace

    from references.renaming import rename_keys

    renaming = rename_keys(result.files, pattern, every=every)
    for old, new in renaming.renamed:
        say(f"{old or '(no key)'} → {new}")
    for note in renaming.notes:
        say(note)
    if any(old for old, _ in renaming.renamed):
        say("note: articles and claims that cite the old keys were not touched")
    return replace(result, files=renaming.files)


def _tell(result: Fixing, given: Sequence[BibliographyFile], changed: int) -> None:
    from collections import Counter

    from references.rule import library_rules

    names = {rule.code: rule.name for rule in library_rules()}
    for code, number in result.fixed.items():
        say(f"{number:>6}  {code} {names[code]}: fixed")
    left = Counter(each.rule.code for each in result.left)
    for file in given:
        if file.format.edit is None:
            say(
                f"{file.source.path}: {file.format.title} cannot be fixed in place; convert it "
                "first (references convert --to bibtex)"
            )
    fixed = sum(result.fixed.values())
    findings = "1 finding" if fixed == 1 else f"{fixed} findings"
    files = "1 file" if changed == 1 else f"{changed} files"
    say(f"{findings} fixed in {files}; {sum(left.values())} left")
    if left:
        say("  left: " + ", ".join(f"{code} {number}" for code, number in sorted(left.items())))


def _show(changed: Sequence[tuple[BibliographyFile, BibliographyFile]]) -> None:
    from reports.text_diff import text_diff

    color = use_color(sys.stdout)
    for old, new in changed:
        for line in text_diff(old.source.text, new.source.text, old.source.path, color=color):
            click.echo(line)


def _write(given: Sequence[BibliographyFile], result: Fixing, output: str | None) -> None:
    for old, new in zip(given, result.files, strict=True):
        path = old.source.path
        target = output or (STANDARD if path == STANDARD_INPUT else path)
        if target == path and old.source.text == new.source.text:
            continue
        write_output(target, old.encoded(new.source.text))
        if target == path:
            say(f"{Path(path)}: fixed")


COMMAND = fix
