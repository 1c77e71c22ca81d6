"""``synthesize``: pooled effects, heterogeneity and plots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

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
    from evidence.model.claim import SynthesisRequest
    from evidence.model.synthesis import PooledEffect, Synthesis
    from evidence.synthesis.analyses import Analyses
    from reports.views.pooled_view import ForestView

# Tables with a row for each study are long, and stand in the JSON.
_OF_STUDIES = "Study"


@click.command("synthesize")
@review_argument
@click.argument("claim", required=False)
@json_option
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write a plot of CLAIM there, as SVG; - is standard output, for the plot alone.",
)
@click.option(
    "--picture",
    type=click.Choice(
        [
            "forest",
            "funnel",
            "leave-one-out",
            "cumulative",
            "bubble",
            "baujat",
            "labbe",
            "traffic-light",
            "risk-summary",
            "gosh",
        ]
    ),
    default="forest",
    show_default=True,
    help="Which plot --plot writes.",
)
@click.option(
    "--layout",
    type=click.Choice(["revman", "bmj", "jama"]),
    default="revman",
    show_default=True,
    help="In whose manner a forest plot is laid out.",
)
@click.option(
    "--fragility",
    is_flag=True,
    help="Count the events that would turn each conclusion around; this takes a while.",
)
@click.option(
    "--outcome",
    metavar="ID",
    help="Only this outcome; --plot draws the first one that the claim is judged by.",
)
@allow_outside_option
def synthesize(
    review: Path,
    claim: str | None,
    format_name: str,
    plot: str | None,
    picture: str,
    layout: str,
    *,
    fragility: bool,
    outcome: str | None,
    allow_outside: bool,
) -> int:
    """Pool the studies of each claim that asks for it, outcome by outcome.

    Shows each study's effect, the pooled effect, Q, I², τ², the prediction interval, subgroups,
    the regression, the tests of small-study effects and other models. JSON gives all analyses, with
    effects on the analysis scale, which is the logarithm for ratios.
    """
    from evidence.assessment import assess
    from evidence.grading.body_analyses import analyses_of
    from reports.plots.forest_figure import ForestLayout
    from reports.synthesis_content import synthesis_content
    from reports.views.forest_view import forest_view
    from reports.views.pictures import drawn

    review, claim = review_and_claim(review, claim)
    if plot is not None and claim is None:
        raise click.UsageError("--plot needs a CLAIM.")
    loaded, sound = read_review(review, allow_outside=allow_outside)
    pooled = _pooled(chosen_claims(assess(loaded), claim), claim, outcome)
    if plot == STANDARD:
        pass
    elif format_name == "json":
        content = [
            {"id": item.claim.id, **synthesis_content(found, analyses_of(item.body))}
            for item, found in pooled
        ]
        click.echo(json_text({"claims": content}))
    elif pooled:
        texts = [
            _text(item, found, forest_view(item, found)) + (_fragility(item) if fragility else "")
            for item, found in pooled
        ]
        click.echo("\n\n".join(texts))
    else:
        say("no claim asks for a synthesis; see the key 'synthesis' in docs/formats.md")
    if plot is not None:
        svg = drawn(pooled[0][0], picture, ForestLayout(layout))
        if not svg:
            raise InputError(f"claim {claim!r}: its data give no {picture} plot")
        write_output(plot, svg.encode())
        if plot != STANDARD:
            say(plot)
    return ExitCode.CLEAN if sound else ExitCode.INVALID_INPUT


def _pooled(
    claims: Sequence[ClaimAssessment], claim: str | None, outcome: str | None
) -> Sequence[tuple[ClaimAssessment, Synthesis]]:
    """What is to be shown, each outcome of a claim by itself."""
    from evidence.workspace.near_words import closest

    pooled = [
        (part, part.synthesis)
        for item in claims
        for part in _parts(item)
        if part.synthesis is not None
    ]
    if claim is not None and not pooled:
        raise InputError(f"claim {claim!r} asks for no synthesis; see its key 'synthesis'")
    chosen = [(part, found) for part, found in pooled if outcome in (None, found.outcome)]
    if outcome is not None and not chosen:
        known = tuple(dict.fromkeys(found.outcome for _, found in pooled))
        raise InputError(f"nothing is pooled for outcome {outcome!r}{closest(outcome, known)}")
    return chosen


def _parts(item: ClaimAssessment) -> Sequence[ClaimAssessment]:
    """The claim narrowed to each of its outcomes in turn; itself, where it has none."""
    return [
        replace(item, claim=each.claim, body=each.body, synthesis=each.synthesis, outcomes=())
        for each in item.outcomes
    ] or [item]


def _text(item: ClaimAssessment, found: Synthesis, view: ForestView | None) -> str:
    lines = [f"{item.claim.id}: {item.claim.statement}"]
    if view is None:
        lines.append(f"{found.measure} for {found.outcome}: no study gave an effect")
        return "\n".join([*lines, *_notes(found)])
    lines += [f"{view.title} ({view.method})", ""]
    heads = ("study", "intervention", "comparator", f"{view.measure} ({view.interval})", "weight")
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
    lines += _beyond(item, found)
    return "\n".join([*lines, *_notes(found)])


def _fragility(item: ClaimAssessment) -> str:
    from evidence.grading.body_analyses import analyses_of
    from evidence.synthesis.on_request import fragility_of
    from evidence.synthesis.refusal import CannotComputeError

    analyses, request = analyses_of(item.body), item.claim.synthesis
    if analyses is None or request is None:
        return ""
    try:
        found = fragility_of(request, analyses)
    except CannotComputeError as refusal:
        return f"\nfragility:     not computed: {refusal}" + _of_studies(request, analyses)
    people = "1 event" if found.index == 1 else f"{found.index} events"
    studies = "1 study" if len(found.studies) == 1 else f"{len(found.studies)} studies"
    return (
        f"\nfragility:     {people} in {studies}, gone otherwise, would turn the conclusion around"
        + _of_studies(request, analyses)
    )


def _of_studies(request: SynthesisRequest, analyses: Analyses) -> str:
    """The index of each study alone, by Fisher's exact test; empty where none has counts."""
    from evidence.synthesis.on_request import fragility_of_studies
    from reports.views.numerals import p_value

    rows = []
    for study, found in fragility_of_studies(request, analyses):
        label = study.label or study.id
        if isinstance(found, str):
            rows.append((label, "", "", found))
        else:
            to = "to become significant" if found.is_reverse else "to lose significance"
            rows.append((label, p_value(found.p_value), str(found.index), to))
    if not any(index for _, _, index, _ in rows):
        return ""
    heads = ("study", "Fisher’s exact test", "events", "for what")
    return "\n\n" + text_table(heads, rows, width=terminal_width())


def _beyond(item: ClaimAssessment, found: Synthesis) -> list[str]:
    """Sentences on what the synthesis was asked beyond its pooled effect."""
    from evidence.grading.body_analyses import analyses_of
    from reports.views.analysis_sections import analysis_sections
    from reports.views.numerals import counted, p_value

    analyses = analyses_of(item.body)
    if analyses is None or len(found.effects) < 2:
        return []
    lines = []
    moderation = analyses.moderation
    if moderation is not None and moderation.subgroups is not None:
        for group in moderation.subgroups.groups:
            shown = _bare(found, group.pooled)
            studies = counted(group.studies, "study", "studies")
            lines.append(f"{'subgroup:':<15}{group.name}, {studies}: {shown}")
        test = moderation.subgroups.between
        lines.append(
            f"{'between them:':<15}Q = {test.statistic:.3g} (df = {test.degrees_of_freedom}, "
            f"{p_value(test.p_value)})"
        )
    for part in analysis_sections(item.claim.id, found, analyses, narrow=False):
        lines.append(f"{part.heading}: {' '.join(part.sentences)}".rstrip())
        for table in part.tables:
            if table.heads[0] != _OF_STUDIES:
                lines += ["", text_table(table.heads, table.rows), ""]
    refused = [f"not computed: {name}: {why}" for name, why in analyses.refused.items()]
    return ["", *lines, *refused] if lines or refused else []


def _bare(found: Synthesis, pooled: PooledEffect) -> str:
    from reports.views.numerals import effect

    return effect(
        found.measure,
        pooled.value,
        pooled.ci_low,
        pooled.ci_high,
        is_ratio=found.is_ratio,
        level=found.level,
        size=found.typical_size,
    )


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


COMMAND = synthesize
