"""``synthesize``: pooled effects, heterogeneity and plots."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from references.errors import InputError
from reports.cli.exit_code import ExitCode
from reports.cli.json_text import json_text
from reports.cli.loading import chosen_claims, read_review, review_and_claim
from reports.cli.parameters import allow_outside_option, json_option, review_argument
from reports.cli.terminal import say, terminal_width
from reports.cli.text_table import text_table
from reports.output import STANDARD, write_output

if TYPE_CHECKING:
    from evidence.assessment import ClaimAssessment
    from evidence.model.synthesis import Synthesis
    from reports.views.review_view import ForestView


@click.command("synthesize")
@review_argument
@click.argument("claim", required=False)
@json_option
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write the forest plot of CLAIM there, as SVG; - is standard output, for the plot alone.",
)
@allow_outside_option
def synthesize(
    review: Path, claim: str | None, format_name: str, plot: str | None, *, allow_outside: bool
) -> int:
    """Pool the studies of each claim that asks for it.

    Shows each study's effect, the pooled effect, Q, I², τ² and the prediction interval. JSON
    gives effects on the analysis scale, which is the logarithm for ratios.
    """
    from evidence.assessment import assess
    from reports.views.forest_view import forest_view

    review, claim = review_and_claim(review, claim)
    if plot is not None and claim is None:
        raise click.UsageError("--plot needs a CLAIM.")
    loaded, sound = read_review(review, allow_outside=allow_outside)
    claims = chosen_claims(assess(loaded), claim)
    pooled = [(item, item.synthesis) for item in claims if item.synthesis is not None]
    if claim is not None and not pooled:
        raise InputError(f"claim {claim!r} asks for no synthesis; see its key 'synthesis'")
    if plot == STANDARD:
        pass
    elif format_name == "json":
        content = [{"id": item.claim.id, **_content(found)} for item, found in pooled]
        click.echo(json_text({"claims": content}))
    elif pooled:
        texts = [_text(item, found, forest_view(item, found)) for item, found in pooled]
        click.echo("\n\n".join(texts))
    else:
        say("no claim asks for a synthesis; see the key 'synthesis' in docs/formats.md")
    if plot is not None:
        view = forest_view(*pooled[0])
        if view is None:
            raise InputError(f"claim {claim!r}: no study gave an effect to plot")
        write_output(plot, view.svg.encode())
        if plot != STANDARD:
            say(plot)
    return ExitCode.CLEAN if sound else ExitCode.INVALID_INPUT


def _text(item: ClaimAssessment, found: Synthesis, view: ForestView | None) -> str:
    lines = [f"{item.claim.id}: {item.claim.statement}"]
    if view is None:
        lines.append(f"{found.measure} for {found.outcome}: no study gave an effect")
        return "\n".join([*lines, *_notes(found)])
    lines += [f"{view.title} ({view.method})", ""]
    heads = ("study", "intervention", "comparator", f"{view.measure} (95 % CI)", "weight")
    rows = [
        (row.label, row.intervention, row.comparator, row.effect_text, row.weight_text)
        for row in view.rows
    ]
    lines += [text_table(heads, rows, width=terminal_width()), ""]
    for label, value in (
        ("pooled" if len(view.rows) > 1 else "effect", view.pooled_text),
        ("prediction", view.prediction_text),
        ("heterogeneity", view.heterogeneity),
    ):
        if value:
            lines.append(f"{label + ':':<15}{value}")
    if found.sensitivity is not None and len(found.sensitivity.effects) > len(found.effects):
        lines.append(f"{'sensitivity:':<15}{_sensitivity(item, found.sensitivity)}")
    return "\n".join([*lines, *_notes(found)])


def _sensitivity(item: ClaimAssessment, found: Synthesis) -> str:
    from reports.views.forest_view import forest_view

    view = forest_view(item, found, sensitivity=True)
    number = len(found.effects)
    studies = "1 study" if number == 1 else f"{number} studies"
    return f"{view.pooled_text} with {studies}" if view else ""


def _notes(found: Synthesis) -> Sequence[str]:
    left_out = [f"left out: {each.label or each.study}: {each.reason}" for each in found.excluded]
    of_studies = [f"note: {each.label or each.study}: {each.note}" for each in found.effects
                  if each.note]  # fmt: skip
    return (*left_out, *of_studies, *(f"note: {note}" for note in found.notes))


def _content(found: Synthesis) -> dict[str, Any]:
    from dataclasses import asdict

    content = asdict(found)
    # Fitted when looked at, so that it is no tuple that asdict would enter.
    content["left_out"] = [[study, asdict(pooled)] for study, pooled in found.left_out]
    content["scale"] = "log" if content.pop("is_ratio") else "natural"
    if found.sensitivity is not None:
        content["sensitivity"] = _content(found.sensitivity)
    return content


COMMAND = synthesize
