"""What becomes of an anchor when it is looked up in the article as it stands today."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from references.source import Location, Span


class AnchorState(StrEnum):
    """How well an anchor was found."""

    EXACT = "exact"
    MOVED = "moved"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where an anchor's words are now.

    ``similarity`` is 1 for exact and the share of the quote that survives for moved.
    ``candidates`` counts equally good places when the quote, prefix and suffix cannot tell them
    apart. Spans and place are ``None`` when lost. ``sentences`` are indexes into the article.
    """

    state: AnchorState
    article: str = ""
    span: Span | None = None
    plain: Span | None = None
    location: Location | None = None
    text: str = ""
    similarity: float = 0.0
    candidates: int = 1
    sentences: tuple[int, ...] = ()
