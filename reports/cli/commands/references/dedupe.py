"""``references dedupe``: one record for each work."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from references.errors import InputError
from reports.cli.bibliographies import (
    files_argument,
    from_option,
    read_bibliographies,
    reference_format_names,
    tell_problems,
)
from reports.cli.exit_code import ExitCode
from reports.cli.parameters import Names
from reports.cli.terminal import is_terminal, say
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    from references.library import Library
    from references.matching.matching import Cluster
    from references.matching.merging import MergedRecord
    from references.matching.past_decisions import Identities, PastDecision
    from references.matching.settling import Settled
    from references.reference import Reference

_SHOWN = 20


@click.command("dedupe")
@files_argument
@from_option
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
    from references.matching import find_duplicates
    from references.matching.past_decisions import Identities, decisions_text
    from references.matching.settling import settle

    if (merge or distinct or undo) and decisions_path is None:
        raise click.UsageError("--merge, --distinct and --undo need --decisions FILE.")
    read = read_bibliographies(files, from_names)
    tell_problems(read)
    references = read.library.references
    names = Identities(references if decisions_path else ())
    past = _past_decisions(decisions_path)
    past = _decided_now(past, names, {"merge": merge, "distinct": distinct, "undo": undo})
    matching = find_duplicates(references, progress=_progress(), workers=workers)
    settled = settle(matching, past, names)
    merged = _merged(references, settled.clusters)
    library = _without_duplicates(read.library, merged, pattern)
    if output is not None:
        _write_library(output, to_names, library)
    if report_path is not None:
        _write_report(report_path, references, settled, merged)
    if decisions_path is not None:
        every = _all_decisions(references, names, settled, merged, past)
        write_output(str(decisions_path), decisions_text(every).encode())
    _tell(references, settled, merged, decisions_path)
    return ExitCode.CLEAN


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


def _merged(
    references: Sequence[Reference], clusters: Sequence[Cluster]
) -> dict[Cluster, MergedRecord]:
    from references.matching.merging import merge_records

    return {
        cluster: merge_records([references[number] for number in cluster.members])
        for cluster in clusters
    }


def _without_duplicates(
    library: Library, merged: dict[Cluster, MergedRecord], pattern: str | None
) -> Library:
    """Each merged record where the first of its members stood, all keys told apart."""
    first = {cluster.members[0]: record for cluster, record in merged.items()}
    gone = {number for cluster in merged for number in cluster.members[1:]}
    kept = [
        first[number].reference if number in first else reference
        for number, reference in enumerate(library.references)
        if number not in gone
    ]
    return dataclasses.replace(library, references=tuple(_with_keys(kept, pattern)))


def _with_keys(references: Sequence[Reference], pattern: str | None) -> list[Reference]:
    """The records with keys by the pattern; without one, only a key of two works is changed.

    Exports number their records from 1, so that two works of two files often share a key.
    """
    from references.keys.making import make_keys
    from references.keys.pattern import parse_pattern
    from references.reading.record_keys import UniqueKeys

    if pattern is not None:
        keys = make_keys(references, parse_pattern(pattern))
    else:
        taken = UniqueKeys()
        free = [taken.take(reference.key) for reference in references]
        keys = [
            reference.key if is_free else taken.make(reference.key)
            for reference, is_free in zip(references, free, strict=True)
        ]
    return [
        reference if reference.key == key else dataclasses.replace(reference, key=key)
        for reference, key in zip(references, keys, strict=True)
    ]


def _write_library(output: str, to_names: tuple[str, ...] | None, library: Library) -> None:
    from references.format import format_named, format_of_path

    if to_names:
        chosen = format_named(to_names[0])
    else:
        chosen = format_named("bibtex") if output == STANDARD else format_of_path(output)
    write_output(output, chosen.encode(chosen.write(library)))


def _write_report(
    path: str,
    references: Sequence[Reference],
    settled: Settled,
    merged: dict[Cluster, MergedRecord],
) -> None:
    from reports.matching_report import report_csv, report_json

    if path.lower().endswith(".json"):
        text = report_json(references, settled, merged)
    else:
        text = report_csv([each.key for each in references], settled)
    write_output(path, text.encode())


def _all_decisions(
    references: Sequence[Reference],
    names: Identities,
    settled: Settled,
    merged: dict[Cluster, MergedRecord],
    past: Sequence[PastDecision],
) -> list[PastDecision]:
    """What was decided before, what was merged now, and what a person is asked."""
    from references.matching.past_decisions import (
        Answer,
        PastDecision,
        binding,
        described,
    )

    made = {each.pair: each for each in binding(past)}

    def add(answer: Answer, left: int, right: int, rule: str, score: float = 0.0) -> None:
        new = PastDecision(
            answer,
            names.names[left],
            names.names[right],
            rule,
            score,
            described(references[left]),
            described(references[right]),
        )
        known = made.get(new.pair)
        if new.left != new.right:
            made[new.pair] = (
                dataclasses.replace(new, answer=known.answer, rule=known.rule) if known else new
            )

    for left, right in settled.apart:
        add(Answer.DISTINCT, left, right, "by-hand")
    for cluster in merged:
        for member in cluster.members[1:]:
            add(Answer.MERGE, cluster.members[0], member, " ".join(cluster.rules))
    for pair in settled.review:
        add(Answer.REVIEW, pair.left, pair.right, pair.rule, pair.score)
    return list(made.values())


def _tell(
    references: Sequence[Reference],
    settled: Settled,
    merged: dict[Cluster, MergedRecord],
    decisions_path: Path | None,
) -> None:
    gone = sum(len(cluster.members) - 1 for cluster in merged)
    say(
        f"{len(references):,} records: {gone:,} merged into {len(merged):,} others, "
        f"{len(references) - gone:,} left; {len(settled.review):,} pairs to review, "
        f"{len(settled.related):,} related works"
    )
    for pair in settled.review[: 0 if decisions_path else _SHOWN]:
        left, right = references[pair.left], references[pair.right]
        say(f"  review {pair.score:.2f} {left.key} and {right.key} ({pair.rule}): {left.title}")
    for decision in settled.missing:
        say(f"  decided before, but not both are here: {decision.left} and {decision.right}")


COMMAND = dedupe
