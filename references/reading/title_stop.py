"""The full stop that PubMed prints behind every title and that belongs to none."""

from __future__ import annotations


def without_stop(title: str) -> str:
    """A title as PubMed gives it without the full stop, as Zotero and others read it."""
    return title[:-1] if title.endswith(".") and len(title) > 1 else title


def with_stop(title: str) -> str:
    """A title as PubMed writes it; ``without_stop`` gives it back."""
    return title if not title or (title[-1] in "?!" and len(title) > 1) else f"{title}."
