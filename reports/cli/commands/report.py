"""``report``: the documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from references.errors import InputError
from reports.cli.exit_code import ExitCode
from reports.cli.loading import retraction_index
from reports.cli.parameters import Names, allow_outside_option, retractions_option, review_argument
from reports.cli.terminal import progress, say
from reports.output import STANDARD, write_atomically, write_output

if TYPE_CHECKING:
    from evidence.model.review import Review
    from reports.documents.document_format import Document

# Never ``reports``: a folder of that name would hide the package of the same name.
OUTPUT = Path("evidence-review-output")


def _format_names() -> tuple[str, ...]:
    from reports.documents.document_format import document_formats

    return tuple(item.name for item in document_formats())


@click.command("report")
@review_argument
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False, allow_dash=True),
    default=OUTPUT,
    show_default=True,
    metavar="DIR",
    help="Folder to write to; - is standard output, for one document.",
)
@click.option(
    "--format",
    "format_names",
    type=Names("format", _format_names, several=True),
    default="html,pdf",
    show_default=True,
    help="What to write: html, pdf, markdown, json, csv; several with commas between them.",
)
@click.option("--keep-going", is_flag=True, help="Report even when files of the review are wrong.")
@retractions_option
@allow_outside_option
def report(
    review: Path,
    output: Path,
    format_names: tuple[str, ...],
    retractions: Path | None,
    *,
    keep_going: bool,
    allow_outside: bool,
) -> int:
    """Write the evidence review as documents, and print their paths.

    REVIEW is a review folder or any file in one; the current folder when left out.
    """
    from evidence.assessment import assess
    from evidence.audit.runner import audit
    from evidence.workspace.layout import review_folder
    from evidence.workspace.load import load_review
    from reports.documents.document_format import document_format_named
    from reports.version import program_version
    from reports.views.build import review_view

    if str(output) == STANDARD and len(format_names) > 1:
        raise click.UsageError(f"--output - takes one --format, not {len(format_names)}.")
    folder = review_folder(review)
    loaded = load_review(
        folder,
        allow_outside=allow_outside,
        for_others=True,
        retractions=retraction_index(retractions),
    )
    wrong = [item for item in loaded.problems if item.kind.startswith("review/")]
    for problem in wrong:
        place = dataclasses.replace(
            problem.location, path=(folder / problem.location.path).as_posix()
        )
        say(str(dataclasses.replace(problem, location=place)))
    if wrong and not keep_going:
        raise InputError(
            f"nothing was written: the review has problems ({len(wrong)}); mend them, or use "
            "--keep-going to leave out what they spoil"
        )
    assessment = assess(loaded)
    result = audit(assessment)
    view = review_view(assessment, result, version=program_version())
    for name in progress(format_names, "Writing"):
        documents = document_format_named(name).render(view)
        if str(output) == STANDARD:
            _print_document(name, documents)
            continue
        paths = [output / document.filename for document in documents]
        _spare_sources(folder, loaded, paths)
        for path, document in zip(paths, documents, strict=True):
            write_atomically(path, document.content)
            click.echo(path)
    return ExitCode.INVALID_INPUT if result.invalid_input else ExitCode.CLEAN


def _print_document(name: str, documents: Sequence[Document]) -> None:
    """Write the one document of a format to standard output."""
    if len(documents) > 1:
        names = ", ".join(document.filename for document in documents)
        raise click.UsageError(f"--output - takes one document; {name} makes {names}.")
    write_output(STANDARD, documents[0].content)


def _spare_sources(folder: Path, review: Review, paths: Iterable[Path]) -> None:
    """Refuse to write over a file that the review is made of."""
    own = {(folder / source).resolve() for source in review.sources}
    for path in paths:
        if path.resolve() in own:
            raise InputError(f"{path}: is a file of the review; name another --output folder")


COMMAND = report
