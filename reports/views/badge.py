"""A value that a report shows with a symbol and words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """A value with its symbol and its words, so that colour never carries meaning alone.

    ``id`` is the stable value (``moderate``, ``limited``); formats choose the colour by it.
    """

    id: str
    label: str
    symbol: str
