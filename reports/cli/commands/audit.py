"""``audit``: the linter for claims."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from references.errors import InputError
from reports.cli.exit_code import ExitCode
from reports.cli.loading import retraction_index
from reports.cli.parameters import (
    REVIEW,
    allow_outside_option,
    findings_option,
    ignore_option,
    output_option,
    retractions_option,
    select_option,
    words,
)
from reports.cli.terminal import progress, say, use_color
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    from evidence.audit.baseline import Baseline
    from evidence.audit.finding import AuditResult
    from evidence.model.review import AuditSettings
    from references.retraction_index import RetractionIndex
    from references.source import SourceFile

LEVELS = ("error", "warning", "note", "never")


@click.command("audit")
@click.argument("reviews", nargs=-1, type=REVIEW, metavar="[REVIEW]...")
@findings_option
@output_option
@select_option
@ignore_option
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    help="The least severe finding that gives exit status 1; that of review.toml by default.",
)
@click.option(
    "--baseline",
    "baseline_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Report only findings that this file does not know.",
)
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what was found to this file, and pass.",
)
@retractions_option
@allow_outside_option
def audit_reviews(
    reviews: tuple[Path, ...],
    format_names: tuple[str, ...],
    output: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    baseline_path: Path | None,
    write_baseline: Path | None,
    retractions: Path | None,
    *,
    allow_outside: bool,
) -> int:
    """Check reviews: claims, evidence, grades, citations and references.

    REVIEW is a review folder or any file in one; the current folder when left out. --select
    takes the place of the review's own selection, --ignore adds to it.
    """
    from evidence.audit.baseline import baseline_of, baseline_text, read_baseline
    from reports.findings.finding_format import FindingContext, finding_format_named
    from reports.version import program_version

    chosen = finding_format_named(format_names[0])
    baseline = read_baseline(baseline_path) if baseline_path else None
    options = _Options(
        words(select),
        words(ignore),
        fail_on,
        baseline,
        allow_outside,
        retraction_index(retractions),
    )
    run = _Run()
    for folder in progress(_folders(reviews, run), "Auditing"):
        run.add(folder, options)
    result = _merge(run.results)
    context = FindingContext(
        sources=run.sources,
        version=program_version(),
        color=output == STANDARD and use_color(sys.stdout),
    )
    if run.results:
        write_output(output, chosen.render(result, context).encode())
    if write_baseline:
        known = baseline_of(result, write_baseline.parent)
        write_output(str(write_baseline), baseline_text(known).encode())
        say(f"{write_baseline}: {sum(known.counts.values())} findings written")
        run.failed = False
    if run.refused or result.invalid_input:
        return ExitCode.INVALID_INPUT
    return ExitCode.FINDINGS if run.failed else ExitCode.CLEAN


@dataclasses.dataclass(frozen=True, slots=True)
class _Options:
    """What the command line asks of every review."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    baseline: Baseline | None
    allow_outside: bool
    retractions: RetractionIndex | None

    def over(self, settings: AuditSettings) -> AuditSettings:
        """A review's settings, with those of the command line in their place."""
        from references.rule import Severity

        level = settings.fail_on
        if self.fail_on is not None:
            level = None if self.fail_on == "never" else Severity(self.fail_on)
        return dataclasses.replace(
            settings,
            select=self.select or settings.select,
            ignore=(*settings.ignore, *self.ignore),
            fail_on=level,
        )


@dataclasses.dataclass(slots=True)
class _Run:
    """What came of the reviews so far."""

    results: list[AuditResult] = dataclasses.field(default_factory=list)
    sources: dict[str, SourceFile] = dataclasses.field(default_factory=dict)
    failed: bool = False
    refused: bool = False

    def refuse(self, error: InputError) -> None:
        """One review that cannot be read must not keep a thousand others from being audited."""
        say(f"evidence-review: {error}")
        self.refused = True

    def add(self, folder: Path, options: _Options) -> None:
        """Audit one review."""
        from evidence.assessment import assess
        from evidence.audit.runner import audit
        from evidence.workspace.load import load_review

        review = load_review(
            folder, allow_outside=options.allow_outside, retractions=options.retractions
        )
        settings = options.over(review.audit)
        result = audit(assess(review), settings, options.baseline)
        if not review.claims and not result.invalid_input:
            say(f"{folder}: no claim is recorded yet, so no statement was held against evidence")
        self.results.append(result)
        self.sources.update(review.sources)
        if settings.fail_on is not None and result.at_or_above(settings.fail_on):
            self.failed = True


def _folders(reviews: Sequence[Path], run: _Run) -> tuple[Path, ...]:
    """The review folders that were named, each once."""
    from evidence.workspace.layout import review_folder

    found: dict[Path, Path] = {}
    for path in reviews or (Path(),):
        try:
            folder = review_folder(path)
        except InputError as error:
            run.refuse(error)
        else:
            found.setdefault(folder.resolve(), folder)
    return tuple(found.values())


def _merge(results: Sequence[AuditResult]) -> AuditResult:
    """The results of several reviews as one."""
    from evidence.audit.finding import AuditResult

    if len(results) == 1:
        return results[0]
    findings = [finding for result in results for finding in result.findings]
    return AuditResult(
        findings=tuple(sorted(findings, key=lambda item: item.sort_key)),
        suppressed=sum(result.suppressed for result in results),
        baselined=sum(result.baselined for result in results),
        invalid_input=any(result.invalid_input for result in results),
        suppressed_findings=tuple(each for item in results for each in item.suppressed_findings),
        baselined_findings=tuple(each for item in results for each in item.baselined_findings),
    )


COMMAND = audit_reviews
