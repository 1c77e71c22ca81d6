"""``claims``: where the claims of a review stand in its article."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.cli.exit_code import ExitCode
from reports.cli.json_text import json_text
from reports.cli.loading import read_review
from reports.cli.parameters import allow_outside_option, json_option, review_argument
from reports.cli.terminal import terminal_width
from reports.cli.text_table import text_table

if TYPE_CHECKING:
    from evidence.model.anchoring import Resolution
    from evidence.model.claim import Claim


@click.group("claims")
def claims() -> None:
    """Work with the claims of a review."""


@claims.command("locate")
@review_argument
@json_option
@allow_outside_option
def locate(review: Path, format_name: str, *, allow_outside: bool) -> int:
    """Find each claim's words in the article: exact, moved or lost."""
    from evidence.articles.anchoring import AnchorIndex
    from evidence.model.anchoring import AnchorState

    loaded, sound = read_review(review, allow_outside=allow_outside)
    index = AnchorIndex(loaded.articles)
    found = [(claim, index.resolve(claim.anchor)) for claim in loaded.claims]
    if format_name == "json":
        click.echo(json_text({"claims": [_content(*pair) for pair in found]}))
    else:
        rows = [
            (claim.id, where.state.value, _share(where), str(where.location or "-"), _remark(where))
            for claim, where in found
        ]
        click.echo(
            text_table(
                ("claim", "anchor", "similarity", "place", "remark"), rows, width=terminal_width()
            )
        )
        counts = Counter(where.state for _, where in found)
        click.echo("\n" + ", ".join(f"{counts[state]} {state.value}" for state in AnchorState))
    return ExitCode.CLEAN if sound else ExitCode.INVALID_INPUT


def _share(where: Resolution) -> str:
    return "" if where.location is None else f"{where.similarity:.0%}"


def _remark(where: Resolution) -> str:
    if where.candidates > 1:
        return f"{where.candidates} equally good places; give a prefix or suffix"
    return f"now reads: {where.text}" if where.state.value == "moved" else ""


def _content(claim: Claim, where: Resolution) -> dict[str, Any]:
    place = where.location
    return {
        "id": claim.id,
        "state": where.state.value,
        "similarity": round(where.similarity, 4),
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "candidates": where.candidates,
        "quote": claim.anchor.quote,
        "text": where.text,
    }


COMMAND = claims
