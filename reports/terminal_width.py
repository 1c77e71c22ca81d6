"""How wide a text is on a terminal."""

from __future__ import annotations

import unicodedata


def columns_of(text: str) -> int:
    """Columns that a terminal gives to a text: two to a wide letter, none to a combining mark."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
