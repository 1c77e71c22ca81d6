"""``references dedupe``: one record for each work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from references.errors import InputError
from reports.cli.bibliographies import (
    columns_option,
    files_argument,
    from_option,
    reference_format_names,
    spare_inputs,
    with_columns,
)
from reports.cli.exit_code import ExitCode
from reports.cli.parameters import Names
from reports.cli.record_files import RecordFiles
from reports.cli.terminal import is_terminal, say
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    from references.format import ReferenceFormat
    from references.matching.matching import Cluster
    from references.matching.merging import MergedRecord
    from references.matching.past_decisions import Identities, PastDecision
    from references.matching.settling import Settled
    from references.reference import Reference

_SHOWN = 20


@click.command("dedupe")
@files_argument
@from_option
@columns_option
@click.option("--output", metavar="FILE", help="Write the library without duplicates there.")
@click.option(
    "--to",
    "to_names",
    type=Names("format", reference_format_names, several=False),
    help="Format of the output; its suffix tells when left out.",
)
@click.option(
    "--decisions",
    "decisions_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Apply the decisions in this file, and write them all to it.",
)
@click.option(
    "--report",
    "report_path",
    metavar="FILE",
    help="Write what was done with each record: a .csv or a .json file.",
)
@click.option("--merge", nargs=2, multiple=True, metavar="KEY KEY", help="Decide: one work.")
@click.option("--distinct", nargs=2, multiple=True, metavar="KEY KEY", help="Decide: two works.")
@click.option("--undo", nargs=2, multiple=True, metavar="KEY KEY", help="Take a decision back.")
@click.option(
    "--keys",
    "pattern",
    metavar="PATTERN",
    help="Make the keys of the output anew, such as [auth:lower][year].",
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes; the cores by default.")
def dedupe(
    files: tuple[str, ...],
    from_names: tuple[str, ...] | None,
    columns: tuple[str, ...],
    output: str | None,
    to_names: tuple[str, ...] | None,
    decisions_path: Path | None,
    report_path: str | None,
    merge: tuple[tuple[str, str], ...],
    distinct: tuple[tuple[str, str], ...],
    undo: tuple[tuple[str, str], ...],
    pattern: str | None,
    workers: int | None,
) -> int:
    """Merge records of one work; ask about what is likely; link what only belongs together.

    Nothing is deleted: FILE... stay as they are, and the report says for each record what became
    of it. What is left to a person stands first in the decisions file: write merge or distinct in
    its first column, or use --merge and --distinct, and run again.
    """
    from references.deduplication import all_decisions, merged_records, records_in_question
    from references.garbage import collection_paused
    from references.matching import find_duplicates
    from references.matching.past_decisions import Identities, decisions_text
    from references.matching.settling import settle

    if (merge or distinct or undo) and decisions_path is None:
        raise click.UsageError("--merge, --distinct and --undo need --decisions FILE.")
    spare_inputs(files, output, report_path, decisions_path)
    target = _target(output, to_names)
    files_read = RecordFiles(files, from_names, columns)
    with collection_paused():
        matching = find_duplicates(files_read, progress=_progress(), workers=workers)
        names = Identities(files_read if decisions_path else ())
        past = _past_decisions(decisions_path)
        past = _decided_now(past, names, {"merge": merge, "distinct": distinct, "undo": undo})
        settled = settle(matching, past, names)
        held = records_in_question(files_read, settled)
        wanted = output is not None or (report_path or "").lower().endswith(".json")
        merged = merged_records(held, settled.clusters if wanted else ())
        if target is not None and output is not None:
            _write_library(output, with_columns(target, columns), files_read, merged, pattern)
        if report_path is not None:
            _write_report(report_path, matching.keys, files_read, settled, merged)
        if decisions_path is not None:
            every = all_decisions(held, names, settled, past)
            write_output(str(decisions_path), decisions_text(every).encode())
    _tell(matching.size, held, settled, decisions_path)
    return ExitCode.CLEAN


def _target(output: str | None, to_names: tuple[str, ...] | None) -> ReferenceFormat | None:
    """The format of the output, known before anything is read."""
    from references.format import format_named, format_of_path

    if output is None:
        return None
    if to_names:
        return format_named(to_names[0])
    return format_named("bibtex") if output == STANDARD else format_of_path(output)


def _progress() -> Callable[[str, int, int], None] | None:
    """A line on standard error that tells how far the matching is, where a person sees it."""
    if not is_terminal(sys.stderr):
        return None

    def tell(stage: str, done: int, total: int) -> None:
        of = f" of {total:,}" if total else ""
        print(f"\r{stage}: {done:,}{of}\x1b[K", end="", file=sys.stderr, flush=True)

    return tell


def _past_decisions(path: Path | None) -> tuple[PastDecision, ...]:
    from references.encoding import decode
    from references.matching.past_decisions import read_decisions

    if path is None or not path.exists():
        return ()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    decoded = decode(str(path), data)
    reading = read_decisions(decoded.value)
    for problem in (*decoded.problems, *reading.problems):
        say(str(problem))
    return reading.value


def _decided_now(
    past: tuple[PastDecision, ...],
    names: Identities,
    asked: dict[str, tuple[tuple[str, str], ...]],
) -> tuple[PastDecision, ...]:
    """The decisions of the file with those of the command line in their place."""
    from references.matching.past_decisions import Answer, PastDecision

    held = {each.pair: each for each in past}
    for word, pairs in asked.items():
        for pair in pairs:
            numbers = [names.find(key) for key in pair]
            for key, number in zip(pair, numbers, strict=True):
                if number is None:
                    raise InputError(
                        f"--{word}: {key!r} is no record, or more than one; the decisions file "
                        "has longer names that tell them apart"
                    )
            left, right = (names.names[number] for number in numbers if number is not None)
            made = PastDecision(Answer(word), left, right, "by-hand")
            if held.pop(made.pair, None) is None and made.answer is Answer.UNDO:
                raise InputError(f"--undo: nothing was decided about {pair[0]} and {pair[1]}")
            if made.answer is not Answer.UNDO:
                held[made.pair] = made
    return tuple(held.values())


def _write_library(
    output: str,
    target: ReferenceFormat,
    files_read: RecordFiles,
    merged: dict[Cluster, MergedRecord],
    pattern: str | None,
) -> None:
    """The library without duplicates, each merged record where the first of its members stood."""
    from references.deduplication import with_keys, without_duplicates
    from references.library import Library

    kept = with_keys(lambda: without_duplicates(files_read, merged), pattern)
    if files_read.library is None and target.write_stream is not None:
        write_output(output, (part.encode() for part in target.write_stream(kept)))
        return
    sources = files_read.library.sources if files_read.library is not None else ()
    write_output(output, target.encode(target.write(Library(tuple(kept), sources))))


def _write_report(
    path: str,
    keys: Sequence[str],
    records: Iterable[Reference],
    settled: Settled,
    merged: dict[Cluster, MergedRecord],
) -> None:
    from reports.matching_report import report_csv, report_json

    if path.lower().endswith(".json"):
        text = report_json(tuple(records), settled, merged)
    else:
        text = report_csv(keys, settled)
    write_output(path, text.encode())


def _tell(
    total: int,
    references: Mapping[int, Reference],
    settled: Settled,
    decisions_path: Path | None,
) -> None:
    gone = sum(len(cluster) - 1 for cluster in settled.clusters)
    say(
        f"{total:,} records: {gone:,} merged into {len(settled.clusters):,} others, "
        f"{total - gone:,} left; {len(settled.review):,} pairs to review, "
        f"{len(settled.related):,} related works"
    )
    for pair in settled.review[: 0 if decisions_path else _SHOWN]:
        left, right = references[pair.left], references[pair.right]
        say(f"  review {pair.score:.2f} {left.key} and {right.key} ({pair.rule}): {left.title}")
    for decision in settled.missing:
        say(f"  decided before, but not both are here: {decision.left} and {decision.right}")


COMMAND = dedupe
