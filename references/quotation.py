"""How a message quotes what somebody wrote."""

from __future__ import annotations


def quoted(text: str, limit: int = 60) -> str:
    """A value for a message: on one line, in quotation marks, cut when long."""
    flat = " ".join(text.split())
    return f"“{flat[: limit - 1]}…”" if len(flat) > limit else f"“{flat}”"
